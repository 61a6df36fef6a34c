using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>What a work item is to the one who looks at it: his by proxy, or given him to read. Queries only where there can be any.</summary>
public sealed class WorkItemMarks(IpStrategyContext db, StandIns standIns)
{
    internal async Task<List<WorkItemView>> AddAsync(
        List<WorkItem> items,
        List<WorkItemView> views,
        Actor actor,
        CancellationToken cancel
    )
    {
        var names = await PrincipalsAsync(items, actor, cancel);
        return names.Count == 0
            ? views
            : [.. items.Zip(views, (item, view) => view with { ActingFor = names.GetValueOrDefault(item.Id) })];
    }

    /// <summary>For the list of what was copied: from whom, with what note, and whether it has been read.</summary>
    internal async Task<List<WorkItemView>> AddCopiesAsync(
        List<WorkItem> items,
        List<WorkItemView> views,
        Actor actor,
        CancellationToken cancel
    )
    {
        var ids = items.ConvertAll(w => w.Id);
        var copies = await db
            .WorkItemReaders.AsNoTracking()
            .Where(r => r.ReaderId == actor.UserId && ids.Contains(r.WorkItemId))
            .ToDictionaryAsync(r => r.WorkItemId, cancel);
        return
        [
            .. items.Zip(
                views,
                (item, view) => view with { Copy = copies.GetValueOrDefault(item.Id) is { } copy ? MarkOf(copy) : null }
            ),
        ];
    }

    internal static CopyMark MarkOf(WorkItemReader copy) => new(copy.FromName, copy.Note, copy.GivenAt, copy.ReadAt);

    private async Task<Dictionary<long, string>> PrincipalsAsync(
        List<WorkItem> items,
        Actor actor,
        CancellationToken cancel
    )
    {
        var mandates = standIns.Of(actor.UserId);
        var open = items.FindAll(w => w.State == WorkItemState.Open);
        if (mandates.IsEmpty || open.Count == 0)
        {
            return [];
        }
        var ids = open.ConvertAll(w => w.Id);
        var desks = (
            await db.WorkItemCandidates.AsNoTracking().Where(c => ids.Contains(c.WorkItemId)).ToListAsync(cancel)
        ).ToLookup(c => c.WorkItemId, c => c.Group);
        return open.Select(w => StandingIn.Choose(new WorkItemCase(w, null, [.. desks[w.Id]], actor), mandates))
            .Where(c => c.Actor.For is not null)
            .ToDictionary(c => c.Item.Id, c => c.Actor.For!.Name);
    }
}
