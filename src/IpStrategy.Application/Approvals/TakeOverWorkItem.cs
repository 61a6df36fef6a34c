using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>接管: the office takes a work item over from whoever has it, with a reason that stays on record.</summary>
public sealed class TakeOverWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;

    internal TakeOverWorkItem(WorkItemActs acts, SigningDesk desk) => (_acts, _desk) = (acts, desk);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string? reason,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => TakeOverAsync(act, request, reason, cancel), cancel);

    private async Task<Refusal?> TakeOverAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string? reason,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.Seen(act.Case, request.Version) is { } stale)
        {
            return stale;
        }
        if (!act.Actor.IsOffice)
        {
            return new OnlyTheOfficeMay();
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new ReasonsAreMissing();
        }
        _desk.Note(act, "take-over", reason);
        return (await _desk.DecideAsync(act, s => new SigningCommand.TakeOver(s), cancel)).Refusal;
    }
}
