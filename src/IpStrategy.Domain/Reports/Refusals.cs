using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Reports;

public sealed record OnlyTheOfficeChangesTargets() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyTheLeadEntersFigures() : DomainRefusal(RefusalGround.NotAllowed);

/// <param name="Path">Where in what was sent, as <c>$.values[0].id</c>.</param>
public sealed record IndicatorDoesNotExist(string Path) : DomainRefusal(RefusalGround.Malformed);

/// <param name="Path">Where in what was sent.</param>
public sealed record PeriodIsNotUnderstood(string Period, string Path) : DomainRefusal(RefusalGround.Malformed);

public sealed record IndicatorFigureIsOutOfRange(decimal Figure) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>A changed target is on record with why.</summary>
public sealed record TargetChangeNeedsReason() : DomainRefusal(RefusalGround.AgainstRules);

/// <param name="Path">Where in what was sent.</param>
public sealed record AssignmentIsNotInPlan(int Number, string Path) : DomainRefusal(RefusalGround.Malformed);
