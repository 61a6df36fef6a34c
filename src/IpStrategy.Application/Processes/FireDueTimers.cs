using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Turns due timers and waiting continuations into commands. Each in a transaction of its own; the core refuses a timer that is gone,
/// so firing twice is harmless.
/// </summary>
public sealed class FireDueTimers
{
    private const int BatchSize = 100;
    private readonly IpStrategyContext _db;
    private readonly InstanceStore _store;
    private readonly ProcessRuns _runs;
    private readonly DomainClock _clock;

    internal FireDueTimers(IpStrategyContext db, InstanceStore store, ProcessRuns runs, DomainClock clock) =>
        (_db, _store, _runs, _clock) = (db, store, runs, clock);

    /// <returns>How many timers and continuations were carried out.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = _clock.Now;
        return await FireTimersAsync(now, cancel) + await RunContinuationsAsync(now, cancel);
    }

    private async Task<int> FireTimersAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var timers = await _db
            .Timers.AsNoTracking()
            .Where(t => t.DueAt <= now)
            .OrderBy(t => t.DueAt)
            .ThenBy(t => t.InstanceId)
            .ThenBy(t => t.TimerId)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var fired = 0;
        foreach (var timer in timers)
        {
            var command = new Command.FireTimer(new TimerId(timer.TimerId));
            fired += await RunOneAsync(timer.InstanceId, command, timer, cancel);
        }
        return fired;
    }

    private async Task<int> RunContinuationsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = await _db
            .Continuations.AsNoTracking()
            .Where(c => c.DueAt <= now)
            .OrderBy(c => c.DueAt)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var done = 0;
        foreach (var continuation in waiting)
        {
            var command = new Command.RunContinuation(new ElementId(continuation.ElementId));
            done += await RunOneAsync(continuation.InstanceId, command, null, cancel);
        }
        return done;
    }

    private async Task<int> RunOneAsync(long instanceId, Command command, StoredTimer? timer, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var root = await _db.Instances.Where(i => i.Id == instanceId).Select(i => i.RootId).FirstOrDefaultAsync(cancel);
        await _store.LockTreeAsync(root, cancel);
        // Another host may have fired it between the look and the lock.
        if (timer is not null && !await StillArmedAsync(timer, cancel))
        {
            return 0;
        }
        var run = _runs.Begin(Actor.Automatic);
        if (await run.ExecuteAsync(await run.InstanceAsync(instanceId), command, cancel) is { } refusal)
        {
            throw new InvalidOperationException($"{command} of instance {instanceId} was refused: {refusal}");
        }
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }

    private Task<bool> StillArmedAsync(StoredTimer timer, CancellationToken cancel) =>
        _db.Timers.AnyAsync(
            t => t.InstanceId == timer.InstanceId && t.TimerId == timer.TimerId && t.DueAt == timer.DueAt,
            cancel
        );
}
