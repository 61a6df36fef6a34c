using IpStrategy.Application.Approvals;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Attachments;

/// <summary>A work item read with what the rules about it need, for those who may see it.</summary>
internal sealed class ItemCases(IpStrategyContext db, StandIns standIns)
{
    /// <summary>Null where there is none, or the actor may not see it.</summary>
    public async Task<WorkItemCase?> FindAsync(long workItemId, Actor actor, CancellationToken cancel)
    {
        var item = await db.WorkItems.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workItemId, cancel);
        if (item is null)
        {
            return null;
        }
        var undertaking = await db
            .Undertakings.AsNoTracking()
            .FirstOrDefaultAsync(u => u.Id == item.UndertakingId, cancel);
        var groups = await db
            .WorkItemCandidates.Where(c => c.WorkItemId == workItemId)
            .Select(c => c.Group)
            .ToListAsync(cancel);
        var found = StandingIn.Choose(
            new WorkItemCase(item, undertaking, [.. groups], actor),
            standIns.Of(actor.UserId)
        );
        return await Visibility.MaySeeAsync(db, found, cancel) ? found : null;
    }
}
