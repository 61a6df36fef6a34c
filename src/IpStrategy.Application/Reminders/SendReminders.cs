using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Reminders;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reminders;

/// <summary>
/// Turns reminders that are due into messages: the inbox row, the mail in the outbox and the next reminder's time are one
/// transaction, so each is decided and queued exactly once whatever restarts.
/// </summary>
public sealed class SendReminders(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    MessageWriter messages,
    DomainClock clock,
    AuditTrail audit
)
{
    private const int BatchSize = 200;

    /// <returns>How many were sent; a full batch means that more may be due.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now;
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var due = await TakeAsync(now, cancel);
        if (due.Count == 0)
        {
            return 0;
        }
        var itemIds = due.ConvertAll(r => r.WorkItemId);
        var items = await db
            .WorkItems.AsNoTracking()
            .Where(w => itemIds.Contains(w.Id))
            .ToDictionaryAsync(w => w.Id, cancel);
        var candidates = (
            await db.WorkItemCandidates.AsNoTracking().Where(c => itemIds.Contains(c.WorkItemId)).ToListAsync(cancel)
        ).ToLookup(c => c.WorkItemId, c => c.Group);
        foreach (var row in due)
        {
            Send(row, items[row.WorkItemId], [.. candidates[row.WorkItemId]], now);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return due.Count;
    }

    private Task<List<ReminderSchedule>> TakeAsync(DateTimeOffset now, CancellationToken cancel) =>
        db is PostgreSqlIpStrategyContext
            ? db
                .ReminderSchedules.FromSql(
                    $"""
                    SELECT * FROM "ReminderSchedules" WHERE "NextAt" <= {now.ToUniversalTime()}
                    ORDER BY "NextAt" LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
                    """
                )
                .ToListAsync(cancel)
            : db
                .ReminderSchedules.Where(r => r.NextAt <= now)
                .OrderBy(r => r.NextAt)
                .Take(BatchSize)
                .ToListAsync(cancel);

    private void Send(ReminderSchedule row, WorkItem item, string[] groups, DateTimeOffset now)
    {
        var plan = ReminderPlan.For(
            item.OpenedAt,
            DueOf(item),
            reference.Calendar,
            reference.Hours,
            reference.Reminders
        );
        // After a stop of the server only the latest is sent: those before it say the same. One that was sent may be due again
        // where the calendar has changed since; it is not told twice.
        var expected = row.NextOffset;
        if (plan.LatestAt(now) is { } point && point.Offset >= expected)
        {
            expected = point.Offset + 1;
            var facts = MessageFacts.Of(item) with { Offset = point.Offset, IsRequest = IsRequest(item.Body) };
            // With the date, for after an extension the same points come again.
            var key = string.Create(CultureInfo.InvariantCulture, $"{point.Offset}:{item.DueOn:yyyy-MM-dd}");
            var people = Recipients(item, groups, point.Level).DistinctBy(p => p.Id).ToList();
            messages.Tell(people, MessageKind.Reminder, facts, key);
            audit.Note(NoteOf(item, point, people));
        }
        var next = plan.NextAfter(now);
        row.Advance(next?.At ?? ReminderSchedule.Never, Math.Max(expected, next?.Offset ?? 0));
    }

    // Not in the stream of its instance: what holds that stream may be waiting for the rows held here.
    private static AuditNote NoteOf(WorkItem item, ReminderPoint point, List<Person> people) =>
        new(
            Actor.Automatic,
            "remind",
            $"workItem:{Opaque.Of(item.Id)}",
            null,
            new
            {
                point.Offset,
                point.Level,
                people = people.Select(p => p.UserName),
            }
        )
        {
            UndertakingId = item.UndertakingId,
            AssignmentId = item.AssignmentId,
        };

    private DueDate DueOf(WorkItem item) =>
        new(
            DueRule.FromText(item.DueRule) ?? new DueRule.On(item.DueOn!.Value),
            reference.Days.DateAt(item.OpenedAt),
            item.DueOn!.Value,
            item.DueAt!.Value
        );

    private bool IsRequest(string body) =>
        reference.Directory.Find(new AgencyCode(body)) is { SubordinateToMunicipality: false };

    /// <summary>Each level includes the ones before it: officer, his leader, the office, the leaders' sheet.</summary>
    private IEnumerable<Person> Recipients(WorkItem item, string[] groups, EscalationLevel level)
    {
        var officers =
            item.AssigneeId is { } id && holders.Find(id) is { } one
                ? [one]
                : groups.SelectMany(g => holders.InGroup(g));
        string[] above = level switch
        {
            EscalationLevel.Officer => [],
            EscalationLevel.Leader => [PostGroups.AgencyLeader(item.Body)],
            EscalationLevel.Office => [PostGroups.AgencyLeader(item.Body), PostGroups.OfficeClerk],
            _ => [PostGroups.AgencyLeader(item.Body), PostGroups.OfficeClerk, PostGroups.Leadership],
        };
        return [.. officers, .. above.SelectMany(g => holders.InGroup(g))];
    }
}
