using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence.Notices;

namespace IpStrategy.Application.Audit;

/// <summary>The life of a notice as it goes on record: of a long draft only what somebody changed.</summary>
internal static class NoticeNotes
{
    public static AuditNote Imported(Actor actor, ImportedNotice notice) =>
        new(actor, "import", SubjectOf(notice), null, new { notice.Title, Sha256 = notice.Hash });

    public static AuditNote Mended(Actor actor, ImportedNotice notice, NoticeDocument mended)
    {
        var before = NoticeDocument.FromJson(notice.Draft);
        var changed = before
            .Assignments.Join(mended.Assignments, a => a.Number, a => a.Number, (was, now) => (was, now))
            .Where(pair => Facts.Of(pair.was) != Facts.Of(pair.now))
            .ToList();
        return new AuditNote(
            actor,
            "mend",
            SubjectOf(notice),
            changed.ConvertAll(c => Facts.Of(c.was)),
            changed.ConvertAll(c => Facts.Of(c.now))
        );
    }

    public static AuditNote Issued(Actor actor, ImportedNotice notice, IssueTerms terms, IssuedPlan plan) =>
        new(
            actor,
            "issue",
            SubjectOf(notice),
            new { state = NoticeState.Draft },
            new
            {
                state = NoticeState.Issued,
                terms,
                plan,
            }
        );

    /// <param name="verb">submit or send-back.</param>
    public static AuditNote Moved(Actor actor, ImportedNotice notice, string verb, string? text) =>
        new(actor, verb, SubjectOf(notice), null, new { state = notice.State, text });

    private static string SubjectOf(ImportedNotice notice) => $"notice:{Opaque.Of(notice.Id)}";

    /// <summary>What of an assignment can be mended; texts, so that two are equal when they say the same.</summary>
    private sealed record Facts(
        int Number,
        string Leads,
        string CoResponsible,
        bool LeadConfirmed,
        DateOnly? DueOn,
        ReportCycle? ReportCycle,
        string Named
    )
    {
        public static Facts Of(DraftAssignmentView a) =>
            new(
                a.Number,
                string.Join(',', a.Leads.Select(p => p.Code ?? p.Name)),
                string.Join(',', a.CoResponsible.Select(p => p.Code ?? p.Name)),
                a.LeadConfirmed,
                a.DueOn,
                a.ReportCycle,
                string.Join(',', a.NamedAgencies)
            );
    }
}
