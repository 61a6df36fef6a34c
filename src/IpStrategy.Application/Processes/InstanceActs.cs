using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>An instance loaded to be changed, with the run that changes it.</summary>
internal sealed record InstanceAct(StoredInstance Instance, ProcessRun Run)
{
    public Task<Refusal?> ExecuteAsync(Command command, CancellationToken cancel) =>
        Run.ExecuteAsync(Instance, command, cancel);
}

/// <summary>What all writes to one instance have in common: its tree is locked before anything of it is read.</summary>
internal sealed class InstanceActs(
    IpStrategyContext db,
    ProcessWrites writes,
    InstanceStore store,
    ProcessRuns runs,
    InstanceDetail detail
)
{
    /// <summary>Answers with the instance as it is afterwards.</summary>
    public Task<Outcome<InstanceView>> RunAsync(
        long id,
        WriteRequest request,
        Actor actor,
        Func<InstanceAct, Task<Refusal?>> act,
        CancellationToken cancel
    ) =>
        writes.RunAsync<InstanceView>(
            request,
            actor,
            async () =>
            {
                if (await LoadAsync(id, actor, cancel) is not { } loaded)
                {
                    return new InstanceDoesNotExist();
                }
                if (await act(loaded) is { } refusal)
                {
                    return refusal;
                }
                await db.SaveChangesAsync(cancel);
                return await detail.ViewAsync(loaded.Instance, cancel);
            },
            cancel
        );

    /// <summary>Null when there is no such instance.</summary>
    public async Task<InstanceAct?> LoadAsync(long id, Actor actor, CancellationToken cancel)
    {
        var root = await db.Instances.Where(i => i.Id == id).Select(i => (long?)i.RootId).FirstOrDefaultAsync(cancel);
        if (root is not { } locked)
        {
            return null;
        }
        await store.LockTreeAsync(locked, cancel);
        var run = runs.Begin(actor);
        return new InstanceAct(await run.InstanceAsync(id, cancel), run);
    }

    /// <summary>What was held for instances of this tree is looked at again: they have been resumed, or have ended.</summary>
    public Task ReleaseHeldAsync(StoredInstance instance, CancellationToken cancel) =>
        db
            .Deliveries.Where(d => d.State == DeliveryState.Held)
            .Where(d => db.Instances.Any(i => i.Id == d.TargetId && i.RootId == instance.RootId))
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Waiting), cancel);
}
