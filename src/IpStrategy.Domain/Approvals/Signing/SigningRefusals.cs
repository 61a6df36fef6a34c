namespace IpStrategy.Domain.Approvals.Signing;

public sealed record StepIsDecided(SigningVerdict Verdict) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record StepIsSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record StepIsNotSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SignerDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

/// <summary>Others stand before him.</summary>
public sealed record ItIsNotYourTurn() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AnAnswerIsAwaited() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodyWasAsked() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Nobody acts twice on one step.</summary>
public sealed record PersonSignsHereAlready(long PersonId) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SignersAreMissing() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record TooManySigners(int Most) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record OnlyWhoAddedThisSignerMayRemoveHim() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record YouHaveAddedNobody() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record OnlyTheSubmitterMayWithdraw() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record ItWasOpenedAlready() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record YouHaveNotActed() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>How a step is counted is settled once several vote on it.</summary>
public sealed record TheRuleIsSettled() : DomainRefusal(RefusalGround.AgainstRules);
