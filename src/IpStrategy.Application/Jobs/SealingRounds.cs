using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Jobs;

/// <summary>
/// Seals the record every few seconds: more often than the scheduler's own rounds, and not with every command, whose segments would
/// then be of one entry each. What it misses, the scheduler's round finds.
/// </summary>
internal sealed partial class SealingRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SealingRounds> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var pollers = new Pollers(scopes);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                while (await pollers.SealAuditAsync(stoppingToken) > 0) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // What waits goes on waiting: the next round finds it.
                CouldNotSeal(log, e);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The record could not be sealed; it is tried again.")]
    private static partial void CouldNotSeal(ILogger log, Exception exception);
}
