using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>The chain still goes through every hash that was kept outside: it was not cut off, and not made anew.</summary>
internal sealed class AnchorCheck(IpStrategyContext db, Findings findings)
{
    public async Task RunAsync(IReadOnlyList<string> lines, CancellationToken cancel)
    {
        foreach (var line in lines.Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            if (Anchor.Read(line) is { } anchor)
            {
                await CheckAsync(anchor, cancel);
            }
            else
            {
                findings.Add(new AuditDamage(DamageKind.AnchorIsUnreadable));
            }
        }
    }

    private async Task CheckAsync(Anchor anchor, CancellationToken cancel)
    {
        findings.Anchors++;
        var segment = await db
            .AuditSegments.AsNoTracking()
            .Where(s => s.Number == anchor.Segment)
            .Select(s => new { Last = s.FirstSequence + s.Count - 1, s.ClosingHash })
            .FirstOrDefaultAsync(cancel);
        if (segment is null)
        {
            findings.Add(Of(DamageKind.CutOff, anchor));
        }
        else if (segment.ClosingHash != anchor.Hash || segment.Last != anchor.Sequence)
        {
            findings.Add(Of(DamageKind.Changed, anchor));
        }
    }

    private static AuditDamage Of(DamageKind kind, Anchor anchor) =>
        new(kind)
        {
            Segment = anchor.Segment,
            Sequence = anchor.Sequence,
            Anchor = anchor.Date,
        };
}
