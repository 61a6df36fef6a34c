using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>
/// The reorganisation that a directory's announced successors amount to: one successor of several bodies is a merger, one that is a
/// body already takes others in, several successors divide a body, and one new name for one body is a renaming.
/// </summary>
public static class AnnouncedReform
{
    private const char City = '市';

    /// <summary>The steps announced for a span of days that nobody has carried out, in the order of their days.</summary>
    /// <param name="codes">Codes for bodies that are to be founded, by full name; others get one made from their predecessor's.</param>
    public static ImmutableArray<ReorganisationStep> StepsOf(
        AgencyDirectory directory,
        DateOnly from,
        DateOnly to,
        IReadOnlyDictionary<string, AgencyCode> codes
    )
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(codes);
        var ending = directory
            .Agencies.Where(a => a is { IsSucceeded: false, Successors.IsEmpty: false })
            .Where(a => a.Successors.All(s => from <= s.From && s.From <= to))
            .ToImmutableArray();
        var whole = ending.Where(a => a.Successors.Length == 1).ToLookup(a => a.Successors[0].Name);
        var mergers = whole.Select(heirs => Together(directory, [.. heirs], codes));
        var founded = mergers.SelectMany(Founded).ToImmutableDictionary(f => f.FullName, f => f.Code);
        var splits = ending.Where(a => a.Successors.Length > 1).Select(a => Apart(directory, a, codes, founded));
        // What is divided may go to a body that a merger of the same day founds.
        return [.. mergers.Concat(splits).OrderBy(s => s.EffectiveOn)];
    }

    private static ReorganisationStep Together(
        AgencyDirectory directory,
        ImmutableArray<Agency> ending,
        IReadOnlyDictionary<string, AgencyCode> codes
    )
    {
        var heir = ending[0].Successors[0];
        var existing = Standing(directory, heir.Name, ending);
        if (existing is null && ending.Length == 1)
        {
            return new ReorganisationStep.Rename(heir.From, ending[0].Code, ShortName(ending[0], heir.Name), heir.Name);
        }
        Heir into = existing is { } code ? new Heir.Existing(code) : new Heir.Founded(New(ending[0], heir, codes));
        return new ReorganisationStep.Merge(heir.From, [.. ending.Select(a => a.Code)], into);
    }

    private static ReorganisationStep.Split Apart(
        AgencyDirectory directory,
        Agency ending,
        IReadOnlyDictionary<string, AgencyCode> codes,
        ImmutableDictionary<string, AgencyCode> founded
    )
    {
        var parts = ending.Successors.Select(s =>
        {
            var code = founded.TryGetValue(s.Name, out var made) ? made : Standing(directory, s.Name, [ending]);
            Heir into = code is { } known ? new Heir.Existing(known) : new Heir.Founded(New(ending, s, codes));
            return new SplitPart(into, s.Scope);
        });
        return new ReorganisationStep.Split(ending.Successors.Max(s => s.From), ending.Code, [.. parts]);
    }

    private static IEnumerable<NewAgency> Founded(ReorganisationStep step) =>
        step is ReorganisationStep.Merge { Into: Heir.Founded f } ? [f.Agency] : [];

    private static AgencyCode? Standing(AgencyDirectory directory, string fullName, ImmutableArray<Agency> ending) =>
        directory
            .Agencies.Where(a => a.FullName == fullName && !ending.Contains(a))
            .Select(a => (AgencyCode?)a.Code)
            .FirstOrDefault();

    private static NewAgency New(
        Agency predecessor,
        AgencySuccessor heir,
        IReadOnlyDictionary<string, AgencyCode> codes
    )
    {
        var year = heir.From.Year.ToString(CultureInfo.InvariantCulture);
        var code = codes.TryGetValue(heir.Name, out var known) ? known : new AgencyCode(predecessor.Code.Value + year);
        return new NewAgency(
            code,
            ShortName(predecessor, heir.Name),
            heir.Name,
            predecessor.Kind,
            predecessor.SubordinateToMunicipality
        );
    }

    /// <summary>Where the predecessor is printed 市科委, 天津市科学技术局 is 市科学技术局; else the city's name is left out.</summary>
    private static string ShortName(Agency predecessor, string fullName)
    {
        var city = fullName.IndexOf(City, StringComparison.Ordinal);
        return city is < 1 or > 3 ? fullName
            : predecessor.Name.StartsWith(City) ? fullName[city..]
            : fullName[(city + 1)..];
    }
}
