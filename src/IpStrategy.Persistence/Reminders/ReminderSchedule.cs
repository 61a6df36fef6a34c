namespace IpStrategy.Persistence.Reminders;

/// <summary>When an open work item is next reminded of: one row an item, deleted when it closes.</summary>
public sealed class ReminderSchedule
{
    /// <summary>Where the rule has no further reminder.</summary>
    public static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ReminderSchedule() { }

    public ReminderSchedule(long workItemId, DateTimeOffset nextAt, int nextOffset) =>
        (WorkItemId, NextAt, NextOffset) = (workItemId, nextAt, nextOffset);

    public long WorkItemId { get; private set; }
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>Working days from the due date; negative = before it.</summary>
    public int NextOffset { get; private set; }

    public void Advance(DateTimeOffset nextAt, int nextOffset) => (NextAt, NextOffset) = (nextAt, nextOffset);
}
