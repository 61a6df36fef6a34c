using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Extensions;

/// <summary>Who may ask for a later date and when, and who decides. Each rule reads as a decision table, first match wins.</summary>
public static class ExtensionRules
{
    /// <summary>Diagram id of the process.</summary>
    public const string ProcessId = "extension";
    public const string Approve = "approve";
    public const string Refuse = "refuse";

    /// <summary>
    /// Whoever must do it, before it is due, once at a time. Signatures and what runs beside the course have short dates of their own
    /// that nobody puts off.
    /// </summary>
    public static Refusal? MayAsk(WorkItemCase c, int? seenVersion, DateTimeOffset now) =>
        MayAct(c, seenVersion) switch
        {
            { } refusal => refusal,
            null when c.Item is not { Seat: 1, DueOn: not null, DueAt: not null } || !IsExtendable(c) =>
                new ThisDateIsNotExtended(),
            null when c.Item.ExtensionAskedAt is not null => new ExtensionIsPending(),
            null when now >= c.Item.DueAt => new ExtensionComesTooLate(c.Item.DueOn!.Value),
            _ => null,
        };

    /// <summary>The date of the whole undertaking: its lead agency asks, officer or leader.</summary>
    public static Refusal? MayAsk(Undertaking undertaking, Actor actor, DateTimeOffset now) =>
        undertaking switch
        {
            _ when Asker(actor) != undertaking.LeadCode => new OnlyTheLeadAgencyMayAsk(),
            { State: UndertakingState.Suspended } => new UndertakingIsSuspended(),
            { State: not UndertakingState.Running } => new UndertakingHasEnded(),
            { ExtensionAskedAt: not null } => new ExtensionIsPending(),
            _ when now >= undertaking.DueAt => new ExtensionComesTooLate(undertaking.DueOn),
            _ => null,
        };

    /// <summary>A date that is no later helps nobody; ten years are a slip of the keyboard.</summary>
    public static Refusal? CheckDate(DateOnly wanted, DateOnly old) =>
        wanted <= old || wanted > old.AddDays(DueRule.MostDays) ? new ExtensionDateIsNotLater(wanted, old) : null;

    public static bool ConcernsWholeUndertaking(WorkItem item) =>
        StepRules.Find(item.Step) is { LimitInWorkingDays: null };

    /// <summary>
    /// Whoever set the date: the lead for replies to its consultation, the office for all others; where the office itself asks, the
    /// group's deputy head, for nobody grants his own request. Candidate groups as diagrams name them.
    /// </summary>
    /// <param name="step">Null = the date of the whole undertaking.</param>
    public static string DecidersOf(string? step, string body, string leadCode) =>
        (step, body) switch
        {
            (StepRules.Reply, _) => $"{PostGroups.Agency(leadCode)},{PostGroups.AgencyLeader(leadCode)}",
            (_, PostGroups.OfficeCode) => PostGroups.GroupDeputy,
            _ => $"{PostGroups.OfficeClerk},{PostGroups.OfficeDirector}",
        };

    /// <summary>Nobody grants what he, the one he stands in for, or a body that either belongs to has asked for.</summary>
    public static DomainRefusal? MayDecide(Extension extension, Actor actor) =>
        extension switch
        {
            _ when extension.AskedById == actor.UserId || extension.AskedById == actor.For?.UserId =>
                new NobodyDecidesTheirOwnExtension(),
            _ when Separation.BodiesOf(actor).Contains(extension.Body) => new NobodyChecksTheirOwnBody(),
            _ => null,
        };

    /// <summary>The body somebody asks for: an agency's officer or leader for it, the office's staff where the office leads.</summary>
    private static string? Asker(Actor actor) =>
        actor.Post is Post.Officer or Post.Leader ? actor.AgencyCode
        : actor.IsOffice ? PostGroups.OfficeCode
        : null;

    /// <summary>The leader of the body asks too, though the step is not his to do.</summary>
    private static Refusal? MayAct(WorkItemCase c, int? seenVersion) =>
        c switch
        {
            { IsOpen: true } when c.Actor.Groups.Contains(PostGroups.AgencyLeader(c.Item.Body)) => WorkItemRules.Held(c)
                ?? WorkItemRules.Seen(c, seenVersion),
            _ => WorkItemRules.MayAct(c, seenVersion),
        };

    private static bool IsExtendable(WorkItemCase c) =>
        c.Undertaking is not null
        && StepRules.For(c.Item) is { Signs: false } rule
        && rule.Step is not (StepRules.DecideExtension or StepRules.DecideImpasse or StepRules.Convene);
}
