namespace IpStrategy.Domain.Calendar;

/// <summary>What becomes of a calendar-day limit that ends on a day off.</summary>
public enum DayOffEnding
{
    /// <summary>It moves to the next working day. The default.</summary>
    MovesToNextWorkingDay,

    /// <summary>It ends on the day off.</summary>
    Stays,
}

/// <summary>The office's choices about counting time; the defaults are the practice of offices in China.</summary>
/// <param name="Zone">Handed in by the host, since zone files are I/O; <see cref="China"/> needs none.</param>
public sealed record DueSettings(TimeZoneInfo Zone)
{
    /// <summary>China has kept one time without daylight saving since 1991; no zone file is needed to know it.</summary>
    public static TimeZoneInfo ChinaTime { get; } =
        TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");

    /// <summary>China time, last day to 24:00, calendar days moved off days off, yellow for five working days.</summary>
    public static DueSettings China { get; } = new(ChinaTime);

    /// <summary>When the last day is over; 24:00 unless the office says, for instance, 17:30.</summary>
    public TimeSpan DayEndsAt { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What becomes of a calendar-day limit that ends on a day off.</summary>
    public DayOffEnding DayOffEnding { get; init; } = DayOffEnding.MovesToNextWorkingDay;

    /// <summary>How many working days before the due date the light turns yellow.</summary>
    public int YellowWithinWorkingDays { get; init; } = 5;

    /// <summary>The date on the wall at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The instant, in UTC, when clocks show <paramref name="timeOfDay"/> on that date; 24:00 is the start of the next.
    /// A time that daylight saving skips is taken as if it had not been; of two the later is meant.
    /// </summary>
    public DateTimeOffset InstantAt(DateOnly date, TimeSpan timeOfDay)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).Add(timeOfDay);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
