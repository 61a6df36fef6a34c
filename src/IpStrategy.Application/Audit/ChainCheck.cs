using System.Collections.Immutable;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>The one chain: every segment hangs on the one before, every entry is what was sealed, and none is there beside them.</summary>
internal sealed class ChainCheck(IpStrategyContext db, Findings findings)
{
    private const int SegmentsAtOnce = 20;
    private const int IdsAtOnce = 5000;
    private long _number;
    private long _sequence;
    private long? _firstKept;
    private (long Number, string ClosingHash)? _lastRemoved;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await SomeAsync(cancel) is { Count: > 0 } segments)
        {
            foreach (var segment in segments)
            {
                await CheckAsync(segment, cancel);
            }
        }
        await RetainedAsync(cancel);
        await UnsealedAsync(cancel);
        await InsertedAsync(cancel);
    }

    private Task<List<AuditSegment>> SomeAsync(CancellationToken cancel) =>
        db
            .AuditSegments.AsNoTracking()
            .Where(s => s.Number > _number)
            .OrderBy(s => s.Number)
            .Take(SegmentsAtOnce)
            .ToListAsync(cancel);

    private async Task CheckAsync(AuditSegment segment, CancellationToken cancel)
    {
        for (var missing = _number + 1; missing < segment.Number; missing++)
        {
            findings.Add(new AuditDamage(DamageKind.Removed) { Segment = missing });
        }
        var links = LinksOf(segment);
        var hangs = segment.PreviousHash == findings.Head && segment.FirstSequence == _sequence + 1;
        // A gap before it was told already.
        if (links is null || (!hangs && segment.Number == _number + 1))
        {
            findings.Add(new AuditDamage(DamageKind.Changed) { Segment = segment.Number });
        }
        (_number, _sequence) = (segment.Number, segment.FirstSequence + segment.Count - 1);
        findings.Head = segment.ClosingHash;
        findings.Segments++;
        if (segment.RemovedAt is null)
        {
            _firstKept ??= segment.Number;
            await EntriesAsync(segment, links ?? SealedLinks.Read(segment.Links ?? []) ?? [], cancel);
            return;
        }
        findings.Removed += segment.Count;
        _lastRemoved = (segment.Number, segment.ClosingHash);
        // Retention removes the oldest first.
        if (_firstKept is not null)
        {
            findings.Add(new AuditDamage(DamageKind.Removed) { Segment = segment.Number });
        }
    }

    /// <summary>The entry about the last removal is younger than what was removed, and so is there as long as nothing later is gone.</summary>
    private async Task RetainedAsync(CancellationToken cancel)
    {
        if (_lastRemoved is not var (number, hash))
        {
            return;
        }
        var subject = RetainAudit.SubjectOf(number);
        var vouching = await db
            .AuditEntries.Where(e => e.Stream == subject && e.After != null)
            .Select(e => e.After!)
            .ToListAsync(cancel);
        if (!vouching.Exists(v => v.Contains(hash, StringComparison.Ordinal)))
        {
            findings.Add(new AuditDamage(DamageKind.Removed) { Segment = number });
        }
    }

    /// <summary>Null where they are not those that were closed. Of a removed segment nothing but its closing hash is left.</summary>
    private static ImmutableArray<SealedEntry>? LinksOf(AuditSegment segment)
    {
        if (segment.RemovedAt is not null)
        {
            return segment.Links is null ? [] : null;
        }
        return
            SealedLinks.Read(segment.Links ?? []) is { } links
            && links.Length == segment.Count
            && SealedLinks.Close(segment.PreviousHash, links) == segment.ClosingHash
            ? links
            : null;
    }

    private async Task EntriesAsync(AuditSegment segment, ImmutableArray<SealedEntry> links, CancellationToken cancel)
    {
        var ids = links.Select(l => l.Id).ToList();
        var entries = await db
            .AuditEntries.AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        foreach (var (place, link) in links.Index())
        {
            var entry = entries.GetValueOrDefault(link.Id);
            if (Damage(entry, link.Hash) is { } kind)
            {
                findings.Add(
                    Place(kind, link.Id, entry) with
                    {
                        Segment = segment.Number,
                        Sequence = segment.FirstSequence + place,
                    }
                );
            }
            Count(entry);
        }
    }

    private async Task UnsealedAsync(CancellationToken cancel)
    {
        var waiting = await (
            from unsealed in db.AuditUnsealed
            join e in db.AuditEntries.AsNoTracking() on unsealed.EntryId equals e.Id into entries
            from entry in entries.DefaultIfEmpty()
            orderby unsealed.EntryId
            select new { unsealed.EntryId, Entry = (AuditEntry?)entry }
        ).ToListAsync(cancel);
        findings.Unsealed = waiting.Count;
        foreach (var one in waiting)
        {
            if (Damage(one.Entry, one.Entry?.Hash) is { } kind)
            {
                findings.Add(Place(kind, one.EntryId, one.Entry));
            }
            Count(one.Entry);
        }
    }

    private async Task InsertedAsync(CancellationToken cancel)
    {
        var last = long.MinValue;
        List<long> ids;
        do
        {
            var from = last;
            ids = await db
                .AuditEntries.Where(e => e.Id > from)
                .OrderBy(e => e.Id)
                .Select(e => e.Id)
                .Take(IdsAtOnce)
                .ToListAsync(cancel);
            foreach (var id in ids.Where(id => !findings.Known.Contains(id)))
            {
                var entry = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Id == id, cancel);
                findings.Add(Place(DamageKind.Inserted, id, entry));
            }
            last = ids.Count > 0 ? ids[^1] : last;
        } while (ids.Count == IdsAtOnce);
    }

    private static DamageKind? Damage(AuditEntry? entry, string? hash) =>
        entry is null ? DamageKind.Removed
        : entry.Hash != hash || AuditHash.OfEntry(entry.PreviousHash, entry.Content) != hash ? DamageKind.Changed
        : null;

    private static AuditDamage Place(DamageKind kind, long id, AuditEntry? entry) =>
        new(kind)
        {
            Entry = Opaque.Of(id),
            Stream = entry?.Stream,
            Number = entry?.Number,
        };

    private void Count(AuditEntry? entry)
    {
        if (entry is not null)
        {
            findings.Known.Add(entry.Id);
            findings.Entries++;
        }
    }
}
