using System.Collections.Immutable;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>A body that a reorganisation founds.</summary>
public sealed record NewAgency(
    AgencyCode Code,
    string Name,
    string FullName,
    AgencyKind Kind,
    bool SubordinateToMunicipality
);

/// <summary>承接单位: who takes over; a body that is there already, or one that is founded for it.</summary>
public abstract record Heir
{
    private Heir() { }

    public abstract AgencyCode Code { get; }

    public sealed record Existing(AgencyCode Agency) : Heir
    {
        public override AgencyCode Code => Agency;
    }

    public sealed record Founded(NewAgency Agency) : Heir
    {
        public override AgencyCode Code => Agency.Code;
    }
}

/// <summary>One of those among whom a body is divided.</summary>
/// <param name="Scope">The part of the work, in words, e.g. 食品.</param>
public sealed record SplitPart(Heir Into, string? Scope);

/// <summary>One step of a reorganisation, on its day. A closed set.</summary>
/// <param name="EffectiveOn">The first day of the new order.</param>
public abstract record ReorganisationStep(DateOnly EffectiveOn)
{
    /// <summary>合并、并入: the agencies end, one body takes over everything.</summary>
    public sealed record Merge(DateOnly EffectiveOn, ImmutableArray<AgencyCode> Agencies, Heir Into)
        : ReorganisationStep(EffectiveOn);

    /// <summary>分设: the agency ends, several take over; the first of them takes what the office places nowhere else.</summary>
    public sealed record Split(DateOnly EffectiveOn, AgencyCode Agency, ImmutableArray<SplitPart> Into)
        : ReorganisationStep(EffectiveOn);

    /// <summary>更名: the same body under another name; nobody's work moves.</summary>
    public sealed record Rename(DateOnly EffectiveOn, AgencyCode Agency, string Name, string FullName)
        : ReorganisationStep(EffectiveOn);

    /// <summary>职能划转: the agency stays and hands some of its assignments to another.</summary>
    /// <param name="Function">What is handed over, in words.</param>
    /// <param name="Assignments">Numbers of the assignments, in every plan in force.</param>
    public sealed record Move(
        DateOnly EffectiveOn,
        AgencyCode Agency,
        Heir To,
        string Function,
        ImmutableArray<int> Assignments
    ) : ReorganisationStep(EffectiveOn);

    /// <summary>撤销: the agency ends and nobody takes over; only while it answers for nothing.</summary>
    public sealed record Close(DateOnly EffectiveOn, AgencyCode Agency) : ReorganisationStep(EffectiveOn);
}

/// <summary>机构改革: steps in the order in which they happen, and the document they rest on.</summary>
public sealed record Reorganisation(string Title, string LegalBasis, ImmutableArray<ReorganisationStep> Steps)
{
    /// <summary>The part that has come into force by a day.</summary>
    public ImmutableArray<ReorganisationStep> DueOn(DateOnly day) => [.. Steps.TakeWhile(s => s.EffectiveOn <= day)];
}
