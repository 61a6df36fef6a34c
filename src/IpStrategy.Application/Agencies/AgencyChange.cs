using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Agencies;

/// <summary>A body as it shall be.</summary>
public sealed record AgencyOrder(
    string Code,
    string Name,
    string FullName,
    AgencyKind Kind,
    bool SubordinateToMunicipality,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    ImmutableArray<string> Aliases
)
{
    /// <summary>Codes of the closed groups it is a member of; null = those it is a member of already.</summary>
    public ImmutableArray<string>? Groups { get; init; }
}

/// <summary>A name for several bodies, as it shall be.</summary>
public sealed record GroupOrder(
    string Code,
    string Name,
    ImmutableArray<string> Aliases,
    AgencyGroupType Type,
    ImmutableArray<string> Members
);

/// <summary>What may be entered into the directory by hand, and what it makes of the directory. Pure.</summary>
internal static partial class AgencyChange
{
    // Addresses under /api/agencies that are no codes.
    private static readonly ImmutableArray<string> Reserved = ["groups", "reorganisations", "export", "import", "new"];

    public const int MostCharactersOfName = 100;

    /// <param name="inUse">Codes that accounts, plans or work refer to: their names change by reorganisation only.</param>
    public static DomainRefusal? Check(AgencyDirectory directory, AgencyOrder order, IReadOnlySet<string> inUse)
    {
        var code = new AgencyCode(order.Code);
        var known = directory.Find(code);
        var renames = known is not null && (known.Name, known.FullName) != (order.Name.Trim(), order.FullName.Trim());
        ImmutableArray<string> names = [order.Name, order.FullName, .. order.Aliases];
        var stranger = order.Groups?.FirstOrDefault(g => ClosedGroup(directory, g) is null);
        return known is null && (!IsCode(order.Code) || directory.Groups.Any(g => g.Code == code))
                ? new AgencyCodeIsNotAllowed(order.Code)
            : string.IsNullOrWhiteSpace(order.Name) || string.IsNullOrWhiteSpace(order.FullName)
                ? new AgencyNameIsMissing(order.Code)
            : names.FirstOrDefault(IsTooLong) is { } name ? new AgencyNameIsTooLong(name, MostCharactersOfName)
            : stranger is not null ? new AgencyGroupIsUnknown(stranger)
            : order is { ValidFrom: { } from, ValidTo: { } to } && to < from ? new AgencyEndsBeforeItBegins(order.Code)
            : renames && inUse.Contains(order.Code) ? new NamesChangeByReorganisation(order.Code)
            : Taken(directory, code, names, order.ValidFrom);
    }

    public static DomainRefusal? Check(AgencyDirectory directory, GroupOrder order)
    {
        var code = new AgencyCode(order.Code);
        var isNew = directory.Groups.All(g => g.Code != code);
        var stranger = order.Members.FirstOrDefault(m => directory.Find(new AgencyCode(m)) is null);
        return isNew && (!IsCode(order.Code) || directory.Find(code) is not null)
                ? new AgencyCodeIsNotAllowed(order.Code)
            : string.IsNullOrWhiteSpace(order.Name) ? new AgencyNameIsMissing(order.Code)
            : order.Aliases.Prepend(order.Name).FirstOrDefault(IsTooLong) is { } name
                ? new AgencyNameIsTooLong(name, MostCharactersOfName)
            : stranger is not null ? new AgencyIsUnknown(stranger)
            : Taken(directory, code, [order.Name, .. order.Aliases], null);
    }

    public static AgencyDirectory Apply(AgencyDirectory directory, AgencyOrder order)
    {
        var known = directory.Find(new AgencyCode(order.Code));
        var made = new Agency(
            new AgencyCode(order.Code),
            order.Name.Trim(),
            order.FullName.Trim(),
            order.Kind,
            order.SubordinateToMunicipality,
            order.ValidFrom,
            // What a reorganisation has ended stays ended.
            known is { IsSucceeded: true }
                ? known.ValidTo
                : order.ValidTo,
            [.. order.Aliases.Select(a => a.Trim()).Where(a => a.Length > 0).Distinct()],
            known?.Successors ?? []
        )
        {
            FormerNames = known?.FormerNames ?? [],
        };
        var agencies = known is null ? directory.Agencies.Add(made) : directory.Agencies.Replace(known, made);
        var groups = order.Groups is { } wanted
            ? directory.Groups.Select(g => g with { Members = MembersOf(g, made.Code, wanted) })
            : directory.Groups;
        return new AgencyDirectory(agencies, groups, directory.AsOf);
    }

    public static AgencyDirectory Apply(AgencyDirectory directory, GroupOrder order)
    {
        var made = new AgencyGroup(
            new AgencyCode(order.Code),
            order.Name.Trim(),
            [.. order.Aliases.Select(a => a.Trim()).Where(a => a.Length > 0).Distinct()],
            order.Type,
            order.Type == AgencyGroupType.Open
                ? []
                : [.. order.Members.Distinct(StringComparer.Ordinal).Select(m => new AgencyCode(m))]
        );
        var known = directory.Groups.FirstOrDefault(g => g.Code == made.Code);
        var groups = known is null ? directory.Groups.Add(made) : directory.Groups.Replace(known, made);
        return new AgencyDirectory(directory.Agencies, groups, directory.AsOf);
    }

    /// <summary>A new member comes last; who was one already keeps its place.</summary>
    private static ImmutableArray<AgencyCode> MembersOf(
        AgencyGroup group,
        AgencyCode agency,
        ImmutableArray<string> wanted
    ) =>
        wanted.Contains(group.Code.Value)
            ? group.Members.Contains(agency)
                ? group.Members
                : group.Members.Add(agency)
            : group.Members.Remove(agency);

    private static AgencyGroup? ClosedGroup(AgencyDirectory directory, string code) =>
        directory.Groups.FirstOrDefault(g => g.Code.Value == code && g.Type == AgencyGroupType.Closed);

    private static bool IsTooLong(string name) => name.Trim().Length > MostCharactersOfName;

    /// <summary>Somebody else bears one of the names when it comes into use.</summary>
    private static AgencyNameIsTaken? Taken(
        AgencyDirectory directory,
        AgencyCode own,
        IEnumerable<string> names,
        DateOnly? from
    )
    {
        foreach (var name in names.Where(n => !string.IsNullOrWhiteSpace(n)))
        {
            var other = from is { } day ? directory.FindAt(name, day) : directory.Find(name);
            if (other is not null && other.Code != own)
            {
                return new AgencyNameIsTaken(name, other.Name);
            }
        }
        return null;
    }

    private static bool IsCode(string code) => Code().IsMatch(code) && !Reserved.Contains(code, StringComparer.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9]{0,23}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
