using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>Every stream: numbered without gaps, each entry hanging on the one before, and the last one where the stream's end says.</summary>
internal sealed class StreamCheck(IpStrategyContext db, Findings findings)
{
    private const int StreamsAtOnce = 100;

    public async Task RunAsync(CancellationToken cancel)
    {
        var all = await db.AuditStreams.OrderBy(s => s.Name).Select(s => s.Name).ToListAsync(cancel);
        foreach (var names in all.Chunk(StreamsAtOnce))
        {
            var links = await LinksAsync(names, cancel);
            var streams = await db.AuditStreams.AsNoTracking().Where(s => names.Contains(s.Name)).ToListAsync(cancel);
            streams.ForEach(s => Check(s, links[s.Name]));
        }
        await StraysAsync(cancel);
    }

    private async Task<ILookup<string, Link>> LinksAsync(string[] names, CancellationToken cancel)
    {
        var links = await db
            .AuditEntries.Where(e => names.Contains(e.Stream))
            .OrderBy(e => e.Stream)
            .ThenBy(e => e.Number)
            .Select(e => new Link(e.Id, e.Stream, e.Number, e.PreviousHash, e.Hash))
            .ToListAsync(cancel);
        return links.ToLookup(l => l.Stream);
    }

    private void Check(AuditStream stream, IEnumerable<Link> links)
    {
        var (number, hash) = (stream.RemovedLength, stream.RemovedHash);
        // One that retention left over, because another host's clock had put it behind a later one, was checked in its segment.
        foreach (var link in links.Where(l => l.Number > stream.RemovedLength))
        {
            if (link.Number != number + 1)
            {
                findings.Add(new AuditDamage(DamageKind.Removed) { Stream = stream.Name, Number = number + 1 });
            }
            else if (link.PreviousHash != hash)
            {
                findings.Add(Of(DamageKind.Changed, link));
            }
            (number, hash) = (link.Number, link.Hash);
        }
        if (number < stream.Length)
        {
            findings.Add(new AuditDamage(DamageKind.CutOff) { Stream = stream.Name, Number = number + 1 });
        }
        else if (number > stream.Length || hash != stream.Hash)
        {
            findings.Add(new AuditDamage(DamageKind.Changed) { Stream = stream.Name, Number = stream.Length });
        }
    }

    private async Task StraysAsync(CancellationToken cancel)
    {
        var strays = await db
            .AuditEntries.Where(e => !db.AuditStreams.Any(s => s.Name == e.Stream))
            .OrderBy(e => e.Id)
            .Select(e => new Link(e.Id, e.Stream, e.Number, e.PreviousHash, e.Hash))
            .Take(AuditVerification.MostDamage)
            .ToListAsync(cancel);
        strays.ForEach(s => findings.Add(Of(DamageKind.Changed, s)));
    }

    private static AuditDamage Of(DamageKind kind, Link link) =>
        new(kind)
        {
            Entry = Opaque.Of(link.Id),
            Stream = link.Stream,
            Number = link.Number,
        };

    private sealed record Link(long Id, string Stream, int Number, string PreviousHash, string Hash);
}
