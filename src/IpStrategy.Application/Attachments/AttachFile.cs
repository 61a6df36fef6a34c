using IpStrategy.Application.Approvals;
using IpStrategy.Application.Deliverables;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <param name="Name">As the sender calls it.</param>
/// <param name="DeliverableId">The deliverable it shows; null = none.</param>
public sealed record NewAttachment(string Name, Stream Content, Sensitivity Sensitivity, long? DeliverableId = null);

/// <summary>上传附件: by whoever may act on the work item. The same content sent again is there once.</summary>
public sealed class AttachFile
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly ItemCases _items;
    private readonly FileIntake _intake;
    private readonly FileStore _store;
    private readonly FileSettings _settings;
    private readonly DeliverableStep _deliverables;
    private readonly IFileScan _scan;
    private readonly Ids _ids;

    internal AttachFile(
        IpStrategyContext db,
        WorkItemActs acts,
        ItemCases items,
        FileIntake intake,
        FileStore store,
        FileSettings settings,
        DeliverableStep deliverables,
        IFileScan scan,
        Ids ids
    ) =>
        (_db, _acts, _items, _intake, _store, _settings, _deliverables, _scan, _ids) = (
            db,
            acts,
            items,
            intake,
            store,
            settings,
            deliverables,
            scan,
            ids
        );

    /// <summary>What can be told before a byte is received: nobody fills the disk who may not attach anything. Null = go on.</summary>
    public async Task<Refusal?> MayAsync(long workItemId, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ActOnWorkItem) is { } refusal)
        {
            return refusal;
        }
        return await _items.FindAsync(workItemId, actor, cancel) is { } found
            ? AttachmentRules.MayAttach(found, null)
            : new WorkItemDoesNotExist();
    }

    public async Task<Outcome<AttachmentView>> RunAsync(
        long workItemId,
        NewAttachment order,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (await MayAsync(workItemId, actor, cancel) is { } early)
        {
            return early;
        }
        var received = await _intake.ReceiveAsync(order.Name, order.Content, cancel);
        if (received.IsRefused)
        {
            return received.Refusal!;
        }
        using var file = received.Value;
        Attachment? attached = null;
        var request = WorkItemRequest.Of(workItemId) with { Verb = "attach" };
        var outcome = await _acts.RunAsync(
            request,
            actor,
            async act =>
            {
                var made = await AttachAsync(act, file, order, cancel);
                attached = made.IsRefused ? null : made.Value;
                return made.Refusal;
            },
            cancel
        );
        return outcome.IsRefused
            ? outcome.Refusal!
            : AttachmentView.Of(attached!, _scan.Scanning) with
            {
                MayRemove = true,
            };
    }

    private async Task<Outcome<Attachment>> AttachAsync(
        WorkItemAct act,
        IncomingFile file,
        NewAttachment order,
        CancellationToken cancel
    )
    {
        if (AttachmentRules.MayAttach(act.Case, null) is { } refusal)
        {
            return refusal;
        }
        var present = await _db.Attachments.Where(a => a.WorkItemId == act.Item.Id).ToListAsync(cancel);
        var attachment = present.Find(a => a.Hash == file.Content.Hash);
        if (attachment is null)
        {
            var wrong =
                FileRules.Check(file.Content.Size, [.. present.Select(a => a.Size)], _settings.Limits)
                ?? await KnownAsBadAsync(file.Content.Hash, cancel);
            if (wrong is not null)
            {
                return wrong;
            }
            attachment = await AddAsync(act, file, order.Sensitivity, cancel);
        }
        return
            order.DeliverableId is { } deliverable
            && await _deliverables.LinkAsync(act, deliverable, attachment, cancel) is { } notLinked
            ? notLinked
            : attachment;
    }

    private async Task<Attachment> AddAsync(
        WorkItemAct act,
        IncomingFile file,
        Sensitivity sensitivity,
        CancellationToken cancel
    )
    {
        // Until the row is there, nobody may take the content for one that has none.
        await RowLocks.NameAsync(_db, KeepFiles.LockOf(file.Content.Hash), cancel);
        _store.Place(file);
        var attachment = new Attachment(_ids.Next(), act.Item, file.Content, act.Actor);
        _db.Attachments.Add(attachment.At(act.Run.Context.Now, sensitivity));
        return attachment;
    }

    private async Task<AttachmentRefusal?> KnownAsBadAsync(string hash, CancellationToken cancel)
    {
        var finding = await _db
            .Attachments.Where(a => a.Hash == hash && a.State == ScanState.Infected)
            .Select(a => a.Finding)
            .FirstOrDefaultAsync(cancel);
        return finding is null ? null : new AttachmentIsInfected(finding);
    }
}
