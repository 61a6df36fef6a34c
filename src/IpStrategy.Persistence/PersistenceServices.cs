using System.Data.Common;
using System.Runtime.CompilerServices;
using IpStrategy.Persistence.Rows;
using IpStrategy.Persistence.Workflow;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IpStrategy.Persistence;

/// <summary>Which database: PostgreSQL by connection string, or else a SQLite file in the data folder.</summary>
public sealed record PersistenceSettings(string DataFolder, string? PostgreSql)
{
    /// <summary>How long a writer waits for another before it is told that the database is busy; whole seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public string SqliteFile => Path.Combine(DataFolder, "ipstrategy.db");

    public string SqliteConnection =>
        new SqliteConnectionStringBuilder
        {
            DataSource = SqliteFile,
            DefaultTimeout = (int)Patience.TotalSeconds,
        }.ToString();

    /// <summary>The patience is the session's, so that no statement has to say it.</summary>
    public string PostgreSqlConnection
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(PostgreSql);
            connection.Options = $"{connection.Options} -c lock_timeout={(long)Patience.TotalMilliseconds}".TrimStart();
            return connection.ToString();
        }
    }
}

/// <summary>Puts the context into a host's container.</summary>
public static class PersistenceServices
{
    public static IServiceCollection AddIpStrategyPersistence(
        this IServiceCollection services,
        PersistenceSettings settings,
        TimeProvider clock
    )
    {
        services.AddSingleton(settings).AddSingleton(new Ids(clock)).AddSingleton(new InstanceReads());
        if (settings.PostgreSql is { Length: > 0 })
        {
            services.AddDbContextPool<IpStrategyContext, PostgreSqlIpStrategyContext>(o =>
                o.UseNpgsql(settings.PostgreSqlConnection)
                    .ReplaceService<IDatabase, PreparedRows>()
                    .EnableThreadSafetyChecks(false)
            );
        }
        else
        {
            services.AddDbContextPool<IpStrategyContext, SqliteIpStrategyContext>(o =>
                o.UseSqlite(settings.SqliteConnection)
                    .AddInterceptors(DurableCommits.Instance)
                    .ReplaceService<IDatabase, PreparedRows>()
                    .EnableThreadSafetyChecks(false)
            );
        }
        return services;
    }
}

/// <summary>
/// A commit that was answered must survive a power cut: WAL with synchronous FULL, said here rather than left to the library's
/// build options. They belong to the connection to the file, which outlives its users in the library's pool: once for each.
/// </summary>
internal sealed class DurableCommits : DbConnectionInterceptor
{
    public static DurableCommits Instance { get; } = new();

    // Pages that many commits write are carried over to the file once: 16 MB of log at most, instead of 4.
    private const string Pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
        + "PRAGMA wal_autocheckpoint = 4000;";
    private static readonly object Done = new();
    private readonly ConditionalWeakTable<object, object> _prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var file = ((SqliteConnection)connection).Handle!;
        if (_prepared.TryGetValue(file, out _) || IsReadOnly(connection))
        {
            return;
        }
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _prepared.AddOrUpdate(file, Done);
    }

    // The look whether a database is there may change nothing in it, not even how it keeps its journal.
    private static bool IsReadOnly(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;

    // The library has no asynchronous calls; this one is the same.
    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

/// <summary>For the migration tool only.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteIpStrategyContext>
{
    public SqliteIpStrategyContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIpStrategyContext>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>For the migration tool only.</summary>
internal sealed class PostgreSqlDesignFactory : IDesignTimeDbContextFactory<PostgreSqlIpStrategyContext>
{
    public PostgreSqlIpStrategyContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlIpStrategyContext>().UseNpgsql("Host=127.0.0.1").Options);
}
