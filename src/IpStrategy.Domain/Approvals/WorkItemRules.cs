using System.Collections.Immutable;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals;

/// <summary>What is known of a work item when somebody wants to act on it.</summary>
/// <param name="Undertaking">Null where the process belongs to no assignment.</param>
/// <param name="Candidates">Groups that may take it.</param>
public sealed record WorkItemCase(
    WorkItem Item,
    Undertaking? Undertaking,
    ImmutableArray<string> Candidates,
    Actor Actor
)
{
    public bool IsCandidate => Candidates.Any(g => Actor.Groups.Contains(g));
    public bool IsAssignee => Item.AssigneeId == Actor.UserId;

    /// <summary>The body an actor acts for sees what it leads or answers; the office sees all.</summary>
    public bool IsOpen => Item.State == WorkItemState.Open;
}

/// <summary>Who may do what with a work item, in which state. Each rule reads as a decision table, first match wins.</summary>
public static class WorkItemRules
{
    public static readonly TimeSpan UrgeCoolDown = TimeSpan.FromHours(24);

    /// <summary>
    /// Open, its version as the caller saw it, and the caller one of those who may act. A closed item is told as done before
    /// its version is compared: "already done" is what the loser of a race needs to hear.
    /// </summary>
    public static Refusal? MayAct(WorkItemCase c, int? seenVersion) =>
        c switch
        {
            { IsCandidate: false, IsAssignee: false } => new WorkItemIsNotYours(),
            { Item.State: WorkItemState.Completed or WorkItemState.Rejected } => new WorkItemIsAlreadyDone(
                c.Item.ClosedByName
            ),
            { Item.State: WorkItemState.Waiting } => new ItIsNotYourTurn(),
            { IsOpen: false } => new WorkItemIsClosed(),
            _ => Seen(c, seenVersion),
        };

    /// <summary>The version the caller saw is the present one.</summary>
    public static Refusal? Seen(WorkItemCase c, int? seenVersion) =>
        seenVersion is { } seen && seen != c.Item.Version ? new WorkItemHasChanged(c.Item.Version) : null;

    public static Refusal? MayClaim(WorkItemCase c, int? seenVersion) => MayAct(c, seenVersion) ?? HeldByOther(c);

    public static Refusal? MayUnclaim(WorkItemCase c, int? seenVersion) =>
        MayAct(c, seenVersion) ?? (c.Item.AssigneeId is null ? new WorkItemIsNotClaimed() : HeldByOther(c));

    public static Refusal? MayComplete(WorkItemCase c, int? seenVersion) =>
        MayAct(c, seenVersion)
        ?? HeldByOther(c)
        ?? AskedOnly(c)
        ?? (SignsOwnSubmission(c) ? new NobodySignsOffTheirOwnSubmission() : null);

    public static Refusal? MayReturn(WorkItemCase c, int? seenVersion) =>
        MayAct(c, seenVersion)
        ?? HeldByOther(c)
        ?? (StepRules.For(c.Item) is { MayReturn: true } ? null : new ThisStepCannotReturn());

    /// <summary>Where a signature is asked for, it may be refused.</summary>
    public static Refusal? MayReject(WorkItemCase c, int? seenVersion) =>
        MayComplete(c, seenVersion) ?? (StepRules.For(c.Item) is { Signs: true } ? null : new ThisStepCannotReject());

    public static Refusal? MayTransfer(WorkItemCase c, int? seenVersion) =>
        MayAct(c, seenVersion) ?? HeldByOther(c) ?? AskedOnly(c);

    /// <summary>The office urges anybody; a lead urges those it consults. Not oneself, and not twice within the cool-down.</summary>
    public static Refusal? MayUrge(WorkItemCase c, int? seenVersion, DateTimeOffset now) =>
        c switch
        {
            { Item.State: WorkItemState.Completed } => new WorkItemIsAlreadyDone(c.Item.ClosedByName),
            { IsOpen: false } => new WorkItemIsClosed(),
            _ when !(c.Actor.IsOffice || LeadsIt(c)) || c.IsCandidate || c.IsAssignee => new WorkItemIsNotYours(),
            _ when seenVersion is { } seen && seen != c.Item.Version => new WorkItemHasChanged(c.Item.Version),
            { Item.UrgedAt: { } last } when now < last + UrgeCoolDown => new UrgedTooRecently(last + UrgeCoolDown),
            _ => null,
        };

    private static Refusal? AskedOnly(WorkItemCase c) =>
        c.Item.OwnerId is null ? null : new OnlyTheOwnerDecides(c.Item.OwnerName ?? "");

    private static bool LeadsIt(WorkItemCase c) =>
        c.Actor.Post is Post.Officer or Post.Leader
        && c.Undertaking is { } undertaking
        && c.Actor.AgencyCode == undertaking.LeadCode;

    private static bool SignsOwnSubmission(WorkItemCase c) =>
        StepRules.For(c.Item) is { Signs: true } && c.Undertaking?.SubmittedById == c.Actor.UserId;

    private static DomainRefusal? HeldByOther(WorkItemCase c) =>
        c.Item.AssigneeId is null || c.IsAssignee
            ? null
            : new WorkItemIsClaimedBySomebodyElse(c.Item.AssigneeName ?? "");
}
