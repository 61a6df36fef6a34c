using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

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
);

/// <param name="Leads">Agency or group codes, the first leading.</param>
/// <param name="ConfirmLead">True confirms the inferred lead.</param>
/// <param name="NamedAgencies">Codes of agencies named for an open group.</param>
public sealed record AssignmentMending(
    int Number,
    ImmutableArray<string>? Leads = null,
    ImmutableArray<string>? CoResponsible = null,
    bool? ConfirmLead = null,
    DateOnly? DueOn = null,
    ImmutableArray<string>? NamedAgencies = null
);

/// <summary>Mends parties and dates of a draft before it goes out.</summary>
public sealed class MendNotice(IpStrategyContext db, ReferenceTables reference)
{
    public async Task<Outcome<NoticeView>> RunAsync(
        long id,
        NoticeMending mending,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!actor.IsOffice)
        {
            return new NoticeDoesNotExist();
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await RowLocks.NoticeAsync(db, id, cancel) is not { } notice)
        {
            return new NoticeDoesNotExist();
        }
        if (Check(notice, mending) is { } refusal)
        {
            return refusal;
        }
        var mended = Apply(NoticeDocument.FromJson(notice.Draft), mending);
        if (mended.IsRefused)
        {
            return mended.Refusal!;
        }
        notice.Mend(mended.Value.ToJson());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return NoticeView.Of(notice);
    }

    private static DomainRefusal? Check(ImportedNotice notice, NoticeMending mending) =>
        notice switch
        {
            { State: NoticeState.Issued } => new NoticeIsAlreadyIssued(),
            _ when mending.Version is { } seen && seen != notice.Version => new NoticeHasChanged(notice.Version),
            _ => null,
        };

    private Outcome<NoticeDocument> Apply(NoticeDocument draft, NoticeMending mending)
    {
        var assignments = draft.Assignments.Select(a => InBulk(a, mending)).ToDictionary(a => a.Number);
        foreach (var change in mending.Assignments)
        {
            if (!assignments.TryGetValue(change.Number, out var assignment))
            {
                return new AssignmentIsNotInNotice(change.Number);
            }
            var mended = One(assignment, change);
            if (mended.IsRefused)
            {
                return mended.Refusal!;
            }
            assignments[change.Number] = mended.Value;
        }
        return draft with { Assignments = [.. draft.Assignments.Select(a => assignments[a.Number])] };
    }

    private static DraftAssignmentView InBulk(DraftAssignmentView a, NoticeMending mending)
    {
        var dated = mending.DueOn is { } due && (mending.Section is null || mending.Section == a.Section);
        return a with
        {
            LeadConfirmed = a.LeadConfirmed || mending.ConfirmAllLeads,
            DueOn = dated ? mending.DueOn : a.DueOn,
        };
    }

    private Outcome<DraftAssignmentView> One(DraftAssignmentView a, AssignmentMending change)
    {
        var codes = (change.Leads ?? []).Concat(change.CoResponsible ?? []).Concat(change.NamedAgencies ?? []);
        if (codes.FirstOrDefault(c => PartyOf(c) is null) is { } unknown)
        {
            return new AgencyIsUnknown(unknown);
        }
        return a with
        {
            Leads = Parties(change.Leads) ?? a.Leads,
            CoResponsible = Parties(change.CoResponsible) ?? a.CoResponsible,
            LeadConfirmed = a.LeadConfirmed || change.ConfirmLead == true || change.Leads is not null,
            DueOn = change.DueOn ?? a.DueOn,
            NamedAgencies = change.NamedAgencies ?? a.NamedAgencies,
        };
    }

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
