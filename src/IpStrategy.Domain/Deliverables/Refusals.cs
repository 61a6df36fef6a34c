using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Deliverables;

public sealed record DeliverableDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record DeliverableNeedsTitle() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WaiverNeedsReason(string Title) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record VerdictNeedsReason(string Title) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DeliverableHasChanged(int CurrentVersion) : DomainRefusal(RefusalGround.Stale);

public sealed record OnlyTheLeadAgencyShows() : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>Only between the application for completion and the end of the office's check.</summary>
public sealed record CompletionIsNotUnderCheck() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Return it, with the reasons.</summary>
public sealed record DeliverablesAreNotAccepted(ImmutableArray<string> Deliverables)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record UndertakingDoesNotRun() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Only what was put to a work item of the same undertaking shows its deliverables.</summary>
public sealed record EvidenceIsOfAnotherUndertaking(string AttachmentId) : DomainRefusal(RefusalGround.AgainstRules);
