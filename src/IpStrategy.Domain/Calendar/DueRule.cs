using System.Globalization;

namespace IpStrategy.Domain.Calendar;

/// <summary>
/// How a due date (办理时限) is set. Stored beside the computed instant in the form of <see cref="ToText"/>, so that a
/// changed calendar can count it again.
/// </summary>
public abstract record DueRule
{
    /// <summary>Ten years: a longer limit is a slip of the keyboard.</summary>
    public const int MostDays = 3660;

    private DueRule() { }

    /// <summary>So many working days after the start; the start does not count.</summary>
    public sealed record WorkingDays : DueRule
    {
        /// <exception cref="ArgumentOutOfRangeException">Not from 1 to <see cref="MostDays"/>.</exception>
        public WorkingDays(int count) => Count = Checked(count);

        /// <summary>From 1 to <see cref="MostDays"/>.</summary>
        public int Count { get; }
    }

    /// <summary>So many days after the start, days off included (自然日).</summary>
    public sealed record CalendarDays : DueRule
    {
        /// <exception cref="ArgumentOutOfRangeException">Not from 1 to <see cref="MostDays"/>.</exception>
        public CalendarDays(int count) => Count = Checked(count);

        /// <summary>From 1 to <see cref="MostDays"/>.</summary>
        public int Count { get; }
    }

    /// <summary>A date somebody wrote down; it stays where it is, on a day off too.</summary>
    public sealed record On(DateOnly Date) : DueRule;

    /// <summary>The stable form: <c>working:15</c>, <c>calendar:30</c>, <c>on:2010-11-30</c>.</summary>
    public string ToText() =>
        this switch
        {
            WorkingDays w => string.Create(CultureInfo.InvariantCulture, $"working:{w.Count}"),
            CalendarDays c => string.Create(CultureInfo.InvariantCulture, $"calendar:{c.Count}"),
            On o => string.Create(CultureInfo.InvariantCulture, $"on:{o.Date:yyyy-MM-dd}"),
            _ => throw new InvalidOperationException("DueRule is a closed set."),
        };

    /// <summary>Reads the stable form; null when the text is none.</summary>
    public static DueRule? FromText(string? text) =>
        text?.Split(':') switch
        {
            ["working", var n] when DaysOf(n) is { } count => new WorkingDays(count),
            ["calendar", var n] when DaysOf(n) is { } count => new CalendarDays(count),
            ["on", var d] when DateOf(d) is { } date => new On(date),
            _ => null,
        };

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostDays);
        return count;
    }

    private static int? DaysOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostDays
            ? n
            : null;

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
