using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals;

/// <summary>拿回 and 撤回 of a step that has been decided: by whoever did it, while nobody behind has opened it or acted.</summary>
public static class TakingBack
{
    /// <param name="behind">Work items opened since, whatever became of them.</param>
    public static Refusal? May(WorkItemCase c, IReadOnlyCollection<WorkItem> behind) =>
        c switch
        {
            { Item.State: not WorkItemState.Completed } => new YouHaveNotActed(),
            _ when (c.Item.ClosedForId ?? c.Item.ClosedById) != c.Actor.DutyHolder().UserId => new WorkItemIsNotYours(),
            _ when behind.Any(w => w.SeenAt is not null || w.ClosedById is not null) => new ItWasOpenedAlready(),
            _ when !behind.Any(w => w.State is WorkItemState.Open or WorkItemState.Waiting) => new ItWentOnAlready(),
            _ => null,
        };
}
