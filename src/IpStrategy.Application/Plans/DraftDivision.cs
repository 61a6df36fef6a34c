using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Notices;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Application.Plans;

/// <summary>Divides an assignment of a draft with the directory as it stands on a day.</summary>
internal static class DraftDivision
{
    public static ImmutableArray<UndertakingPlan> Of(DraftAssignmentView a, AgencyDirectory directory, DateOnly day) =>
        Division.Of(
            CodesOf(a.Leads, directory),
            CodesOf(a.CoResponsible, directory),
            [.. a.NamedAgencies.Select(c => directory.HeirOf(new AgencyCode(c)))],
            code => MembersOf(code, directory, day)
        );

    // A party without a code is a doubt; issuing refuses it, and a preview counts without it.
    // One that was reorganised since the notice is answered for by its successor.
    private static ImmutableArray<AgencyCode> CodesOf(
        ImmutableArray<DraftPartyView> parties,
        AgencyDirectory directory
    ) => [.. parties.Where(p => p.Code is not null).Select(p => directory.HeirOf(new AgencyCode(p.Code!)))];

    internal static GroupMembers? MembersOf(AgencyCode code, AgencyDirectory directory, DateOnly day)
    {
        var group = directory.Groups.FirstOrDefault(g => g.Code == code);
        return group is null
            ? null
            : new GroupMembers(
                group.Type == AgencyGroupType.Open,
                [.. directory.MembersAt(group, day).Select(m => m.Code)]
            );
    }
}

/// <summary>What issuing a draft today would start; told before it is done.</summary>
public sealed class IssuePreview(ReferenceTables reference, DomainClock clock)
{
    public int UndertakingsOf(NoticeView draft)
    {
        var today = reference.Days.DateAt(clock.Now);
        return draft.Assignments.Sum(a => DraftDivision.Of(a, reference.Directory, today).Length);
    }
}
