namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelTemporalTests
{
    [Theory]
    [InlineData("date(\"2012-12-25\")", "@\"2012-12-25\"")]
    [InlineData("date(\"2012-02-30\")", "null")]
    [InlineData("date(\"2012-2-3\")", "null")]
    [InlineData("date(\"-2012-12-25\")", "@\"-2012-12-25\"")]
    [InlineData("date(\"999999999-12-31\")", "@\"999999999-12-31\"")]
    [InlineData("date(\"01211-12-31\")", "null")]
    [InlineData("date(\"+2012-12-31\")", "null")]
    [InlineData("date(2012, 12, 25)", "@\"2012-12-25\"")]
    [InlineData("date(2012, 13, 25)", "null")]
    [InlineData("date(2016, 2, 29)", "@\"2016-02-29\"")]
    [InlineData("date(1900, 2, 29)", "null")]
    [InlineData("date(@\"2012-12-25T10:00:00\")", "@\"2012-12-25\"")]
    [InlineData("date(null)", "null")]
    [InlineData("time(\"11:00:30.5\")", "@\"11:00:30.5\"")]
    [InlineData("time(\"11:00:30+05:30\")", "@\"11:00:30+05:30\"")]
    [InlineData("time(\"11:00:30z\")", "@\"11:00:30Z\"")]
    [InlineData("time(\"24:00:00\")", "null")]
    [InlineData("time(\"11:60:00\")", "null")]
    [InlineData("time(\"11:00\")", "null")]
    [InlineData("time(\"11:00:00+19:00\")", "null")]
    [InlineData("time(11, 0, 30)", "@\"11:00:30\"")]
    [InlineData("time(11, 0, 30.25, duration(\"-PT3H\"))", "@\"11:00:30.25-03:00\"")]
    [InlineData("time(25, 0, 0)", "null")]
    [InlineData("time(@\"2012-12-25\")", "@\"00:00:00Z\"")]
    [InlineData("time(@\"2012-12-25T10:00:00+08:00\")", "@\"10:00:00+08:00\"")]
    [InlineData("date and time(\"2012-12-24T23:59:00\")", "@\"2012-12-24T23:59:00\"")]
    [InlineData("date and time(\"2012-12-24\")", "@\"2012-12-24T00:00:00\"")]
    [InlineData("date and time(\"2012-12-24T25:00:00\")", "null")]
    [InlineData("date and time(@\"2012-12-24\", @\"10:00:00Z\")", "@\"2012-12-24T10:00:00Z\"")]
    [InlineData("date and time(@\"2012-12-24T23:00:00\", @\"10:00:00\")", "@\"2012-12-24T10:00:00\"")]
    [InlineData("date and time(\"2012-07-01T10:00:00@Europe/Paris\").time offset", "@\"PT2H\"")]
    [InlineData("date and time(\"2012-07-01T10:00:00@Europe/Paris\").timezone", "\"Europe/Paris\"")]
    [InlineData("date and time(\"2012-07-01T10:00:00@Nowhere/Else\")", "null")]
    [InlineData("duration(\"P1DT2H3M4.5S\")", "@\"P1DT2H3M4.5S\"")]
    [InlineData("duration(\"PT36H\")", "@\"P1DT12H\"")]
    [InlineData("duration(\"P26M\")", "@\"P2Y2M\"")]
    [InlineData("duration(\"-P1Y\")", "@\"-P1Y\"")]
    [InlineData("duration(\"P0D\")", "@\"PT0S\"")]
    [InlineData("duration(\"P\")", "null")]
    [InlineData("duration(\"P1DT\")", "null")]
    [InlineData("duration(\"P1Y1D\")", "null")]
    [InlineData("duration(\"PT1H1D\")", "null")]
    [InlineData("duration(\"P1W\")", "null")]
    [InlineData("@\"nonsense\"", "null")]
    [InlineData("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\"")]
    [InlineData("years and months duration(@\"2013-08-24\", @\"2011-12-22\")", "@\"-P1Y8M\"")]
    [InlineData("years and months duration(@\"2015-01-21\", @\"2016-01-20\")", "@\"P11M\"")]
    [InlineData("now()", "@\"2010-03-15T09:30:00+08:00\"")]
    [InlineData("today()", "@\"2010-03-15\"")]
    [InlineData("day of year(@\"2019-09-17\")", "260")]
    [InlineData("day of week(@\"2019-09-17\")", "\"Tuesday\"")]
    [InlineData("month of year(@\"2019-09-17\")", "\"September\"")]
    [InlineData("week of year(@\"2003-12-29\")", "1")]
    [InlineData("week of year(@\"2005-01-01\")", "53")]
    public void Constructors_take_what_the_calendar_has(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("@\"2010-03-15\".year", "2010")]
    [InlineData("@\"2010-03-15\".weekday", "1")]
    [InlineData("@\"2010-03-21\".weekday", "7")]
    [InlineData("@\"2010-03-15T10:11:12.5Z\".second", "12.5")]
    [InlineData("@\"2010-03-15T10:11:12\".hour", "10")]
    [InlineData("@\"10:11:12+08:00\".time offset", "@\"PT8H\"")]
    [InlineData("@\"10:11:12\".time offset", "null")]
    [InlineData("@\"10:11:12\".timezone", "null")]
    [InlineData("@\"P1DT2H3M4S\".days", "1")]
    [InlineData("@\"-P1DT2H3M4S\".hours", "-2")]
    [InlineData("@\"P1DT2H3M4S\".minutes", "3")]
    [InlineData("@\"P1DT2H3M4S\".seconds", "4")]
    [InlineData("@\"P1Y2M\".years", "1")]
    [InlineData("@\"P1Y2M\".months", "2")]
    [InlineData("@\"P1Y2M\".days", "null")]
    [InlineData("@\"2010-03-15\".hour", "null")]
    [InlineData("\"a\".length", "null")]
    public void Parts_are_properties(string source, string expected) => Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("@\"2010-03-15\" + @\"P1M\"", "@\"2010-04-15\"")]
    [InlineData("@\"2010-01-31\" + @\"P1M\"", "@\"2010-02-28\"")]
    [InlineData("@\"2012-02-29\" - @\"P1Y\"", "@\"2011-02-28\"")]
    [InlineData("@\"2010-03-15\" + @\"P1D\"", "@\"2010-03-16\"")]
    [InlineData("@\"2010-03-15\" + @\"PT25H\"", "@\"2010-03-16\"")]
    [InlineData("@\"2010-03-15\" - @\"PT1H\"", "@\"2010-03-14\"")]
    [InlineData("@\"P1D\" + @\"2010-12-31\"", "@\"2011-01-01\"")]
    [InlineData("@\"2010-03-15T23:00:00\" + @\"PT2H\"", "@\"2010-03-16T01:00:00\"")]
    [InlineData("@\"2010-03-15T23:00:00+08:00\" + @\"P1M\"", "@\"2010-04-15T23:00:00+08:00\"")]
    [InlineData("@\"23:00:00\" + @\"PT2H\"", "@\"01:00:00\"")]
    [InlineData("@\"01:00:00\" - @\"PT2H\"", "@\"23:00:00\"")]
    [InlineData("@\"10:00:00\" - @\"08:30:00\"", "@\"PT1H30M\"")]
    [InlineData("@\"10:00:00Z\" - @\"08:30:00\"", "null")]
    [InlineData("@\"10:00:00Z\" - @\"10:00:00+02:00\"", "@\"PT2H\"")]
    [InlineData("@\"2010-03-15\" - @\"2010-03-01\"", "@\"P14D\"")]
    [InlineData("@\"2010-03-15T00:00:00Z\" - @\"2010-03-14\"", "@\"P1D\"")]
    [InlineData("@\"2010-03-15T00:00:00\" - @\"2010-03-14\"", "null")]
    [InlineData("@\"2010-03-15T08:00:00+08:00\" - @\"2010-03-15T00:00:00Z\"", "@\"PT0S\"")]
    [InlineData("@\"P1D\" + @\"PT12H\"", "@\"P1DT12H\"")]
    [InlineData("@\"P1Y\" - @\"P1M\"", "@\"P11M\"")]
    [InlineData("@\"P1Y\" + @\"P1D\"", "null")]
    [InlineData("@\"P1D\" * 1.5", "@\"P1DT12H\"")]
    [InlineData("2 * @\"P1Y\"", "@\"P2Y\"")]
    [InlineData("@\"P1Y\" / 5", "@\"P2M\"")]
    [InlineData("@\"P1D\" / @\"PT6H\"", "4")]
    [InlineData("@\"P1Y\" / @\"P3M\"", "4")]
    [InlineData("@\"P1Y\" / 0", "null")]
    [InlineData("@\"PT1H\" / @\"PT0S\"", "null")]
    [InlineData("-@\"P1D\"", "@\"-P1D\"")]
    [InlineData("@\"2010-03-15\" + 1", "null")]
    [InlineData("@\"2010-03-15\" + @\"2010-03-15\"", "null")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"999999999-12-31\" - @\"-999999999-01-01\" > @\"P1D\"", "true")]
    public void Arithmetic_follows_the_table(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("@\"2010-03-15\" < @\"2010-03-16\"", "true")]
    [InlineData("@\"2010-03-15T08:00:00+08:00\" = @\"2010-03-15T00:00:00Z\"", "true")]
    [InlineData("@\"2010-03-15T00:00:00\" = @\"2010-03-15T00:00:00Z\"", "false")]
    [InlineData("@\"2010-03-15T00:00:00\" < @\"2010-03-15T00:00:00Z\"", "false")]
    [InlineData("@\"2010-03-15\" < @\"2010-03-15T00:00:00\"", "null")]
    [InlineData("@\"10:00:00+01:00\" < @\"10:00:00Z\"", "true")]
    [InlineData("@\"P1D\" = @\"PT24H\"", "true")]
    [InlineData("@\"P1Y\" = @\"P12M\"", "true")]
    [InlineData("@\"P1Y\" > @\"P11M\"", "true")]
    [InlineData("@\"P1Y\" = @\"P365D\"", "null")]
    [InlineData("@\"2010-03-15\" in [@\"2010-01-01\"..@\"2010-12-31\"]", "true")]
    [InlineData("@\"2010-03-15\" between @\"2010-03-15\" and @\"2010-03-15\"", "true")]
    public void Moments_are_compared_as_instants(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Fact]
    public void A_day_added_in_a_named_zone_keeps_the_instant_right_across_the_change_to_summer_time()
    {
        Assert.Equal(
            "@\"2012-03-25T04:00:00@Europe/Paris\"",
            Feel.Eval("@\"2012-03-25T01:00:00@Europe/Paris\" + @\"PT2H\"")
        );
        Assert.Equal("@\"PT2H\"", Feel.Eval("(@\"2012-03-25T01:00:00@Europe/Paris\" + @\"P1M\").time offset"));
    }

    [Fact]
    public void The_calendar_goes_round_for_every_day_of_eight_centuries()
    {
        var day = new DateOnly(1600, 1, 1);
        var number = new IpStrategy.Workflow.Expressions.CalendarDate(1600, 1, 1).DayNumber;
        for (; day.Year < 2400; day = day.AddDays(1), number++)
        {
            var date = IpStrategy.Workflow.Expressions.CalendarDate.From(day);
            Assert.Equal(number, date.DayNumber);
            Assert.Equal(date, IpStrategy.Workflow.Expressions.CalendarDate.FromDayNumber(number));
            Assert.Equal((int)day.DayOfWeek, date.DayOfWeek % 7);
            Assert.Equal(System.Globalization.ISOWeek.GetWeekOfYear(day), date.WeekOfYear);
        }
    }
}
