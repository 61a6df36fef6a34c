using System.Collections.Immutable;
using IpStrategy.Domain.Deliverables;

namespace IpStrategy.Application.Deliverables;

/// <summary>What should become of one deliverable; what is null stays.</summary>
/// <param name="Id">Null = a new one, which needs a title.</param>
/// <param name="Waive">The reason for which it need not be shown; empty = it must be shown after all.</param>
/// <param name="Note">Evidence that is no file; empty takes it away.</param>
/// <param name="Attachments">The files that show it from now on.</param>
/// <param name="Reason">Why it was not accepted.</param>
/// <param name="Version">As it was seen; null = whatever it is now.</param>
public sealed record DeliverableChange(
    long? Id,
    string? Title = null,
    string? Waive = null,
    string? Note = null,
    ImmutableArray<long>? Attachments = null,
    DeliverableVerdict? Verdict = null,
    string? Reason = null,
    int? Version = null
);

/// <param name="UndertakingId">Where several lead severally; null = the caller's own, else the first he may see.</param>
public sealed record DeliverableOrder(
    long AssignmentId,
    long? UndertakingId,
    ImmutableArray<DeliverableChange> Changes
);
