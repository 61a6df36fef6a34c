using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <summary>A content that is about to be handed out.</summary>
/// <param name="Content">To be disposed of by whoever takes it.</param>
public sealed record AttachmentContent(
    string Name,
    string MediaType,
    string Sha256,
    DateTimeOffset UploadedAt,
    Stream Content
);

/// <summary>Hands out an attachment to those who see its work item; reading a sensitive one is put on record first.</summary>
public sealed class ReadAttachment
{
    private readonly IpStrategyContext _db;
    private readonly ItemCases _items;
    private readonly FileStore _store;
    private readonly IFileScan _scan;
    private readonly AuditTrail _audit;

    internal ReadAttachment(IpStrategyContext db, ItemCases items, FileStore store, IFileScan scan, AuditTrail audit) =>
        (_db, _items, _store, _scan, _audit) = (db, items, store, scan, audit);

    public async Task<Outcome<AttachmentContent>> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        var attachment = await _db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancel);
        if (attachment is null || await _items.FindAsync(attachment.WorkItemId, actor, cancel) is not { } workItemCase)
        {
            return new AttachmentDoesNotExist();
        }
        if (AttachmentRules.MayRead(attachment, _scan.Scanning) is { } refusal)
        {
            return refusal;
        }
        var content =
            _store.Open(attachment.Hash)
            ?? throw new FileNotFoundException("An attachment has lost its content.", attachment.Hash);
        if (attachment.IsSensitive)
        {
            await NoteAsync(attachment, workItemCase, cancel);
        }
        var media = FileKinds.Find(attachment.Extension)?.MediaType ?? "application/octet-stream";
        return new AttachmentContent(attachment.Name, media, attachment.Hash, attachment.UploadedAt, content);
    }

    private Task NoteAsync(Attachment attachment, WorkItemCase c, CancellationToken cancel) =>
        _audit.NoteReadAsync(
            c.Actor,
            $"attachment:{Opaque.Of(attachment.Id)}",
            new
            {
                attachment.Name,
                Sha256 = attachment.Hash,
                WorkItem = Opaque.Of(attachment.WorkItemId),
            },
            cancel
        );
}
