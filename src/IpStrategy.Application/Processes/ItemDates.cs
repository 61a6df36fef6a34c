using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reminders;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Reminders;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Moves the dates of open work items, and holds and frees them, with their lights and reminders.</summary>
internal sealed class ItemDates(IpStrategyContext db, ReferenceTables reference)
{
    /// <summary>Nobody acts and nobody is reminded until they are freed.</summary>
    public async Task HoldAsync(IReadOnlyCollection<WorkItem> items, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var row in await RowsAsync(items, cancel))
        {
            row.Advance(ReminderSchedule.Never, row.NextOffset);
        }
        foreach (var item in items.Where(i => i.SuspendedAt is null))
        {
            item.Suspend(now);
        }
    }

    public async Task FreeAsync(IReadOnlyCollection<WorkItem> items, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var item in items)
        {
            item.Resume();
        }
        await RemindFromAsync(items, now, cancel);
    }

    /// <summary>Reminders follow the date; those before now are passed over.</summary>
    public async Task MoveAsync(WorkItem item, DueDate due, DateTimeOffset now, CancellationToken cancel)
    {
        var light = LightThresholds.For(due, reference.Calendar, reference.Days);
        item.SetDue(new AssignmentDue(due.Date, due.Instant, due.Rule.ToText(), light.YellowAt, light.RedAt));
        await RemindFromAsync([item], now, cancel);
    }

    public AssignmentDue StoredOf(DueDate due)
    {
        var light = LightThresholds.For(due, reference.Calendar, reference.Days);
        return new AssignmentDue(due.Date, due.Instant, due.Rule.ToText(), light.YellowAt, light.RedAt);
    }

    private async Task RemindFromAsync(
        IReadOnlyCollection<WorkItem> items,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var byId = items.ToDictionary(i => i.Id);
        foreach (var row in await RowsAsync(items, cancel))
        {
            if (byId[row.WorkItemId] is { SuspendedAt: null, DueOn: { } on, DueAt: { } at } item)
            {
                var rule = DueRule.FromText(item.DueRule) ?? new DueRule.On(on);
                var due = new DueDate(rule, reference.Days.DateAt(item.OpenedAt), on, at);
                var next = ReminderPlan
                    .For(item.OpenedAt, due, reference.Calendar, reference.Hours, reference.Reminders)
                    .NextAfter(now.AddTicks(-1));
                row.Advance(next?.At ?? ReminderSchedule.Never, next?.Offset ?? 0);
            }
        }
    }

    /// <summary>Those whose turn it is have a row; it may have been made by this very run.</summary>
    private async Task<List<ReminderSchedule>> RowsAsync(IReadOnlyCollection<WorkItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => i.Id).ToHashSet();
        var made = db
            .ReminderSchedules.Local.Where(r => ids.Contains(r.WorkItemId) && db.Entry(r).State == EntityState.Added)
            .ToList();
        var stored = await db.ReminderSchedules.Where(r => ids.Contains(r.WorkItemId)).ToListAsync(cancel);
        return [.. stored.Where(r => db.Entry(r).State != EntityState.Deleted), .. made];
    }
}
