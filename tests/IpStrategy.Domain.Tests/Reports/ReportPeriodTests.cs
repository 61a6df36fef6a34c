using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Tests.Reports;

/// <summary>Periods of reports: calendar months, quarters, half-years, years.</summary>
public sealed class ReportPeriodTests
{
    [Theory]
    [InlineData(ReportCycle.Month, "2010-03-31", "2010-03", "2010-03-01", "2010-03-31", "2010-04")]
    [InlineData(ReportCycle.Month, "2010-12-01", "2010-12", "2010-12-01", "2010-12-31", "2011-01")]
    [InlineData(ReportCycle.Month, "2012-02-29", "2012-02", "2012-02-01", "2012-02-29", "2012-03")]
    [InlineData(ReportCycle.Quarter, "2010-03-15", "2010-Q1", "2010-01-01", "2010-03-31", "2010-Q2")]
    [InlineData(ReportCycle.Quarter, "2010-12-31", "2010-Q4", "2010-10-01", "2010-12-31", "2011-Q1")]
    [InlineData(ReportCycle.HalfYear, "2010-06-30", "2010-H1", "2010-01-01", "2010-06-30", "2010-H2")]
    [InlineData(ReportCycle.HalfYear, "2010-07-01", "2010-H2", "2010-07-01", "2010-12-31", "2011-H1")]
    [InlineData(ReportCycle.Year, "2010-07-01", "2010", "2010-01-01", "2010-12-31", "2011")]
    public void A_day_lies_in_one_period_of_each_cycle(
        ReportCycle cycle,
        string day,
        string text,
        string first,
        string last,
        string next
    )
    {
        var period = ReportPeriod.Of(cycle, Day(day))!.Value;
        Assert.Equal((text, Day(first), Day(last)), (period.Text, period.First, period.Last));
        Assert.Equal(next, period.Next().Text);
        Assert.Equal(period, ReportPeriod.FromText(text));
    }

    [Fact]
    public void Where_nothing_is_asked_there_is_no_period() =>
        Assert.Null(ReportPeriod.Of(ReportCycle.None, Day("2010-03-15")));

    [Theory]
    [InlineData("2010-13")]
    [InlineData("2010-00")]
    [InlineData("2010-Q5")]
    [InlineData("2010-Q0")]
    [InlineData("2010-H3")]
    [InlineData("2010-6")]
    [InlineData("0000")]
    [InlineData("2010-06-01")]
    [InlineData("2010-06\n")]
    [InlineData("２０１０-06")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_text_is_no_period(string? text) => Assert.Null(ReportPeriod.FromText(text));

    [Fact]
    public void Periods_follow_each_other_without_a_gap()
    {
        foreach (var cycle in Enum.GetValues<ReportCycle>().Where(c => c != ReportCycle.None))
        {
            var period = ReportPeriod.Of(cycle, Day("2007-01-01"))!.Value;
            while (period.Year < 2027)
            {
                Assert.Equal(period.Last.AddDays(1), period.Next().First);
                period = period.Next();
            }
        }
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
