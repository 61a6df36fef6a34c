using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Deliverables;

/// <summary>Deliverables with their evidence.</summary>
public sealed class DeliverablesOfUndertakings(IpStrategyContext db, IFileScan scan)
{
    /// <summary>Null where there is no such assignment, or the caller may not see it.</summary>
    public async Task<Page<DeliverableView>?> OfAssignmentAsync(
        long assignmentId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var undertakings = await Visibility
            .Undertakings(db, actor)
            .Where(u => u.AssignmentId == assignmentId)
            .Select(u => u.Id)
            .ToListAsync(cancel);
        if (undertakings.Count == 0)
        {
            return null;
        }
        var views = await RunAsync(undertakings, cancel);
        return new Page<DeliverableView>(views, views.Length, null);
    }

    /// <summary>Of undertakings the caller has been found to see.</summary>
    public async Task<ImmutableArray<DeliverableView>> RunAsync(
        IReadOnlyList<long> undertakings,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Deliverables.AsNoTracking()
            .Where(d => undertakings.Contains(d.UndertakingId))
            .OrderBy(d => d.UndertakingId)
            .ThenBy(d => d.Number)
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return [];
        }
        var ids = rows.ConvertAll(d => d.Id);
        var evidence = await db
            .DeliverableEvidence.AsNoTracking()
            .Where(e => ids.Contains(e.DeliverableId))
            .Join(db.Attachments, e => e.AttachmentId, a => a.Id, (e, a) => new { e.DeliverableId, Attachment = a })
            .OrderBy(e => e.Attachment.Id)
            .ToListAsync(cancel);
        var files = evidence.ToLookup(e => e.DeliverableId, e => e.Attachment);
        return [.. rows.Select(d => ViewOf(d, [.. files[d.Id]]))];
    }

    private DeliverableView ViewOf(Deliverable d, ImmutableArray<Attachment> files) =>
        DeliverableView.Of(
            new ShownDeliverable(d, files.Count(f => f.State != ScanState.Infected)),
            [.. files.Select(f => AttachmentView.Of(f, scan.Scanning))]
        );
}
