using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Reminders;
using IpStrategy.Application.Reports;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace IpStrategy.Application.Jobs;

/// <summary>Everything that becomes due by itself, carried out until nothing is due any more.</summary>
public sealed class Pollers(IServiceScopeFactory scopes)
{
    /// <summary>Timers may arm timers, and reminders may be many: goes on until a round finds nothing.</summary>
    public async Task RunToIdleAsync(CancellationToken cancel)
    {
        while (
            await FireDueTimersAsync(cancel) + await DeliverThrownEventsAsync(cancel) + await SendRemindersAsync(cancel)
            > 0
        )
        {
            cancel.ThrowIfCancellationRequested();
        }
        while (await ScanAttachmentsAsync(cancel) > 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
        while (await DeliverOutboxAsync(cancel) > 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    public async Task<int> FireDueTimersAsync(CancellationToken cancel) =>
        await OneAsync<FireDueTimers>(u => u.RunAsync(cancel), cancel)
        + await OneAsync<StartDueProcesses>(u => u.RunAsync(cancel), cancel)
        + await OneAsync<CarryOutDueReorganisations>(u => u.RunAsync(cancel), cancel)
        + await OneAsync<OpenProgressReports>(u => u.RunAsync(cancel), cancel);

    public Task<int> DeliverThrownEventsAsync(CancellationToken cancel) =>
        OneAsync<DeliverThrownEvents>(u => u.RunAsync(cancel), cancel);

    public Task<int> SendRemindersAsync(CancellationToken cancel) =>
        OneAsync<SendReminders>(u => u.RunAsync(cancel), cancel);

    public Task<int> DeliverOutboxAsync(CancellationToken cancel) =>
        OneAsync<DeliverOutbox>(u => u.RunAsync(cancel), cancel);

    public Task<int> ScanAttachmentsAsync(CancellationToken cancel) =>
        OneAsync<ScanAttachments>(u => u.RunAsync(cancel), cancel);

    /// <summary>Contents without a row.</summary>
    public Task<int> KeepFilesAsync(CancellationToken cancel) => OneAsync<KeepFiles>(u => u.RunAsync(cancel), cancel);

    public Task<int> ForgetAnsweredKeysAsync(CancellationToken cancel) =>
        OneAsync<ForgetAnsweredKeys>(u => u.RunAsync(cancel), cancel);

    public Task<int> SealAuditAsync(CancellationToken cancel) => OneAsync<SealAudit>(u => u.RunAsync(cancel), cancel);

    /// <summary>The day's anchor, and what has been kept long enough.</summary>
    public async Task<int> KeepAuditAsync(CancellationToken cancel) =>
        await OneAsync<AnchorAudit>(u => u.RunAsync(cancel), cancel)
        + await OneAsync<RetainAudit>(u => u.RunAsync(cancel), cancel);

    // A context of its own each time: what one round has loaded is no truth for the next.
    private async Task<int> OneAsync<T>(Func<T, Task<int>> run, CancellationToken cancel)
        where T : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services
            .GetRequiredService<HeldTables>()
            .FollowAsync(services.GetRequiredService<IpStrategyContext>(), cancel);
        return await run(services.GetRequiredService<T>());
    }
}

[DisallowConcurrentExecution]
internal sealed class FireDueTimersJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.FireDueTimersAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class DeliverThrownEventsJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.DeliverThrownEventsAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class SendRemindersJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.SendRemindersAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class DeliverOutboxJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.DeliverOutboxAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class ForgetAnsweredKeysJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pollers.ForgetAnsweredKeysAsync(cancellationToken);
}

[DisallowConcurrentExecution]
internal sealed class ScanAttachmentsJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.ScanAttachmentsAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class KeepFilesJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pollers.KeepFilesAsync(cancellationToken);
}

[DisallowConcurrentExecution]
internal sealed class SealAuditJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.SealAuditAsync(cancellationToken) > 0) { }
    }
}

[DisallowConcurrentExecution]
internal sealed class KeepAuditJob(Pollers pollers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await pollers.KeepAuditAsync(cancellationToken) > 0) { }
    }
}

/// <summary>Runs the pollers when a commit in this process may have made something due; Quartz's rounds are the safety net.</summary>
internal sealed partial class WakefulPolling(Wake wake, IServiceScopeFactory scopes, ILogger<WakefulPolling> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.WaitAsync(stoppingToken);
                await new Pollers(scopes).RunToIdleAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The rows are still there: the next round finds them.
                CouldNotRun(log, e);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What has become due could not be carried out; it is tried again."
    )]
    private static partial void CouldNotRun(ILogger log, Exception exception);
}
