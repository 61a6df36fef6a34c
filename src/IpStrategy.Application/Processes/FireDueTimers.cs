using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

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
    private readonly Ids _ids;
    private readonly DomainClock _clock;
    private readonly ILogger<FireDueTimers> _log;

    internal FireDueTimers(
        IpStrategyContext db,
        InstanceStore store,
        ProcessRuns runs,
        Ids ids,
        DomainClock clock,
        ILogger<FireDueTimers> log
    ) => (_db, _store, _runs, _ids, _clock, _log) = (db, store, runs, ids, clock, log);

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
            .Where(t => _db.Instances.Any(i => i.Id == t.InstanceId && i.Status != InstanceStatus.Suspended))
            .OrderBy(t => t.DueAt)
            .ThenBy(t => t.InstanceId)
            .ThenBy(t => t.TimerId)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var fired = 0;
        foreach (var timer in timers)
        {
            fired += await TryOneAsync(new Due.Timer(timer), cancel);
        }
        return fired;
    }

    private async Task<int> RunContinuationsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = await _db
            .Continuations.AsNoTracking()
            .Where(c => c.DueAt <= now)
            .Where(c => _db.Instances.Any(i => i.Id == c.InstanceId && i.Status != InstanceStatus.Suspended))
            .OrderBy(c => c.DueAt)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var done = 0;
        foreach (var continuation in waiting)
        {
            done += await TryOneAsync(new Due.Continuation(continuation), cancel);
        }
        return done;
    }

    /// <summary>One that fails must not keep the others waiting: it stays where it is, and the next round finds it again.</summary>
    private async Task<int> TryOneAsync(Due due, CancellationToken cancel)
    {
        try
        {
            return await RunOneAsync(due, cancel);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageIsBusyException))
        {
            _log.LogError(e, "What was due at {Activity} of {Instance} failed.", due.ActivityId, due.InstanceId);
            return 0;
        }
    }

    private async Task<int> RunOneAsync(Due due, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var root = await _db
            .Instances.Where(i => i.Id == due.InstanceId)
            .Select(i => i.RootId)
            .FirstOrDefaultAsync(cancel);
        await _store.LockTreeAsync(root, cancel);
        // Another host may have done it between the look and the lock.
        if (!await due.IsStillThereAsync(_db, cancel))
        {
            return 0;
        }
        if (due is Due.Continuation { Row: var row })
        {
            RowChanges.Remove(_db, new StoredContinuation(row.InstanceId, row.ElementId, row.ActivityId, row.DueAt));
        }
        var run = _runs.Begin(Actor.Automatic);
        var instance = await run.InstanceAsync(due.InstanceId, cancel);
        var refusal = await run.ExecuteAsync(instance, due.Command, cancel);
        if (refusal is not null)
        {
            await transaction.DisposeAsync();
            await SetAsideAsync(due, refusal, cancel);
            return 0;
        }
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }

    /// <summary>
    /// What the engine refuses outright cannot be tried again by itself, and must not stand in the way of what else is due: it is
    /// taken from the queue and stays on record as an incident.
    /// </summary>
    private async Task SetAsideAsync(Due due, Refusal refusal, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        due.Remove(_db);
        var incident = new StoredIncident(_ids.Next(), due.InstanceId, due.ElementId, due.ActivityId);
        _db.Incidents.Add(incident.Raise(refusal.Code, refusal.ToString(), _clock.Now));
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>A row that has become due, and the command it stands for.</summary>
    private abstract record Due(long InstanceId, long ElementId, string ActivityId, Command Command)
    {
        public abstract Task<bool> IsStillThereAsync(IpStrategyContext db, CancellationToken cancel);

        public abstract void Remove(IpStrategyContext db);

        public sealed record Timer(StoredTimer Row)
            : Due(Row.InstanceId, Row.ElementId, Row.ActivityId, new Command.FireTimer(new TimerId(Row.TimerId)))
        {
            public override Task<bool> IsStillThereAsync(IpStrategyContext db, CancellationToken cancel) =>
                db.Timers.AnyAsync(
                    t => t.InstanceId == Row.InstanceId && t.TimerId == Row.TimerId && t.DueAt == Row.DueAt,
                    cancel
                );

            public override void Remove(IpStrategyContext db) => RowChanges.Remove(db, Row);
        }

        public sealed record Continuation(StoredContinuation Row)
            : Due(
                Row.InstanceId,
                Row.ElementId,
                Row.ActivityId,
                new Command.RunContinuation(new ElementId(Row.ElementId))
            )
        {
            public override Task<bool> IsStillThereAsync(IpStrategyContext db, CancellationToken cancel) =>
                db.Continuations.AnyAsync(c => c.InstanceId == Row.InstanceId && c.ElementId == Row.ElementId, cancel);

            public override void Remove(IpStrategyContext db) => RowChanges.Remove(db, Row);
        }
    }
}
