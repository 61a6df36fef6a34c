using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans;

public sealed record NoticeDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record TextIsNoNotice(string Reason, int Line, int Column) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoticeIsTooLarge(int MostBytes) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoticeWasImportedBefore(string NoticeId, DateTimeOffset At, string ByName)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoticeHasChanged(int CurrentVersion) : DomainRefusal(RefusalGround.Stale);

public sealed record NoticeIsAlreadyIssued() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>送审中: only the director changes, issues or sends back what lies before him.</summary>
public sealed record NoticeLiesWithTheDirector() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoticeIsNotSubmitted() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>The clerk hands the draft in; it comes into force by the director's hand.</summary>
public sealed record TheDirectorIssues() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>中止: it has not ended, and goes on when the office resumes it.</summary>
public sealed record UndertakingIsSuspended() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AssignmentHasNoLead(int Number) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AssignmentPartyIsUnknown(int Number, string Name) : DomainRefusal(RefusalGround.AgainstRules);

/// <param name="Path">Where in the mending, as <c>$.assignments[0].number</c>.</param>
public sealed record AssignmentIsNotInNotice(int Number, string Path) : DomainRefusal(RefusalGround.Malformed);

/// <param name="Path">Where in the mending.</param>
public sealed record AssignmentIsMendedTwice(int Number, string Path) : DomainRefusal(RefusalGround.Malformed);

/// <param name="Path">Where in the mending.</param>
public sealed record SectionIsNotInNotice(int Section, string Path) : DomainRefusal(RefusalGround.Malformed);

/// <summary>A section alone says nothing of what should happen to it.</summary>
/// <param name="Path">Where in the mending.</param>
public sealed record SectionNeedsDueDate(string Path) : DomainRefusal(RefusalGround.Malformed);

/// <summary>Nobody can be named for 有关部门 where the clause does not say it.</summary>
/// <param name="Path">Where in the mending.</param>
public sealed record AssignmentHasNoOpenGroup(int Number, string Path) : DomainRefusal(RefusalGround.AgainstRules);

/// <param name="Path">Where in the mending, as <c>$.assignments[0].leads[1]</c>.</param>
public sealed record PartyIsUnknown(string AgencyCode, string Path) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record LeadsAreNotConfirmed(ImmutableArray<int> Numbers) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DueDatesAreMissing(ImmutableArray<int> Numbers) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DueDateIsPast(int Number, DateOnly DueOn) : DomainRefusal(RefusalGround.AgainstRules);
