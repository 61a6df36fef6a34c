using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Persistence;

/// <summary>Which database: PostgreSQL by connection string, or else a SQLite file in the data folder.</summary>
public sealed record PersistenceSettings(string DataFolder, string? PostgreSql)
{
    public string SqliteFile => Path.Combine(DataFolder, "ipstrategy.db");

    public string SqliteConnection =>
        new SqliteConnectionStringBuilder
        {
            DataSource = SqliteFile,
            ForeignKeys = true,
            DefaultTimeout = 20,
        }.ToString();
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
        services.AddSingleton(settings).AddSingleton(new Ids(clock));
        if (settings.PostgreSql is { Length: > 0 } connection)
        {
            services.AddDbContextPool<IpStrategyContext, PostgreSqlIpStrategyContext>(o => o.UseNpgsql(connection));
        }
        else
        {
            services.AddDbContextPool<IpStrategyContext, SqliteIpStrategyContext>(o =>
                o.UseSqlite(settings.SqliteConnection).AddInterceptors(DurableCommits.Instance)
            );
        }
        return services;
    }
}

/// <summary>
/// A commit that was answered must survive a power cut: WAL with synchronous FULL. Both are said here rather than left to the
/// library's build options; synchronous belongs to the connection, so it is said for each.
/// </summary>
internal sealed class DurableCommits : DbConnectionInterceptor
{
    public static DurableCommits Instance { get; } = new();

    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
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
