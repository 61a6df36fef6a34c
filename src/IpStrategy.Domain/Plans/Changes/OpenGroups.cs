using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>明确有关部门 by the office, before anybody is consulted; after that an agency joins by a change.</summary>
public static class OpenGroups
{
    public static Outcome<ChangePlan> Name(int number, UndertakingNow undertaking, ImmutableArray<AgencyCode> agencies)
    {
        ImmutableArray<AgencyCode> others =
        [
            .. agencies.Distinct().Where(a => a != undertaking.Lead && !undertaking.Cosigners.Contains(a)),
        ];
        return Check(number, undertaking, others) is { } refusal
            ? refusal
            : new ChangePlan(
                [new ChangeStep.NameAgencies(undertaking.Id, others)],
                [.. EffectsOf(undertaking, others)]
            );
    }

    private static DomainRefusal? Check(int number, UndertakingNow u, ImmutableArray<AgencyCode> agencies) =>
        u switch
        {
            { State: UndertakingState.Suspended } => new AssignmentIsSuspended(),
            { IsLive: false } => new AssignmentHasEnded(),
            { Consultation: not ConsultationStage.NotBegun } => new ConsultationHasBegun(),
            { OpenGroups.IsEmpty: true } => new AssignmentHasNoOpenGroup(number, "$.agencies"),
            _ when agencies.IsEmpty => new NoAgencyIsNamed(),
            _ => null,
        };

    private static IEnumerable<ChangeEffect> EffectsOf(UndertakingNow u, ImmutableArray<AgencyCode> agencies)
    {
        var waiting = u.Desks.Where(d => d.Step == StepRules.NameAgencies).ToList();
        foreach (var desk in waiting)
        {
            yield return ChangeEffect.OfDesk(EffectKind.ItemCloses, u, desk);
        }
        var kind = waiting.Count > 0 ? EffectKind.AgencyAskedNow : EffectKind.AgencyAskedWhenItBegins;
        foreach (var agency in agencies)
        {
            yield return ChangeEffect.OfAgency(kind, u, agency);
        }
    }
}

/// <summary>批示: to whom an instruction goes, and by when it is answered.</summary>
public static class Instructions
{
    /// <param name="addressees">Agencies that take part, or the office; empty = the leads.</param>
    public static Outcome<ChangePlan> Plan(
        AssignmentNow now,
        ImmutableArray<AgencyCode> addressees,
        Calendar.DueRule rule,
        Counting counting
    )
    {
        var live = now.Undertakings.Where(u => u.IsLive).ToList();
        if (live.Count == 0)
        {
            return new AssignmentHasEnded();
        }
        var due = counting.From(counting.Today, rule);
        if (due.Date < counting.Today)
        {
            return new DueDateIsPast(now.Number, due.Date);
        }
        var asked = addressees.IsEmpty ? [.. live.Select(u => u.Lead)] : addressees;
        var steps = ImmutableArray.CreateBuilder<ChangeStep>();
        foreach (var agency in asked.Distinct())
        {
            if (Of(live, agency) is not { } undertaking)
            {
                return new AddresseeTakesNoPart(agency.Value);
            }
            steps.Add(new ChangeStep.Instruct(undertaking.Id, agency, due));
        }
        return new ChangePlan(steps.ToImmutable(), [.. steps.OfType<ChangeStep.Instruct>().Select(s => EffectOf(s))]);
    }

    /// <summary>Where it leads, else where it takes part; the office has to do with all of them.</summary>
    private static UndertakingNow? Of(List<UndertakingNow> live, AgencyCode agency) =>
        live.FirstOrDefault(u => u.Lead == agency)
        ?? live.FirstOrDefault(u => u.Cosigners.Contains(agency) || u.Parties.Contains(agency))
        ?? (agency.Value == PostGroups.OfficeCode ? live[0] : null);

    private static ChangeEffect EffectOf(ChangeStep.Instruct step) =>
        new(EffectKind.InstructionGiven)
        {
            Step = StepRules.CarryOutInstruction,
            Body = step.Agency.Value,
            To = step.Due.Date,
        };
}
