using System.Net.Sockets;
using IpStrategy.Persistence.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IpStrategy.Persistence;

/// <summary>Why a database cannot be used; nothing in it was changed.</summary>
public enum SchemaFault
{
    /// <summary>It was brought up by a newer program.</summary>
    NewerThanProgram,

    /// <summary>Another process holds it.</summary>
    Locked,

    /// <summary>It cannot be reached or opened: wrong folder, no rights, server down, not a database.</summary>
    CannotBeOpened,

    /// <summary>A migration failed and was rolled back.</summary>
    CannotBeMigrated,
}

public sealed class SchemaException(SchemaFault fault, string detail, Exception? inner) : Exception(detail, inner)
{
    public SchemaFault Fault => fault;
}

/// <summary>Brings a database to the current schema, or says why not.</summary>
public sealed class DatabaseSchema(IpStrategyContext db, PersistenceSettings settings)
{
    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);

    /// <exception cref="SchemaException">It cannot be used; it is as it was.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        try
        {
            if (db is SqliteIpStrategyContext)
            {
                Directory.CreateDirectory(settings.DataFolder);
            }
            if (await PendingAsync(cancel))
            {
                await using var alone = Alone();
                await ClearAbandonedLockAsync(cancel);
                db.Database.SetCommandTimeout(LongestMigration);
                await db.Database.MigrateAsync(cancel);
                db.Database.SetCommandTimeout(null);
            }
            await AuditGuards.SetAsync(db, cancel);
        }
        catch (Exception e) when (e is not (SchemaException or OperationCanceledException))
        {
            throw new SchemaException(FaultOf(e), e.Message, e);
        }
    }

    private async Task<bool> PendingAsync(CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
        var count = 0;
        foreach (var migration in applied)
        {
            count++;
            if (!known.Contains(migration))
            {
                throw new SchemaException(SchemaFault.NewerThanProgram, migration, null);
            }
        }
        return count < known.Count;
    }

    /// <summary>
    /// A process killed while it migrates SQLite leaves its row in the lock table, and the next would wait for ever. The lock on
    /// the file that <see cref="Alone"/> holds is gone with the process: whoever has it knows that the row is nobody's.
    /// </summary>
    private async Task ClearAbandonedLockAsync(CancellationToken cancel)
    {
        if (db is not SqliteIpStrategyContext)
        {
            return;
        }
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            DELETE FROM "__EFMigrationsLock";
            """,
            cancel
        );
    }

    /// <summary>One migrating process a SQLite folder; PostgreSQL has advisory locks for that.</summary>
    private FileStream? Alone() =>
        db is SqliteIpStrategyContext
            ? new FileStream(
                Path.Combine(settings.DataFolder, "migrating.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            )
            : null;

    private static SchemaFault FaultOf(Exception e) =>
        e switch
        {
            NpgsqlException { InnerException: SocketException } => SchemaFault.CannotBeOpened,
            _ when StorageErrors.IsBusy(e) => SchemaFault.Locked,
            IOException { HResult: SharingViolation } => SchemaFault.Locked,
            SqliteException { SqliteErrorCode: 8 or 10 or 11 or 14 or 23 or 26 } => SchemaFault.CannotBeOpened,
            PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] } => SchemaFault.CannotBeOpened,
            PostgresException => SchemaFault.CannotBeMigrated,
            NpgsqlException or UnauthorizedAccessException or IOException => SchemaFault.CannotBeOpened,
            _ => SchemaFault.CannotBeMigrated,
        };

    // What a file that another process holds with FileShare.None reports on Unix.
    private const int SharingViolation = 11;
}
