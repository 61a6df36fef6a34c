using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>An attachment as answers and pages show it. Ids are opaque strings.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content, in hexadecimal.</param>
/// <param name="State"><c>unscanned</c>, <c>scanned</c> or <c>infected</c>.</param>
/// <param name="IsReadable">False while it waits for the scanner, and once that has found something.</param>
/// <param name="MayRemove">True for the one who put it there while the work item is open.</param>
public sealed record AttachmentView(
    string Id,
    string WorkItemId,
    string Name,
    long Size,
    string Sha256,
    bool IsSensitive,
    string State,
    bool IsReadable,
    DateTimeOffset UploadedAt,
    string UploadedBy,
    bool MayRemove = false
)
{
    internal static AttachmentView Of(Attachment a, Scanning scanning) =>
        new(
            Opaque.Of(a.Id),
            Opaque.Of(a.WorkItemId),
            a.Name,
            a.Size,
            a.Hash,
            a.IsSensitive,
            Words.Of(a.State),
            AttachmentRules.MayRead(a, scanning) is null,
            a.UploadedAt,
            a.UploadedBy
        );
}
