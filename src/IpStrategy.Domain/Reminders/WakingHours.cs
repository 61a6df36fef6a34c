using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Reminders;

/// <summary>The hours of a working day in which somebody may be reminded; outside them a telephone stays silent.</summary>
/// <param name="From">First moment, and the hour at which reminders by rule go out.</param>
/// <param name="Until">First moment of silence; later than <paramref name="From"/>, on the same day.</param>
/// <param name="Days">Zone and dates.</param>
public sealed record WakingHours(TimeOnly From, TimeOnly Until, DueSettings Days)
{
    /// <summary>09:00 to 18:00 in China time.</summary>
    public static WakingHours China { get; } = new(new TimeOnly(9, 0), new TimeOnly(18, 0), DueSettings.China);

    /// <summary>When the waking hours of a date begin, in UTC.</summary>
    public DateTimeOffset MorningOf(DateOnly date) => Days.InstantAt(date, From.ToTimeSpan());

    /// <summary>The instant itself when it lies in the waking hours of a working day, else the next such morning.</summary>
    public DateTimeOffset OnOrAfter(DateTimeOffset instant, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var date = Days.DateAt(instant);
        if (!calendar.IsWorkingDay(date) || instant >= Days.InstantAt(date, Until.ToTimeSpan()))
        {
            return MorningOf(calendar.AddWorkingDays(date, 1));
        }

        var morning = MorningOf(date);
        return instant < morning ? morning : instant.ToUniversalTime();
    }
}
