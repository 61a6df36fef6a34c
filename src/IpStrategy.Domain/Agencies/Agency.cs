using System.Collections.Immutable;

namespace IpStrategy.Domain.Agencies;

/// <summary>The stable key of an agency or a group, as the reference data gives it; never shown to people.</summary>
public readonly record struct AgencyCode(string Value) : IComparable<AgencyCode>
{
    /// <summary>Ordinal order, the same as the database's.</summary>
    public int CompareTo(AgencyCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value ?? "";

    public static bool operator <(AgencyCode left, AgencyCode right) => left.CompareTo(right) < 0;

    public static bool operator >(AgencyCode left, AgencyCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(AgencyCode left, AgencyCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AgencyCode left, AgencyCode right) => left.CompareTo(right) >= 0;
}

/// <summary>What sort of body an agency is; decides among other things how a reminder is worded.</summary>
public enum AgencyKind
{
    /// <summary>A kind the reference data names and this version does not know.</summary>
    Other,
    Department,
    District,
    County,
    FunctionalZone,
    LeadershipGroupOffice,
    CentralBody,
    Court,
    Procuratorate,
    PartyOrgan,
    MassOrganisation,
    Institution,
}

/// <summary>Who takes over from an agency: by name, because the successor is often a new body.</summary>
/// <param name="Name">The successor's full name.</param>
/// <param name="From">The first day on which the successor answers.</param>
/// <param name="Scope">The part of the work it takes over, or null for all of it.</param>
/// <param name="Code">Its code once the reorganisation has been carried out; null while it is only announced.</param>
public sealed record AgencySuccessor(string Name, DateOnly From, string? Scope, string? Code = null);

/// <summary>曾用名: a name the same body bore before.</summary>
/// <param name="From">First day of the name, or null where it is not known.</param>
/// <param name="To">Its last day.</param>
public sealed record FormerName(string Name, string FullName, DateOnly? From, DateOnly To);

/// <summary>A body that can be named in a notice, for the time in which it exists, with the names it bore in it.</summary>
/// <param name="Code">Stable key.</param>
/// <param name="Name">The present short name that notices print, e.g. 市科委.</param>
/// <param name="FullName">The official name, e.g. 天津市科学技术委员会.</param>
/// <param name="Kind">What sort of body it is.</param>
/// <param name="SubordinateToMunicipality">False for central bodies, courts, Party organs: they are asked, not told.</param>
/// <param name="ValidFrom">First day of the body, or null where it is not known.</param>
/// <param name="ValidTo">Last day of the body, or null while it stands.</param>
/// <param name="Aliases">Other names it goes by.</param>
/// <param name="Successors">Who takes over when it ends.</param>
public sealed record Agency(
    AgencyCode Code,
    string Name,
    string FullName,
    AgencyKind Kind,
    bool SubordinateToMunicipality,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    ImmutableArray<string> Aliases,
    ImmutableArray<AgencySuccessor> Successors
)
{
    /// <summary>Names it bore before the present one, oldest first.</summary>
    public ImmutableArray<FormerName> FormerNames { get; init; } = [];

    /// <summary>True once a reorganisation has handed its work to others.</summary>
    public bool IsSucceeded => Successors.Any(successor => successor.Code is not null);

    /// <summary>The short name it bore on that day: what history shows.</summary>
    public string NameAt(DateOnly day) => FormerNames.FirstOrDefault(former => day <= former.To)?.Name ?? Name;

    /// <summary>Whether the agency existed on that day; both ends count.</summary>
    public bool IsValidAt(DateOnly day) =>
        (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);
}

/// <summary>Closed: the members are known (各区县人民政府). Open: somebody must name them (有关部门).</summary>
public enum AgencyGroupType
{
    Closed,
    Open,
}

/// <summary>A name that stands for several agencies.</summary>
/// <param name="Code">Stable key; shares its space with the codes of agencies.</param>
/// <param name="Name">The name as printed.</param>
/// <param name="Aliases">Other spellings.</param>
/// <param name="Type">Closed or open.</param>
/// <param name="Members">The codes of all members ever listed; ask the directory for those of a day.</param>
public sealed record AgencyGroup(
    AgencyCode Code,
    string Name,
    ImmutableArray<string> Aliases,
    AgencyGroupType Type,
    ImmutableArray<AgencyCode> Members
);

/// <summary>What a name in a notice can stand for: one agency, or a group of them.</summary>
public abstract record NamedParty
{
    private NamedParty() { }

    public abstract AgencyCode Code { get; }

    public abstract string Name { get; }

    public sealed record Single(Agency Agency) : NamedParty
    {
        public override AgencyCode Code => Agency.Code;

        public override string Name => Agency.Name;
    }

    public sealed record Several(AgencyGroup Group) : NamedParty
    {
        public override AgencyCode Code => Group.Code;

        public override string Name => Group.Name;
    }
}

/// <summary>A name found at the start of a piece of text.</summary>
/// <param name="Party">What the name stands for.</param>
/// <param name="Length">How many characters of the text the name takes.</param>
public readonly record struct DirectoryHit(NamedParty Party, int Length);
