using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Notices;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Agencies;

/// <summary>The reform of 2018 as the reference data announces it, and the model plan as it was issued.</summary>
internal static class Reform2018
{
    public static readonly AgencyDirectory Directory = ReferenceFiles.Directory();

    public static readonly ImmutableDictionary<string, AgencyCode> Codes = ImmutableDictionary<string, AgencyCode>
        .Empty.Add("天津市市场监督管理委员会", new("scjgw"))
        .Add("天津市工业和信息化局", new("gxj"))
        .Add("天津市药品监督管理局", new("yaojj"));

    public static ImmutableArray<ReorganisationStep> Steps =>
        AnnouncedReform.StepsOf(Directory, new DateOnly(2018, 1, 1), new DateOnly(2018, 12, 31), Codes);

    public static Succession Succession => Succession.Of(Directory, Steps).Value;

    /// <summary>Each undertaking as issuing starts it, and a request for input open at every party.</summary>
    public static ImmutableArray<UndertakingCase> Cases { get; } =
    [
        .. NoticeReader
            .Read(ReferenceFiles.Read("notices/tianjin-ip-2010.txt"), Directory)
            .Assignments.SelectMany(a =>
                Division
                    .Of(CodesOf(a.Leads), CodesOf(a.CoResponsible), [], MembersOf)
                    .Select((u, i) => CaseOf(a.Number, i, u))
            ),
    ];

    private static UndertakingCase CaseOf(int number, int index, UndertakingPlan u) =>
        new(
            (number * 100) + index,
            number,
            number,
            u.Lead,
            u.Cosigners,
            u.Parties,
            [.. u.Parties.Select((p, i) => new OpenWork((number * 10_000) + (index * 100) + i, "reply", p))]
        );

    private static ImmutableArray<AgencyCode> CodesOf(ImmutableArray<DraftParty> parties) =>
        [.. parties.Select(p => p.Code!.Value)];

    private static GroupMembers? MembersOf(AgencyCode code) =>
        Directory.Groups.FirstOrDefault(g => g.Code == code) is { } group
            ? new GroupMembers(
                group.Type == AgencyGroupType.Open,
                [.. Directory.MembersAt(group, Directory.AsOf).Select(m => m.Code)]
            )
            : null;
}
