using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Deliverables;

/// <summary>A deliverable with the number of files that show it and may be looked at.</summary>
public sealed record ShownDeliverable(Deliverable Deliverable, int Files)
{
    public bool HasEvidence => Files > 0 || Deliverable.Note is not null;

    /// <summary>Neither waived nor shown; what was not accepted has to be shown otherwise.</summary>
    public bool IsLacking =>
        !Deliverable.IsWaived && (!HasEvidence || Deliverable.Verdict == DeliverableVerdict.NotAccepted);
}

/// <summary>Whether the office looks at an application for completion now.</summary>
public enum CompletionStage
{
    NotUnderCheck,
    UnderCheck,
}

/// <summary>Who may do what with deliverables, and what they demand of completion.</summary>
public static class DeliverableRules
{
    /// <summary>Titles, additions, waivers: the office, while the undertaking runs.</summary>
    public static DomainRefusal? MayShape(Actor actor, Undertaking undertaking) =>
        !actor.IsOffice ? new OnlyTheOfficeMay() : Runs(undertaking);

    /// <summary>Evidence: any of the leads, in whose name completion is applied for.</summary>
    /// <param name="leads">Codes of the leading agencies.</param>
    /// <param name="body">The one the actor acts for; null = none.</param>
    public static DomainRefusal? MayShow(Undertaking undertaking, ImmutableArray<string> leads, string? body) =>
        body is null || !leads.Contains(body) ? new OnlyTheLeadAgencyShows() : Runs(undertaking);

    /// <summary>The verdict: whoever may check the application for completion now, which is neither who handed it in nor his.</summary>
    public static DomainRefusal? MayCheck(Actor actor, Undertaking undertaking, CompletionStage stage) =>
        actor switch
        {
            _ when !actor.IsOffice => new OnlyTheOfficeMay(),
            _ when Runs(undertaking) is { } over => over,
            _ when stage != CompletionStage.UnderCheck => new CompletionIsNotUnderCheck(),
            _ when undertaking.SubmittedById == actor.UserId || undertaking.SubmittedForId == actor.UserId =>
                new NobodySignsOffTheirOwnSubmission(),
            _ => null,
        };

    /// <summary>What must be shown before completion is applied for.</summary>
    public static ImmutableArray<string> Lacking(IEnumerable<ShownDeliverable> deliverables) =>
        [.. deliverables.Where(d => d.IsLacking).Select(d => d.Deliverable.Title)];

    /// <summary>An application with something that was not accepted goes back, not on.</summary>
    public static DeliverablesAreNotAccepted? MayPass(IEnumerable<Deliverable> deliverables)
    {
        ImmutableArray<string> refused =
        [
            .. deliverables
                .Where(d => d is { IsWaived: false, Verdict: DeliverableVerdict.NotAccepted })
                .Select(d => d.Title),
        ];
        return refused.IsEmpty ? null : new DeliverablesAreNotAccepted(refused);
    }

    private static DomainRefusal? Runs(Undertaking undertaking) =>
        undertaking.State switch
        {
            UndertakingState.Running => null,
            UndertakingState.Suspended => new UndertakingIsSuspended(),
            _ => new UndertakingDoesNotRun(),
        };
}
