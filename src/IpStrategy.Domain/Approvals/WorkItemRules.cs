using System.Collections.Immutable;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Reports;
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
    /// <summary>The progress report it belongs to; null on the course itself.</summary>
    public ProgressReport? Report { get; init; }

    /// <summary>Whose papers go through here; null where the process belongs to no assignment.</summary>
    public IPaperTrail? Trail => Report is { } report ? report : Undertaking;

    public bool IsCandidate => Candidates.Any(g => Actor.DutyHolder().Groups.Contains(g));
    public bool IsAssignee => Item.AssigneeId == Actor.DutyHolder().UserId;
    public bool IsOpen => Item.State == WorkItemState.Open;

    /// <summary>Whose paper is signed here; nobody's where nothing is signed off.</summary>
    public Submitters Submitters =>
        Undertaking is { } u && Trail is { } trail && StepRules.For(Item) is { Signs: true }
            ? Separation.PaperAt(u, trail, Item.Step)
            : default;

    public SignerId Seat => new(Item.Seat);

    /// <summary>The desk by itself: whether it is its turn stands in its state.</summary>
    public Desk ToDesk() =>
        new(
            SigningSheet.SignerOf(Item, Candidates),
            Item.State != WorkItemState.Waiting,
            Submitters,
            Signatory.Of(Actor)
        );

    /// <summary>中止: nobody does anything here until it is resumed. A leader's instruction is not held.</summary>
    public bool IsHeld =>
        Item.SuspendedAt is not null
        || (Undertaking is { State: UndertakingState.Suspended } && !StepRules.IsInstruction(Item.Step));
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
        Named(DeskRules.MayStand(c.ToDesk()), c.Item) ?? Held(c) ?? Seen(c, seenVersion);

    /// <summary>中止 is said before anything else that would have to wait for it anyway.</summary>
    public static Refusal? Held(WorkItemCase c) => c.IsHeld ? new WorkItemIsSuspended() : null;

    /// <summary>The version the caller saw is the present one.</summary>
    public static Refusal? Seen(WorkItemCase c, int? seenVersion) =>
        seenVersion is { } seen && seen != c.Item.Version ? new WorkItemHasChanged(c.Item.Version) : null;

    public static Refusal? MayClaim(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Claim(c.Seat));

    public static Refusal? MayUnclaim(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Unclaim(c.Seat));

    public static Refusal? MayComplete(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Approve(c.Seat));

    public static Refusal? MayReturn(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Return(c.Seat))
        ?? (StepRules.For(c.Item) is { MayReturn: true } ? null : new ThisStepCannotReturn());

    /// <summary>Where a signature is asked for, it may be refused.</summary>
    public static Refusal? MayReject(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Reject(c.Seat))
        ?? (StepRules.For(c.Item) is { Signs: true } ? null : new ThisStepCannotReject());

    public static Refusal? MayTransfer(WorkItemCase c, int? seenVersion) =>
        May(c, seenVersion, new SigningCommand.Transfer(c.Seat, 0));

    /// <summary>Any verb at the desk, as far as the desk alone can tell; where others sit at the step too, they are asked besides.</summary>
    public static Refusal? May(WorkItemCase c, int? seenVersion, SigningCommand.OnSigner verb)
    {
        var desk = c.ToDesk();
        return Named(DeskRules.MayStand(desk), c.Item)
            ?? Held(c)
            ?? Seen(c, seenVersion)
            ?? Named(DeskRules.IsFree(desk) ?? DeskRules.MayDo(desk, verb), c.Item);
    }

    /// <summary>The rules know numbers; people want names.</summary>
    public static Refusal? Named(Refusal? refusal, WorkItem item) =>
        refusal switch
        {
            WorkItemIsAlreadyDone => new WorkItemIsAlreadyDone(item.ClosedByText),
            WorkItemIsClaimedBySomebodyElse => new WorkItemIsClaimedBySomebodyElse(
                item.OwnerName ?? item.AssigneeName ?? ""
            ),
            OnlyTheOwnerDecides => new OnlyTheOwnerDecides(item.OwnerName ?? ""),
            _ => refusal,
        };

    /// <summary>The office urges anybody; a lead urges the agencies it consults and signs with. Not oneself, and not twice within the cool-down.</summary>
    public static Refusal? MayUrge(WorkItemCase c, int? seenVersion, DateTimeOffset now) =>
        c switch
        {
            { Item.State: WorkItemState.Completed } => new WorkItemIsAlreadyDone(c.Item.ClosedByText),
            { IsOpen: false } => new WorkItemIsClosed(),
            { IsHeld: true } => new WorkItemIsSuspended(),
            _ when !(c.Actor.IsOffice || LeadsIt(c)) || c.IsCandidate || c.IsAssignee => new WorkItemIsNotYours(),
            _ when seenVersion is { } seen && seen != c.Item.Version => new WorkItemHasChanged(c.Item.Version),
            { Item.UrgedAt: { } last } when now < last + UrgeCoolDown => new UrgedTooRecently(last + UrgeCoolDown),
            _ => null,
        };

    private static bool LeadsIt(WorkItemCase c) =>
        c.Actor.Post is Post.Officer or Post.Leader
        && c.Undertaking is { } undertaking
        && c.Actor.AgencyCode == undertaking.LeadCode
        && c.Item.Body != undertaking.LeadCode
        && c.Item.Body != PostGroups.OfficeCode
        && !StepRules.IsInstruction(c.Item.Step);
}
