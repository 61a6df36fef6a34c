using System.Globalization;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Tests.Execution;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 0 12 * * ?", "2010-03-15T12:00:00")]
    [InlineData("0 0/5 * * * ?", "2010-03-15T09:05:00")]
    [InlineData("30 * * * * ?", "2010-03-15T09:00:30")]
    [InlineData("0 15 10 ? * MON-FRI", "2010-03-15T10:15:00")]
    [InlineData("0 0 9 ? * 2", "2010-03-22T09:00:00")]
    [InlineData("0 0 9 1 * ?", "2010-04-01T09:00:00")]
    [InlineData("0 0 9 L * ?", "2010-03-31T09:00:00")]
    [InlineData("0 0 9 L-3 * ?", "2010-03-28T09:00:00")]
    [InlineData("0 0 9 LW 5 ?", "2010-05-31T09:00:00")]
    [InlineData("0 0 9 1W 5 ?", "2010-05-03T09:00:00")]
    [InlineData("0 0 9 ? * 6L", "2010-03-26T09:00:00")]
    [InlineData("0 0 9 ? * FRI#3", "2010-03-19T09:00:00")]
    [InlineData("0 0 9 29 2 ?", "2012-02-29T09:00:00")]
    [InlineData("0 0 0 1 JAN ? 2015", "2015-01-01T00:00:00")]
    [InlineData("0 0 8-10/2 * * ?", "2010-03-15T10:00:00")]
    [InlineData("0 0 9 ? * FRI-MON", "2010-03-19T09:00:00")]
    [InlineData("10,20 0 9 15,16 3 ?", "2010-03-15T09:00:10")]
    public void The_next_moment_after_a_monday_morning_at_nine(string cron, string next)
    {
        var monday = new DateTimeOffset(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8));

        var found = CronSchedule.Parse(cron)!.NextAfter(monday);

        Assert.Equal(next, found!.Value.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.FromHours(8), found.Value.Offset);
    }

    [Theory]
    [InlineData("0 0 12 * *")]
    [InlineData("* * * * * * * *")]
    [InlineData("60 * * * * ?")]
    [InlineData("0 0 24 * * ?")]
    [InlineData("0 0 12 ? * ?")]
    [InlineData("0 0 12 ? * XYZ")]
    [InlineData("0 0/0 12 * * ?")]
    [InlineData("PT1H")]
    public void What_is_no_schedule_is_not_read(string text) => Assert.Null(CronSchedule.Parse(text));

    [Fact]
    public void A_year_that_has_passed_has_no_next_moment() =>
        Assert.Null(CronSchedule.Parse("0 0 0 1 1 ? 2009")!.NextAfter(TestRun.Morning));
}
