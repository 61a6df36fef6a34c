using IpStrategy.Domain.Plans;
using IpStrategy.Persistence.Notices;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence;

/// <summary>Deletes rows by key without reading them first; a row added in the same unit of work is just forgotten.</summary>
public static class RowChanges
{
    public static void Remove<T>(IpStrategyContext db, T keyed)
        where T : class
    {
        var key = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!;
        var values = key.Properties.Select(p => p.PropertyInfo!.GetValue(keyed)).ToArray();
        var tracked = db.Set<T>().Local.FindEntryUntyped(values);
        if (tracked is null)
        {
            db.Remove(keyed);
            return;
        }
        tracked.State = tracked.State == EntityState.Added ? EntityState.Detached : EntityState.Deleted;
    }
}

/// <summary>Locks what belongs to no process instance, until the transaction ends. SQLite's single writer holds all of it already.</summary>
public static class RowLocks
{
    /// <summary>Requests about one name wait for each other, also where there is no row yet that could be locked.</summary>
    public static async Task NameAsync(IpStrategyContext db, string name, CancellationToken cancel)
    {
        if (db is PostgreSqlIpStrategyContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);
        }
    }

    public static async Task<Assignment> AssignmentAsync(IpStrategyContext db, long id, CancellationToken cancel)
    {
        if (db.Assignments.Local.FindEntry(id)?.Entity is { } loaded)
        {
            return loaded;
        }
        return db is PostgreSqlIpStrategyContext
            ? await db
                .Assignments.FromSql($"""SELECT * FROM "Assignments" WHERE "Id" = {id} FOR UPDATE""")
                .SingleAsync(cancel)
            : await db.Assignments.SingleAsync(a => a.Id == id, cancel);
    }

    /// <summary>A notice to be changed; null where there is none.</summary>
    public static Task<ImportedNotice?> NoticeAsync(IpStrategyContext db, long id, CancellationToken cancel) =>
        db is PostgreSqlIpStrategyContext
            ? db
                .Notices.FromSql($"""SELECT * FROM "Notices" WHERE "Id" = {id} FOR UPDATE""")
                .FirstOrDefaultAsync(cancel)
            : db.Notices.FirstOrDefaultAsync(n => n.Id == id, cancel);
}
