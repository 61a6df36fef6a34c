using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans;

/// <summary>Where a notice stands on its way to being issued.</summary>
public enum NoticeState
{
    /// <summary>The clerk's to mend.</summary>
    Draft,

    /// <summary>已送审: before the director, who issues it or sends it back.</summary>
    Submitted,
    Issued,
}

/// <summary>Who decides that a plan comes into force; a setting of the installation.</summary>
public enum IssueApproval
{
    /// <summary>The clerk hands the draft in, the director issues it.</summary>
    ByDirector,

    /// <summary>Clerk and director alike.</summary>
    ByOffice,
}

/// <summary>What may be done with a draft plan, by whom, in which state. First match wins.</summary>
public static class DraftRules
{
    public static DomainRefusal? MayMend(NoticeState state, Actor actor) =>
        (state, actor.Post) switch
        {
            (NoticeState.Issued, _) => new NoticeIsAlreadyIssued(),
            (NoticeState.Submitted, not Post.Director) => new NoticeLiesWithTheDirector(),
            _ => null,
        };

    public static DomainRefusal? MaySubmit(NoticeState state) =>
        state switch
        {
            NoticeState.Issued => new NoticeIsAlreadyIssued(),
            NoticeState.Submitted => new NoticeLiesWithTheDirector(),
            _ => null,
        };

    /// <summary>The director sends it back with a reason; the clerk may fetch back what nobody has decided yet, without one.</summary>
    public static DomainRefusal? MaySendBack(NoticeState state, Actor actor, string? reason) =>
        (state, actor.Post) switch
        {
            (NoticeState.Issued, _) => new NoticeIsAlreadyIssued(),
            (NoticeState.Draft, _) => new NoticeIsNotSubmitted(),
            (_, Post.Director) when string.IsNullOrWhiteSpace(reason) => new OpinionIsMissing(),
            _ => null,
        };

    public static DomainRefusal? MayIssue(NoticeState state, Actor actor, IssueApproval approval) =>
        (state, actor.Post) switch
        {
            (NoticeState.Issued, _) => new NoticeIsAlreadyIssued(),
            (_, Post.Director) => null,
            _ when approval == IssueApproval.ByDirector => new TheDirectorIssues(),
            (NoticeState.Submitted, _) => new NoticeLiesWithTheDirector(),
            _ => null,
        };
}
