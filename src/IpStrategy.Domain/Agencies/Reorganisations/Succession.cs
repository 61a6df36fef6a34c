using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>
/// What a reorganisation makes of the directory, and who answers for whose work after it. Steps build on one another: what the
/// first founds, the second may take as a successor.
/// </summary>
public sealed record Succession
{
    private Succession(AgencyDirectory before) => (Before, After) = (before, before);

    public AgencyDirectory Before { get; }
    public AgencyDirectory After { get; private init; }

    /// <summary>The steps that were taken.</summary>
    public ImmutableArray<ReorganisationStep> Steps { get; private init; } = [];

    /// <summary>Bodies that end, in order.</summary>
    public ImmutableArray<AgencyCode> Ended { get; private init; } = [];

    /// <summary>Bodies some or all of whose work passes to others.</summary>
    public ImmutableArray<AgencyCode> Losing =>
        [
            .. Steps
                .SelectMany(s =>
                    s switch
                    {
                        ReorganisationStep.Merge m => m.Agencies,
                        ReorganisationStep.Split p => [p.Agency],
                        ReorganisationStep.Move m => [m.Agency],
                        ReorganisationStep.Close c => [c.Agency],
                        _ => ImmutableArray<AgencyCode>.Empty,
                    }
                )
                .Distinct(),
        ];

    public ImmutableArray<AgencyCode> Renamed =>
        [.. Steps.OfType<ReorganisationStep.Rename>().Select(r => r.Agency).Distinct()];

    /// <summary>Takes the steps one after the other, or says which of them cannot be taken.</summary>
    public static Outcome<Succession> Of(AgencyDirectory directory, IReadOnlyList<ReorganisationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(steps);
        var succession = new Succession(directory);
        for (var i = 0; i < steps.Count; i++)
        {
            var refusal =
                i > 0 && steps[i].EffectiveOn < steps[i - 1].EffectiveOn
                    ? new StepIsBeforeTheLast(i + 1, steps[i].EffectiveOn, steps[i - 1].EffectiveOn)
                    : StepRulesOfReorganisation.Check(succession.After, steps[i], i + 1);
            if (refusal is not null)
            {
                return refusal;
            }
            succession = succession.Take(steps[i]);
        }
        return succession;
    }

    /// <summary>All the rules of a whole reorganisation, its title and basis too.</summary>
    public static Outcome<Succession> Of(AgencyDirectory directory, Reorganisation reorganisation)
    {
        ArgumentNullException.ThrowIfNull(reorganisation);
        DomainRefusal? refusal = reorganisation switch
        {
            { Steps.IsEmpty: true } => new ReorganisationIsEmpty(),
            _ when string.IsNullOrWhiteSpace(reorganisation.Title) => new ReorganisationNeedsTitle(),
            _ when string.IsNullOrWhiteSpace(reorganisation.LegalBasis) => new ReorganisationNeedsLegalBasis(),
            _ => null,
        };
        return refusal is null ? Of(directory, reorganisation.Steps) : refusal;
    }

    /// <summary>Who may take over an agency's work in one assignment; the first is the default. Itself where nothing passes on.</summary>
    public ImmutableArray<AgencyCode> HeirsOf(AgencyCode agency, int assignment)
    {
        ImmutableArray<AgencyCode> heirs = [agency];
        foreach (var step in Steps)
        {
            heirs = [.. heirs.SelectMany(h => Next(step, h, assignment)).Distinct()];
        }
        return heirs;
    }

    /// <summary>Who may take over what belongs to no assignment, such as accounts.</summary>
    public ImmutableArray<AgencyCode> HeirsOf(AgencyCode agency) => HeirsOf(agency, assignment: 0);

    private static ImmutableArray<AgencyCode> Next(ReorganisationStep step, AgencyCode agency, int assignment) =>
        step switch
        {
            ReorganisationStep.Merge m when m.Agencies.Contains(agency) => [m.Into.Code],
            ReorganisationStep.Split s when s.Agency == agency => [.. s.Into.Select(p => p.Into.Code)],
            ReorganisationStep.Move m when m.Agency == agency && m.Assignments.Contains(assignment) => [m.To.Code],
            _ => [agency],
        };

    private Succession Take(ReorganisationStep step) =>
        this with
        {
            After = DirectoryChange.Apply(After, step),
            Steps = Steps.Add(step),
            Ended = Ended.AddRange(
                step switch
                {
                    ReorganisationStep.Merge m => m.Agencies,
                    ReorganisationStep.Split p => [p.Agency],
                    ReorganisationStep.Close c => [c.Agency],
                    _ => ImmutableArray<AgencyCode>.Empty,
                }
            ),
        };
}
