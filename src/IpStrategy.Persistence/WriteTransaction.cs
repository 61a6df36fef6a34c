using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IpStrategy.Persistence;

/// <summary>The database could not be had in time; nothing has changed and the same request may be sent again.</summary>
public sealed class StorageIsBusyException(Exception? inner)
    : Exception("The database could not be had in time.", inner);

/// <summary>
/// One write of one use case. SQLite has one writer: callers of this process queue here rather than spin on the file's lock,
/// then take it with BEGIN IMMEDIATE. PostgreSQL locks rows (see <see cref="Workflow.InstanceStore"/>).
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(StringComparer.Ordinal);
    private SemaphoreSlim? _queue;
    private readonly IDbContextTransaction _transaction;

    private WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? queue) =>
        (_transaction, _queue) = (transaction, queue);

    public static async Task<WriteTransaction> BeginAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var queue = db.Database.GetDbConnection() is SqliteConnection file ? await QueueAsync(file, cancel) : null;
        // A use case is stored whole or not at all; savepoints around each save would be two more round trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            return new(await db.Database.BeginTransactionAsync(cancel), queue);
        }
        catch (Exception e)
        {
            queue?.Release();
            throw StorageErrors.IsBusy(e) ? new StorageIsBusyException(e) : e;
        }
    }

    public Task CommitAsync(CancellationToken cancel) => _transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            // Also where the connection broke: the next writer must not wait for one that is gone.
            Interlocked.Exchange(ref _queue, null)?.Release();
        }
    }

    private static async Task<SemaphoreSlim> QueueAsync(SqliteConnection file, CancellationToken cancel)
    {
        var queue = Queues.GetOrAdd(file.ConnectionString, static _ => new SemaphoreSlim(1, 1));
        return await queue.WaitAsync(TimeSpan.FromSeconds(file.DefaultTimeout), cancel)
            ? queue
            : throw new StorageIsBusyException(null);
    }
}

/// <summary>Which errors of the two databases mean "try again", and nothing else.</summary>
public static class StorageErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    public static bool IsBusy(Exception e) =>
        Innermost<SqliteException>(e) is { SqliteErrorCode: SqliteBusy or SqliteLocked }
        || Innermost<PostgresException>(e)
            is {
                SqlState: PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure
            }
        || Innermost<NpgsqlException>(e) is { IsTransient: true };

    /// <summary>Somebody else stored the same key first.</summary>
    public static bool IsDuplicate(Exception e) =>
        Innermost<SqliteException>(e) is { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey }
        || Innermost<PostgresException>(e) is { SqlState: PostgresErrorCodes.UniqueViolation };

    private static T? Innermost<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }
        return null;
    }
}
