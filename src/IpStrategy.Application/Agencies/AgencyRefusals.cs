using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Agencies;

public sealed record AgencyDoesNotExist(string AgencyCode) : DomainRefusal(RefusalGround.NotThere);

public sealed record AgencyHasChanged(int CurrentVersion) : DomainRefusal(RefusalGround.Stale);

public sealed record AgencyCodeIsNotAllowed(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>An agency that is to be entered bears a code that is taken.</summary>
public sealed record AgencyCodeIsTaken(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyNameIsMissing(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyNameIsTooLong(string Name, int MostCharacters) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>There is no such group, or it is an open one, whose members are named case by case.</summary>
public sealed record AgencyGroupIsUnknown(string GroupCode) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyNameIsTaken(string Name, string ByAgency) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Another name for the same body is a reorganisation, with its day and its basis.</summary>
public sealed record NamesChangeByReorganisation(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

/// <param name="Path">Where in the body.</param>
public sealed record AgencyKindIsUnknown(string Kind, string Path) : DomainRefusal(RefusalGround.Malformed);

/// <param name="Path">Where in the body.</param>
public sealed record StepKindIsUnknown(string Kind, string Path) : DomainRefusal(RefusalGround.Malformed);

/// <summary>None, or several where a step befalls one.</summary>
public sealed record StepNamesWrongAgencies(int Step) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>In a sheet: a day is written 2018-11-01.</summary>
public sealed record DayIsNotUnderstood(string Text) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyIsListedTwice(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>The first day of a body lies behind its last.</summary>
public sealed record AgencyEndsBeforeItBegins(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);
