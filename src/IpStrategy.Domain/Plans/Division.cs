using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans;

/// <summary>One undertaking to be started: who leads, who countersigns, who is consulted.</summary>
/// <param name="Lead">The lead; of joint leads the first named, who convenes and submits.</param>
/// <param name="Cosigners">The other joint leads.</param>
/// <param name="Parties">Agencies to be consulted, groups expanded, without the lead.</param>
/// <param name="OpenGroups">Open groups whose agencies nobody has named yet.</param>
public sealed record UndertakingPlan(
    AgencyCode Lead,
    ImmutableArray<AgencyCode> Cosigners,
    ImmutableArray<AgencyCode> Parties,
    ImmutableArray<AgencyCode> OpenGroups
)
{
    /// <summary>Nobody signs off their own paper: where the office leads, another signer does.</summary>
    public bool OfficeIsLead => Lead.Value == PostGroups.OfficeCode;
}

/// <summary>
/// How an assignment is divided: joint leads share one undertaking, a group that leads makes one for each member, a group that is
/// co-responsible is consulted member by member, and nobody is asked what they themselves submit.
/// </summary>
public static class Division
{
    /// <param name="named">Agencies the office named for open groups; empty = not named yet.</param>
    /// <param name="members">Members of a closed group as of the day of issue.</param>
    public static ImmutableArray<UndertakingPlan> Of(
        IReadOnlyList<AgencyCode> leads,
        IReadOnlyList<AgencyCode> coResponsible,
        IReadOnlyList<AgencyCode> named,
        Func<AgencyCode, GroupMembers?> members
    )
    {
        var open = coResponsible.Where(c => members(c) is { IsOpen: true }).ToImmutableArray();
        var parties = coResponsible
            .Concat(open.IsEmpty ? [] : named)
            .SelectMany(c => members(c) is { } group ? group.Members : [c])
            .Distinct()
            .ToImmutableArray();
        ImmutableArray<AgencyCode> stillOpen = named.Count > 0 ? [] : open;
        var single = leads.Where(l => members(l) is null).Distinct().ToImmutableArray();
        var several = leads.SelectMany(l => members(l)?.Members ?? []).Where(m => !single.Contains(m)).Distinct();
        var joint = single.IsEmpty
            ? []
            : new[] { new UndertakingPlan(single[0], single[1..], Without(parties, single), stillOpen) };
        return [.. joint, .. several.Select(m => new UndertakingPlan(m, [], Without(parties, [m]), stillOpen))];
    }

    private static ImmutableArray<AgencyCode> Without(
        ImmutableArray<AgencyCode> parties,
        ImmutableArray<AgencyCode> leads
    ) => [.. parties.Where(p => !leads.Contains(p))];
}

/// <summary>A group as division sees it; an open one has no members.</summary>
public sealed record GroupMembers(bool IsOpen, ImmutableArray<AgencyCode> Members);
