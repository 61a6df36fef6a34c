using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IpStrategy.Persistence;

/// <summary>Many reads that all see the database as it was at the first of them, while writers go on.</summary>
public sealed class ReadSnapshot : IAsyncDisposable
{
    private readonly IpStrategyContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly DbTransaction? _own;

    private ReadSnapshot(IpStrategyContext db, IDbContextTransaction transaction, DbTransaction? own) =>
        (_db, _transaction, _own) = (db, transaction, own);

    public static async Task<ReadSnapshot> BeginAsync(IpStrategyContext db, CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection file)
        {
            return new(db, await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel), null);
        }
        await db.Database.OpenConnectionAsync(cancel);
        // Deferred: it takes no writer's place. The context does not end what it did not begin.
        var own = file.BeginTransaction(deferred: true);
        return new(db, (await db.Database.UseTransactionAsync(own, cancel))!, own);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        if (_own is not null)
        {
            await _own.DisposeAsync();
            await _db.Database.CloseConnectionAsync();
        }
    }
}
