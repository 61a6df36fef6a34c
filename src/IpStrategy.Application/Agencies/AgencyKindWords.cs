using System.Collections.Frozen;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Application.Agencies;

/// <summary>The kinds of bodies by the codes of the API, and by what offices write into a spreadsheet.</summary>
public static class AgencyKindWords
{
    private static readonly FrozenDictionary<string, AgencyKind> ByCode = Enum.GetValues<AgencyKind>()
        .ToFrozenDictionary(Words.Of, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, AgencyKind> ByWord = new Dictionary<string, AgencyKind>
    {
        ["市级部门"] = AgencyKind.Department,
        ["区"] = AgencyKind.District,
        ["县"] = AgencyKind.County,
        ["功能区"] = AgencyKind.FunctionalZone,
        ["领导小组办公室"] = AgencyKind.LeadershipGroupOffice,
        ["中央驻市单位"] = AgencyKind.CentralBody,
        ["法院"] = AgencyKind.Court,
        ["检察院"] = AgencyKind.Procuratorate,
        ["党委机关"] = AgencyKind.PartyOrgan,
        ["群众团体"] = AgencyKind.MassOrganisation,
        ["事业单位、企业"] = AgencyKind.Institution,
        ["事业单位"] = AgencyKind.Institution,
        ["企业"] = AgencyKind.Institution,
        ["其他"] = AgencyKind.Other,
    }.ToFrozenDictionary();

    /// <summary>Null where no kind has this code.</summary>
    public static AgencyKind? OfCode(string? code) =>
        code is not null && ByCode.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>Null where the word stands for none.</summary>
    public static AgencyKind? Of(string word) => ByWord.TryGetValue(word, out var kind) ? kind : OfCode(word);
}
