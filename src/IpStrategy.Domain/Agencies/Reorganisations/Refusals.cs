using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Agencies.Reorganisations;

public sealed record ReorganisationIsEmpty() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReorganisationNeedsTitle() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReorganisationNeedsLegalBasis() : DomainRefusal(RefusalGround.AgainstRules);

/// <param name="Step">Number of the step, from 1.</param>
public sealed record StepAgencyIsUnknown(int Step, string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record StepAgencyIsNotYetFounded(int Step, string AgencyCode, DateOnly From)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record StepAgencyIsGone(int Step, string AgencyCode, DateOnly Since)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Steps stand in the order of their days.</summary>
public sealed record StepIsBeforeTheLast(int Step, DateOnly EffectiveOn, DateOnly Last)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SuccessorIsMissing(int Step) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Nobody takes over from themselves, directly or by way of others.</summary>
public sealed record SuccessionIsCyclic(int Step, string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SuccessorCodeIsTaken(int Step, string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SuccessorNameIsTaken(int Step, string Name) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SuccessorNeedsName(int Step) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SplitNeedsSeveralSuccessors(int Step) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record MoveNamesNoAssignment(int Step) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>The leadership group's office is what the processes call by its code.</summary>
public sealed record TheOfficeCannotEnd(int Step) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What the office chose for an assignment is not one of those who take over there.</summary>
public sealed record ChosenAgencyTakesNothingOver(int Number, string AgencyCode)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>An account is placed with an agency that takes nothing over from its own.</summary>
public sealed record AccountCannotMoveThere(string UserName, string AgencyCode)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>It ends without a successor while it answers for assignments.</summary>
public sealed record AgencyStillHasWork(string AgencyCode, ImmutableArray<int> Numbers)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What was previewed is not what would happen now.</summary>
public sealed record ReorganisationPreviewIsOld() : DomainRefusal(RefusalGround.Stale);

/// <summary>What has been done to work and people is not undone by calling it off.</summary>
public sealed record ReorganisationIsCarriedOut() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReorganisationIsWithdrawn() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WithdrawalNeedsReason() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReorganisationDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record AssignmentToMoveDoesNotExist(int Number) : DomainRefusal(RefusalGround.AgainstRules);
