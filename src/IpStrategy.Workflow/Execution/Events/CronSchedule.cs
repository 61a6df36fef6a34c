using System.Globalization;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// A cron text of six or seven fields as Quartz reads them: seconds, minutes, hours, day of month, month, day of week, year.
/// Lists, ranges, steps, names, <c>?</c>, <c>L</c>, <c>L-n</c>, <c>W</c>, <c>LW</c>, <c>nL</c> and <c>n#k</c>. Sunday is 1.
/// </summary>
internal sealed class CronSchedule
{
    private const int LastYear = 2299;
    private static readonly string[] MonthNames =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _months;
    private readonly CronField? _years;
    private readonly CronDays _days;

    private CronSchedule(CronField[] clock, CronDays days, CronField months, CronField? years)
    {
        (_seconds, _minutes, _hours) = (clock[0], clock[1], clock[2]);
        (_days, _months, _years) = (days, months, years);
    }

    /// <summary>Null when the text is no such schedule.</summary>
    public static CronSchedule? Parse(string text)
    {
        var parts = text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (6 or 7))
        {
            return null;
        }
        var seconds = CronField.Parse(parts[0], 0, 59);
        var minutes = CronField.Parse(parts[1], 0, 59);
        var hours = CronField.Parse(parts[2], 0, 23);
        var months = CronField.Parse(parts[4], 1, 12, MonthNames);
        var days = CronDays.Parse(parts[3], parts[5], DayNames);
        var years = parts.Length == 7 ? CronField.Parse(parts[6], 1970, LastYear) : null;
        if (
            seconds is null
            || minutes is null
            || hours is null
            || months is null
            || days is null
            || (parts.Length == 7 && years is null)
        )
        {
            return null;
        }
        return new CronSchedule([seconds, minutes, hours], days, months, years);
    }

    /// <summary>The first moment after this one, in its offset; null when none is left.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        var local = moment.DateTime;
        var from = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        for (var day = from.Date; day.Year <= LastYear; day = NextDay(day))
        {
            if (!IsOn(day))
            {
                continue;
            }
            var earliest = day == from.Date ? from.TimeOfDay : TimeSpan.Zero;
            if (TimeFrom(earliest) is { } time)
            {
                return new DateTimeOffset(day + time, moment.Offset);
            }
        }
        return null;
    }

    private DateTime NextDay(DateTime day)
    {
        // Whole months that do not count are passed over at once.
        return Counts(day.Year, day.Month) ? day.AddDays(1) : new DateTime(day.Year, day.Month, 1).AddMonths(1);
    }

    private bool Counts(int year, int month) => _months.Has(month) && (_years?.Has(year) ?? true);

    private bool IsOn(DateTime day) => Counts(day.Year, day.Month) && _days.Has(DateOnly.FromDateTime(day));

    private TimeSpan? TimeFrom(TimeSpan earliest)
    {
        foreach (var hour in _hours.From(earliest.Hours))
        {
            var firstMinute = hour == earliest.Hours ? earliest.Minutes : 0;
            foreach (var minute in _minutes.From(firstMinute))
            {
                var sameMinute = hour == earliest.Hours && minute == earliest.Minutes;
                foreach (var second in _seconds.From(sameMinute ? earliest.Seconds : 0))
                {
                    return new TimeSpan(hour, minute, second);
                }
            }
        }
        return null;
    }
}

/// <summary>The values one field allows.</summary>
internal sealed class CronField
{
    private readonly SortedSet<int> _values;

    private CronField(SortedSet<int> values) => _values = values;

    public bool Has(int value) => _values.Contains(value);

    public IEnumerable<int> From(int first) => _values.GetViewBetween(first, Math.Max(first, _values.Max));

    public static CronField? Parse(string text, int low, int high, string[]? names = null)
    {
        var values = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            if (!TryAdd(values, part, (low, high), names))
            {
                return null;
            }
        }
        return new CronField(values);
    }

    public static int? Value(string text, string[]? names, int firstName)
    {
        var index = names is null ? -1 : Array.IndexOf(names, text);
        if (index >= 0)
        {
            return index + firstName;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static bool TryAdd(SortedSet<int> values, string part, (int Low, int High) bounds, string[]? names)
    {
        var slash = part.Split('/');
        int? step = slash.Length == 1 ? 1 : Value(slash[1], names: null, 0);
        if (slash.Length > 2 || step is not > 0 || Range(slash, bounds, names) is not { } range)
        {
            return false;
        }
        // "FRI-MON" runs over the end of the week.
        var (first, last) = range;
        var span = bounds.High - bounds.Low + 1;
        var end = last < first ? last + span : last;
        for (var value = first; value <= end; value += step.Value)
        {
            values.Add(value > bounds.High ? value - span : value);
        }
        return true;
    }

    private static (int First, int Last)? Range(string[] slash, (int Low, int High) bounds, string[]? names)
    {
        if (slash[0] is "*" or "?")
        {
            return bounds;
        }
        var ends = slash[0].Split('-');
        var first = Value(ends[0], names, bounds.Low);
        var last = ends.Length == 2 ? Value(ends[1], names, bounds.Low) : first;
        if (ends.Length > 2 || first is not { } from || last is not { } to)
        {
            return null;
        }
        if (from < bounds.Low || from > bounds.High || to < bounds.Low || to > bounds.High)
        {
            return null;
        }
        return (from, ends.Length == 1 && slash.Length == 2 ? bounds.High : to);
    }
}
