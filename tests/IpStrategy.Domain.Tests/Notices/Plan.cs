using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

/// <summary>Small notices for the tests of one form each.</summary>
internal static class Plan
{
    public static readonly AgencyDirectory Directory = ReferenceFiles.Directory();

    /// <summary>A signed notice whose attachment holds these lines below its title.</summary>
    public static NoticeDraft Read(params string[] lines) =>
        NoticeReader.Read(
            string.Join('\n', ["天津市人民政府办公厅", "二〇一〇年三月十五日", "某项工作任务分工", .. lines]),
            Directory
        );

    /// <summary>One task with this clause at its end.</summary>
    public static DraftAssignment Item(string clause) =>
        Assert.Single(Read("一、重点任务", "(一)做好某项工作。" + clause).Assignments);

    public static string[] Leads(this DraftAssignment assignment) => [.. assignment.Leads.Select(party => party.Name)];

    public static string[] Others(this DraftAssignment assignment) =>
        [.. assignment.Others.Select(other => $"{other.Role} {other.Party}")];

    public static string[] CoResponsible(this DraftAssignment assignment) =>
        [.. assignment.CoResponsible.Select(party => party.Name)];

    public static string[] Codes(this NoticeDraft draft) =>
        [.. draft.Diagnostics.Select(diagnostic => diagnostic.Code)];

    public static NoticeDiagnostic The(this NoticeDraft draft, string code) =>
        draft.Diagnostics.Single(diagnostic => diagnostic.Code == code);
}
