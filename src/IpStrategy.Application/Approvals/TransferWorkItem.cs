using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Approvals;

/// <summary>转办: hands a work item to a colleague for good. The colleague must be one of its candidates.</summary>
public sealed class TransferWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly PostHolders _holders;
    private readonly Ids _ids;

    internal TransferWorkItem(IpStrategyContext db, WorkItemActs acts, PostHolders holders, Ids ids) =>
        (_db, _acts, _holders, _ids) = (db, acts, holders, ids);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string to,
        string? opinion,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => TransferAsync(act, request, to, opinion), cancel);

    private async Task<Refusal?> TransferAsync(WorkItemAct act, WorkItemRequest request, string to, string? opinion)
    {
        if (WorkItemRules.MayTransfer(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (_holders.FindByUserName(to) is not { } colleague)
        {
            return new PersonIsUnknown(to);
        }
        var shares = colleague.AsActor().Groups.Any(g => act.Case.Candidates.Contains(g));
        if (!shares || colleague.Id == act.Actor.UserId)
        {
            return new TransferNeedsColleague();
        }
        var note = new Opinion(_ids.Next(), act.Item, "transfer", opinion?.Trim() ?? "", act.Actor);
        _db.Opinions.Add(note.At(act.Run.Context.Now));
        return await act.Run.ExecuteAsync(
            act.Instance,
            new Command.AssignTask(act.Element, InstanceIds.UserKey(colleague.Id)),
            CancellationToken.None
        );
    }
}
