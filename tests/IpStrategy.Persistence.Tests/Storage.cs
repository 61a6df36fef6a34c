using IpStrategy.Persistence.Workflow;
using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IpStrategy.Persistence.Tests;

/// <summary>A database of one test's own, reached as the host reaches it; a second's patience where somebody must be waited for.</summary>
public sealed class Storage : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = FakeClock.MorningOfTheNotice;
    private readonly ServiceProvider _services;

    private Storage(PersistenceSettings settings)
    {
        Settings = settings with { Patience = TimeSpan.FromSeconds(1) };
        _services = new ServiceCollection()
            .AddIpStrategyPersistence(Settings, TimeProvider.System)
            .AddScoped<DatabaseSchema>()
            .AddScoped<InstanceStore>()
            .BuildServiceProvider(validateScopes: true);
    }

    public PersistenceSettings Settings { get; }
    public bool IsSqlite => Settings.PostgreSql is null;
    public Ids Ids => _services.GetRequiredService<Ids>();

    public static Storage Sqlite() =>
        new(new PersistenceSettings(Directory.CreateTempSubdirectory("ipstrategy-storage-").FullName, null));

    public static async Task<Storage> PostgreSqlAsync() => At(await PostgreSqlServer.Required().CreateDatabaseAsync());

    public static Storage At(string postgreSql) =>
        new(new PersistenceSettings(Directory.CreateTempSubdirectory("ipstrategy-storage-").FullName, postgreSql));

    public async Task<Storage> MigratedAsync()
    {
        await MigrateAsync();
        return this;
    }

    public Task MigrateAsync() => DoAsync<DatabaseSchema>(s => s.MigrateAsync(default));

    public Task<SchemaException> CannotMigrateAsync() => Assert.ThrowsAsync<SchemaException>(MigrateAsync);

    /// <summary>A unit of work of its own: what another has loaded is not seen here.</summary>
    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    public async Task<T> AskAsync<TPart, T>(Func<TPart, Task<T>> ask)
        where TPart : notnull
    {
        await using var scope = Scope();
        return await ask(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    public Task<T> ReadAsync<T>(Func<IpStrategyContext, Task<T>> read) => AskAsync(read);

    public async Task DoAsync<TPart>(Func<TPart, Task> act)
        where TPart : notnull
    {
        await using var scope = Scope();
        await act(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    public Task AddAsync(params object[] rows) =>
        DoAsync<IpStrategyContext>(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });

    public async Task<StoredInstance> AddInstanceAsync()
    {
        var instance = new StoredInstance(Ids.Next(), new DefinitionId("p", 1), Ids.Next(), Now);
        instance.Store([1, 2, 3], InstanceStatus.Active, Now);
        await AddAsync(instance);
        return instance;
    }

    /// <summary>A connection past the product, as another program would have one.</summary>
    public async Task<System.Data.Common.DbConnection> ForeignAsync()
    {
        System.Data.Common.DbConnection connection = IsSqlite
            ? new SqliteConnection($"Data Source={Settings.SqliteFile};Pooling=False")
            : new NpgsqlConnection(Settings.PostgreSql + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public async Task ForeignAsync(string sql)
    {
        await using var connection = await ForeignAsync();
        await RunAsync(connection, sql);
    }

    public async Task<string> ForeignScalarAsync(string sql)
    {
        await using var connection = await ForeignAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    public static async Task RunAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Settings.DataFolder, recursive: true);
    }
}
