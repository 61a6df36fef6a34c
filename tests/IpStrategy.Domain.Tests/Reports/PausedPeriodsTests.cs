using System.Globalization;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Tests.Reports;

/// <summary>Which periods are not asked for any more when an undertaking goes on.</summary>
public sealed class PausedPeriodsTests
{
    [Theory]
    // Nothing ended, or one: that one is asked for.
    [InlineData("2010-03", "2010-03-20", "2010-03-31", "", null)]
    [InlineData("2010-03", "2010-03-20", "2010-04-01", "", "2010-03")]
    // The latest is asked for, the earlier are not.
    [InlineData("2010-03", "2010-03-20", "2010-05-01", "2010-03", "2010-04")]
    [InlineData("2010-03", "2010-03-20", "2010-06-15", "2010-03 2010-04", "2010-05")]
    // What was over before it stood still is asked for too, however late.
    [InlineData("2010-01", "2010-03-20", "2010-06-15", "2010-03 2010-04", "2010-05")]
    [InlineData("2010-01", "2010-04-20", "2010-04-25", "", null)]
    [InlineData("2010-Q4", "2010-12-31", "2011-07-01", "2010-Q4 2011-Q1", "2011-Q2")]
    public void All_but_the_latest_of_those_that_ended_meanwhile(
        string next,
        string since,
        string now,
        string passed,
        string? asked
    )
    {
        var periods = PausedPeriods.Of(ReportPeriod.FromText(next)!.Value, At(since), At(now), EndOf);
        Assert.Equal(passed, string.Join(' ', periods.PassedOver.Select(p => p.Text)));
        Assert.Equal(asked, periods.AskedFor?.Text);
    }

    private static DateTimeOffset EndOf(ReportPeriod period) =>
        new(period.Last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    private static DateTimeOffset At(string day) =>
        new(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
}
