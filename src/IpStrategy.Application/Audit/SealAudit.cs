using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>
/// 封存: appends what has been put on record since to the one chain over all streams, a segment at a time. Commands never wait for
/// the chain's end; only one sealer at a time writes there, and a segment is stored whole or not at all.
/// </summary>
public sealed class SealAudit(IpStrategyContext db, Wake wake)
{
    internal const string Lock = "audit chain";
    private const int MostAtOnce = 500;

    /// <returns>How many entries were sealed; a full segment means that more may wait.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!await Waiting().AnyAsync(cancel))
        {
            return 0;
        }
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        // Where writers do not queue, two hosts' sealers must.
        await RowLocks.NameAsync(db, Lock, cancel);
        var entries = await Waiting().OrderBy(e => e.Id).Take(MostAtOnce).ToListAsync(cancel);
        if (entries.Count == 0)
        {
            return 0;
        }
        await AppendAsync(entries.ConvertAll(e => new SealedEntry(e.Id, e.Hash)), cancel);
        var ids = entries.ConvertAll(e => e.Id);
        await db.AuditUnsealed.Where(u => ids.Contains(u.EntryId)).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return entries.Count;
    }

    private IQueryable<AuditEntry> Waiting() =>
        from unsealed in db.AuditUnsealed
        join entry in db.AuditEntries.AsNoTracking() on unsealed.EntryId equals entry.Id
        select entry;

    private async Task AppendAsync(List<SealedEntry> entries, CancellationToken cancel)
    {
        var head = await ChainHead.OfAsync(db, cancel);
        var segment = new AuditSegment(head.Segment + 1, head.Sequence + 1, head.Hash);
        var closing = SealedLinks.Close(head.Hash, entries);
        var at = AuditHash.Kept(wake.RealNow);
        db.AuditSegments.Add(segment.Close(SealedLinks.Write(entries), entries.Count, closing, at));
    }
}

/// <summary>Where the chain ends.</summary>
/// <param name="Segment">Number of the last segment; 0 where nothing is sealed.</param>
/// <param name="Sequence">Place of its last entry.</param>
public sealed record ChainHead(long Segment, long Sequence, string Hash, DateTimeOffset? SealedAt)
{
    internal static async Task<ChainHead> OfAsync(IpStrategyContext db, CancellationToken cancel) =>
        await db
            .AuditSegments.OrderByDescending(s => s.Number)
            .Select(s => new ChainHead(s.Number, s.FirstSequence + s.Count - 1, s.ClosingHash, s.SealedAt))
            .FirstOrDefaultAsync(cancel)
        ?? new ChainHead(0, 0, AuditHash.Origin, null);
}
