using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Attachments;

/// <summary>What tests about files say all the time.</summary>
internal static class FilesOffice
{
    public static Task<Outcome<AttachmentView>> AttachAsync(
        this Office office,
        string who,
        WorkItemView item,
        string name,
        byte[] content,
        long? deliverable = null,
        Sensitivity sensitivity = Sensitivity.Ordinary
    ) =>
        office.AskAsync<AttachFile, Outcome<AttachmentView>>(u =>
            u.RunAsync(
                Opaque.Read(item.Id)!.Value,
                new NewAttachment(name, new MemoryStream(content), sensitivity, deliverable),
                office.Person(who),
                default
            )
        );

    public static Task<Outcome<AttachmentContent>> FetchAsync(this Office office, string who, AttachmentView file) =>
        office.AskAsync<ReadAttachment, Outcome<AttachmentContent>>(u =>
            u.RunAsync(Opaque.Read(file.Id)!.Value, office.Person(who), default)
        );

    public static Task<Outcome<WorkItemView>> RemoveAsync(this Office office, string who, AttachmentView file) =>
        office.AskAsync<RemoveAttachment, Outcome<WorkItemView>>(u =>
            u.RunAsync(Opaque.Read(file.Id)!.Value, office.Person(who), default)
        );

    public static async Task<byte[]> BytesAsync(this Outcome<AttachmentContent> content)
    {
        await using var stream = content.Value.Content;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    /// <summary>Files under the data folder's <c>files</c>, by their names.</summary>
    public static List<string> StoredFiles(this Office office) =>
        Directory.Exists(office.FilesFolder)
            ?
            [
                .. Directory
                    .GetFiles(office.FilesFolder, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public static async Task<Outcome<Page<DeliverableView>>> KeepAsync(
        this Office office,
        string who,
        int assignment,
        params DeliverableChange[] changes
    )
    {
        var id = await office.ReadAsync(db => db.Assignments.SingleAsync(a => a.Number == assignment));
        return await office.AskAsync<KeepDeliverables, Outcome<Page<DeliverableView>>>(u =>
            u.RunAsync(new(id.Id, null, [.. changes]), WriteRequest.Plain, office.Person(who), default)
        );
    }

    public static Task<List<Deliverable>> DeliverablesAsync(this Office office, int assignment) =>
        office.ReadAsync(db =>
            db.Deliverables.AsNoTracking()
                .Where(d => db.Assignments.Any(a => a.Id == d.AssignmentId && a.Number == assignment))
                .OrderBy(d => d.UndertakingId)
                .ThenBy(d => d.Number)
                .ToListAsync()
        );
}
