using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IpStrategy.Persistence;

/// <summary>Many reads that all see the database as it was at the first of them, while writers go on.</summary>
public static class ReadSnapshot
{
    public static async Task<IDbContextTransaction> BeginAsync(IpStrategyContext db, CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection file)
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        }
        await db.Database.OpenConnectionAsync(cancel);
        // Deferred: it takes no writer's place.
        return (await db.Database.UseTransactionAsync(file.BeginTransaction(deferred: true), cancel))!;
    }
}
