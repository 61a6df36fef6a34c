using System.Collections.Immutable;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Deliverables;

namespace IpStrategy.Application.Deliverables;

/// <summary>A promised paper or system with what shows it, as answers and pages show it. Ids are opaque strings.</summary>
/// <param name="ReadTitle">As the notice was read; null where the office added it.</param>
/// <param name="Verdict"><c>unchecked</c>, <c>accepted</c> or <c>notAccepted</c>.</param>
/// <param name="IsLacking">True while completion cannot be applied for because of it.</param>
public sealed record DeliverableView(
    string Id,
    string UndertakingId,
    int Number,
    string Title,
    string? ReadTitle,
    string? WaivedBecause,
    string? WaivedBy,
    string? Note,
    string? NotedBy,
    ImmutableArray<AttachmentView> Attachments,
    string Verdict,
    string? VerdictReason,
    string? CheckedBy,
    DateTimeOffset? CheckedAt,
    bool IsLacking,
    int Version
)
{
    internal static DeliverableView Of(ShownDeliverable shown, ImmutableArray<AttachmentView> attachments)
    {
        var d = shown.Deliverable;
        return new(
            Opaque.Of(d.Id),
            Opaque.Of(d.UndertakingId),
            d.Number,
            d.Title,
            d.ReadTitle,
            d.WaivedBecause,
            d.WaivedByName,
            d.Note,
            d.NotedByName,
            attachments,
            Words.Of(d.Verdict),
            d.VerdictReason,
            d.CheckedByName,
            d.CheckedAt,
            shown.IsLacking,
            d.Version
        );
    }
}
