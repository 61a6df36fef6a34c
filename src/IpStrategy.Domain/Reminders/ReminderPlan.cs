using System.Collections.Immutable;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Reminders;

/// <summary>One reminder to be sent.</summary>
/// <param name="Offset">Working days from the due date. Unique within a plan: with the step it names the reminder.</param>
/// <param name="At">In UTC, on a working day, when the waking hours begin.</param>
public sealed record ReminderPoint(int Offset, DateTimeOffset At, EscalationLevel Level);

/// <summary>
/// The reminders (自动提醒) of one open step. <see cref="Points"/> are those the rule names; what follows them never
/// ends while the step is open, and is computed one after another, so that a changed calendar is honoured.
/// </summary>
public sealed class ReminderPlan
{
    private readonly DateTimeOffset _openedAt;
    private readonly DueDate _due;
    private readonly WorkingCalendar _calendar;
    private readonly WakingHours _hours;
    private readonly ReminderRule _rule;

    private ReminderPlan(
        DateTimeOffset openedAt,
        DueDate due,
        WorkingCalendar calendar,
        WakingHours hours,
        ReminderRule rule
    )
    {
        _openedAt = openedAt;
        _due = due;
        _calendar = calendar;
        _hours = hours;
        _rule = rule;
        Points = [.. NamedPoints()];
    }

    /// <summary>The reminders the rule names, in order, without those before the step opened.</summary>
    public ImmutableArray<ReminderPoint> Points { get; }

    /// <summary>
    /// Plans the reminders of a step that opened at <paramref name="openedAt"/>. When the due date is a day off, its own
    /// reminder goes out on the last working day before it, while something can still be done.
    /// </summary>
    public static ReminderPlan For(
        DateTimeOffset openedAt,
        DueDate due,
        WorkingCalendar calendar,
        WakingHours hours,
        ReminderRule rule
    )
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(rule);
        return new ReminderPlan(openedAt, due, calendar, hours, rule);
    }

    /// <summary>The first reminder after an instant; null when the rule has no more.</summary>
    public ReminderPoint? NextAfter(DateTimeOffset instant) =>
        Points.FirstOrDefault(p => p.At > instant) ?? RepeatedAfter(instant);

    /// <summary>The reminder that follows another of this plan; null when the rule has no more.</summary>
    public ReminderPoint? NextAfter(ReminderPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return NextAfter(point.At);
    }

    /// <summary>
    /// The last reminder at or before an instant, or null. After a stop of the server this is the one to send: those
    /// before it would only be repeated by it.
    /// </summary>
    public ReminderPoint? LatestAt(DateTimeOffset instant)
    {
        var latest = Points.LastOrDefault(p => p.At <= instant);
        var number = RepetitionsUpTo(instant) + 1;
        for (; number > 0; number--)
        {
            if (Repetition(number) is { } repeated && repeated.At <= instant && repeated.At >= _openedAt)
            {
                return repeated;
            }
        }

        return latest;
    }

    private IEnumerable<ReminderPoint> NamedPoints() =>
        _rule
            .Steps.Select(step => Point(step.Offset, step.Level))
            .Where(p => p.At >= _openedAt)
            // Around a day off two steps may fall on one morning: the more urgent stands.
            .GroupBy(p => p.At)
            .Select(g => g.Last());

    private ReminderPoint? RepeatedAfter(DateTimeOffset instant)
    {
        // At most two steps: the estimate counts whole working days, the morning's hour may lie either side of now.
        for (var number = Math.Max(1, RepetitionsUpTo(Later(instant, _openedAt))); ; number++)
        {
            var point = Repetition(number);
            if (point is null || (point.At > instant && point.At >= _openedAt))
            {
                return point;
            }
        }
    }

    private int RepetitionsUpTo(DateTimeOffset instant)
    {
        if (_rule.Repeat is not { } repeat)
        {
            return 0;
        }

        var workedSinceDue = _calendar.WorkingDaysBetween(_due.Date, _hours.Days.DateAt(instant));
        return Math.Max(0, (workedSinceDue - LastNamedOffset) / repeat.EveryWorkingDays);
    }

    private ReminderPoint? Repetition(int number) =>
        _rule.Repeat is { } repeat ? Point(LastNamedOffset + number * repeat.EveryWorkingDays, repeat.Level) : null;

    private int LastNamedOffset => _rule.Steps.IsEmpty ? 0 : _rule.Steps[^1].Offset;

    private ReminderPoint Point(int offset, EscalationLevel level)
    {
        var day = offset == 0 ? _calendar.OnOrBefore(_due.Date) : _calendar.AddWorkingDays(_due.Date, offset);
        return new ReminderPoint(offset, _hours.MorningOf(day), level);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
