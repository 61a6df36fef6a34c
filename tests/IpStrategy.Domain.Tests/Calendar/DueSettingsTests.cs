using System.Globalization;
using IpStrategy.Domain.Calendar;
using static IpStrategy.Domain.Tests.Calendar.TestCalendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class DueSettingsTests
{
    // Central Europe as it has been since 1996: clocks skip 02:00–03:00 in March and show it twice in October.
    private static readonly DueSettings WithSummerTime = new(
        TimeZoneInfo.CreateCustomTimeZone(
            "summer",
            TimeSpan.FromHours(1),
            "summer",
            "summer",
            "summer",
            [
                TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                    DateTime.MinValue.Date,
                    DateTime.MaxValue.Date,
                    TimeSpan.FromHours(1),
                    TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
                        new DateTime(1, 1, 1, 2, 0, 0),
                        3,
                        5,
                        DayOfWeek.Sunday
                    ),
                    TimeZoneInfo.TransitionTime.CreateFloatingDateRule(
                        new DateTime(1, 1, 1, 3, 0, 0),
                        10,
                        5,
                        DayOfWeek.Sunday
                    )
                ),
            ]
        )
    );

    [Theory]
    [InlineData("2010-03-15", "24:00", "2010-03-15T16:00:00Z")]
    [InlineData("2010-12-31", "24:00", "2010-12-31T16:00:00Z")]
    [InlineData("2010-03-15", "09:00", "2010-03-15T01:00:00Z")]
    public void The_end_of_a_day_in_china_is_16_hours_utc(string date, string clock, string expected) =>
        Assert.Equal(At(expected), DueSettings.China.InstantAt(Day(date), Clock(clock)));

    [Theory]
    [InlineData("2010-03-27", "24:00", "2010-03-27T23:00:00Z")]
    [InlineData("2010-03-28", "24:00", "2010-03-28T22:00:00Z")]
    [InlineData("2010-03-28", "02:30", "2010-03-28T01:30:00Z")]
    [InlineData("2010-10-31", "02:30", "2010-10-31T01:30:00Z")]
    public void Daylight_saving_neither_shifts_a_day_nor_loses_an_hour(string date, string clock, string expected) =>
        Assert.Equal(At(expected), WithSummerTime.InstantAt(Day(date), Clock(clock)));

    [Fact]
    public void The_date_on_the_wall_is_the_zones() =>
        Assert.Equal(Day("2010-03-16"), DueSettings.China.DateAt(At("2010-03-15T16:00:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Clock(string text) =>
        text == "24:00" ? TimeSpan.FromHours(24) : TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
