using System.Text.Json;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>The lines of history that entries vouch for are there as they were written, and no others.</summary>
internal sealed class HistoryCheck(IpStrategyContext db, Findings findings)
{
    private const int TreesAtOnce = 20;

    public async Task RunAsync(CancellationToken cancel)
    {
        var last = long.MinValue;
        while (await RootsAsync(last, cancel) is { Count: > 0 } roots)
        {
            await CheckAsync(roots, cancel);
            last = roots[^1];
        }
    }

    private Task<List<long>> RootsAsync(long last, CancellationToken cancel) =>
        db
            .Instances.Where(i => i.ParentId == null && i.Id > last)
            .OrderBy(i => i.Id)
            .Select(i => i.Id)
            .Take(TreesAtOnce)
            .ToListAsync(cancel);

    private async Task CheckAsync(List<long> roots, CancellationToken cancel)
    {
        var streams = roots.ConvertAll(AuditTrail.StreamOf);
        var entries = await db
            .AuditEntries.Where(e => streams.Contains(e.Stream) && e.After != null)
            .OrderBy(e => e.Id)
            .Select(e => new Vouching(e.Id, e.Stream, e.After!))
            .ToListAsync(cancel);
        var lines = await LinesAsync(roots, cancel);
        var vouched = Vouched(entries, lines.ToLookup(l => l.Line.InstanceId, l => l.Line));
        var shortened = await ShortenedAsync(streams, cancel);
        foreach (var (root, line) in lines.Where(l => !vouched.Contains((l.Line.InstanceId, l.Line.Number))))
        {
            // What retention has removed vouched for the beginning.
            if (!shortened.Contains(AuditTrail.StreamOf(root)))
            {
                findings.Add(Of(line));
            }
        }
    }

    private Task<List<string>> ShortenedAsync(List<string> streams, CancellationToken cancel) =>
        db
            .AuditStreams.Where(s => streams.Contains(s.Name) && s.RemovedLength > 0)
            .Select(s => s.Name)
            .ToListAsync(cancel);

    private async Task<List<(long Root, StoredHistory Line)>> LinesAsync(List<long> roots, CancellationToken cancel)
    {
        var lines = await (
            from line in db.History.AsNoTracking()
            join instance in db.Instances on line.InstanceId equals instance.Id
            where roots.Contains(instance.RootId)
            orderby line.InstanceId, line.Number
            select new { instance.RootId, Line = line }
        ).ToListAsync(cancel);
        return lines.ConvertAll(l => (l.RootId, l.Line));
    }

    private static AuditDamage Of(StoredHistory line) =>
        new(DamageKind.HistoryChanged) { Stream = $"instance:{Opaque.Of(line.InstanceId)}", Number = line.Number };

    private HashSet<(long, int)> Vouched(List<Vouching> entries, ILookup<long, StoredHistory> history)
    {
        var vouched = new HashSet<(long, int)>();
        foreach (var (entry, range) in entries.SelectMany(e => RangesOf(e).Select(r => (e, r))))
        {
            var id = Opaque.Read(range.Instance) ?? 0;
            var lines = history[id].Where(l => l.Number >= range.From && l.Number <= range.To).ToList();
            vouched.UnionWith(lines.Select(l => (id, l.Number)));
            if (HistoryRange.HashOf(lines) != range.Sha256)
            {
                findings.Add(
                    new AuditDamage(DamageKind.HistoryChanged)
                    {
                        Entry = Opaque.Of(entry.Id),
                        Stream = $"instance:{range.Instance}",
                        Number = range.From,
                    }
                );
            }
        }
        return vouched;
    }

    private static HistoryRange[] RangesOf(Vouching entry)
    {
        // Of an entry that was changed anything may be left; that it was, is told elsewhere.
        try
        {
            using var after = JsonDocument.Parse(entry.After);
            return
                after.RootElement.ValueKind == JsonValueKind.Object
                && after.RootElement.TryGetProperty("history", out var ranges)
                ? ranges.Deserialize<HistoryRange[]>(JsonSerializerOptions.Web) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed record Vouching(long Id, string Stream, string After);
}
