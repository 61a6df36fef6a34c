using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Application.Approvals;

/// <summary>Why a paper comes back.</summary>
/// <param name="Kind">Returned by choice, or rejected.</param>
/// <param name="Step">Where it lies open from now on.</param>
internal sealed record ComingBack(MessageKind Kind, string Step, string Reasons);

/// <summary>Tells of a paper that comes back, and why: whoever holds the step it goes to, and who had submitted it; not the one who sends it back.</summary>
internal sealed class ReturnedPapers(IpStrategyContext db, PostHolders holders, MessageWriter messages)
{
    public void Tell(WorkItemAct act, ComingBack back)
    {
        var submitter = act.Case.Trail!.SubmittedById is { } id ? holders.Find(id) : null;
        // Lists, for telling adds rows to the same unit of work.
        var opened = db
            .WorkItems.Local.Where(w =>
                w.Step == back.Step
                && w.UndertakingId == act.Item.UndertakingId
                && w.SideInstanceId == act.Item.SideInstanceId
                && w.State == WorkItemState.Open
            )
            .ToList();
        foreach (var item in opened)
        {
            var groups = db.WorkItemCandidates.Local.Where(c => c.WorkItemId == item.Id).Select(c => c.Group).ToList();
            var people = groups
                .SelectMany(g => holders.InGroup(g))
                .Concat(submitter is null ? [] : [submitter])
                .Where(p => p.Id != act.Actor.UserId && p.Id != act.Actor.DutyHolder().UserId);
            // About the item that now lies open: what the message leads to can be worked on.
            var facts = MessageFacts.Of(item) with
            {
                From = act.Actor.SignedName,
                Text = back.Reasons,
            };
            messages.Tell(people, back.Kind, facts, "");
        }
    }
}
