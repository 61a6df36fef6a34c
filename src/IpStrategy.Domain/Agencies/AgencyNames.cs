using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Domain.Agencies;

/// <summary>A name, whose it was, and when.</summary>
internal readonly record struct Naming(NamedParty Party, DateOnly? From, DateOnly? To)
{
    public bool IsValidAt(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>The names under which agencies and groups are found.</summary>
internal static class AgencyNames
{
    private const string Government = "人民政府";

    /// <summary>Spaces out, full width to half width, the brackets of one shape: as the notice reader sees names.</summary>
    public static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (!char.IsWhiteSpace(letter))
            {
                text.Append(letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter);
            }
        }

        return text.ToString();
    }

    public static FrozenDictionary<string, ImmutableArray<Naming>> Index(
        ImmutableArray<Agency> agencies,
        ImmutableArray<AgencyGroup> groups
    )
    {
        var names = new Dictionary<string, List<Naming>>();
        foreach (var agency in agencies)
        {
            AddAll(names, agency);
        }

        foreach (var group in groups)
        {
            Add(names, [group.Name, .. group.Aliases], new Naming(new NamedParty.Several(group), null, null));
        }

        return names.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());
    }

    private static void AddAll(Dictionary<string, List<Naming>> index, Agency agency)
    {
        var party = new NamedParty.Single(agency);
        var since = agency.FormerNames.IsEmpty ? agency.ValidFrom : agency.FormerNames[^1].To.AddDays(1);
        Add(
            index,
            [agency.Name, agency.FullName, .. agency.Aliases, .. Derived(agency.Name, agency.FullName)],
            new Naming(party, since, agency.ValidTo)
        );
        foreach (var former in agency.FormerNames)
        {
            Add(
                index,
                [former.Name, former.FullName, .. Derived(former.Name, former.FullName)],
                new Naming(party, former.From, former.To)
            );
        }
    }

    private static void Add(Dictionary<string, List<Naming>> index, IEnumerable<string> names, Naming naming)
    {
        foreach (var name in names.Select(Normalise).Where(name => name.Length > 0).Distinct())
        {
            if (!index.TryGetValue(name, out var namings))
            {
                index[name] = namings = [];
            }

            namings.Add(naming);
        }
    }

    // 市科委 is also printed 天津市科委, and 和平区人民政府 also 和平区政府.
    private static IEnumerable<string> Derived(string name, string fullName)
    {
        var city = fullName.IndexOf('市', StringComparison.Ordinal);
        if (name.StartsWith('市') && city > 0)
        {
            yield return fullName[..city] + name;
        }

        if (name.EndsWith(Government, StringComparison.Ordinal))
        {
            yield return name[..^Government.Length] + "政府";
        }
    }
}
