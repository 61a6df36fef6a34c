using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Domain.Agencies;

/// <summary>
/// All agencies and groups a notice may name, immutable. Names are compared without spaces and regardless of the width
/// of brackets and letters. A name may have belonged to different bodies at different times: lookups that take a day
/// answer for that day, those without one answer for any time.
/// </summary>
public sealed class AgencyDirectory
{
    private readonly FrozenDictionary<string, ImmutableArray<Naming>> _byName;
    private readonly FrozenDictionary<string, ImmutableArray<Naming>>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly FrozenDictionary<AgencyCode, Agency> _byCode;
    private readonly ImmutableArray<string> _printedNames;
    private readonly FrozenDictionary<char, ImmutableArray<int>> _lengthsByFirst;

    /// <summary>Builds a directory from agencies and groups that are already known.</summary>
    public AgencyDirectory(IEnumerable<Agency> agencies, IEnumerable<AgencyGroup> groups, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(agencies);
        ArgumentNullException.ThrowIfNull(groups);
        Agencies = [.. agencies];
        Groups = [.. groups];
        AsOf = asOf;
        _byCode = Agencies.ToFrozenDictionary(agency => agency.Code);
        _byName = AgencyNames.Index(Agencies, Groups);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _printedNames = [.. Agencies.Select(agency => agency.Name), .. Groups.Select(group => group.Name)];
        _lengthsByFirst = _byName
            .Keys.GroupBy(name => name[0])
            .ToFrozenDictionary(
                names => names.Key,
                names => names.Select(name => name.Length).Distinct().OrderDescending().ToImmutableArray()
            );
    }

    /// <summary>A directory that knows nobody: every name is then a doubt.</summary>
    public static AgencyDirectory Empty { get; } = new([], [], DateOnly.MinValue);

    /// <summary>The day for which the reference data was drawn up.</summary>
    public DateOnly AsOf { get; }

    public ImmutableArray<Agency> Agencies { get; }

    public ImmutableArray<AgencyGroup> Groups { get; }

    /// <summary>Reads the reference data (data/agencies/*.json).</summary>
    /// <exception cref="FormatException">The text is not reference data; the message says what is missing.</exception>
    public static AgencyDirectory Parse(string json) => AgencyDirectoryJson.Parse(json);

    /// <summary>The agency with this code, or null.</summary>
    public Agency? Find(AgencyCode code) => _byCode.GetValueOrDefault(code);

    /// <summary>
    /// Who answers for an agency's work after the reorganisations that were carried out: itself, or its successor's successor.
    /// Where it was split, the first successor, which takes what nobody placed elsewhere.
    /// </summary>
    public AgencyCode HeirOf(AgencyCode code)
    {
        var seen = new HashSet<AgencyCode>();
        while (seen.Add(code) && Find(code)?.Successors.FirstOrDefault(s => s.Code is not null)?.Code is { } next)
        {
            code = new AgencyCode(next);
        }
        return code;
    }

    /// <summary>All who have taken work over from an agency, directly or by way of others; empty while it stands.</summary>
    public ImmutableArray<AgencyCode> HeirsOf(AgencyCode code)
    {
        var heirs = new List<AgencyCode> { code };
        for (var i = 0; i < heirs.Count; i++)
        {
            var next = Find(heirs[i])?.Successors.Where(s => s.Code is not null).Select(s => new AgencyCode(s.Code!));
            heirs.AddRange((next ?? []).Where(n => !heirs.Contains(n)).ToList());
        }
        return [.. heirs.Skip(1)];
    }

    /// <summary>Whoever bore the name, full name or alias at any time; null if nobody did.</summary>
    public NamedParty? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(AgencyNames.Normalise(name), out var namings) ? namings[0].Party : null;
    }

    /// <summary>Whoever bore the name, full name or alias on that day; null if nobody did.</summary>
    public NamedParty? FindAt(string name, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(AgencyNames.Normalise(name), out var namings) ? PartyAt(namings, day) : null;
    }

    /// <summary>The longest name that begins the text; whoever was valid on the day is preferred. Spaces are not skipped.</summary>
    public DirectoryHit? LongestAt(ReadOnlySpan<char> text, DateOnly day)
    {
        if (text.IsEmpty || !_lengthsByFirst.TryGetValue(text[0], out var lengths))
        {
            return null;
        }

        foreach (var length in lengths)
        {
            if (length <= text.Length && _bySpan.TryGetValue(text[..length], out var namings))
            {
                return new DirectoryHit(PartyAt(namings, day) ?? namings[0].Party, length);
            }
        }

        return null;
    }

    /// <summary>A group's members that bore their names on that day, in the order of the reference data.</summary>
    public ImmutableArray<Agency> MembersAt(AgencyGroup group, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Members.Select(Find).OfType<Agency>().Where(agency => agency.IsValidAt(day))];
    }

    /// <summary>Names that a slip of the pen could have turned into this one, the nearest first; empty if none is near.</summary>
    public ImmutableArray<string> NearNames(string name, int count)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = AgencyNames.Normalise(name);
        return
        [
            .. _printedNames
                .Select(printed => (printed, distance: NameDistance.Between(wanted, printed)))
                .Where(pair => pair.distance <= NameDistance.Tolerance(wanted.Length, pair.printed.Length))
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.printed, StringComparer.Ordinal)
                .Take(count)
                .Select(pair => pair.printed),
        ];
    }

    private static NamedParty? PartyAt(ImmutableArray<Naming> namings, DateOnly day) =>
        namings.FirstOrDefault(naming => naming.IsValidAt(day)).Party;
}
