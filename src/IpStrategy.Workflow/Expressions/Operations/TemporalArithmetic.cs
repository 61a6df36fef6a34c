namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>Dates and times plus and minus durations (DMN 1.5, table 57).</summary>
internal static class TemporalArithmetic
{
    private const int SecondsPerDay = 86_400;

    /// <summary>A date, time or date and time moved by seconds; null where that is not defined.</summary>
    public static FeelValue? Shift(FeelValue value, decimal seconds, ITimeZoneRules zones)
    {
        switch (value)
        {
            case FeelValue.Date date:
                // A date counts as its midnight; the time of day that results is dropped again.
                var days = Math.Floor(seconds / SecondsPerDay);
                return Day((date.Value.DayNumber) + days) is { } day ? new FeelValue.Date(day) : OutOfCalendar();
            case FeelValue.Time time:
                var shifted = (time.SecondOfDay + seconds) % SecondsPerDay;
                return time with { SecondOfDay = shifted < 0 ? shifted + SecondsPerDay : shifted };
            case FeelValue.DateAndTime moment:
                return Placed(moment.UtcSeconds + seconds, moment.Zone, zones);
            default:
                return null;
        }
    }

    public static FeelValue? ShiftMonths(FeelValue value, long months, ITimeZoneRules zones) =>
        value switch
        {
            FeelValue.Date date => date.Value.AddMonths(months) is { } day ? new FeelValue.Date(day) : OutOfCalendar(),
            FeelValue.DateAndTime moment => moment.Day.AddMonths(months) is { } day
                ? moment with
                {
                    Day = day,
                    Zone = ZoneRules.Local(moment.Zone, day, moment.SecondOfDay, zones),
                }
                : OutOfCalendar(),
            _ => null,
        };

    /// <summary>The duration between two moments; undefined when only one of them has an offset.</summary>
    public static FeelValue? Between(FeelValue left, FeelValue right)
    {
        if (left is FeelValue.Time a && right is FeelValue.Time b)
        {
            return a.Zone.IsNone == b.Zone.IsNone
                ? new FeelValue.DaysAndTimeDuration(a.UtcSeconds - b.UtcSeconds)
                : OneLocal();
        }

        if (AsMoment(left) is not { } from || AsMoment(right) is not { } to)
        {
            return null;
        }

        return from.Zone.IsNone == to.Zone.IsNone
            ? new FeelValue.DaysAndTimeDuration(from.UtcSeconds - to.UtcSeconds)
            : OneLocal();
    }

    /// <summary>A date as date and time: midnight of universal time (clause 10.3.2.9.4).</summary>
    public static FeelValue.DateAndTime? AsMoment(FeelValue value) =>
        value switch
        {
            FeelValue.DateAndTime moment => moment,
            FeelValue.Date date => new FeelValue.DateAndTime(date.Value, 0, ZoneMark.Utc),
            _ => null,
        };

    private static FeelValue Placed(decimal utcSeconds, ZoneMark zone, ITimeZoneRules zones)
    {
        var placed = ZoneRules.At(zone, utcSeconds, zones);
        var local = utcSeconds + (placed.OffsetSeconds ?? 0);
        var days = Math.Floor(local / SecondsPerDay);
        return Day(days) is { } day
            ? new FeelValue.DateAndTime(day, local - (days * SecondsPerDay), placed)
            : OutOfCalendar();
    }

    private static CalendarDate? Day(decimal number) =>
        Math.Abs(number) < 1_000_000_000_000m ? CalendarDate.FromDayNumber((long)number) : null;

    private static FeelValue OutOfCalendar() => FeelValue.Error("the date is outside the calendar");

    private static FeelValue OneLocal() => FeelValue.Error("only one of the two has a time zone or offset");
}
