using System.Globalization;
using IpStrategy.Domain.Calendar;
using static IpStrategy.Domain.Tests.Calendar.TestCalendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class LightThresholdsTests
{
    private static readonly LightThresholds Thresholds = LightThresholds.For(
        DueDate.Count(new DueRule.On(Day("2010-09-29")), Day("2010-03-15"), China, DueSettings.China),
        China,
        DueSettings.China
    );

    [Theory]
    [InlineData("2010-09-20T23:59:59+08:00", StatusLight.Green)]
    [InlineData("2010-09-21T00:00:00+08:00", StatusLight.Yellow)]
    [InlineData("2010-09-29T23:59:59+08:00", StatusLight.Yellow)]
    [InlineData("2010-09-30T00:00:00+08:00", StatusLight.Red)]
    public void Turns_yellow_five_working_days_before_and_red_when_the_last_day_is_over(
        string now,
        StatusLight light
    ) => Assert.Equal(light, Thresholds.LightAt(At(now)));

    [Fact]
    public void Is_grey_from_the_suspension_on_overdue_or_not()
    {
        var suspended = Thresholds with { GreyFrom = At("2010-09-01T10:00:00+08:00") };

        Assert.Equal(StatusLight.Green, suspended.LightAt(At("2010-09-01T09:59:00+08:00")));
        Assert.Equal(StatusLight.Grey, suspended.LightAt(At("2010-09-01T10:00:00+08:00")));
        Assert.Equal(StatusLight.Grey, suspended.LightAt(At("2010-12-01T00:00:00+08:00")));
    }

    [Fact]
    public void Yellow_never_comes_after_red()
    {
        var settings = DueSettings.China with { YellowWithinWorkingDays = 0, DayEndsAt = TimeSpan.Zero };
        var due = DueDate.Count(new DueRule.On(Day("2010-10-03")), Day("2010-03-15"), China, settings);
        var thresholds = LightThresholds.For(due, China, settings);

        Assert.True(thresholds.YellowAt <= thresholds.RedAt);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
