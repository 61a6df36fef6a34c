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

public sealed record AssignmentHasNoLead(int Number) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AssignmentPartyIsUnknown(int Number, string Name) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AssignmentIsNotInNotice(int Number) : DomainRefusal(RefusalGround.Malformed);

public sealed record LeadsAreNotConfirmed(ImmutableArray<int> Numbers) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DueDatesAreMissing(ImmutableArray<int> Numbers) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DueDateIsPast(int Number, DateOnly DueOn) : DomainRefusal(RefusalGround.AgainstRules);
