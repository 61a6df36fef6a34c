using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>转办: hands a work item to a colleague for good. The colleague must be one of its candidates.</summary>
public sealed class TransferWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;

    internal TransferWorkItem(WorkItemActs acts, SigningDesk desk, PostHolders holders) =>
        (_acts, _desk, _holders) = (acts, desk, holders);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string to,
        string? opinion,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => TransferAsync(act, request, to, opinion, cancel), cancel);

    private async Task<Refusal?> TransferAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string to,
        string? opinion,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.MayTransfer(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (_holders.FindByUserName(to) is not { } colleague)
        {
            return new PersonIsUnknown(to);
        }
        // Who was added sits there in person: a colleague is anybody of the same agency.
        var shares =
            act.Item.Seat > 1
                ? Colleagues.MayBeAsked(act.Actor, colleague) is null
                : colleague.AsActor().Groups.Any(g => act.Case.Candidates.Contains(g));
        if (!shares || colleague.Id == act.Actor.UserId)
        {
            return new TransferNeedsColleague();
        }
        _desk.Note(act, "transfer", opinion);
        return (await _desk.DecideAsync(act, s => new SigningCommand.Transfer(s, colleague.Id), cancel)).Refusal;
    }
}
