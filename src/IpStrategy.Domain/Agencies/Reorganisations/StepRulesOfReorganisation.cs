using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>Whether a step can be taken with the directory as the steps before it left it. First match wins.</summary>
internal static class StepRulesOfReorganisation
{
    public static DomainRefusal? Check(AgencyDirectory directory, ReorganisationStep step, int number) =>
        step switch
        {
            ReorganisationStep.Merge m => Ending(directory, m.Agencies, step, number)
                ?? Heirs(directory, [m.Into], m.Agencies, (step, number)),
            ReorganisationStep.Split s => Ending(directory, [s.Agency], step, number)
                ?? (s.Into.Length < 2 ? new SplitNeedsSeveralSuccessors(number) : null)
                ?? Heirs(directory, [.. s.Into.Select(p => p.Into)], [s.Agency], (step, number)),
            ReorganisationStep.Rename r => Standing(directory, r.Agency, step, number)
                ?? Name(directory, r.Name, r.FullName, (step, number, r.Agency)),
            ReorganisationStep.Move m => Standing(directory, m.Agency, step, number)
                ?? (m.Assignments.IsEmpty ? new MoveNamesNoAssignment(number) : null)
                ?? Heirs(directory, [m.To], [m.Agency], (step, number)),
            ReorganisationStep.Close c => Ending(directory, [c.Agency], step, number),
            _ => throw new InvalidOperationException("ReorganisationStep is a closed set."),
        };

    private static DomainRefusal? Ending(
        AgencyDirectory directory,
        ImmutableArray<AgencyCode> agencies,
        ReorganisationStep step,
        int number
    ) =>
        agencies.IsDefaultOrEmpty ? new ReorganisationIsEmpty()
        : agencies.Any(a => a.Value == PostGroups.OfficeCode) ? new TheOfficeCannotEnd(number)
        : agencies.Select(a => Standing(directory, a, step, number)).FirstOrDefault(r => r is not null);

    /// <summary>It stands until the eve of the day. An end that was only announced does not count as one.</summary>
    private static DomainRefusal? Standing(
        AgencyDirectory directory,
        AgencyCode code,
        ReorganisationStep step,
        int number
    ) =>
        directory.Find(code) switch
        {
            null => new StepAgencyIsUnknown(number, code.Value),
            { ValidFrom: { } from } when from >= step.EffectiveOn => new StepAgencyIsNotYetFounded(
                number,
                code.Value,
                from
            ),
            { IsSucceeded: true, ValidTo: { } last } => new StepAgencyIsGone(number, code.Value, last.AddDays(1)),
            { Successors.IsEmpty: true, ValidTo: { } last } when last < step.EffectiveOn => new StepAgencyIsGone(
                number,
                code.Value,
                last.AddDays(1)
            ),
            { FormerNames: [.., { To: var renamed }] } when renamed >= step.EffectiveOn => new StepIsBeforeTheLast(
                number,
                step.EffectiveOn,
                renamed.AddDays(1)
            ),
            _ => null,
        };

    private static DomainRefusal? Heirs(
        AgencyDirectory directory,
        ImmutableArray<Heir> heirs,
        ImmutableArray<AgencyCode> losing,
        (ReorganisationStep Step, int Number) at
    )
    {
        if (heirs.Any(h => h is null || string.IsNullOrWhiteSpace(h.Code.Value)))
        {
            return new SuccessorIsMissing(at.Number);
        }
        if (heirs.Select(h => h.Code).Distinct().Count() < heirs.Length)
        {
            return new SplitNeedsSeveralSuccessors(at.Number);
        }
        var self = heirs.Where(h => losing.Contains(h.Code) || LeadsBack(directory, h.Code, losing)).ToList();
        return self is [var circle, ..]
            ? new SuccessionIsCyclic(at.Number, circle.Code.Value)
            : heirs.Select(h => HeirStands(directory, h, at)).FirstOrDefault(r => r is not null);
    }

    // The successor has itself ended, and what it left came to one of those who would now hand on to it.
    private static bool LeadsBack(AgencyDirectory directory, AgencyCode heir, ImmutableArray<AgencyCode> losing) =>
        directory.Find(heir) is { IsSucceeded: true } && losing.Contains(directory.HeirOf(heir));

    private static DomainRefusal? HeirStands(
        AgencyDirectory directory,
        Heir heir,
        (ReorganisationStep Step, int Number) at
    ) =>
        heir switch
        {
            Heir.Existing e when directory.Find(e.Agency) is { ValidFrom: { } from } && from == at.Step.EffectiveOn =>
                null,
            Heir.Existing e => Standing(directory, e.Agency, at.Step, at.Number),
            Heir.Founded f when Taken(directory, f.Code) => new SuccessorCodeIsTaken(at.Number, f.Code.Value),
            Heir.Founded f => Name(directory, f.Agency.Name, f.Agency.FullName, (at.Step, at.Number, f.Agency.Code)),
            _ => throw new InvalidOperationException("Heir is a closed set."),
        };

    private static bool Taken(AgencyDirectory directory, AgencyCode code) =>
        directory.Find(code) is not null || directory.Groups.Any(g => g.Code == code);

    /// <summary>Two bodies of one name at one time could not be told apart in a notice.</summary>
    private static DomainRefusal? Name(
        AgencyDirectory directory,
        string name,
        string fullName,
        (ReorganisationStep Step, int Number, AgencyCode Own) at
    )
    {
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(fullName))
        {
            return new SuccessorNeedsName(at.Number);
        }
        var taken = new[] { name, fullName }.FirstOrDefault(n =>
            directory.FindAt(n, at.Step.EffectiveOn) is { } other && other.Code != at.Own
        );
        return taken is null ? null : new SuccessorNameIsTaken(at.Number, taken);
    }
}
