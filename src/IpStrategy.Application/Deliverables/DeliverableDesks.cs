using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Deliverables;

/// <summary>One of the undertakings of an assignment, to be chosen.</summary>
public sealed record DeliverableOwner(string UndertakingId, string LeadName);

/// <summary>The deliverables of one undertaking, and what one person may do with them now.</summary>
/// <param name="Shape">Null = he may add, rename and waive; else why not.</param>
/// <param name="Show">Null = he may say and pick what shows them; else why not.</param>
/// <param name="UploadTo">The work item to which he may put a file now; null = none.</param>
/// <param name="Files">What has been put to the undertaking, to pick from.</param>
/// <param name="Owners">All undertakings of the assignment he may see.</param>
public sealed record DeliverableDesk(
    string UndertakingId,
    string LeadName,
    Refusal? Shape,
    Refusal? Show,
    long? UploadTo,
    ImmutableArray<DeliverableView> Deliverables,
    ImmutableArray<AttachmentView> Files,
    ImmutableArray<DeliverableOwner> Owners
)
{
    /// <summary>Why whoever could otherwise do something can do nothing now.</summary>
    public Refusal? Hindrance =>
        new[] { Shape, Show }.FirstOrDefault(r => r is UndertakingIsSuspended or UndertakingDoesNotRun);
}

/// <summary>成果 of an assignment as the page on which they are kept shows them.</summary>
public sealed class DeliverableDesks
{
    private readonly IpStrategyContext _db;
    private readonly DeliverablesOfUndertakings _deliverables;
    private readonly AttachmentList _attachments;
    private readonly ItemCases _items;

    internal DeliverableDesks(
        IpStrategyContext db,
        DeliverablesOfUndertakings deliverables,
        AttachmentList attachments,
        ItemCases items
    ) => (_db, _deliverables, _attachments, _items) = (db, deliverables, attachments, items);

    /// <summary>The undertaking meant; without one the caller's own comes first.</summary>
    internal static IQueryable<Undertaking> Chosen(
        IpStrategyContext db,
        long assignmentId,
        long? undertakingId,
        Actor actor
    )
    {
        var body = Visibility.BodyOf(actor);
        return Visibility
            .Undertakings(db, actor)
            .Where(u => u.AssignmentId == assignmentId && (undertakingId == null || u.Id == undertakingId))
            .OrderByDescending(u => u.LeadCode == body)
            .ThenBy(u => u.Id);
    }

    /// <summary>Whether there is anything for this person to do with the deliverables of these undertakings.</summary>
    public async Task<bool> OffersAsync(IReadOnlyList<Undertaking> undertakings, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ActOnWorkItem) is not null)
        {
            return false;
        }
        if (undertakings.Any(u => DeliverableRules.MayShape(actor, u) is null))
        {
            return true;
        }
        var (ids, body) = (undertakings.Select(u => u.Id).ToList(), Visibility.BodyOf(actor));
        var shown = await _db
            .UndertakingAgencies.Where(a => ids.Contains(a.UndertakingId) && a.Role == PartyRole.Lead)
            .Where(a => a.AgencyCode == body && _db.Deliverables.Any(d => d.UndertakingId == a.UndertakingId))
            .Select(a => a.UndertakingId)
            .ToListAsync(cancel);
        return undertakings.Any(u => shown.Contains(u.Id) && DeliverableRules.MayShow(u, [body!], body) is null);
    }

    /// <summary>Null where there is no such assignment or undertaking, or the caller may not see it.</summary>
    public async Task<DeliverableDesk?> RunAsync(
        long assignmentId,
        long? undertakingId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var chosen = await Chosen(_db, assignmentId, undertakingId, actor).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (chosen is null)
        {
            return null;
        }
        var denied = RightsTable.May(actor, Operation.ActOnWorkItem);
        var leads = await DeliverableStep.LeadsAsync(_db, chosen.Id, cancel);
        var show = denied ?? DeliverableRules.MayShow(chosen, leads, Visibility.BodyOf(actor));
        var owners = await Visibility
            .Undertakings(_db, actor)
            .Where(u => u.AssignmentId == assignmentId)
            .OrderBy(u => u.Id)
            .Select(u => new { u.Id, u.LeadName })
            .ToListAsync(cancel);
        return new DeliverableDesk(
            Opaque.Of(chosen.Id),
            chosen.LeadName,
            denied ?? DeliverableRules.MayShape(actor, chosen),
            show,
            show is null ? await UploadToAsync(chosen.Id, actor, cancel) : null,
            await _deliverables.RunAsync([chosen.Id], cancel),
            await _attachments.OfUndertakingsAsync([chosen.Id], cancel),
            [.. owners.Select(o => new DeliverableOwner(Opaque.Of(o.Id), o.LeadName))]
        );
    }

    /// <summary>Files lie with work items; the application for completion is where evidence belongs first.</summary>
    private async Task<long?> UploadToAsync(long undertakingId, Actor actor, CancellationToken cancel)
    {
        var body = Visibility.BodyOf(actor);
        var open = await _db
            .WorkItems.Where(w => w.UndertakingId == undertakingId && w.State == WorkItemState.Open && w.Body == body)
            .OrderByDescending(w => w.Step == StepRules.ApplyForCompletion)
            .ThenBy(w => w.Id)
            .Select(w => w.Id)
            .ToListAsync(cancel);
        foreach (var id in open)
        {
            if (await _items.FindAsync(id, actor, cancel) is { } item && AttachmentRules.MayAttach(item, null) is null)
            {
                return id;
            }
        }
        return null;
    }
}
