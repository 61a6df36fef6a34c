using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Approvals;

/// <summary>签收 and 放回: one of the candidates takes a work item, or gives it back to all of them.</summary>
public sealed class ClaimWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;

    internal ClaimWorkItem(WorkItemActs acts, SigningDesk desk) => (_acts, _desk) = (acts, desk);

    public Task<Outcome<WorkItemView>> RunAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(
            request,
            actor,
            async act =>
                WorkItemRules.MayClaim(act.Case, request.Version)
                ?? await OnSheetAsync(act, s => new SigningCommand.Claim(s), cancel)
                ?? await ToEngineAsync(act, new Command.ClaimTask(act.Element, act.Assignee), cancel),
            cancel
        );

    public Task<Outcome<WorkItemView>> UndoAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(
            request,
            actor,
            async act =>
                WorkItemRules.MayUnclaim(act.Case, request.Version)
                ?? await OnSheetAsync(act, s => new SigningCommand.Unclaim(s), cancel)
                ?? await ToEngineAsync(act, new Command.UnclaimTask(act.Element), cancel),
            cancel
        );

    /// <summary>Where several sit at a step, their rules are asked too.</summary>
    private async Task<Refusal?> OnSheetAsync(
        WorkItemAct act,
        Func<SignerId, SigningCommand> operation,
        CancellationToken cancel
    ) => act.IsShared ? (await _desk.DecideAsync(act, operation, cancel)).Refusal : null;

    /// <summary>What the sheet decided the engine has been told.</summary>
    private static Task<Refusal?> ToEngineAsync(WorkItemAct act, Command command, CancellationToken cancel) =>
        act.IsShared ? Task.FromResult<Refusal?>(null) : act.Run.ExecuteAsync(act.Instance, command, cancel);
}
