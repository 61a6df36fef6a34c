using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Domain.Agencies;

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

    public static FrozenDictionary<string, ImmutableArray<NamedParty>> Index(
        ImmutableArray<Agency> agencies,
        ImmutableArray<AgencyGroup> groups
    )
    {
        var names = new Dictionary<string, List<NamedParty>>();
        foreach (var agency in agencies)
        {
            Add(
                names,
                [agency.Name, agency.FullName, .. agency.Aliases, .. Derived(agency)],
                new NamedParty.Single(agency)
            );
        }

        foreach (var group in groups)
        {
            Add(names, [group.Name, .. group.Aliases], new NamedParty.Several(group));
        }

        return names.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());
    }

    private static void Add(Dictionary<string, List<NamedParty>> index, IEnumerable<string> names, NamedParty party)
    {
        foreach (var name in names.Select(Normalise).Where(name => name.Length > 0).Distinct())
        {
            if (!index.TryGetValue(name, out var parties))
            {
                index[name] = parties = [];
            }

            parties.Add(party);
        }
    }

    // 市科委 is also printed 天津市科委, and 和平区人民政府 also 和平区政府.
    private static IEnumerable<string> Derived(Agency agency)
    {
        var city = agency.FullName.IndexOf('市', StringComparison.Ordinal);
        if (agency.Name.StartsWith('市') && city > 0)
        {
            yield return agency.FullName[..city] + agency.Name;
        }

        if (agency.Name.EndsWith(Government, StringComparison.Ordinal))
        {
            yield return agency.Name[..^Government.Length] + "政府";
        }
    }
}
