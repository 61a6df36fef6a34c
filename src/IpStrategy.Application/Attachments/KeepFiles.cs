using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <summary>
/// Keeps contents and rows together: takes away, after a day, what a crash or a removal has left without a row, and counts rows
/// that have lost their content.
/// </summary>
public sealed class KeepFiles
{
    private const int AskedAtOnce = 200;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);
    private readonly IpStrategyContext _db;
    private readonly FileStore _store;
    private readonly Wake _wake;

    internal KeepFiles(IpStrategyContext db, FileStore store, Wake wake) => (_db, _store, _wake) = (db, store, wake);

    internal static string LockOf(string hash) => $"file {hash}";

    /// <returns>How many files were taken away.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = _wake.RealNow - Grace;
        var removed = _store.DeleteIncoming(before);
        foreach (var some in _store.OlderThan(before).ToList().Chunk(AskedAtOnce))
        {
            var used = await _db
                .Attachments.Where(a => some.Contains(a.Hash))
                .Select(a => a.Hash)
                .Distinct()
                .ToListAsync(cancel);
            foreach (var hash in some.Except(used))
            {
                removed += await RemoveAsync(hash, before, cancel);
            }
        }
        return removed;
    }

    /// <summary>Rows whose content is gone: broken storage, for the operator.</summary>
    public async Task<int> CountLostAsync(CancellationToken cancel)
    {
        var lost = 0;
        var stored = _db.Attachments.Where(a => a.State != ScanState.Infected).Select(a => a.Hash).Distinct();
        await foreach (var hash in stored.AsAsyncEnumerable().WithCancellation(cancel))
        {
            lost += _store.Has(hash) ? 0 : 1;
        }
        return lost;
    }

    /// <summary>With the name of the hash locked: somebody may be putting the same content to a work item just now.</summary>
    private async Task<int> RemoveAsync(string hash, DateTimeOffset before, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        await RowLocks.NameAsync(_db, LockOf(hash), cancel);
        if (!_store.IsUnusedSince(hash, before) || await _db.Attachments.AnyAsync(a => a.Hash == hash, cancel))
        {
            return 0;
        }
        _store.Delete(hash);
        return 1;
    }
}
