using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>
/// 移交: an undertaking gets another lead, with everything that lies open. What was done stays under the old name. Whoever
/// becomes lead is not asked for its own opinion, and does not countersign itself; a paper that is being signed is signed anew.
/// </summary>
public static class HandOvers
{
    /// <summary>Steps of the lead outside the sign-off; these go to the new one as they are, with their dates.</summary>
    public static ImmutableArray<string> LeadSteps { get; } =
    [
        StepRules.Acknowledge,
        StepRules.DraftPlan,
        StepRules.NameAgencies,
        StepRules.AnswerNonConcur,
        StepRules.Consolidate,
        StepRules.ApplyForCompletion,
    ];

    public static Outcome<ChangePlan> Plan(
        UndertakingNow undertaking,
        AgencyCode to,
        IReadOnlyCollection<UndertakingNow> all
    )
    {
        if (Check(undertaking, to, all) is { } refusal)
        {
            return refusal;
        }
        var steps = StepsOf(undertaking, to);
        return new ChangePlan(steps, [.. steps.SelectMany(s => ChangeEffects.Of(s, undertaking))]);
    }

    /// <summary>Duties towards oneself end before the lead changes.</summary>
    internal static ImmutableArray<ChangeStep> StepsOf(UndertakingNow u, AgencyCode to)
    {
        var steps = ImmutableArray.CreateBuilder<ChangeStep>();
        if (u.Parties.Contains(to))
        {
            steps.Add(Parties.Drop(u, to));
        }
        if (u.Cosigners.Contains(to))
        {
            steps.Add(new ChangeStep.LeaveLead(u.Id, to));
        }
        steps.Add(new ChangeStep.HandOver(u.Id, u.Lead, to));
        return steps.ToImmutable();
    }

    private static DomainRefusal? Check(UndertakingNow u, AgencyCode to, IReadOnlyCollection<UndertakingNow> all) =>
        u switch
        {
            { State: UndertakingState.Suspended } => new AssignmentIsSuspended(),
            { IsLive: false } => new AssignmentHasEnded(),
            _ when all.Any(o => o.IsLive && o.Lead == to) => new AgencyLeadsAlready(to.Value),
            _ => null,
        };
}

/// <summary>Agencies that join or leave a consultation.</summary>
internal static class Parties
{
    public static ChangeStep.Ask Ask(UndertakingNow u, AgencyCode agency) =>
        new(
            u.Id,
            agency,
            u.Consultation switch
            {
                ConsultationStage.NotBegun => AskedWhen.WhenItBegins,
                ConsultationStage.Asking => AskedWhen.Now,
                ConsultationStage.BetweenRounds => AskedWhen.NextRound,
                _ => AskedWhen.NotAnyMore,
            }
        );

    /// <param name="others">Agencies that leave in the same change.</param>
    public static ChangeStep.Drop Drop(UndertakingNow u, AgencyCode agency, params IEnumerable<AgencyCode> others) =>
        new(
            u.Id,
            agency,
            u.Consultation == ConsultationStage.Asking
                && u.Replied.IsEmpty
                && IsAsked(u, agency)
                && u.Desks.Where(d => d.Step == StepRules.Reply).All(d => d.Body == agency.Value || Leaves(d, others))
        );

    public static bool IsAsked(UndertakingNow u, AgencyCode agency) =>
        u.Desks.Any(d => d.Step == StepRules.Reply && d.Body == agency.Value);

    private static bool Leaves(OpenDesk desk, IEnumerable<AgencyCode> others) => others.Any(o => o.Value == desk.Body);
}
