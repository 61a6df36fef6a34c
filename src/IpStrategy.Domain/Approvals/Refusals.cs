using System.Collections.Immutable;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals;

/// <summary>How a refusal meets the caller: what he may know, and what he can do about it.</summary>
public enum RefusalGround
{
    /// <summary>Does not exist, or may not be seen.</summary>
    NotThere,

    /// <summary>Seen, but not this person's to do.</summary>
    NotAllowed,

    /// <summary>The page the caller acted on is older than the data.</summary>
    Stale,

    /// <summary>The rules say no.</summary>
    AgainstRules,

    /// <summary>The input itself is wrong at a named place.</summary>
    Malformed,
}

/// <summary>A refusal of the domain's rules; <see cref="Ground"/> says of which kind.</summary>
public abstract record DomainRefusal(RefusalGround Ground) : Refusal;

public sealed record WorkItemDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record WorkItemIsNotYours() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record WorkItemIsAlreadyDone(string? ByName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkItemIsClosed() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkItemIsClaimedBySomebodyElse(string ByName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkItemIsNotClaimed() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record WorkItemHasChanged(int CurrentVersion) : DomainRefusal(RefusalGround.Stale);

public sealed record AnswerIsMissing(string Field) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AnswerIsNotAllowed(string Field, string Value) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AnswerIsUnknown(string Field) : DomainRefusal(RefusalGround.Malformed);

public sealed record AnswerHasWrongType(string Field) : DomainRefusal(RefusalGround.Malformed);

public sealed record AnswerIsTooLong(string Field, int MostCharacters) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NonConcurNeedsReasons() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record OpinionIsMissing() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DeliverablesNeedEvidence(ImmutableArray<string> Deliverables)
    : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodySignsOffTheirOwnSubmission() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ThisStepCannotReturn() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReturnNeedsReasons() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReturnTargetIsNotEarlier(string Target) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record TransferNeedsColleague() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PersonIsUnknown(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record UrgedTooRecently(DateTimeOffset NextAt) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record OnlyTheOfficeMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record ActionIsUnknown(string Action) : DomainRefusal(RefusalGround.NotThere);

public sealed record KeyWasUsedForSomethingElse() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AgencyIsUnknown(string AgencyCode) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Asked for an answer, which goes back to the one who asked.</summary>
public sealed record OnlyTheOwnerDecides(string OwnerName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ThisStepCannotReject() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ReasonsAreMissing() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>The paper has left the process in which it was handled.</summary>
public sealed record ItWentOnAlready() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SigningRuleIsUnknown(string Rule) : DomainRefusal(RefusalGround.Malformed);

public sealed record SignerPlaceIsUnknown(string Place) : DomainRefusal(RefusalGround.Malformed);

/// <summary>Across agencies only the office hands work on.</summary>
public sealed record OnlyTheOfficeActsAcrossAgencies() : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>A reply is asked for by a day to come, and before the assignment itself is due.</summary>
public sealed record ReplyDateIsNotAllowed(string Field, DateOnly Day, DateOnly First, DateOnly Last)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What somebody signed at an earlier step he does not check.</summary>
public sealed record NobodyChecksWhatTheySigned() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>The check is for others than the body that handed the paper in.</summary>
public sealed record NobodyChecksTheirOwnBody() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record RequestsAreMissing() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Answered at once are only requests of one assignment to one agency.</summary>
public sealed record RequestsAreNotOneBundle() : DomainRefusal(RefusalGround.AgainstRules);
