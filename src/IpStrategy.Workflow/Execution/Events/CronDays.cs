namespace IpStrategy.Workflow.Execution.Events;

/// <summary>The two day fields of a cron text together: a day counts when each of them that says anything allows it.</summary>
internal sealed class CronDays
{
    private readonly Func<DateOnly, bool>[] _ofMonth;
    private readonly Func<DateOnly, bool>[] _ofWeek;

    private CronDays(Func<DateOnly, bool>[] ofMonth, Func<DateOnly, bool>[] ofWeek) =>
        (_ofMonth, _ofWeek) = (ofMonth, ofWeek);

    public static CronDays? Parse(string ofMonth, string ofWeek, string[] dayNames)
    {
        // Quartz asks that one of the two is left open.
        if (ofMonth == "?" && ofWeek == "?")
        {
            return null;
        }
        var month = Rules(ofMonth, OfMonth);
        var week = Rules(ofWeek, part => OfWeek(part, dayNames));
        return month is null || week is null ? null : new CronDays(month, week);
    }

    public bool Has(DateOnly day) => Array.Exists(_ofMonth, r => r(day)) && Array.Exists(_ofWeek, r => r(day));

    private static Func<DateOnly, bool>[]? Rules(string text, Func<string, Func<DateOnly, bool>?> read)
    {
        var parts = text.Split(',');
        var rules = parts.Select(read).OfType<Func<DateOnly, bool>>().ToArray();
        return rules.Length == parts.Length ? rules : null;
    }

    private static Func<DateOnly, bool>? OfMonth(string part)
    {
        if (part is "L")
        {
            return day => day.Day == LastDay(day);
        }
        if (part is "LW")
        {
            return day => day.Day == NearestWeekday(day, LastDay(day));
        }
        if (part.StartsWith("L-", StringComparison.Ordinal))
        {
            return CronField.Value(part[2..], null, 0) is { } before ? day => day.Day == LastDay(day) - before : null;
        }
        if (part.EndsWith('W'))
        {
            return CronField.Value(part[..^1], null, 0) is { } near and >= 1 and <= 31
                ? day => day.Day == NearestWeekday(day, Math.Min(near, LastDay(day)))
                : null;
        }
        return CronField.Parse(part, 1, 31) is { } field ? day => field.Has(day.Day) : null;
    }

    private static Func<DateOnly, bool>? OfWeek(string part, string[] names)
    {
        if (part is "L")
        {
            return day => Number(day) == 7;
        }
        if (part.Contains('#', StringComparison.Ordinal))
        {
            var halves = part.Split('#');
            return
                halves.Length == 2
                && CronField.Value(halves[0], names, 1) is { } weekday
                && CronField.Value(halves[1], null, 0) is { } nth and >= 1 and <= 5
                ? day => Number(day) == weekday && (day.Day + 6) / 7 == nth
                : null;
        }
        if (part.Length > 1 && part.EndsWith('L') && CronField.Value(part[..^1], names, 1) is { } last)
        {
            return day => Number(day) == last && day.Day + 7 > LastDay(day);
        }
        return CronField.Parse(part, 1, 7, names) is { } field ? day => field.Has(Number(day)) : null;
    }

    /// <summary>Quartz counts from Sunday = 1.</summary>
    private static int Number(DateOnly day) => (int)day.DayOfWeek + 1;

    private static int LastDay(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>Never over the border of the month.</summary>
    private static int NearestWeekday(DateOnly day, int wanted)
    {
        var date = new DateOnly(day.Year, day.Month, wanted);
        return date.DayOfWeek switch
        {
            DayOfWeek.Saturday => wanted == 1 ? 3 : wanted - 1,
            DayOfWeek.Sunday => wanted == LastDay(day) ? wanted - 2 : wanted + 1,
            _ => wanted,
        };
    }
}
