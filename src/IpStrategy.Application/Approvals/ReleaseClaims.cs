using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// Gives back what somebody has claimed and can no longer do: never a dead end. Each item in a transaction of its own, so that a
/// person with hundreds of them holds nobody up.
/// </summary>
public sealed class ReleaseClaims
{
    private readonly IpStrategyContext _db;
    private readonly InstanceStore _store;
    private readonly ProcessRuns _runs;

    internal ReleaseClaims(IpStrategyContext db, InstanceStore store, ProcessRuns runs) =>
        (_db, _store, _runs) = (db, store, runs);

    /// <param name="actor">Who takes the person out of office; history names him.</param>
    public async Task RunAsync(long userId, Actor actor, CancellationToken cancel)
    {
        var held = await _db
            .WorkItems.Where(w => w.State == WorkItemState.Open && w.AssigneeId == userId)
            .Select(w => w.Id)
            .ToListAsync(cancel);
        foreach (var id in held)
        {
            await ReleaseAsync(id, userId, actor, cancel);
        }
    }

    private async Task ReleaseAsync(long id, long userId, Actor actor, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var root = await _db.WorkItems.Where(w => w.Id == id).Select(w => w.RootInstanceId).SingleAsync(cancel);
        await _store.LockTreeAsync(root, cancel);
        var item = await _db.WorkItems.SingleAsync(w => w.Id == id, cancel);
        if (item.State != WorkItemState.Open || item.AssigneeId != userId)
        {
            return;
        }
        var run = _runs.Begin(actor);
        run.Remember(item);
        var instance = await run.InstanceAsync(item.InstanceId, cancel);
        // A suspended process refuses; the item is given back when its holder is looked for again.
        if (await run.ExecuteAsync(instance, new Command.UnclaimTask(new ElementId(item.ElementId)), cancel) is null)
        {
            await _db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }
}
