using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>Tells those from whose desks a return or a withdrawal took something away, and why: it would else just be gone.</summary>
internal sealed class ClosedDesks(IpStrategyContext db, PostHolders holders, MessageWriter messages)
{
    public async Task TellAsync(WorkItemAct act, string? reasons, CancellationToken cancel)
    {
        if (act.Run.TakenAway is not { Count: > 0 } closed || KindOf(act.Run.ClosingState) is not { } kind)
        {
            return;
        }
        var ids = closed.Select(w => w.Id).ToList();
        var desks = (
            await db.WorkItemCandidates.AsNoTracking().Where(c => ids.Contains(c.WorkItemId)).ToListAsync(cancel)
        ).ToLookup(c => c.WorkItemId, c => c.Group);
        foreach (var item in closed)
        {
            var people = PeopleAt(item, desks[item.Id])
                .Where(p => p.Id != act.Actor.UserId && p.Id != act.Actor.DutyHolder().UserId);
            var facts = MessageFacts.Of(item) with { From = act.Actor.SignedName, Text = reasons?.Trim() };
            messages.Tell(people, kind, facts, "");
        }
    }

    private static MessageKind? KindOf(WorkItemState state) =>
        state switch
        {
            WorkItemState.ClosedBecauseReturned => MessageKind.ClosedBecauseReturned,
            WorkItemState.ClosedBecauseWithdrawn => MessageKind.ClosedBecauseWithdrawn,
            _ => null,
        };

    /// <summary>Who had it and who was asked; all of the desk where nobody had taken it.</summary>
    private IEnumerable<Person> PeopleAt(WorkItem item, IEnumerable<string> groups)
    {
        long?[] holding = [item.AssigneeId, item.OwnerId];
        return item.AssigneeId is null
            ? groups.SelectMany(g => holders.InGroup(g))
            : holding.OfType<long>().Select(holders.Find).OfType<Person>();
    }
}
