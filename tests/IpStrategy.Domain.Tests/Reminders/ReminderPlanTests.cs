using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Reminders;
using static IpStrategy.Domain.Tests.Calendar.TestCalendar;

namespace IpStrategy.Domain.Tests.Reminders;

public sealed class ReminderPlanTests
{
    private static readonly DateTimeOffset Opened = At("2010-09-15 15:00");

    [Fact]
    public void Reminds_over_a_holiday_with_make_up_days_on_worked_mornings_only()
    {
        var plan = Plan(Opened, "2010-09-29");

        Assert.Equal(
            [
                new ReminderPoint(-5, At("2010-09-21 09:00"), EscalationLevel.Officer),
                new ReminderPoint(-1, At("2010-09-28 09:00"), EscalationLevel.Officer),
                new ReminderPoint(0, At("2010-09-29 09:00"), EscalationLevel.Officer),
                new ReminderPoint(1, At("2010-09-30 09:00"), EscalationLevel.Leader),
                new ReminderPoint(3, At("2010-10-09 09:00"), EscalationLevel.Office),
            ],
            plan.Points
        );
    }

    [Fact]
    public void Repeats_to_the_leadership_every_five_working_days_after_the_last()
    {
        var plan = Plan(Opened, "2010-09-29");

        var first = plan.NextAfter(plan.Points[^1]);
        Assert.Equal(new ReminderPoint(8, At("2010-10-15 09:00"), EscalationLevel.Leadership), first);
        var second = plan.NextAfter(first!);
        Assert.Equal(new ReminderPoint(13, At("2010-10-22 09:00"), EscalationLevel.Leadership), second);
    }

    [Fact]
    public void Drops_the_points_before_the_step_opened()
    {
        var plan = Plan(At("2010-09-28 09:01"), "2010-09-29");

        Assert.Equal([0, 1, 3], plan.Points.Select(p => p.Offset));
    }

    [Fact]
    public void A_step_that_opens_overdue_is_reminded_of_at_the_next_repetition()
    {
        var plan = Plan(At("2010-10-18 10:00"), "2010-09-29");

        Assert.Empty(plan.Points);
        Assert.Equal(13, plan.NextAfter(At("2010-01-01 00:00"))!.Offset);
        Assert.Null(plan.LatestAt(At("2010-10-18 12:00")));
    }

    [Fact]
    public void The_due_dates_own_reminder_comes_before_a_day_off_not_after()
    {
        var plan = Plan(Opened, "2010-10-03");

        Assert.Equal(At("2010-09-30 09:00"), Assert.Single(plan.Points, p => p.Offset == 0).At);
        Assert.DoesNotContain(plan.Points, p => p.Offset == -1);
    }

    [Fact]
    public void After_a_stop_only_the_latest_missed_reminder_is_due()
    {
        var plan = Plan(Opened, "2010-09-29");

        Assert.Null(plan.LatestAt(At("2010-09-21 08:59")));
        Assert.Equal(-5, plan.LatestAt(At("2010-09-21 09:00"))!.Offset);
        Assert.Equal(3, plan.LatestAt(At("2010-10-15 08:59"))!.Offset);
        Assert.Equal(13, plan.LatestAt(At("2010-10-25 00:00"))!.Offset);
    }

    [Fact]
    public void A_rule_without_repetition_ends()
    {
        var plan = ReminderPlan.For(
            Opened,
            Due("2010-09-29"),
            China,
            WakingHours.China,
            ReminderRule.FromText("0:officer")!
        );

        Assert.Null(plan.NextAfter(plan.Points[^1]));
    }

    [Fact]
    public void Walking_the_plan_never_stalls_never_repeats_and_stays_in_working_mornings()
    {
        var cases = Gen.Choose(0, 200).Zip(Gen.Choose(-30, 60)).Zip(Gen.Choose(0, 23)).ToArbitrary();
        Prop.ForAll(
                cases,
                c =>
                {
                    var ((openedAfter, dueAfter), hour) = c;
                    var opened = At("2010-06-01 00:00").AddDays(openedAfter).AddHours(hour);
                    var due = Due(
                        Day("2010-06-01")
                            .AddDays(openedAfter + dueAfter)
                            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    );
                    var walk = Walk(
                        ReminderPlan.For(opened, due, China, WakingHours.China, ReminderRule.Default),
                        opened,
                        15
                    );
                    return walk.Select(p => p.Offset).Distinct().Count() == 15
                        && walk.Zip(walk.Skip(1)).All(pair => pair.First.At < pair.Second.At)
                        && walk.All(p => p.At >= opened && IsWorkingMorning(p.At));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20100315, 69));
    }

    [Fact]
    public void The_latest_point_is_the_last_of_the_walk_up_to_then()
    {
        var plan = Plan(Opened, "2010-09-29");
        var walk = Walk(plan, Opened, 20);

        for (var now = Opened; now < walk[^1].At; now = now.AddHours(7))
        {
            Assert.Equal(walk.LastOrDefault(p => p.At <= now), plan.LatestAt(now));
        }
    }

    private static List<ReminderPoint> Walk(ReminderPlan plan, DateTimeOffset from, int steps)
    {
        var walk = new List<ReminderPoint>();
        for (
            var point = plan.NextAfter(from.AddTicks(-1));
            point is not null && walk.Count < steps;
            point = plan.NextAfter(point)
        )
        {
            walk.Add(point);
        }

        return walk;
    }

    private static bool IsWorkingMorning(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        return local.TimeOfDay == TimeSpan.FromHours(9) && China.IsWorkingDay(DateOnly.FromDateTime(local.DateTime));
    }

    private static ReminderPlan Plan(DateTimeOffset opened, string due) =>
        ReminderPlan.For(opened, Due(due), China, WakingHours.China, ReminderRule.Default);

    private static DueDate Due(string date) =>
        DueDate.Count(new DueRule.On(Day(date)), Day("2010-03-15"), China, DueSettings.China);

    private static DateTimeOffset At(string chinaTime) =>
        DateTimeOffset.Parse(chinaTime + " +08:00", CultureInfo.InvariantCulture).ToUniversalTime();
}
