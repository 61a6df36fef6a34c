using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Processes;

/// <summary>Starts processes whose start timers are due; each with the next date of its timer in one transaction.</summary>
public sealed class StartDueProcesses
{
    private const int BatchSize = 100;
    private readonly IpStrategyContext _db;
    private readonly InstanceStarter _starter;
    private readonly ProcessRuns _runs;
    private readonly DomainClock _clock;
    private readonly ILogger<StartDueProcesses> _log;

    internal StartDueProcesses(
        IpStrategyContext db,
        InstanceStarter starter,
        ProcessRuns runs,
        DomainClock clock,
        ILogger<StartDueProcesses> log
    ) => (_db, _starter, _runs, _clock, _log) = (db, starter, runs, clock, log);

    /// <returns>How many timers fired.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = _clock.Now;
        var due = await _db
            .Starts.AsNoTracking()
            .Where(s => s.DueAt <= now)
            .OrderBy(s => s.DueAt)
            .ThenBy(s => s.Id)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var fired = 0;
        foreach (var start in due)
        {
            fired += await FireAsync(start, now, cancel) ? 1 : 0;
        }
        return fired;
    }

    private async Task<bool> FireAsync(StoredStart start, DateTimeOffset now, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        // Another host may have fired it, or a new version disarmed it, between the look and now.
        if (!await AdvanceAsync(start, now, cancel))
        {
            return false;
        }
        var wanted = new NewInstance(start.Definition, start.EventId, Command.NoVariables, Position: start.Position);
        var outcome = await _starter.StartAsync(_runs.Begin(Actor.Automatic), wanted, cancel);
        if (outcome.IsRefused)
        {
            await transaction.DisposeAsync();
            _log.LogError("{Definition} did not start by its timer: {Refusal}", start.Definition, outcome.Refusal);
            return await SkipAsync(start, now, cancel);
        }
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What cannot start now is not tried again and again: the timer goes on to its next date.</summary>
    private async Task<bool> SkipAsync(StoredStart start, DateTimeOffset now, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var advanced = await AdvanceAsync(start, now, cancel);
        await transaction.CommitAsync(cancel);
        return advanced;
    }

    private async Task<bool> AdvanceAsync(StoredStart start, DateTimeOffset now, CancellationToken cancel)
    {
        var fired = new ArmedTimer(
            default,
            start.EventId,
            start.DueAt!.Value,
            start.Anchor!.Value,
            start.Cycle,
            start.RepetitionsLeft
        );
        var next = ProcessStarts.Next(fired, now);
        var (dueAt, left) = (next?.DueAt, next?.RepetitionsLeft);
        return await _db
                .Starts.Where(s => s.Id == start.Id && s.DueAt == start.DueAt)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.DueAt, dueAt).SetProperty(x => x.RepetitionsLeft, left),
                    cancel
                ) == 1;
    }
}
