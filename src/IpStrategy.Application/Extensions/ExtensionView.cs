using IpStrategy.Domain.Extensions;

namespace IpStrategy.Application.Extensions;

/// <summary>An extension as answers and pages show it. Ids are opaque strings.</summary>
/// <param name="WorkItemId">The step whose own date it is; null = the date of the undertaking.</param>
/// <param name="DecisionItemId">The work item on which it is decided; null where the caller need not know it.</param>
public sealed record ExtensionView(
    string Id,
    string UndertakingId,
    string? WorkItemId,
    string? DecisionItemId,
    string Body,
    string State,
    DateOnly OldDueOn,
    string OldRule,
    DateOnly WantedOn,
    string Reason,
    DateTimeOffset AskedAt,
    string AskedBy,
    DateOnly? NewDueOn,
    string? NewRule,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string Decision
)
{
    internal static ExtensionView Of(Extension e, long? decisionItem) =>
        new(
            Opaque.Of(e.Id),
            Opaque.Of(e.UndertakingId),
            e.WorkItemId is { } item ? Opaque.Of(item) : null,
            decisionItem is { } decision ? Opaque.Of(decision) : null,
            e.Body,
            Words.Of(e.State),
            e.OldDueOn,
            e.OldRule,
            e.WantedOn,
            e.Reason,
            e.AskedAt,
            e.AskedByName,
            e.State == ExtensionState.Approved ? e.NewDueOn : null,
            e.NewRule,
            e.DecidedAt,
            e.DecidedByName,
            e.Decision
        );
}
