namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>The offsets of named zones on FEEL's calendar, which is longer than .NET's: beyond it the rules of the nearest year hold.</summary>
internal static class ZoneRules
{
    private const int SecondsPerDay = 86_400;

    /// <summary>A zone at a local time; null when there is no such zone.</summary>
    public static ZoneMark? Named(string id, CalendarDate day, decimal secondOfDay, ITimeZoneRules zones)
    {
        var date = new DateOnly(
            Math.Clamp(day.Year, 1, 9999),
            day.Month,
            day.ToDateOnly()?.Day ?? Math.Min(day.Day, 28)
        );
        var local = date.ToDateTime(TimeOnly.MinValue).AddSeconds((double)Math.Floor(secondOfDay));
        return zones.TryOffset(id, local, out var offset) ? new ZoneMark((int)offset.TotalSeconds, id) : null;
    }

    /// <summary>The mark with the offset it has at another local time.</summary>
    public static ZoneMark Local(ZoneMark zone, CalendarDate day, decimal secondOfDay, ITimeZoneRules zones) =>
        zone.ZoneId is { } id ? Named(id, day, secondOfDay, zones) ?? zone : zone;

    /// <summary>The mark with the offset it has at an instant.</summary>
    public static ZoneMark At(ZoneMark zone, decimal utcSeconds, ITimeZoneRules zones)
    {
        if (zone.ZoneId is not { } id)
        {
            return zone;
        }

        var first = new CalendarDate(1, 1, 3).DayNumber * (decimal)SecondsPerDay;
        var last = new CalendarDate(9999, 12, 29).DayNumber * (decimal)SecondsPerDay;
        var instant = DateTimeOffset.FromUnixTimeSeconds((long)Math.Floor(Math.Clamp(utcSeconds, first, last)));
        return zones.OffsetAt(id, instant) is { } offset ? new ZoneMark((int)offset.TotalSeconds, id) : zone;
    }
}
