using IpStrategy.Application;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Web.Health;

/// <summary>What waits to be done, counted when it is asked for: the numbers that tell whether the pollers keep up.</summary>
internal sealed class Backlog(IpStrategyContext db, KeepFiles files, DomainClock clock, TimeProvider realClock)
{
    public async Task WriteToAsync(OpenMetricsText text, CancellationToken cancel)
    {
        var (now, realNow) = (clock.Now, realClock.GetUtcNow());
        var open = await db.WorkItems.CountAsync(w => w.State == WorkItemState.Open, cancel);
        var overdue = await db.WorkItems.CountAsync(w => w.State == WorkItemState.Open && w.RedAt <= now, cancel);
        var timers = await db.Timers.CountAsync(t => t.DueAt <= now, cancel);
        var reminders = await db.ReminderSchedules.CountAsync(r => r.NextAt <= now, cancel);
        var outbox = await db.Outbox.CountAsync(m => m.DeliveredAt == null && m.NextAttemptAt <= realNow, cancel);
        var incidents = await db.Incidents.CountAsync(i => i.ClosedAt == null, cancel);
        var unscanned = await db.Attachments.CountAsync(a => a.State == ScanState.Unscanned, cancel);
        var lost = await files.CountLostAsync(cancel);
        Gauge(text, "ipstrategy_work_items_open", "Work items that lie on a desk.", open);
        Gauge(text, "ipstrategy_work_items_overdue", "Open work items past their due date.", overdue);
        Gauge(text, "ipstrategy_timers_due", "Timers that are due and not yet fired.", timers);
        Gauge(text, "ipstrategy_reminders_due", "Reminders that are due and not yet sent.", reminders);
        Gauge(text, "ipstrategy_outbox_due", "Messages waiting to be delivered.", outbox);
        Gauge(text, "ipstrategy_incidents_open", "Incidents nobody has resolved.", incidents);
        Gauge(text, "ipstrategy_attachments_unscanned", "Attachments no scanner has looked at.", unscanned);
        Gauge(text, "ipstrategy_attachments_lost", "Contents of attachments missing in the data folder.", lost);
    }

    private static void Gauge(OpenMetricsText text, string name, string help, int value) =>
        text.Family(name, "gauge", help).Sample(name, value);
}
