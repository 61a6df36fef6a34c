using System.Text;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Audit;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>Which segments are written out, by the day they were sealed; null = from the first, to the last.</summary>
public sealed record ExportRange(DateOnly? From = null, DateOnly? To = null);

/// <summary>
/// Writes the record out as JSON lines, segment by segment: a line that opens the segment with its hashes, then a line an entry with its
/// content as it was hashed. Whoever has the file can verify it without this program (docs/audit.md). What is not sealed yet
/// follows at the end.
/// </summary>
public sealed class ExportAudit(IpStrategyContext db, ReferenceTables reference, AuditTrail audit)
{
    private const int SegmentsAtOnce = 20;

    /// <summary>Puts on record that the record is taken out; the refusal where it may not be.</summary>
    public async Task<Refusal?> AnnounceAsync(ExportRange range, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ReadAudit) is { } refusal)
        {
            return refusal;
        }
        await audit.NoteAloneAsync(new AuditNote(actor, "export", "audit", null, range), cancel);
        return null;
    }

    public async Task WriteAsync(ExportRange range, Stream output, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await using var snapshot = await ReadSnapshot.BeginAsync(db, cancel);
        var last = 0L;
        while (await SomeAsync(range, last, cancel) is { Count: > 0 } segments)
        {
            foreach (var segment in segments)
            {
                await WriteAsync(segment, writer, cancel);
            }
            last = segments[^1].Number;
        }
        if (range.To is null)
        {
            await WriteUnsealedAsync(writer, cancel);
        }
    }

    private Task<List<AuditSegment>> SomeAsync(ExportRange range, long last, CancellationToken cancel)
    {
        var segments = db.AuditSegments.AsNoTracking().Where(s => s.Number > last);
        segments = range.From is { } from ? segments.Where(s => s.SealedAt >= MorningOf(from)) : segments;
        segments = range.To is { } to ? segments.Where(s => s.SealedAt < MorningOf(to.AddDays(1))) : segments;
        return segments.OrderBy(s => s.Number).Take(SegmentsAtOnce).ToListAsync(cancel);
    }

    private DateTimeOffset MorningOf(DateOnly day) => reference.Days.InstantAt(day, TimeSpan.Zero);

    private async Task WriteAsync(AuditSegment segment, StreamWriter writer, CancellationToken cancel)
    {
        var head = new
        {
            segment = segment.Number,
            segment.FirstSequence,
            segment.Count,
            segment.SealedAt,
            segment.PreviousHash,
            segment.ClosingHash,
            segment.RemovedAt,
        };
        await writer.WriteLineAsync(JsonSerializer.Serialize(head, JsonSerializerOptions.Web).AsMemory(), cancel);
        var links = SealedLinks.Read(segment.Links ?? []) ?? [];
        var ids = links.Select(l => l.Id).ToList();
        var entries = await db
            .AuditEntries.AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        foreach (var (place, link) in links.Index())
        {
            var line = entries.TryGetValue(link.Id, out var entry)
                ? LineOf(segment.FirstSequence + place, entry)
                : $$"""{"sequence":{{segment.FirstSequence + place}},"missing":"{{Opaque.Of(link.Id)}}","hash":"{{link.Hash}}"}""";
            await writer.WriteLineAsync(line.AsMemory(), cancel);
        }
    }

    private async Task WriteUnsealedAsync(StreamWriter writer, CancellationToken cancel)
    {
        // From the few that wait, not through the whole record.
        var waiting = await db
            .AuditUnsealed.OrderBy(u => u.EntryId)
            .Join(db.AuditEntries, u => u.EntryId, e => e.Id, (_, e) => e)
            .AsNoTracking()
            .ToListAsync(cancel);
        foreach (var entry in waiting)
        {
            await writer.WriteLineAsync(LineOf(null, entry).AsMemory(), cancel);
        }
    }

    // The content stands in the line as it was hashed, byte for byte.
    private static string LineOf(long? sequence, AuditEntry entry) =>
        $$"""{"sequence":{{sequence?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"previousHash":"{{entry.PreviousHash}}","hash":"{{entry.Hash}}","content":{{AuditHash.TextOf(entry.Content)}}}""";
}
