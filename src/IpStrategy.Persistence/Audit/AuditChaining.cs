using System.Data.Common;
using System.Globalization;
using IpStrategy.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IpStrategy.Persistence.Audit;

/// <summary>
/// Gives new entries their places and hashes, just before they are stored: each stream's end is locked from here to the commit, so
/// that commands wait for each other only where they act on the same thing, and do so already.
/// </summary>
internal static class AuditChaining
{
    private const int MostAtOnce = 200;

    public static async Task ChainAsync(IpStrategyContext db, List<AuditEntry> noted, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The record is written only in the transaction of what it records.");
        }
        // Every look at what is tracked would compare all of it with what was read: the issue of a plan has thousands of rows.
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            // Those of a unit of work that was thrown away are not there any more.
            var made = noted.Where(e => db.Entry(e).State == EntityState.Added).OrderBy(e => e.Id).ToList();
            await PlaceAsync(db, made, cancel);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static async Task PlaceAsync(IpStrategyContext db, List<AuditEntry> entries, CancellationToken cancel)
    {
        var streams = new Dictionary<string, AuditStream>(StringComparer.Ordinal);
        // Always in the same order: two that need the same two streams must not wait for each other.
        var names = entries.Select(e => e.Stream).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var some in names.Chunk(MostAtOnce))
        {
            foreach (var stream in await LockedAsync(db, some, cancel))
            {
                streams.Add(stream.Name, stream);
            }
        }
        foreach (var entry in entries)
        {
            entry.Chain(streams[entry.Stream]);
            db.Add(new AuditUnsealed(entry.Id));
        }
        foreach (var stream in streams.Values)
        {
            var row = db.Entry(stream);
            row.Property(s => s.Length).IsModified = true;
            row.Property(s => s.Hash).IsModified = true;
        }
    }

    private static async Task<List<AuditStream>> LockedAsync(
        IpStrategyContext db,
        string[] names,
        CancellationToken cancel
    )
    {
        var ends = await EndsAsync(db, names, cancel);
        if (ends.Count < names.Length)
        {
            var missing = names.Except(ends.Select(e => e.Name)).ToArray();
            await InsertAsync(db, missing, cancel);
            ends.AddRange(await EndsAsync(db, missing, cancel));
        }
        return ends.ConvertAll(e => Tracked(db, e));
    }

    private static AuditStream Tracked(IpStrategyContext db, End end)
    {
        if (db.AuditStreams.Local.FindEntry(end.Name)?.Entity is { } known)
        {
            known.Place(end.Length, end.Hash);
            return known;
        }
        var stream = new AuditStream(end.Name, end.Length, end.Hash);
        db.Attach(stream);
        return stream;
    }

    private static async Task<List<End>> EndsAsync(IpStrategyContext db, string[] names, CancellationToken cancel)
    {
        await using var command = CommandOf(db, names);
        var markers = string.Join(", ", Enumerable.Range(0, names.Length).Select(Marker));
        var suffix = db is PostgreSqlIpStrategyContext ? """ ORDER BY "Name" FOR UPDATE""" : "";
        command.CommandText =
            $"""SELECT "Name", "Length", "Hash" FROM "AuditStreams" WHERE "Name" IN ({markers}){suffix}""";
        var ends = new List<End>(names.Length);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            ends.Add(new End(reader.GetString(0), reader.GetInt32(1), reader.GetString(2)));
        }
        return ends;
    }

    /// <summary>Of two that begin a stream at once, the second waits here for the first.</summary>
    private static async Task InsertAsync(IpStrategyContext db, string[] names, CancellationToken cancel)
    {
        await using var command = CommandOf(db, names);
        var rows = Enumerable
            .Range(0, names.Length)
            .Select(i => $"({Marker(i)}, 0, '{AuditHash.Origin}', 0, '{AuditHash.Origin}')");
        command.CommandText =
            """INSERT INTO "AuditStreams" ("Name", "Length", "Hash", "RemovedLength", "RemovedHash") VALUES """
            + $"{string.Join(", ", rows)} ON CONFLICT (\"Name\") DO NOTHING";
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static DbCommand CommandOf(IpStrategyContext db, string[] names)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        for (var place = 0; place < names.Length; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Marker(place);
            parameter.Value = names[place];
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static string Marker(int place) => string.Create(CultureInfo.InvariantCulture, $"@s{place}");

    private readonly record struct End(string Name, int Length, string Hash);
}
