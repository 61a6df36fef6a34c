using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Domain.Calendar;

/// <summary>How many working days a year has, and whether its arrangement was known when they were counted.</summary>
public sealed record YearCount(int Year, int WorkingDays, bool Announced);

/// <summary>
/// Which days are worked: Monday to Friday, changed by the holiday arrangements it was made from, make-up days (调休)
/// included. Immutable. A year without an arrangement is counted by its weekends; <see cref="IsAnnounced"/> says so.
/// Knows dates only, neither hours nor zones.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly ImmutableSortedDictionary<int, HolidayArrangement> _arrangements;
    private readonly FrozenDictionary<DateOnly, HolidayDay> _days;
    private readonly int _tableStart;

    // _upTo[i]: working days from 0001-01-01 to day _tableStart + i inclusive, so that counting is one subtraction.
    private readonly int[] _upTo;

    private WorkingCalendar(ImmutableSortedDictionary<int, HolidayArrangement> arrangements)
    {
        _arrangements = arrangements;
        var days = new Dictionary<DateOnly, HolidayDay>();
        foreach (var day in arrangements.Values.SelectMany(a => a.Days))
        {
            // In the order of years: where two arrangements name a day, the later announcement holds.
            days[day.Date] = day;
        }

        _days = days.ToFrozenDictionary();
        (_tableStart, _upTo) = Table();
    }

    /// <summary>Nothing announced: Monday to Friday.</summary>
    public static WorkingCalendar WeekendsOnly { get; } = From([]);

    /// <summary>The years whose arrangement is known, in order.</summary>
    public IEnumerable<int> AnnouncedYears => _arrangements.Keys;

    /// <summary>A calendar of these arrangements; of two for one year the later in the list holds.</summary>
    public static WorkingCalendar From(IEnumerable<HolidayArrangement> arrangements)
    {
        ArgumentNullException.ThrowIfNull(arrangements);
        return new(arrangements.GroupBy(a => a.Year).ToImmutableSortedDictionary(g => g.Key, g => g.Last()));
    }

    /// <summary>This calendar with one year's arrangement added or replaced.</summary>
    public WorkingCalendar With(HolidayArrangement arrangement)
    {
        ArgumentNullException.ThrowIfNull(arrangement);
        return new(_arrangements.SetItem(arrangement.Year, arrangement));
    }

    /// <summary>False for a year that is counted by weekends for want of an arrangement.</summary>
    public bool IsAnnounced(int year) => _arrangements.ContainsKey(year);

    /// <summary>What an arrangement says about the day, or null when none mentions it.</summary>
    public HolidayDay? Mention(DateOnly date) => _days.GetValueOrDefault(date);

    /// <summary>True when the day is worked.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        _days.TryGetValue(date, out var day) ? day.Kind == DayKind.Work : !IsWeekend(date);

    /// <summary>
    /// The n-th working day after <paramref name="start"/> (before it when <paramref name="n"/> is negative); the start
    /// itself never counts, worked or not. With 0 the start is returned as it is.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly start, int n) =>
        n switch
        {
            0 => start,
            > 0 => DayWithCount(CountUpTo(start.DayNumber) + n),
            _ => DayWithCount(CountUpTo(start.DayNumber - 1) + n + 1),
        };

    /// <summary>
    /// Working days after <paramref name="from"/> up to and including <paramref name="to"/>; when <paramref name="to"/>
    /// is the earlier, minus those from it up to the day before <paramref name="from"/>. Undoes
    /// <see cref="AddWorkingDays"/>.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) =>
        to >= from
            ? CountUpTo(to.DayNumber) - CountUpTo(from.DayNumber)
            : CountUpTo(to.DayNumber - 1) - CountUpTo(from.DayNumber - 1);

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>The day itself when it is worked, else the last before it that is.</summary>
    public DateOnly OnOrBefore(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, -1);

    /// <summary>The working days of a year.</summary>
    public YearCount CountIn(int year)
    {
        var lastDay = new DateOnly(year, 12, 31).DayNumber;
        var dayBefore = new DateOnly(year, 1, 1).DayNumber - 1;
        return new YearCount(year, CountUpTo(lastDay) - CountUpTo(dayBefore), IsAnnounced(year));
    }

    /// <summary>Years from the one date's to the other's whose arrangement is not known.</summary>
    public ImmutableArray<int> UnannouncedYears(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1)).Where(y => !IsAnnounced(y))];

    internal static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private int CountUpTo(int dayNumber)
    {
        if (_upTo.Length == 0 || dayNumber < _tableStart)
        {
            return WeekdaysUpTo(dayNumber);
        }

        var last = _tableStart + _upTo.Length - 1;
        return dayNumber <= last
            ? _upTo[dayNumber - _tableStart]
            : _upTo[^1] + WeekdaysUpTo(dayNumber) - WeekdaysUpTo(last);
    }

    // Day 0 (0001-01-01) is a Monday, so days 5 and 6 of each seven are the weekend.
    private static int WeekdaysUpTo(int dayNumber)
    {
        var (weeks, rest) = Math.DivRem(dayNumber + 1, 7);
        return weeks * 5 + Math.Min(rest, 5);
    }

    // The first day whose count reaches the target is the working day that made it so.
    private DateOnly DayWithCount(int target)
    {
        var (low, high) = (DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber);
        if (target < 1 || target > CountUpTo(high))
        {
            throw new ArgumentOutOfRangeException(nameof(target), "That many working days lead out of the calendar.");
        }

        while (low < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = CountUpTo(middle) < target ? (middle + 1, high) : (low, middle);
        }

        return DateOnly.FromDayNumber(low);
    }

    private (int Start, int[] UpTo) Table()
    {
        if (_days.Count == 0)
        {
            return (0, []);
        }

        var start = _days.Keys.Min().DayNumber;
        var upTo = new int[_days.Keys.Max().DayNumber - start + 1];
        var count = WeekdaysUpTo(start - 1);
        for (var i = 0; i < upTo.Length; i++)
        {
            count += IsWorkingDay(DateOnly.FromDayNumber(start + i)) ? 1 : 0;
            upTo[i] = count;
        }

        return (start, upTo);
    }
}
