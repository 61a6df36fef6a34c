using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Domain.Calendar;
using static IpStrategy.Domain.Tests.Calendar.TestCalendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2010-03-15", 15, "2010-04-06")]
    [InlineData("2010-03-15", 30, "2010-04-27")]
    [InlineData("2010-09-15", 10, "2010-09-29")]
    [InlineData("2010-02-12", 1, "2010-02-20")]
    [InlineData("2018-12-28", 1, "2018-12-29")]
    [InlineData("2010-09-29", -5, "2010-09-21")]
    [InlineData("2010-09-29", 3, "2010-10-09")]
    public void Counts_as_the_office_counts(string start, int n, string expected) =>
        Assert.Equal(Day(expected), China.AddWorkingDays(Day(start), n));

    [Fact]
    public void The_year_2010_has_250_working_days() =>
        Assert.Equal(new YearCount(2010, 250, true), China.CountIn(2010));

    [Fact]
    public void A_year_not_announced_is_counted_by_weekends_and_says_so()
    {
        Assert.Equal(new YearCount(2027, 261, false), China.CountIn(2027));
        Assert.False(China.IsAnnounced(2027));
        Assert.True(China.IsWorkingDay(Day("2027-10-01")));
        Assert.Equal([2027, 2028], China.UnannouncedYears(Day("2026-12-31"), Day("2028-01-01")));
    }

    [Fact]
    public void Make_up_days_are_worked_and_holidays_on_weekdays_are_not()
    {
        Assert.True(China.IsWorkingDay(Day("2010-09-25")));
        Assert.Equal(DayOfWeek.Saturday, Day("2010-09-25").DayOfWeek);
        Assert.False(China.IsWorkingDay(Day("2010-09-23")));
        Assert.False(China.IsWorkingDay(Day("2010-09-18")));
    }

    [Fact]
    public void Zero_working_days_after_a_day_off_is_that_day()
    {
        Assert.Equal(Day("2010-09-18"), China.AddWorkingDays(Day("2010-09-18"), 0));
        Assert.Equal(Day("2010-09-19"), China.OnOrAfter(Day("2010-09-18")));
        Assert.Equal(Day("2010-09-17"), China.OnOrBefore(Day("2010-09-18")));
    }

    [Fact]
    public void A_new_arrangement_replaces_that_year_only()
    {
        var changed = China.With(new HolidayArrangement(2010, [new(Day("2010-03-16"), DayKind.Off, "临时放假")]));

        Assert.False(changed.IsWorkingDay(Day("2010-03-16")));
        Assert.True(changed.IsWorkingDay(Day("2010-10-01")));
        Assert.Equal(China.CountIn(2011), changed.CountIn(2011));
        Assert.Equal(250, China.CountIn(2010).WorkingDays);
    }

    [Fact]
    public void Of_two_arrangements_that_name_a_day_the_later_years_holds()
    {
        var day = Day("2018-12-29");
        var calendar = WorkingCalendar.From([
            new HolidayArrangement(2019, [new(day, DayKind.Work, "元旦")]),
            new HolidayArrangement(2018, [new(day, DayKind.Off, "元旦")]),
        ]);

        Assert.True(calendar.IsWorkingDay(day));
    }

    [Fact]
    public void Counting_out_of_the_calendar_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => China.AddWorkingDays(DateOnly.MaxValue, 1));

    [Fact]
    public void Adding_lands_on_the_working_day_that_as_many_steps_on_foot_reach() =>
        Holds((start, n) => China.AddWorkingDays(start, n) == OnFoot(start, n));

    [Fact]
    public void Counting_between_undoes_adding() =>
        Holds((start, n) => China.WorkingDaysBetween(start, China.AddWorkingDays(start, n)) == n);

    [Fact]
    public void Adding_twice_is_adding_the_sum() =>
        Holds(
            (start, n) =>
                China.AddWorkingDays(China.AddWorkingDays(start, n), Math.Sign(n))
                == China.AddWorkingDays(start, n + Math.Sign(n))
        );

    [Fact]
    public void What_is_reached_is_always_a_working_day() =>
        Holds((start, n) => n == 0 || China.IsWorkingDay(China.AddWorkingDays(start, n)));

    [Fact]
    public void Every_years_count_is_the_sum_of_its_days()
    {
        foreach (var year in Enumerable.Range(2005, 25))
        {
            var days = Enumerable
                .Range(0, 366)
                .Select(n => new DateOnly(year, 1, 1).AddDays(n))
                .Where(d => d.Year == year);
            Assert.Equal(days.Count(China.IsWorkingDay), China.CountIn(year).WorkingDays);
        }
    }

    private static DateOnly OnFoot(DateOnly start, int n)
    {
        var day = start;
        for (var left = Math.Abs(n); left > 0; left -= China.IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(Math.Sign(n));
        }

        return day;
    }

    private static void Holds(Func<DateOnly, int, bool> property)
    {
        // From before the first announced year to after the last, so that both edges of the table are crossed.
        var starts = Gen.Choose(Day("2005-01-01").DayNumber, Day("2028-12-31").DayNumber)
            .Select(DateOnly.FromDayNumber);
        var cases = starts.Zip(Gen.Choose(-400, 400)).ToArbitrary();
        var config = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20100315, 69);
        Prop.ForAll(cases, c => property(c.Item1, c.Item2)).Check(config);
    }
}
