using System.Collections.Immutable;

namespace IpStrategy.Domain.Calendar;

/// <summary>Consecutive days off of one festival within a count.</summary>
public sealed record HolidayPeriod(string Festival, DateOnly First, DateOnly Last)
{
    /// <summary>How many days, weekend days of the holiday included.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;
}

/// <summary>
/// How a due date was counted, for the page that shows it. Days from the one after the start to the last day belong to
/// exactly one of: working days, weekend days, days of a holiday.
/// </summary>
/// <param name="WorkingDays">Working days, make-up days among them.</param>
/// <param name="WeekendDays">Weekend days that belong to no holiday.</param>
/// <param name="Holidays">What was skipped, in order.</param>
/// <param name="MakeUpDays">Weekend days that were worked and therefore counted.</param>
/// <param name="UnannouncedYears">Years counted by weekends because their arrangement was not known.</param>
/// <param name="MovedFrom">Where a calendar-day limit would have ended but for the day off.</param>
public sealed record DueCount(
    int WorkingDays,
    int WeekendDays,
    ImmutableArray<HolidayPeriod> Holidays,
    ImmutableArray<HolidayDay> MakeUpDays,
    ImmutableArray<int> UnannouncedYears,
    DateOnly? MovedFrom
)
{
    internal static DueCount Of(DueDate due, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var (first, last) = (due.Start.AddDays(1), due.Date);
        var mentions = Enumerable
            .Range(first.DayNumber, Math.Max(0, last.DayNumber - first.DayNumber + 1))
            .Select(n => calendar.Mention(DateOnly.FromDayNumber(n)))
            .OfType<HolidayDay>()
            .ToList();
        var holidays = Periods(mentions.Where(m => m.Kind == DayKind.Off));
        var working = last < first ? 0 : calendar.WorkingDaysBetween(due.Start, last);
        var all = Math.Max(0, last.DayNumber - due.Start.DayNumber);
        return new DueCount(
            working,
            all - working - holidays.Sum(h => h.Days),
            holidays,
            [.. mentions.Where(m => m.Kind == DayKind.Work && WorkingCalendar.IsWeekend(m.Date))],
            calendar.UnannouncedYears(due.Start, last),
            MovedFromOf(due)
        );
    }

    private static DateOnly? MovedFromOf(DueDate due) =>
        due.Rule is DueRule.CalendarDays c && due.Start.AddDays(c.Count) is var written && written != due.Date
            ? written
            : null;

    private static ImmutableArray<HolidayPeriod> Periods(IEnumerable<HolidayDay> daysOff)
    {
        var periods = ImmutableArray.CreateBuilder<HolidayPeriod>();
        foreach (var day in daysOff)
        {
            var open = periods.Count == 0 ? null : periods[^1];
            if (open is not null && open.Festival == day.Festival && open.Last.AddDays(1) == day.Date)
            {
                periods[^1] = open with { Last = day.Date };
            }
            else
            {
                periods.Add(new HolidayPeriod(day.Festival, day.Date, day.Date));
            }
        }

        return periods.ToImmutable();
    }
}
