using System.Collections.Immutable;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>What one step makes of the directory. The rules have been asked before.</summary>
internal static class DirectoryChange
{
    public static AgencyDirectory Apply(AgencyDirectory directory, ReorganisationStep step) =>
        step switch
        {
            ReorganisationStep.Merge m => Hand(directory, m.Agencies, [new SplitPart(m.Into, null)], step),
            ReorganisationStep.Split s => Hand(directory, [s.Agency], s.Into, step),
            ReorganisationStep.Rename r => Replace(directory, r.Agency, a => Renamed(a, r)),
            ReorganisationStep.Move m => Found(directory, [new SplitPart(m.To, null)], step),
            ReorganisationStep.Close c => Replace(
                directory,
                c.Agency,
                a => a with { ValidTo = c.EffectiveOn.AddDays(-1), Successors = [] }
            ),
            _ => throw new InvalidOperationException("ReorganisationStep is a closed set."),
        };

    private static AgencyDirectory Hand(
        AgencyDirectory directory,
        ImmutableArray<AgencyCode> ending,
        ImmutableArray<SplitPart> parts,
        ReorganisationStep step
    )
    {
        var founded = Found(directory, parts, step);
        ImmutableArray<AgencySuccessor> successors =
        [
            .. parts.Select(p => new AgencySuccessor(
                founded.Find(p.Into.Code)!.FullName,
                step.EffectiveOn,
                p.Scope,
                p.Into.Code.Value
            )),
        ];
        return new AgencyDirectory(
            founded.Agencies.Select(a =>
                ending.Contains(a.Code) ? a with { ValidTo = step.EffectiveOn.AddDays(-1), Successors = successors } : a
            ),
            founded.Groups.Select(g => g with { Members = Members(g, ending, parts) }),
            founded.AsOf
        );
    }

    /// <summary>A member's successor stands where the member stood, which is still listed for the time before.</summary>
    private static ImmutableArray<AgencyCode> Members(
        AgencyGroup group,
        ImmutableArray<AgencyCode> ending,
        ImmutableArray<SplitPart> parts
    ) =>
        [
            .. group
                .Members.SelectMany(m => ending.Contains(m) ? [m, .. parts.Select(p => p.Into.Code)] : new[] { m })
                .Distinct(),
        ];

    private static AgencyDirectory Found(
        AgencyDirectory directory,
        ImmutableArray<SplitPart> parts,
        ReorganisationStep step
    )
    {
        var founded = parts
            .Select(p => p.Into)
            .OfType<Heir.Founded>()
            .Select(f => new Agency(
                f.Agency.Code,
                f.Agency.Name.Trim(),
                f.Agency.FullName.Trim(),
                f.Agency.Kind,
                f.Agency.SubordinateToMunicipality,
                step.EffectiveOn,
                null,
                [],
                []
            ))
            .ToList();
        return founded.Count == 0
            ? directory
            : new AgencyDirectory(directory.Agencies.AddRange(founded), directory.Groups, directory.AsOf);
    }

    private static Agency Renamed(Agency agency, ReorganisationStep.Rename rename)
    {
        var since = agency.FormerNames.IsEmpty ? agency.ValidFrom : agency.FormerNames[^1].To.AddDays(1);
        var former = new FormerName(agency.Name, agency.FullName, since, rename.EffectiveOn.AddDays(-1));
        // What was announced as a successor by name was the same body under its new one.
        return agency with
        {
            Name = rename.Name.Trim(),
            FullName = rename.FullName.Trim(),
            ValidTo = null,
            Successors = [],
            FormerNames = agency.FormerNames.Add(former),
        };
    }

    private static AgencyDirectory Replace(AgencyDirectory directory, AgencyCode code, Func<Agency, Agency> change) =>
        new(directory.Agencies.Select(a => a.Code == code ? change(a) : a), directory.Groups, directory.AsOf);
}
