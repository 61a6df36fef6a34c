using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// After a migration: rows answer to the ids of the other diagram. An element, its timers and subscriptions have their ids from
/// one counter, so each is found by id alone. What this very run has made bears the new ids already.
/// </summary>
internal sealed class MovedRows(IpStrategyContext db)
{
    public async Task RenameAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.ChangeActivity change,
        CancellationToken cancel
    )
    {
        var (of, id, activity) = (instance.Id, change.Id.Value, change.ActivityId);
        await db
            .Timers.Where(t => t.InstanceId == of && t.TimerId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.ActivityId, activity), cancel);
        await db
            .Subscriptions.Where(t => t.InstanceId == of && t.SubscriptionId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.ActivityId, activity), cancel);
        await db
            .Continuations.Where(t => t.InstanceId == of && t.ElementId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.ActivityId, activity), cancel);
        await db
            .ExternalWork.Where(t => t.InstanceId == of && t.ElementId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.ActivityId, activity), cancel);
        if (await db.WorkItems.FirstOrDefaultAsync(w => w.InstanceId == of && w.ElementId == id, cancel) is { } item)
        {
            var name = await run.NodeNameAsync(instance, activity, cancel);
            item.Rename(activity, name ?? activity);
            run.Remember(item);
        }
    }
}
