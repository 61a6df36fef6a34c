using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Notices;

/// <summary>What the office changes in a draft. Null leaves as it is.</summary>
/// <param name="Version">The version the caller saw.</param>
/// <param name="ConfirmAllLeads">True confirms every inferred lead at once.</param>
/// <param name="DueOn">A due date for every assignment, or with <paramref name="Section"/> for those of one section.</param>
public sealed record NoticeMending(
    int? Version,
    bool ConfirmAllLeads,
    DateOnly? DueOn,
    int? Section,
    ImmutableArray<AssignmentMending> Assignments
)
{
    /// <summary>报告周期, for the same assignments as the date.</summary>
    public ReportCycle? ReportCycle { get; init; }
}

/// <param name="Leads">Agency or group codes, the first leading.</param>
/// <param name="ConfirmLead">True confirms the inferred lead; false leaves it to be confirmed again.</param>
/// <param name="NamedAgencies">Codes of agencies named for an open group.</param>
public sealed record AssignmentMending(
    int Number,
    ImmutableArray<string>? Leads = null,
    ImmutableArray<string>? CoResponsible = null,
    bool? ConfirmLead = null,
    DateOnly? DueOn = null,
    ImmutableArray<string>? NamedAgencies = null,
    ReportCycle? ReportCycle = null
);

/// <summary>Mends parties and dates of a draft before it goes out.</summary>
public sealed class MendNotice(IpStrategyContext db, ReferenceTables reference, AuditTrail audit)
{
    public async Task<Outcome<NoticeView>> RunAsync(
        long id,
        NoticeMending mending,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.PrepareNotice) is not null)
        {
            return new NoticeDoesNotExist();
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await RowLocks.NoticeAsync(db, id, cancel) is not { } notice)
        {
            return new NoticeDoesNotExist();
        }
        if (Check(notice, mending, actor) is { } refusal)
        {
            return refusal;
        }
        var mended = Apply(NoticeDocument.FromJson(notice.Draft), mending);
        if (mended.IsRefused)
        {
            return mended.Refusal!;
        }
        var json = mended.Value.ToJson();
        // What changes nothing must not make everybody else's page old.
        if (json != notice.Draft)
        {
            audit.Note(NoticeNotes.Mended(actor, notice, mended.Value));
            notice.Mend(json);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        return NoticeView.Of(notice);
    }

    private static DomainRefusal? Check(ImportedNotice notice, NoticeMending mending, Actor actor) =>
        DraftRules.MayMend(notice.State, actor)
        ?? (mending.Version is { } seen && seen != notice.Version ? new NoticeHasChanged(notice.Version) : null);

    private Outcome<NoticeDocument> Apply(NoticeDocument draft, NoticeMending mending)
    {
        if (CheckBulk(draft, mending) is { } refusal)
        {
            return refusal;
        }
        var assignments = draft.Assignments.Select(a => InBulk(a, mending)).ToDictionary(a => a.Number);
        var seen = new HashSet<int>();
        foreach (var (i, change) in mending.Assignments.Index())
        {
            var path = $"$.assignments[{i}]";
            if (!assignments.TryGetValue(change.Number, out var assignment))
            {
                return new AssignmentIsNotInNotice(change.Number, $"{path}.number");
            }
            if (!seen.Add(change.Number))
            {
                return new AssignmentIsMendedTwice(change.Number, $"{path}.number");
            }
            var mended = CheckCodes(change, path) is { } unknown ? unknown : One(assignment, change, path);
            if (mended.IsRefused)
            {
                return mended.Refusal!;
            }
            assignments[change.Number] = mended.Value;
        }
        return draft with { Assignments = [.. draft.Assignments.Select(a => assignments[a.Number])] };
    }

    private static DomainRefusal? CheckBulk(NoticeDocument draft, NoticeMending mending) =>
        mending.Section is not { } section ? null
        : draft.Assignments.All(a => a.Section != section) ? new SectionIsNotInNotice(section, "$.section")
        : mending is { DueOn: null, ReportCycle: null } ? new SectionNeedsDueDate("$.dueOn")
        : null;

    private static DraftAssignmentView InBulk(DraftAssignmentView a, NoticeMending mending)
    {
        var concerned = mending.Section is null || mending.Section == a.Section;
        return a with
        {
            LeadConfirmed = a.LeadConfirmed || mending.ConfirmAllLeads,
            DueOn = concerned ? mending.DueOn ?? a.DueOn : a.DueOn,
            ReportCycle = concerned ? mending.ReportCycle ?? a.ReportCycle : a.ReportCycle,
        };
    }

    private PartyIsUnknown? CheckCodes(AssignmentMending change, string path) =>
        Unknown(change.Leads, $"{path}.leads", code => PartyOf(code) is not null)
        ?? Unknown(change.CoResponsible, $"{path}.coResponsible", code => PartyOf(code) is not null)
        // Whoever is named is to answer by itself; a group has no desk.
        ?? Unknown(
            change.NamedAgencies,
            $"{path}.namedAgencies",
            code => reference.Directory.Find(new AgencyCode(code)) is not null
        );

    private static PartyIsUnknown? Unknown(ImmutableArray<string>? codes, string path, Func<string, bool> isKnown)
    {
        foreach (var (i, code) in (codes ?? []).Index())
        {
            if (!isKnown(code))
            {
                return new PartyIsUnknown(code, $"{path}[{i}]");
            }
        }
        return null;
    }

    private Outcome<DraftAssignmentView> One(DraftAssignmentView a, AssignmentMending change, string path)
    {
        var mended = a with
        {
            Leads = Parties(change.Leads) ?? a.Leads,
            CoResponsible = Parties(change.CoResponsible) ?? a.CoResponsible,
            LeadConfirmed = change.ConfirmLead ?? (a.LeadConfirmed || change.Leads is not null),
            DueOn = change.DueOn ?? a.DueOn,
            ReportCycle = change.ReportCycle ?? a.ReportCycle,
            NamedAgencies = change.NamedAgencies?.Distinct().ToImmutableArray() ?? a.NamedAgencies,
        };
        if (HasOpenGroup(mended))
        {
            return mended;
        }
        // Without the group, those named for it before are nobody's any more.
        return change.NamedAgencies is { IsEmpty: false }
            ? new AssignmentHasNoOpenGroup(change.Number, $"{path}.namedAgencies")
            : mended with
            {
                NamedAgencies = [],
            };
    }

    private bool HasOpenGroup(DraftAssignmentView a) =>
        a.CoResponsible.Any(p =>
            reference.Directory.Groups.Any(g => g.Code.Value == p.Code && g.Type == AgencyGroupType.Open)
        );

    private ImmutableArray<DraftPartyView>? Parties(ImmutableArray<string>? codes) =>
        codes is { } given ? [.. given.Distinct().Select(c => PartyOf(c)!)] : null;

    private DraftPartyView? PartyOf(string code)
    {
        var agency = reference.Directory.Find(new AgencyCode(code));
        var group = reference.Directory.Groups.FirstOrDefault(g => g.Code.Value == code);
        return (agency, group) switch
        {
            ({ } a, _) => new DraftPartyView(a.Name, code, false),
            (_, { } g) => new DraftPartyView(g.Name, code, true),
            _ => null,
        };
    }
}
