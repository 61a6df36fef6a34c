namespace IpStrategy.Domain.Calendar;

/// <summary>
/// A counted due date: the rule, the day it was counted from (which itself does not count), the last day, and the
/// instant at which that day is over. All four are stored; <see cref="HowCounted"/> tells how it came about.
/// </summary>
/// <param name="Instant">In UTC. From this instant on it is overdue.</param>
public sealed record DueDate(DueRule Rule, DateOnly Start, DateOnly Date, DateTimeOffset Instant)
{
    /// <summary>Counts a rule from a day.</summary>
    public static DueDate Count(DueRule rule, DateOnly start, WorkingCalendar calendar, DueSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(settings);
        var date = rule switch
        {
            DueRule.WorkingDays w => calendar.AddWorkingDays(start, w.Count),
            DueRule.CalendarDays c when settings.DayOffEnding == DayOffEnding.Stays => start.AddDays(c.Count),
            DueRule.CalendarDays c => calendar.OnOrAfter(start.AddDays(c.Count)),
            DueRule.On o => o.Date,
            _ => throw new InvalidOperationException("DueRule is a closed set."),
        };
        return new DueDate(rule, start, date, settings.InstantAt(date, settings.DayEndsAt));
    }

    /// <summary>Counts from the day on which the instant falls in the settings' zone.</summary>
    public static DueDate CountFrom(
        DateTimeOffset instant,
        DueRule rule,
        WorkingCalendar calendar,
        DueSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Count(rule, settings.DateAt(instant), calendar, settings);
    }

    /// <summary>
    /// The same rule from the same day by another calendar. Equal to this one when nothing changes, so that only real
    /// moves are recorded.
    /// </summary>
    public DueDate CountAgain(WorkingCalendar calendar, DueSettings settings) => Count(Rule, Start, calendar, settings);

    /// <summary>What lay between the start and the last day.</summary>
    public DueCount HowCounted(WorkingCalendar calendar) => DueCount.Of(this, calendar);
}
