using IpStrategy.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace IpStrategy.Application.Jobs;

/// <summary>
/// Quartz owns when the pollers run: persistent, in a cluster one of them at a time. What they find are rows that the commands'
/// transactions wrote; a lost or doubled run changes nothing.
/// </summary>
public static class JobServices
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NowAndThen = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Seldom = TimeSpan.FromHours(1);

    public static IServiceCollection AddIpStrategyJobs(this IServiceCollection services, PersistenceSettings settings)
    {
        services.AddScoped<Pollers>();
        services.AddHostedService<WakefulPolling>().AddHostedService<SealingRounds>();
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                if (settings.PostgreSql is { Length: > 0 } connection)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, connection);
                    store.UseClustering(_ => { });
                }
                else
                {
                    // A file of its own: the scheduler's locks never wait for the office's writer, nor it for them.
                    store.UseSqlite(
                        SqliteFactory.Instance,
                        $"Data Source={Path.Combine(settings.DataFolder, "quartz.db")}"
                    );
                }
            });
            AddAll(quartz);
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        return services;
    }

    private static void AddAll(IQuartzBuilder quartz)
    {
        Add<FireDueTimersJob>(quartz);
        Add<DeliverThrownEventsJob>(quartz);
        Add<SendRemindersJob>(quartz);
        Add<DeliverOutboxJob>(quartz);
        Add<SealAuditJob>(quartz);
        Add<KeepAuditJob>(quartz, NowAndThen);
        Add<ScanAttachmentsJob>(quartz);
        Add<KeepFilesJob>(quartz, Seldom);
        Add<ForgetAnsweredKeysJob>(quartz, Seldom);
    }

    private static void Add<TJob>(IQuartzBuilder quartz)
        where TJob : IJob => Add<TJob>(quartz, Pause);

    private static void Add<TJob>(IQuartzBuilder quartz, TimeSpan pause)
        where TJob : IJob
    {
        var name = typeof(TJob).Name;
        quartz.ScheduleJob<TJob>(
            trigger =>
                trigger.WithIdentity(name).StartNow().WithSimpleSchedule(s => s.WithInterval(pause).RepeatForever()),
            job => job.WithIdentity(name)
        );
    }
}
