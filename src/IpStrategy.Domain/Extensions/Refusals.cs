using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Extensions;

/// <summary>A signature, or a step that has no date.</summary>
public sealed record ThisDateIsNotExtended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ExtensionIsPending() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>延期 is asked for before the due date, not after.</summary>
public sealed record ExtensionComesTooLate(DateOnly DueOn) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ExtensionDateIsNotLater(DateOnly Wanted, DateOnly DueOn)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ExtensionNeedsReason() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ExtensionNeedsDate() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoExtensionIsPending() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodyDecidesTheirOwnExtension() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record OnlyTheLeadAgencyMayAsk() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record UndertakingHasEnded() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Not there, or not the caller's to see.</summary>
public sealed record AssignmentDoesNotExist() : DomainRefusal(RefusalGround.NotThere);
