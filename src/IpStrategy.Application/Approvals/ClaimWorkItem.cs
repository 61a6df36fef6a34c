using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Approvals;

/// <summary>签收 and 放回: one of the candidates takes a work item, or gives it back to all of them.</summary>
public sealed class ClaimWorkItem
{
    private readonly WorkItemActs _acts;

    internal ClaimWorkItem(WorkItemActs acts) => _acts = acts;

    public Task<Outcome<WorkItemView>> RunAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(
            request,
            actor,
            async act =>
                WorkItemRules.MayClaim(act.Case, request.Version)
                ?? await act.Run.ExecuteAsync(act.Instance, new Command.ClaimTask(act.Element, act.Assignee), cancel),
            cancel
        );

    public Task<Outcome<WorkItemView>> UndoAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(
            request,
            actor,
            async act =>
                WorkItemRules.MayUnclaim(act.Case, request.Version)
                ?? await act.Run.ExecuteAsync(act.Instance, new Command.UnclaimTask(act.Element), cancel),
            cancel
        );
}
