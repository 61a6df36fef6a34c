using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Demo;

/// <summary>What came due while the clock was moved.</summary>
public sealed record ClockMove(DateTimeOffset Now, int Timers, int Reminders);

public sealed record ClockOnlyMovesForward() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ClockMovesTooFar(int MostDays) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>
/// Moves the domain's clock of a demonstration. It stops at every instant at which a timer or a reminder is due, so that what happens
/// in five days happens as it would have, not all at once at their end.
/// </summary>
public sealed class MoveDemoClock(IServiceScopeFactory scopes, DomainClock clock) : IDisposable
{
    public const int MostDays = 3660;

    /// <summary>The morning on which the model notice was issued.</summary>
    private static readonly DateTimeOffset Beginning = new(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>More rounds than this at one instant: something stays due for ever, and the clock goes on without it.</summary>
    private const int MostRounds = 1000;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>
    /// Sets the clock where it is wanted, before the plan is issued; afterwards it stands where it stood at the last stop, and is
    /// only set forward.
    /// </summary>
    /// <param name="wanted">Null = where the demonstration begins, or where it stands.</param>
    /// <returns>False when the clock stands later than wanted, and was left there.</returns>
    public async Task<bool> RestoreAsync(DateTimeOffset? wanted, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        if (!await db.Plans.AnyAsync(cancel))
        {
            await SetToAsync(wanted ?? Beginning, cancel);
            return true;
        }
        if (wanted is null || wanted < clock.Now)
        {
            return wanted is null;
        }
        await SetToAsync(wanted.Value, cancel);
        return true;
    }

    public async Task<Workflow.Outcome<ClockMove>> RunAsync(TimeSpan advance, CancellationToken cancel)
    {
        if (advance < TimeSpan.Zero)
        {
            return new ClockOnlyMovesForward();
        }
        if (advance > TimeSpan.FromDays(MostDays))
        {
            return new ClockMovesTooFar(MostDays);
        }
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            return await WalkAsync(clock.Now + advance, cancel);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<ClockMove> WalkAsync(DateTimeOffset target, CancellationToken cancel)
    {
        var (timers, reminders) = (0, 0);
        for (var at = clock.Now; at < target; )
        {
            at = await NextDueAsync(at, target, cancel) ?? target;
            await SetToAsync(at, cancel);
            var (fired, sent) = await RunDueAsync(cancel);
            (timers, reminders) = (timers + fired, reminders + sent);
        }
        return new ClockMove(clock.Now, timers, reminders);
    }

    // Stored at every stop: after a crash the clock must not stand before what has happened already.
    private async Task SetToAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var installation = scope.ServiceProvider.GetRequiredService<Installation>();
        await installation.MoveClockAsync(clock.Offset + (instant - clock.Now), cancel);
    }

    /// <summary>The next instant after now and before the target at which something is due.</summary>
    private async Task<DateTimeOffset?> NextDueAsync(
        DateTimeOffset now,
        DateTimeOffset target,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var timer = await db
            .Timers.Where(t => t.DueAt > now && t.DueAt < target)
            .OrderBy(t => t.DueAt)
            .Select(t => (DateTimeOffset?)t.DueAt)
            .FirstOrDefaultAsync(cancel);
        var start = await db
            .Starts.Where(s => s.DueAt > now && s.DueAt < target)
            .OrderBy(s => s.DueAt)
            .Select(s => s.DueAt)
            .FirstOrDefaultAsync(cancel);
        var reminder = await db
            .ReminderSchedules.Where(r => r.NextAt > now && r.NextAt < target)
            .OrderBy(r => r.NextAt)
            .Select(r => (DateTimeOffset?)r.NextAt)
            .FirstOrDefaultAsync(cancel);
        var report = await db
            .ReportSchedules.Where(r => r.NextAt > now && r.NextAt < target)
            .OrderBy(r => r.NextAt)
            .Select(r => (DateTimeOffset?)r.NextAt)
            .FirstOrDefaultAsync(cancel);
        return new[] { timer, start, reminder, report }.Min();
    }

    private async Task<(int Timers, int Reminders)> RunDueAsync(CancellationToken cancel)
    {
        var pollers = new Pollers(scopes);
        var (timers, reminders) = (0, 0);
        for (var round = 0; round < MostRounds; round++)
        {
            var (fired, sent) = (await pollers.FireDueTimersAsync(cancel), await pollers.SendRemindersAsync(cancel));
            var handedOn = await pollers.DeliverThrownEventsAsync(cancel);
            if (fired + sent + handedOn == 0)
            {
                break;
            }
            (timers, reminders) = (timers + fired, reminders + sent);
        }
        return (timers, reminders);
    }
}
