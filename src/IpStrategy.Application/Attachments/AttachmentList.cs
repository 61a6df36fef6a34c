using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <summary>Attachments of what the caller has been found to see, oldest first. One query each.</summary>
public sealed class AttachmentList(IpStrategyContext db, IFileScan scan)
{
    public async Task<ImmutableArray<AttachmentView>> OfItemAsync(WorkItemCase c, CancellationToken cancel)
    {
        var rows = await db
            .Attachments.AsNoTracking()
            .Where(a => a.WorkItemId == c.Item.Id)
            .OrderBy(a => a.Id)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(a =>
                AttachmentView.Of(a, scan.Scanning) with
                {
                    MayRemove = AttachmentRules.MayRemove(c, a) is null,
                }
            ),
        ];
    }

    public async Task<ImmutableArray<AttachmentView>> OfUndertakingsAsync(
        IReadOnlyList<long> undertakings,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Attachments.AsNoTracking()
            .Where(a => a.UndertakingId != null && undertakings.Contains(a.UndertakingId.Value))
            .OrderBy(a => a.Id)
            .ToListAsync(cancel);
        return [.. rows.Select(a => AttachmentView.Of(a, scan.Scanning))];
    }
}
