using System.Globalization;
using IpStrategy.Domain.Reminders;
using IpStrategy.Domain.Tests.Calendar;

namespace IpStrategy.Domain.Tests.Reminders;

public sealed class WakingHoursTests
{
    [Theory]
    [InlineData("2010-09-21 10:30", "2010-09-21 10:30")]
    [InlineData("2010-09-21 06:00", "2010-09-21 09:00")]
    [InlineData("2010-09-21 17:59", "2010-09-21 17:59")]
    [InlineData("2010-09-21 18:00", "2010-09-25 09:00")]
    [InlineData("2010-09-22 10:00", "2010-09-25 09:00")]
    [InlineData("2010-09-25 10:00", "2010-09-25 10:00")]
    public void Moves_an_instant_of_silence_to_the_next_working_morning(string instant, string expected) =>
        Assert.Equal(At(expected), WakingHours.China.OnOrAfter(At(instant), TestCalendar.China));

    private static DateTimeOffset At(string chinaTime) =>
        DateTimeOffset.Parse(chinaTime + " +08:00", CultureInfo.InvariantCulture);
}
