using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>否决: the step's rule for several signers decides; a rejected paper goes back to whoever handed it in and walks again.</summary>
public sealed class RejectWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly CompleteWorkItem _complete;

    internal RejectWorkItem(WorkItemActs acts, SigningDesk desk, CompleteWorkItem complete) =>
        (_acts, _desk, _complete) = (acts, desk, complete);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string? reasons,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => RejectAsync(act, request, reasons, cancel), cancel);

    private async Task<Refusal?> RejectAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string? reasons,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.MayReject(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (string.IsNullOrWhiteSpace(reasons))
        {
            return new ReasonsAreMissing();
        }
        _desk.Note(act, "reject", reasons);
        var signed = await _desk.DecideAsync(act, s => new SigningCommand.Reject(s), cancel);
        return signed.IsRefused ? signed.Refusal : await _complete.GoOnIfDecidedAsync(act, signed.Value, cancel);
    }
}
