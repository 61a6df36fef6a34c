using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence.Tests;

/// <summary>What every database does when the program starts on it.</summary>
public abstract class SchemaTests
{
    private const string Newer = """INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Newer', '99.0')""";
    private const string Applied = """SELECT count(*) FROM "__EFMigrationsHistory" """;

    protected abstract Task<Storage> OpenAsync();

    /// <summary>How many tables of the product there are.</summary>
    protected abstract string CountTables { get; }

    /// <summary>Takes what a migration needs, as another program that migrates would.</summary>
    protected abstract string TakeTheSchema { get; }

    [Fact]
    public async Task A_fresh_database_comes_up()
    {
        await using var storage = await OpenAsync();
        await storage.MigrateAsync();
        Assert.Empty(await storage.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Equal(0, await storage.ReadAsync(db => db.WorkItems.CountAsync()));
        Assert.Equal(0, await storage.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Bringing_it_up_again_changes_nothing()
    {
        await using var storage = await OpenAsync();
        await storage.MigrateAsync();
        await storage.AddAsync(new Outbox.Setting("kept", "yes"));
        var before = await StateAsync(storage);
        await storage.MigrateAsync();
        Assert.Equal(before, await StateAsync(storage));
        Assert.Equal("yes", await storage.ReadAsync(db => db.Settings.Select(s => s.Value).SingleAsync()));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_as_it_was()
    {
        await using var storage = await OpenAsync();
        await storage.MigrateAsync();
        await storage.ForeignAsync(Newer);
        var before = await StateAsync(storage);
        var refused = await storage.CannotMigrateAsync();
        Assert.Equal(SchemaFault.NewerThanProgram, refused.Fault);
        Assert.Contains("99990101000000_Newer", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(storage));
    }

    [Fact]
    public async Task A_newer_database_that_lacks_our_migrations_is_not_mended()
    {
        await using var storage = await OpenAsync();
        await storage.MigrateAsync();
        await storage.ForeignAsync("""DELETE FROM "__EFMigrationsHistory" """);
        await storage.ForeignAsync(Newer);
        Assert.Equal(SchemaFault.NewerThanProgram, (await storage.CannotMigrateAsync()).Fault);
        Assert.Equal("1", await storage.ForeignScalarAsync(Applied));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var storage = await OpenAsync();
        Directory.CreateDirectory(storage.Settings.DataFolder);
        await storage.ForeignAsync("""CREATE TABLE "WorkItems" ("Somebody" INTEGER)""");
        var refused = await storage.CannotMigrateAsync();
        Assert.Equal(SchemaFault.CannotBeMigrated, refused.Fault);
        Assert.Equal("1", await storage.ForeignScalarAsync(CountTables));
    }

    [Fact]
    public async Task A_database_that_somebody_else_migrates_is_locked_and_comes_up_afterwards()
    {
        await using var storage = await OpenAsync();
        await storage.MigrateAsync();
        await storage.ForeignAsync("""DELETE FROM "__EFMigrationsHistory" """);
        await using (var foreign = await storage.ForeignAsync())
        {
            await Storage.RunAsync(foreign, TakeTheSchema);
            Assert.Equal(SchemaFault.Locked, (await storage.CannotMigrateAsync()).Fault);
            await Storage.RunAsync(foreign, "ROLLBACK");
        }
        // The tables are there, so now it goes as far as finding them.
        Assert.Equal(SchemaFault.CannotBeMigrated, (await storage.CannotMigrateAsync()).Fault);
    }

    [Fact]
    public async Task Two_programs_that_start_at_once_both_find_it_up()
    {
        await using var storage = await OpenAsync();
        var starts = Enumerable.Range(0, 3).Select(_ => Task.Run(() => StartAsync(storage)));
        await Task.WhenAll(starts);
        await storage.MigrateAsync();
        Assert.Empty(await storage.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task The_model_has_no_change_without_its_migration()
    {
        await using var storage = await OpenAsync();
        await using var scope = storage.Scope();
        var db = (IpStrategyContext)scope.ServiceProvider.GetService(typeof(IpStrategyContext))!;
        Assert.False(db.Database.HasPendingModelChanges());
    }

    // Who comes second may be told that it is locked; what it must not do is damage.
    private static async Task StartAsync(Storage storage)
    {
        try
        {
            await storage.MigrateAsync();
        }
        catch (SchemaException e)
        {
            Assert.Equal(SchemaFault.Locked, e.Fault);
        }
    }

    private async Task<(string Migrations, string Tables)> StateAsync(Storage storage) =>
        (await storage.ForeignScalarAsync(Applied), await storage.ForeignScalarAsync(CountTables));
}

public sealed class SqliteSchemaTests : SchemaTests
{
    protected override string CountTables =>
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'";

    protected override string TakeTheSchema => "BEGIN IMMEDIATE";

    protected override Task<Storage> OpenAsync() => Task.FromResult(Storage.Sqlite());

    [Fact]
    public async Task The_lock_row_of_a_program_killed_while_migrating_does_not_hang_the_next()
    {
        await using var storage = Storage.Sqlite();
        await storage.ForeignAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-01 00:00:00');
            """
        );
        await storage.MigrateAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("0", await storage.ForeignScalarAsync("""SELECT count(*) FROM "__EFMigrationsLock" """));
    }

    [Fact]
    public async Task A_lock_row_of_a_program_that_lives_is_respected()
    {
        await using var storage = Storage.Sqlite();
        await using var migrating = new FileStream(
            Path.Combine(storage.Settings.DataFolder, "migrating.lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );
        Assert.Equal(SchemaFault.Locked, (await storage.CannotMigrateAsync()).Fault);
    }

    [Fact]
    public async Task A_file_that_is_no_database_cannot_be_opened_and_stays()
    {
        await using var storage = Storage.Sqlite();
        var text = string.Concat(Enumerable.Repeat("这不是数据库。", 1000));
        await File.WriteAllTextAsync(storage.Settings.SqliteFile, text);
        Assert.Equal(SchemaFault.CannotBeOpened, (await storage.CannotMigrateAsync()).Fault);
        Assert.Equal(text, await File.ReadAllTextAsync(storage.Settings.SqliteFile));
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_cannot_be_opened()
    {
        await using var storage = Storage.Sqlite();
        Directory.CreateDirectory(storage.Settings.SqliteFile);
        var refused = await storage.CannotMigrateAsync();
        Assert.True(refused.Fault == SchemaFault.CannotBeOpened, refused.ToString());
    }

    [Fact]
    public async Task An_empty_file_is_a_fresh_database()
    {
        await using var storage = Storage.Sqlite();
        await File.WriteAllBytesAsync(storage.Settings.SqliteFile, []);
        await storage.MigrateAsync();
        Assert.Equal(0, await storage.ReadAsync(db => db.WorkItems.CountAsync()));
    }

    [Fact]
    public async Task Commits_are_durable_and_readers_do_not_block_the_writer()
    {
        await using var storage = await Storage.Sqlite().MigratedAsync();
        Assert.Equal(2, await PragmaAsync<int>(storage, "SELECT synchronous AS \"Value\" FROM pragma_synchronous"));
        Assert.Equal(
            "wal",
            await PragmaAsync<string>(storage, "SELECT journal_mode AS \"Value\" FROM pragma_journal_mode")
        );
        Assert.Equal(1, await PragmaAsync<int>(storage, "SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys"));
    }

    [Fact]
    public async Task Every_physical_connection_is_durable_also_beside_others()
    {
        await using var storage = await Storage.Sqlite().MigratedAsync();
        await using var first = storage.Scope();
        await using var second = storage.Scope();
        foreach (var scope in new[] { first, second })
        {
            var db = (IpStrategyContext)scope.ServiceProvider.GetService(typeof(IpStrategyContext))!;
            await db.Database.OpenConnectionAsync();
            var value = await db
                .Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous")
                .SingleAsync();
            Assert.Equal(2, value);
        }
    }

    private static Task<T> PragmaAsync<T>(Storage storage, string sql) =>
        storage.ReadAsync(db => db.Database.SqlQueryRaw<T>(sql).SingleAsync());
}

public sealed class PostgreSqlSchemaTests : SchemaTests
{
    protected override string CountTables =>
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND left(tablename, 4) <> '__EF'";

    protected override string TakeTheSchema => """BEGIN; LOCK TABLE "__EFMigrationsHistory" IN ACCESS EXCLUSIVE MODE""";

    protected override Task<Storage> OpenAsync() => Storage.PostgreSqlAsync();

    [Fact]
    public async Task A_server_that_is_down_cannot_be_opened()
    {
        await using var storage = Storage.At("Host=127.0.0.1;Port=1;Database=nobody;Username=nobody;Timeout=2");
        Assert.Equal(SchemaFault.CannotBeOpened, (await storage.CannotMigrateAsync()).Fault);
    }

    [Fact]
    public async Task A_user_that_the_server_does_not_know_cannot_open_it()
    {
        var known = PostgreSqlServer().ConnectionString("postgres");
        await using var storage = Storage.At(
            known.Replace("Username=postgres", "Username=nobody", StringComparison.Ordinal)
        );
        Assert.Equal(SchemaFault.CannotBeOpened, (await storage.CannotMigrateAsync()).Fault);
    }

    private static Testing.PostgreSqlServer PostgreSqlServer() => Testing.PostgreSqlServer.Required();
}
