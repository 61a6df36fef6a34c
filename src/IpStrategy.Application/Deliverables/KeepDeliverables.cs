using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Deliverables;

/// <summary>An undertaking with its deliverables, as somebody changes them.</summary>
internal sealed record DeliverableAct(
    Undertaking Undertaking,
    List<Deliverable> Rows,
    ImmutableArray<string> Leads,
    CompletionStage Stage,
    Actor Actor,
    DateTimeOffset Now
);

/// <summary>Titles and waivers by the office, evidence by the lead, verdicts by who checks: all of one request or nothing.</summary>
public sealed class KeepDeliverables
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly InstanceStore _store;
    private readonly DeliverablesOfUndertakings _deliverables;
    private readonly AuditTrail _audit;
    private readonly Ids _ids;
    private readonly DomainClock _clock;

    internal KeepDeliverables(
        IpStrategyContext db,
        ProcessWrites writes,
        InstanceStore store,
        DeliverablesOfUndertakings deliverables,
        AuditTrail audit,
        Ids ids,
        DomainClock clock
    )
    {
        (_db, _writes, _store, _deliverables) = (db, writes, store, deliverables);
        (_audit, _ids, _clock) = (audit, ids, clock);
    }

    public async Task<Outcome<Page<DeliverableView>>> RunAsync(
        DeliverableOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.ActOnWorkItem) is { } denied
            ? denied
            : await _writes.RunAsync(request, actor, () => KeepAsync(order, actor, cancel), cancel);

    private async Task<Outcome<Page<DeliverableView>>> KeepAsync(
        DeliverableOrder order,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (await LoadAsync(order, actor, cancel) is not { } act)
        {
            return new AssignmentDoesNotExist();
        }
        foreach (var change in order.Changes)
        {
            if (await ApplyAsync(act, change, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        _db.ChangeTracker.DetectChanges();
        Note(act, ChangedRows.Of(_db));
        await _db.SaveChangesAsync(cancel);
        var now = await _deliverables.RunAsync([act.Undertaking.Id], cancel);
        return new Page<DeliverableView>(now, now.Length, null);
    }

    private async Task<DeliverableAct?> LoadAsync(DeliverableOrder order, Actor actor, CancellationToken cancel)
    {
        var found = await DeliverableDesks
            .Chosen(_db, order.AssignmentId, order.UndertakingId, actor)
            .Select(u => new { u.Id, u.InstanceId })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }
        await _store.LockTreeAsync(found.InstanceId, cancel);
        var isUnderCheck = await DeliverableStep.IsUnderCheckAsync(_db, found.Id, cancel);
        return new DeliverableAct(
            await _db.Undertakings.SingleAsync(u => u.Id == found.Id, cancel),
            await _db.Deliverables.Where(d => d.UndertakingId == found.Id).OrderBy(d => d.Number).ToListAsync(cancel),
            await DeliverableStep.LeadsAsync(_db, found.Id, cancel),
            isUnderCheck ? CompletionStage.UnderCheck : CompletionStage.NotUnderCheck,
            actor,
            _clock.Now
        );
    }

    private async Task<Refusal?> ApplyAsync(DeliverableAct act, DeliverableChange change, CancellationToken cancel)
    {
        if (change.Id is null)
        {
            return Add(act, change);
        }
        if (act.Rows.Find(d => d.Id == change.Id) is not { } row)
        {
            return new DeliverableDoesNotExist();
        }
        return change.Version is { } seen && seen != row.Version
            ? new DeliverableHasChanged(row.Version)
            : Shape(act, row, change) ?? await ShowAsync(act, row, change, cancel) ?? Check(act, row, change);
    }

    private Refusal? Add(DeliverableAct act, DeliverableChange change)
    {
        if (DeliverableRules.MayShape(act.Actor, act.Undertaking) is { } refusal)
        {
            return refusal;
        }
        if (TitleOf(change) is not { Length: > 0 and <= Deliverable.LongestTitle } title)
        {
            return TitleIsWrong(change);
        }
        var number = act.Rows.Select(d => d.Number).DefaultIfEmpty(0).Max() + 1;
        var row = new Deliverable(_ids.Next(), act.Undertaking, number, title);
        _db.Deliverables.Add(row);
        act.Rows.Add(row);
        return null;
    }

    /// <summary>The office's part.</summary>
    private static Refusal? Shape(DeliverableAct act, Deliverable row, DeliverableChange change)
    {
        if (change is { Title: null, Waive: null })
        {
            return null;
        }
        if (DeliverableRules.MayShape(act.Actor, act.Undertaking) is { } refusal)
        {
            return refusal;
        }
        if (change.Title is not null)
        {
            if (TitleOf(change) is not { Length: > 0 and <= Deliverable.LongestTitle } title)
            {
                return TitleIsWrong(change);
            }
            row.Rename(title);
        }
        return Waive(act, row, change.Waive?.Trim());
    }

    private static AnswerIsTooLong? Waive(DeliverableAct act, Deliverable row, string? because)
    {
        switch (because)
        {
            case null:
                return null;
            case { Length: > Deliverable.LongestNote }:
                return new AnswerIsTooLong("waive", Deliverable.LongestNote);
            case "":
                row.Demand();
                return null;
            default:
                row.Waive(because, act.Actor);
                return null;
        }
    }

    /// <summary>The lead's part.</summary>
    private async Task<Refusal?> ShowAsync(
        DeliverableAct act,
        Deliverable row,
        DeliverableChange change,
        CancellationToken cancel
    )
    {
        if (change is { Note: null, Attachments: null })
        {
            return null;
        }
        if (DeliverableRules.MayShow(act.Undertaking, act.Leads, Visibility.BodyOf(act.Actor)) is { } refusal)
        {
            return refusal;
        }
        if (change.Note is { Length: > Deliverable.LongestNote })
        {
            return new AnswerIsTooLong("note", Deliverable.LongestNote);
        }
        // What says the same is no other evidence: what was made of it stands.
        if (change.Note?.Trim() is { } note && note != (row.Note ?? ""))
        {
            row.Show(note.Length == 0 ? null : note, act.Actor);
        }
        return change.Attachments is { } files ? await LinkAsync(act, row, files, cancel) : null;
    }

    private async Task<Refusal?> LinkAsync(
        DeliverableAct act,
        Deliverable row,
        ImmutableArray<long> files,
        CancellationToken cancel
    )
    {
        var own = await _db
            .Attachments.Where(a => a.UndertakingId == act.Undertaking.Id && files.Contains(a.Id))
            .Select(a => a.Id)
            .ToListAsync(cancel);
        if (files.Except(own).Select(f => (long?)f).FirstOrDefault() is { } foreign)
        {
            return new EvidenceIsOfAnotherUndertaking(Opaque.Of(foreign));
        }
        var links = await _db.DeliverableEvidence.Where(e => e.DeliverableId == row.Id).ToListAsync(cancel);
        if (links.Select(l => l.AttachmentId).ToHashSet().SetEquals(files))
        {
            return null;
        }
        _db.RemoveRange(links.Where(l => !files.Contains(l.AttachmentId)));
        _db.AddRange(files.Except(links.Select(l => l.AttachmentId)).Select(f => new DeliverableEvidence(row.Id, f)));
        row.Forget();
        return null;
    }

    /// <summary>The part of whoever checks.</summary>
    private static Refusal? Check(DeliverableAct act, Deliverable row, DeliverableChange change)
    {
        if (change.Verdict is not { } verdict)
        {
            return null;
        }
        if (DeliverableRules.MayCheck(act.Actor, act.Undertaking, act.Stage) is { } refusal)
        {
            return refusal;
        }
        var reason = change.Reason?.Trim() is { Length: > 0 } given ? given : null;
        if (verdict == DeliverableVerdict.Unchecked)
        {
            row.Forget();
            return null;
        }
        if (verdict == DeliverableVerdict.NotAccepted && reason is null)
        {
            return new VerdictNeedsReason(row.Title);
        }
        if (reason is { Length: > Deliverable.LongestNote })
        {
            return new AnswerIsTooLong("reason", Deliverable.LongestNote);
        }
        row.Check(verdict, reason, act.Actor, act.Now);
        return null;
    }

    private static string? TitleOf(DeliverableChange change) => change.Title?.Trim();

    private static DomainRefusal TitleIsWrong(DeliverableChange change) =>
        string.IsNullOrEmpty(TitleOf(change))
            ? new DeliverableNeedsTitle()
            : new AnswerIsTooLong("title", Deliverable.LongestTitle);

    private void Note(DeliverableAct act, ChangedRows rows) =>
        _audit.Note(
            new AuditNote(
                act.Actor,
                "change-deliverables",
                $"undertaking:{Opaque.Of(act.Undertaking.Id)}",
                rows.Before,
                rows.After,
                act.Undertaking.InstanceId
            )
            {
                UndertakingId = act.Undertaking.Id,
                AssignmentId = act.Undertaking.AssignmentId,
            }
        );
}
