using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Deliverables;

/// <summary>What deliverables have to do with the steps of the course: evidence before completion is applied for, the office's check of it.</summary>
internal sealed class DeliverableStep(IpStrategyContext db)
{
    /// <summary>Titles of what has still to be shown, where completion is applied for; elsewhere nothing is asked.</summary>
    public async Task<ImmutableArray<string>> LackingAsync(WorkItemAct act, StepRule rule, CancellationToken cancel) =>
        rule.Step == StepRules.ApplyForCompletion
            ? DeliverableRules.Lacking(await ShownAsync(act.Undertaking.Id, cancel))
            : [];

    /// <summary>The office's check passes nothing on that it did not accept.</summary>
    public async Task<Refusal?> CheckAsync(WorkItemAct act, CancellationToken cancel) =>
        await IsCheckOfCompletionAsync(act, cancel)
            ? DeliverableRules.MayPass(await RowsAsync(act.Undertaking.Id, cancel))
            : null;

    /// <summary>
    /// What was written as evidence with the application shows whatever nothing else shows; what the office did not look at one by
    /// one it accepts by passing the application on.
    /// </summary>
    public async Task RecordAsync(WorkItemAct act, Answers answers, CancellationToken cancel)
    {
        if (act.Item.Step == StepRules.ApplyForCompletion && answers.TextOf("evidence") is { } text)
        {
            var note = text.Length <= Deliverable.LongestNote ? text : text[..Deliverable.LongestNote];
            foreach (var lacking in (await ShownAsync(act.Undertaking.Id, cancel)).Where(d => d.IsLacking))
            {
                lacking.Deliverable.Show(note, act.Actor);
            }
        }
        else if (await IsCheckOfCompletionAsync(act, cancel))
        {
            var rows = await RowsAsync(act.Undertaking.Id, cancel);
            foreach (var row in rows.Where(d => d is { IsWaived: false, Verdict: DeliverableVerdict.Unchecked }))
            {
                row.Check(DeliverableVerdict.Accepted, null, act.Actor, act.Run.Context.Now);
            }
        }
    }

    /// <summary>A file that is put to a work item as evidence at once.</summary>
    public async Task<Refusal?> LinkAsync(
        WorkItemAct act,
        long deliverableId,
        Attachment attachment,
        CancellationToken cancel
    )
    {
        var deliverable = await db.Deliverables.FirstOrDefaultAsync(d => d.Id == deliverableId, cancel);
        if (deliverable is null || deliverable.UndertakingId != act.Item.UndertakingId)
        {
            return new DeliverableDoesNotExist();
        }
        var leads = await LeadsAsync(db, act.Undertaking.Id, cancel);
        if (DeliverableRules.MayShow(act.Undertaking, leads, Visibility.BodyOf(act.Actor.DutyHolder())) is { } refusal)
        {
            return refusal;
        }
        if (
            !await db.DeliverableEvidence.AnyAsync(
                e => e.DeliverableId == deliverableId && e.AttachmentId == attachment.Id,
                cancel
            )
        )
        {
            db.DeliverableEvidence.Add(new DeliverableEvidence(deliverableId, attachment.Id));
            deliverable.Forget();
        }
        return null;
    }

    public async Task UnlinkAsync(long attachmentId, CancellationToken cancel)
    {
        var links = await db.DeliverableEvidence.Where(e => e.AttachmentId == attachmentId).ToListAsync(cancel);
        var ids = links.ConvertAll(e => e.DeliverableId);
        db.RemoveRange(links);
        (await db.Deliverables.Where(d => ids.Contains(d.Id)).ToListAsync(cancel)).ForEach(d => d.Forget());
    }

    public static async Task<ImmutableArray<string>> LeadsAsync(
        IpStrategyContext db,
        long undertakingId,
        CancellationToken cancel
    ) =>
        [
            .. await db
                .UndertakingAgencies.Where(a => a.UndertakingId == undertakingId && a.Role == PartyRole.Lead)
                .Select(a => a.AgencyCode)
                .ToListAsync(cancel),
        ];

    /// <summary>The same step checks action plans; the latest paper of the course tells which it is.</summary>
    public static async Task<bool> IsUnderCheckAsync(
        IpStrategyContext db,
        long undertakingId,
        CancellationToken cancel
    ) =>
        await db
            .Submissions.Where(s => s.UndertakingId == undertakingId && CourseOfPapers.Contains(s.Kind))
            .OrderByDescending(s => s.Id)
            .Select(s => (PaperKind?)s.Kind)
            .FirstOrDefaultAsync(cancel) == PaperKind.Completion;

    private static readonly PaperKind[] CourseOfPapers =
    [
        PaperKind.ActionPlan,
        PaperKind.Consolidated,
        PaperKind.Completion,
    ];

    private async Task<bool> IsCheckOfCompletionAsync(WorkItemAct act, CancellationToken cancel) =>
        act.Item is { Step: StepRules.OfficeCheck, SideInstanceId: null, UndertakingId: { } undertaking }
        && await IsUnderCheckAsync(db, undertaking, cancel);

    private Task<List<Deliverable>> RowsAsync(long undertakingId, CancellationToken cancel) =>
        db.Deliverables.Where(d => d.UndertakingId == undertakingId).OrderBy(d => d.Number).ToListAsync(cancel);

    private async Task<List<ShownDeliverable>> ShownAsync(long undertakingId, CancellationToken cancel)
    {
        var rows = await RowsAsync(undertakingId, cancel);
        var ids = rows.ConvertAll(d => d.Id);
        var files = await db
            .DeliverableEvidence.Where(e => ids.Contains(e.DeliverableId))
            .Join(db.Attachments, e => e.AttachmentId, a => a.Id, (e, a) => new { e.DeliverableId, a.State })
            .Where(e => e.State != ScanState.Infected)
            .GroupBy(e => e.DeliverableId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return rows.ConvertAll(d => new ShownDeliverable(d, files.GetValueOrDefault(d.Id)));
    }
}
