using IpStrategy.Persistence;
using IpStrategy.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IpStrategy.Application.Tests;

/// <summary>
/// A database as an office has it on its first morning, made by the product itself once for each kind; every test has a copy. Making
/// one takes half a second, and what makes it has tests of its own.
/// </summary>
internal static class OfficeTemplate
{
    private static readonly Lazy<Task<PersistenceSettings>> Sqlite = new(() => MakeAsync(null));
    private static readonly Lazy<Task<PersistenceSettings>> PostgreSql = new(MakePostgreSqlAsync);

    public static async Task<PersistenceSettings> CopyAsync(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("ipstrategy-office-").FullName;
        if (database == TestDatabase.PostgreSql)
        {
            var server = PostgreSqlServer.Required();
            var copied = await PostgreSql.Value;
            return new PersistenceSettings(folder, await server.CopyDatabaseAsync(copied.PostgreSql!));
        }
        var settings = new PersistenceSettings(folder, null);
        File.Copy((await Sqlite.Value).SqliteFile, settings.SqliteFile);
        return settings;
    }

    /// <summary>Closes the connections that the libraries keep for a next user who will not come.</summary>
    public static void LetGo(PersistenceSettings settings)
    {
        if (settings.PostgreSql is null)
        {
            using var file = new SqliteConnection(settings.SqliteConnection);
            SqliteConnection.ClearPool(file);
            return;
        }
        using var server = new NpgsqlConnection(settings.PostgreSqlConnection);
        NpgsqlConnection.ClearPool(server);
    }

    private static async Task<PersistenceSettings> MakePostgreSqlAsync() =>
        await MakeAsync(await PostgreSqlServer.Required().CreateDatabaseAsync());

    private static async Task<PersistenceSettings> MakeAsync(string? postgreSql)
    {
        var folder = Directory.CreateTempSubdirectory("ipstrategy-office-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var settings = new PersistenceSettings(folder, postgreSql);
        await Office.MakeTemplateAsync(settings);
        // The last connection to a SQLite file takes its journal along; PostgreSQL copies only what nobody is connected to.
        LetGo(settings);
        return settings;
    }
}
