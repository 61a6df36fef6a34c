using System.Globalization;
using IpStrategy.Domain.Calendar;
using static IpStrategy.Domain.Tests.Calendar.TestCalendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class DueDateTests
{
    private static readonly DueSettings Settings = DueSettings.China;
    private static readonly DateOnly Issued = Day("2010-03-15");

    [Fact]
    public void The_last_day_counts_to_its_end_in_china_time()
    {
        var due = DueDate.Count(new DueRule.WorkingDays(15), Issued, China, Settings);

        Assert.Equal(Day("2010-04-06"), due.Date);
        Assert.Equal(DateTimeOffset.Parse("2010-04-06T16:00:00Z", CultureInfo.InvariantCulture), due.Instant);
        Assert.Equal(TimeSpan.Zero, due.Instant.Offset);
    }

    [Fact]
    public void The_last_day_may_end_with_office_hours()
    {
        var settings = Settings with { DayEndsAt = new TimeSpan(17, 30, 0) };
        var due = DueDate.Count(new DueRule.WorkingDays(15), Issued, China, settings);

        Assert.Equal(DateTimeOffset.Parse("2010-04-06T17:30:00+08:00", CultureInfo.InvariantCulture), due.Instant);
    }

    [Fact]
    public void The_day_on_which_an_instant_falls_is_the_zones_not_utcs()
    {
        var justAfterMidnight = DateTimeOffset.Parse("2010-03-14T16:30:00Z", CultureInfo.InvariantCulture);

        Assert.Equal(Issued, DueDate.CountFrom(justAfterMidnight, new DueRule.WorkingDays(3), China, Settings).Start);
    }

    [Fact]
    public void A_calendar_day_limit_that_ends_on_a_day_off_moves_to_the_next_working_day()
    {
        var rule = new DueRule.CalendarDays(19);
        var due = DueDate.Count(rule, Issued, China, Settings);

        Assert.Equal(Day("2010-04-06"), due.Date);
        Assert.Equal(Day("2010-04-03"), due.HowCounted(China).MovedFrom);
        var stays = Settings with { DayOffEnding = DayOffEnding.Stays };
        Assert.Equal(Day("2010-04-03"), DueDate.Count(rule, Issued, China, stays).Date);
    }

    [Fact]
    public void A_date_somebody_wrote_down_stays_where_it_is()
    {
        var sunday = Day("2010-10-31");
        var due = DueDate.Count(new DueRule.On(sunday), Issued, China, Settings);

        Assert.Equal(sunday, due.Date);
        Assert.Null(due.HowCounted(China).MovedFrom);
    }

    [Fact]
    public void Shows_how_it_was_counted()
    {
        var count = DueDate.Count(new DueRule.WorkingDays(10), Day("2010-09-15"), China, Settings).HowCounted(China);

        Assert.Equal(10, count.WorkingDays);
        Assert.Equal(1, count.WeekendDays);
        Assert.Equal([new HolidayPeriod("中秋节", Day("2010-09-22"), Day("2010-09-24"))], count.Holidays);
        Assert.Equal([Day("2010-09-19"), Day("2010-09-25"), Day("2010-09-26")], count.MakeUpDays.Select(d => d.Date));
        Assert.Empty(count.UnannouncedYears);
    }

    [Fact]
    public void Every_day_of_a_count_is_worked_or_weekend_or_holiday()
    {
        for (var n = 1; n <= 260; n++)
        {
            var due = DueDate.Count(new DueRule.WorkingDays(n), Issued, China, Settings);
            var count = due.HowCounted(China);

            Assert.Equal(n, count.WorkingDays);
            Assert.Equal(
                due.Date.DayNumber - Issued.DayNumber,
                n + count.WeekendDays + count.Holidays.Sum(h => h.Days)
            );
        }
    }

    [Fact]
    public void Is_said_in_chinese_and_in_english_whatever_the_threads_culture()
    {
        var due = DueDate.Count(new DueRule.WorkingDays(10), Day("2010-09-15"), China, Settings);

        Assert.Equal(
            "自 2010-09-15 起算(当日不计),第 10 个工作日为 2010-09-29,当日 24:00 到期。"
                + "期间休息:中秋节 2010-09-22 至 2010-09-24(3 天);双休日 1 天。"
                + "调休上班计为工作日 3 天:2010-09-19(中秋节)、2010-09-25(中秋节)、2010-09-26(国庆节)。",
            Said(due, "zh-CN")
        );
        Assert.Equal(
            "Counted from 2010-09-15, which does not count: working day 10 is 2010-09-29; due at 24:00 that day. "
                + "Days off in between: 中秋节 2010-09-22 to 2010-09-24 (3 days); 1 weekend days. "
                + "Make-up days counted as working days, 3: 2010-09-19 (中秋节), 2010-09-25 (中秋节), 2010-09-26 (国庆节).",
            Said(due, "en-GB")
        );
    }

    [Fact]
    public void Says_which_year_was_counted_by_weekends()
    {
        var due = DueDate.Count(new DueRule.WorkingDays(5), Day("2026-12-30"), China, Settings);

        Assert.EndsWith("2027年安排未发布,暂按周末推算。", Said(due, "zh-CN"), StringComparison.Ordinal);
        Assert.Contains("arrangement of 2027 is not announced", Said(due, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Counting_again_differs_only_when_the_calendar_moved_it()
    {
        var due = DueDate.Count(new DueRule.WorkingDays(5), Day("2026-12-30"), China, Settings);
        var announced = China.With(new HolidayArrangement(2027, [new(Day("2027-01-01"), DayKind.Off, "元旦")]));

        Assert.Equal(due, due.CountAgain(China, Settings));
        Assert.Equal(Day("2027-01-06"), due.Date);
        Assert.Equal(Day("2027-01-07"), due.CountAgain(announced, Settings).Date);
        Assert.Empty(due.CountAgain(announced, Settings).HowCounted(announced).UnannouncedYears);
    }

    private static string Said(DueDate due, string culture) =>
        DueDateText.Explain(due, China, Settings, CultureInfo.GetCultureInfo(culture));
}
