using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Tests.Jobs;

/// <summary>The scheduler as a host runs it: rows that are due are carried out without anybody waking anything.</summary>
public sealed class JobServicesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("ipstrategy-jobs-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Mail_that_waits_is_sent_by_the_regular_round_and_again_after_a_restart_with_one_trigger_a_job()
    {
        await RunOnceAsync();
        await RunOnceAsync();
        Assert.Equal(
            [
                "DeliverOutboxJob",
                "DeliverThrownEventsJob",
                "FireDueTimersJob",
                "ForgetAnsweredKeysJob",
                "KeepAuditJob",
                "KeepFilesJob",
                "ScanAttachmentsJob",
                "SealAuditJob",
                "SendRemindersJob",
            ],
            Names("QRTZ_TRIGGERS", "TRIGGER_NAME")
        );
        Assert.Equal(
            [
                "DeliverOutboxJob",
                "DeliverThrownEventsJob",
                "FireDueTimersJob",
                "ForgetAnsweredKeysJob",
                "KeepAuditJob",
                "KeepFilesJob",
                "ScanAttachmentsJob",
                "SealAuditJob",
                "SendRemindersJob",
            ],
            Names("QRTZ_JOB_DETAILS", "JOB_NAME")
        );
    }

    private async Task RunOnceAsync()
    {
        using var host = HostOf();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseSchema>().MigrateAsync(default);
            var person = new Person(1, "zscqj.officer", "张三", "zhang.san@example.test", Post.Officer, "zscqj");
            var facts = new MessageFacts(26, "(二十六)", "预警机制", "reply", "答复", "jxw", null)
            {
                WorkItemId = scope.ServiceProvider.GetRequiredService<Ids>().Next(),
            };
            // Straight into the tables: nothing here wakes the pollers.
            scope.ServiceProvider.GetRequiredService<MessageWriter>().Tell([person], MessageKind.Urge, facts, "1");
            await scope.ServiceProvider.GetRequiredService<IpStrategyContext>().SaveChangesAsync();
        }
        await host.StartAsync();
        var mail = (CollectedMail)host.Services.GetRequiredService<IMailTransport>();
        await Eventually.TrueAsync(() => mail.Sent.Count == 1, "the scheduler delivers what waits", Patience);
        await host.StopAsync();
        Assert.True(File.Exists(Path.Combine(_folder, "quartz.db")));
    }

    private IHost HostOf()
    {
        var settings = new PersistenceSettings(_folder, null);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder
            .Services.AddIpStrategyPersistence(settings, TimeProvider.System)
            .AddIpStrategyApplication(TimeProvider.System, new MailSettings { Server = "mail.example.test" })
            .AddIpStrategyJobs(settings)
            .AddSingleton<IMailTransport, CollectedMail>()
            .AddScoped<DatabaseSchema>();
        return builder.Build();
    }

    private List<string> Names(string table, string column)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "quartz.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {column} FROM {table} ORDER BY {column}";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }
        return names;
    }
}
