using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// Where a group leads severally, its members ask the same agency each for itself. In its list they are one row: the oldest open
/// request, with the number of all of them that lie on the same desk.
/// </summary>
internal static class Bundles
{
    public static IQueryable<WorkItem> OneOfEach(IpStrategyContext db, IQueryable<WorkItem> items) =>
        items.Where(w =>
            w.Step != StepRules.Reply
            || w.State != WorkItemState.Open
            || !db.WorkItems.Any(o =>
                o.AssignmentId == w.AssignmentId
                && o.Body == w.Body
                && o.Step == StepRules.Reply
                && o.State == WorkItemState.Open
                && o.Id < w.Id
                && o.AssigneeId == w.AssigneeId
            )
        );

    public static async Task<List<WorkItemView>> CountAsync(
        IpStrategyContext db,
        List<WorkItem> page,
        List<WorkItemView> views,
        CancellationToken cancel
    )
    {
        var requests = page.Where(w => w is { Step: StepRules.Reply, State: WorkItemState.Open }).ToList();
        if (requests.Count == 0)
        {
            return views;
        }
        var (assignments, bodies) = (
            requests.ConvertAll(w => w.AssignmentId),
            requests.Select(w => w.Body).Distinct().ToList()
        );
        var counts = await db
            .WorkItems.Where(w => w.Step == StepRules.Reply && w.State == WorkItemState.Open)
            .Where(w => bodies.Contains(w.Body) && assignments.Contains(w.AssignmentId))
            .GroupBy(w => new
            {
                w.AssignmentId,
                w.Body,
                w.AssigneeId,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var byDesk = counts.ToDictionary(c => (c.Key.AssignmentId, c.Key.Body, c.Key.AssigneeId), c => c.Count);
        return [.. views.Zip(page, (view, item) => Counted(view, item, byDesk))];
    }

    private static WorkItemView Counted(
        WorkItemView view,
        WorkItem item,
        Dictionary<(long? AssignmentId, string Body, long? AssigneeId), int> byDesk
    ) =>
        item.Step == StepRules.Reply
        && byDesk.TryGetValue((item.AssignmentId, item.Body, item.AssigneeId), out var count)
        && count > 1
            ? view with
            {
                Bundle = count,
            }
            : view;
}
