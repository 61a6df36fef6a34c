using IpStrategy.Application.Approvals;
using IpStrategy.Application.Deliverables;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <summary>Takes one's own attachment away while the work item is open; what it showed has to be shown otherwise.</summary>
public sealed class RemoveAttachment
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly DeliverableStep _deliverables;

    internal RemoveAttachment(IpStrategyContext db, WorkItemActs acts, DeliverableStep deliverables) =>
        (_db, _acts, _deliverables) = (db, acts, deliverables);

    public async Task<Outcome<WorkItemView>> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        var item = await _db
            .Attachments.Where(a => a.Id == id)
            .Select(a => (long?)a.WorkItemId)
            .FirstOrDefaultAsync(cancel);
        if (item is null)
        {
            return new AttachmentDoesNotExist();
        }
        var request = WorkItemRequest.Of(item.Value) with { Verb = "detach" };
        var outcome = await _acts.RunAsync(request, actor, act => RemoveAsync(act, id, cancel), cancel);
        // Who may not see the work item is not told that it has one.
        return outcome.Refusal is WorkItemDoesNotExist ? new AttachmentDoesNotExist() : outcome;
    }

    private async Task<Refusal?> RemoveAsync(WorkItemAct act, long id, CancellationToken cancel)
    {
        if (await _db.Attachments.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } attachment)
        {
            return new AttachmentDoesNotExist();
        }
        if (AttachmentRules.MayRemove(act.Case, attachment) is { } refusal)
        {
            return refusal;
        }
        await _deliverables.UnlinkAsync(attachment.Id, cancel);
        _db.Remove(attachment);
        return null;
    }
}
