using System.Globalization;
using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>
/// Removes what has been kept long enough: whole sealed segments, the oldest first, one a transaction. Their numbers, counts and
/// closing hashes stay, and so does the end of every stream, so that what is left can still be verified from the first segment on.
/// Each removal is on record itself: without that entry, verification takes what is missing for taken away.
/// </summary>
public sealed class RetainAudit(IpStrategyContext db, AuditSettings settings, Wake wake, AuditTrail audit)
{
    internal static string SubjectOf(long segment) =>
        string.Create(CultureInfo.InvariantCulture, $"auditSegment:{segment}");

    /// <returns>1 when a segment was removed: there may be another.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (settings.KeepDays <= 0)
        {
            return 0;
        }
        var before = wake.RealNow - TimeSpan.FromDays(settings.KeepDays);
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, SealAudit.Lock, cancel);
        var oldest = await db
            .AuditSegments.Where(s => s.RemovedAt == null)
            .OrderBy(s => s.Number)
            .FirstOrDefaultAsync(cancel);
        if (oldest is null || oldest.SealedAt >= before)
        {
            return 0;
        }
        await RemoveAsync(oldest, cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }

    private async Task RemoveAsync(AuditSegment segment, CancellationToken cancel)
    {
        var ids = SealedLinks.Read(segment.Links ?? [])?.Select(l => l.Id).ToList() ?? [];
        await ShortenAsync(ids, cancel);
        segment.Remove(AuditHash.Kept(wake.RealNow));
        var before = new { segment.Count, segment.SealedAt };
        var after = new { segment.ClosingHash };
        audit.Note(new AuditNote(Actor.Automatic, "retain", SubjectOf(segment.Number), before, after));
        await AuditGateway.OpenAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await db.AuditEntries.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(cancel);
        await AuditGateway.CloseAsync(db, cancel);
    }

    /// <summary>The streams remember how much of their beginning is gone, and the hash it ended in.</summary>
    private async Task ShortenAsync(List<long> ids, CancellationToken cancel)
    {
        var removed = await db
            .AuditEntries.Where(e => ids.Contains(e.Id))
            .Select(e => new
            {
                e.Stream,
                e.Number,
                e.Hash,
            })
            .ToListAsync(cancel);
        var last = removed.GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!);
        // In the order in which commands lock them.
        var names = last.Keys.Order(StringComparer.Ordinal).ToList();
        foreach (var stream in await db.AuditStreams.Where(s => names.Contains(s.Name)).ToListAsync(cancel))
        {
            var end = last[stream.Name];
            if (end.Number > stream.RemovedLength)
            {
                stream.Shorten(end.Number, end.Hash);
            }
        }
    }
}
