using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Processes;

public sealed record ProcessDoesNotExist(string ProcessId, int? Version) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodyWaitsForMessage(string Message) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>A message is never given to just anybody.</summary>
public sealed record SeveralWaitForMessage(string Message) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoProcessStartsByMessage(string Message) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SeveralProcessesStartByMessage(string Message) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record MessageNeedsName() : DomainRefusal(RefusalGround.Malformed);

/// <summary>Handing on failed in a way nobody has foreseen; the log says more.</summary>
public sealed record DeliveryFailed(string Reason) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

/// <summary>Done, cancelled, or failed for good.</summary>
public sealed record WorkIsOver() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkIsNotFetched() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkIsLockedBySomebodyElse() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>It may have been given to another worker since; what this one did does not count.</summary>
public sealed record WorkLockHasExpired(DateTimeOffset At) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record IncidentDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record IncidentIsClosed() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What belongs to an assignment is suspended and resumed with it, by the office.</summary>
public sealed record InstanceBelongsToAssignment(string AssignmentId) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ModificationIsEmpty() : DomainRefusal(RefusalGround.Malformed);
