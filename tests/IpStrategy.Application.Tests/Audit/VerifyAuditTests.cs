using IpStrategy.Application.Audit;
using IpStrategy.Application.Tests.Processes;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Audit;

/// <summary>Everything somebody with rights over the database could do to the record, and what verification says to it.</summary>
public sealed class VerifyAuditTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_untouched_record_is_sound_sealed_or_not(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 3);
        await office.SealAsync();
        await office.NoteAsync("thing:1", 2);

        var found = await office.VerifyAsync();

        Assert.Empty(found.Damage);
        Assert.True(found.IsSound);
        Assert.Equal(2, found.Unsealed);
        Assert.Equal(await office.ReadAsync(db => db.AuditEntries.CountAsync()), found.Entries);
        Assert.NotEqual(AuditHash.Origin, found.Head);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_change_of_any_column_is_found_and_the_entry_named(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 5);
        await office.SealAsync();
        await office.TakeGuardsAwayAsync(database);
        var entry = (await office.EntriesAsync("instance:99"))[2];
        var columns = await office.ReadAsync(db =>
            Task.FromResult(
                db.Model.FindEntityType(typeof(AuditEntry))!
                    .GetProperties()
                    .Where(p => p.Name != nameof(AuditEntry.Id))
                    .Select(p =>
                        (p.Name, IsText: p.ClrType == typeof(string), IsTime: p.ClrType == typeof(DateTimeOffset))
                    )
                    .ToList()
            )
        );
        Assert.Equal(22, columns.Count);
        await office.SqlAsync($"""CREATE TABLE "Kept" AS SELECT * FROM "AuditEntries" WHERE "Id" = {entry.Id}""");

        foreach (var (name, isText, isTime) in columns)
        {
            var value =
                isText ? $"\"{name}\" || ' '"
                : isTime && database == TestDatabase.PostgreSql ? $"\"{name}\" + interval '1 microsecond'"
                : isTime ? $"\"{name}\" + 10"
                : $"\"{name}\" + 100";
            await office.SqlAsync($"""UPDATE "AuditEntries" SET "{name}" = {value} WHERE "Id" = {entry.Id}""");

            var found = await office.VerifyAsync();

            Assert.True(
                found.Damage.Any(d => d.Kind == DamageKind.Changed && d.Entry == Opaque.Of(entry.Id)),
                $"{name}: {string.Join('\n', found.Damage)}"
            );
            await office.SqlAsync(
                $"""DELETE FROM "AuditEntries" WHERE "Id" = {entry.Id}""",
                """INSERT INTO "AuditEntries" SELECT * FROM "Kept" """
            );
        }
        Assert.True((await office.VerifyAsync()).IsSound);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_removed_entry_is_named(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 5);
        await office.SealAsync();
        await office.TakeGuardsAwayAsync(database);
        var entry = (await office.EntriesAsync("instance:99"))[2];

        await office.SqlAsync($"""DELETE FROM "AuditEntries" WHERE "Id" = {entry.Id}""");

        var found = await office.VerifyAsync();
        Assert.Contains(found.Damage, d => d is { Kind: DamageKind.Removed } && d.Entry == Opaque.Of(entry.Id));
        Assert.Contains(found.Damage, d => d is { Kind: DamageKind.Removed, Stream: "instance:99", Number: 3 });
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_inserted_entry_is_named_however_well_it_is_chained(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 2);
        await office.SealAsync();
        // Written by the product's own code, then kept from the sealer: hashes and the stream's end are right.
        await office.NoteAsync("tree");
        var entry = (await office.EntriesAsync("instance:99"))[2];

        await office.SqlAsync("""DELETE FROM "AuditUnsealed" """);

        var damage = Assert.Single((await office.VerifyAsync()).Damage);
        Assert.Equal((DamageKind.Inserted, Opaque.Of(entry.Id)), (damage.Kind, damage.Entry));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Two_that_changed_places_are_both_named(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 5);
        await office.SealAsync();
        await office.TakeGuardsAwayAsync(database);
        var entries = await office.EntriesAsync("instance:99");
        var (one, other) = (entries[1], entries[3]);

        await office.SqlAsync(
            $"""UPDATE "AuditEntries" SET "Id" = 1, "Number" = 1000 WHERE "Id" = {one.Id}""",
            $"""UPDATE "AuditEntries" SET "Id" = {one.Id}, "Number" = {one.Number} WHERE "Id" = {other.Id}""",
            $"""UPDATE "AuditEntries" SET "Id" = {other.Id}, "Number" = {other.Number} WHERE "Id" = 1"""
        );

        var changed = (await office.VerifyAsync()).Damage.Where(d => d.Kind == DamageKind.Changed).Select(d => d.Entry);
        Assert.Equal(2, changed.Distinct().Count(e => e == Opaque.Of(one.Id) || e == Opaque.Of(other.Id)));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_clean_cut_of_the_end_is_found_by_the_anchor_alone(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 2);
        await office.SealAsync();
        await office.NoteAsync("tree", 2);
        await office.SealAsync();
        office.Clock.Advance(TimeSpan.FromHours(10));
        Assert.Equal(1, await office.AskAsync<AnchorAudit, int>(a => a.RunAsync(default)));
        await office.TakeGuardsAwayAsync(database);
        var (kept, cut) = await office.ReadAsync(async db =>
        {
            var entries = await db
                .AuditEntries.Where(e => e.Stream == "instance:99")
                .OrderBy(e => e.Number)
                .ToListAsync();
            return (entries[1], entries[2]);
        });

        await office.SqlAsync(
            $"""DELETE FROM "AuditEntries" WHERE "Stream" = 'instance:99' AND "Number" > 2""",
            """DELETE FROM "AuditSegments" WHERE "Number" = (SELECT max("Number") FROM "AuditSegments")""",
            $"""UPDATE "AuditStreams" SET "Length" = 2, "Hash" = '{kept.Hash}' WHERE "Name" = 'instance:99'"""
        );

        var damage = Assert.Single((await office.VerifyAsync()).Damage);
        Assert.Equal((DamageKind.CutOff, new DateOnly(2010, 3, 15)), (damage.Kind, damage.Anchor));
        Assert.True((await office.VerifyAsync(" ")).IsSound, "Without an anchor nothing can tell.");
        Assert.NotEqual(kept.Hash, cut.Hash);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_end_of_a_stream_cut_off_before_it_was_sealed_is_found(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 3);
        await office.TakeGuardsAwayAsync(database);
        var last = (await office.EntriesAsync("instance:99"))[2];

        await office.SqlAsync(
            $"""DELETE FROM "AuditEntries" WHERE "Id" = {last.Id}""",
            $"""DELETE FROM "AuditUnsealed" WHERE "EntryId" = {last.Id}"""
        );

        var damage = Assert.Single((await office.VerifyAsync()).Damage);
        Assert.Equal((DamageKind.CutOff, "instance:99", 3), (damage.Kind, damage.Stream, damage.Number));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_segment_changed_removed_or_made_anew_is_named(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        foreach (var i in Enumerable.Range(0, 4))
        {
            await office.NoteAsync($"thing:{i}");
            await office.SealAsync();
        }
        office.Clock.Advance(TimeSpan.FromHours(10));
        await office.AskAsync<AnchorAudit, int>(a => a.RunAsync(default));
        await office.TakeGuardsAwayAsync(database);
        await office.SqlAsync("""CREATE TABLE "Kept" AS SELECT * FROM "AuditSegments" """);

        foreach (
            var (change, kind, segment) in new[]
            {
                (
                    """UPDATE "AuditSegments" SET "ClosingHash" = "PreviousHash" WHERE "Number" = 2""",
                    DamageKind.Changed,
                    2
                ),
                ("""UPDATE "AuditSegments" SET "Count" = 2 WHERE "Number" = 3""", DamageKind.Changed, 3),
                ("""UPDATE "AuditSegments" SET "Links" = NULL WHERE "Number" = 3""", DamageKind.Changed, 3),
                ("""DELETE FROM "AuditSegments" WHERE "Number" = 2""", DamageKind.Removed, 2),
                // As if retention had done it, with a chain that goes on: only the anchor knows better.
                (
                    """UPDATE "AuditSegments" SET "Links" = NULL, "RemovedAt" = "SealedAt", "ClosingHash" = "PreviousHash" WHERE "Number" = (SELECT max("Number") FROM "AuditSegments")""",
                    DamageKind.Changed,
                    4
                ),
            }
        )
        {
            await office.SqlAsync(change);
            var found = await office.VerifyAsync();
            Assert.True(
                found.Damage.Any(d => d.Kind == kind && d.Segment >= segment),
                $"{change}\n{string.Join('\n', found.Damage)}"
            );
            await office.SqlAsync(
                """DELETE FROM "AuditSegments" """,
                """INSERT INTO "AuditSegments" SELECT * FROM "Kept" """
            );
        }
        Assert.True((await office.VerifyAsync()).IsSound);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_segment_emptied_as_if_by_retention_is_named(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.SealAsync();
        foreach (var i in Enumerable.Range(0, 3))
        {
            await office.NoteAsync($"thing:{i}");
            await office.SealAsync();
        }
        await office.TakeGuardsAwayAsync(database);
        var segments = await office.ReadAsync(db => db.AuditSegments.OrderBy(s => s.Number).ToListAsync());
        var middle = segments[^2].Number;
        Assert.True((await office.VerifyAsync()).IsSound);

        // All that retention does, by hand: entries away, the segment emptied, the streams' ends moved. Every hash is right.
        await EmptyAsync($"""= {middle}""", "= 'thing:1'");
        Assert.Contains((await office.VerifyAsync()).Damage, d => d.Kind == DamageKind.Removed && d.Segment == middle);

        // From the first one on, as retention would; but it would be on record.
        await EmptyAsync($"""<= {middle}""", "<> 'thing:2'");
        Assert.Contains((await office.VerifyAsync()).Damage, d => d.Kind == DamageKind.Removed && d.Segment == middle);

        Task EmptyAsync(string number, string stream) =>
            office.SqlAsync(
                $"""DELETE FROM "AuditEntries" WHERE "Stream" {stream}""",
                $"""UPDATE "AuditSegments" SET "Links" = NULL, "RemovedAt" = "SealedAt" WHERE "Number" {number}""",
                $"""UPDATE "AuditStreams" SET "RemovedLength" = "Length", "RemovedHash" = "Hash" WHERE "Name" {stream}"""
            );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task History_changed_removed_or_inserted_is_found(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.DeployAsync(
            Line(
                "job",
                """<startEvent id="s"/>""",
                User("one", "camunda:candidateGroups='agency:zscqj'"),
                """<endEvent id="e"/>"""
            )
        );
        var id = (await office.StartAsync("job")).Id;
        Assert.True((await office.VerifyAsync()).IsSound);
        await office.SqlAsync("""CREATE TABLE "Kept" AS SELECT * FROM "HistoryEntries" """);

        foreach (
            var change in new[]
            {
                $"""UPDATE "HistoryEntries" SET "ActorName" = '李四' WHERE "InstanceId" = {id} AND "Number" = 1""",
                $"""DELETE FROM "HistoryEntries" WHERE "InstanceId" = {id} AND "Number" = 1""",
                $"""UPDATE "HistoryEntries" SET "Number" = 77 WHERE "InstanceId" = {id} AND "Number" = 1""",
            }
        )
        {
            await office.SqlAsync(change);
            Assert.Contains(
                (await office.VerifyAsync()).Damage,
                d => d is { Kind: DamageKind.HistoryChanged } && d.Stream == $"instance:{id}"
            );
            await office.SqlAsync(
                """DELETE FROM "HistoryEntries" """,
                """INSERT INTO "HistoryEntries" SELECT * FROM "Kept" """
            );
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_database_itself_refuses_to_change_or_delete(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("tree", 2);
        await office.SealAsync();

        foreach (
            var statement in new[]
            {
                """UPDATE "AuditEntries" SET "ActorName" = '李四' """,
                """DELETE FROM "AuditEntries" """,
                """UPDATE "AuditSegments" SET "Count" = 0""",
                """DELETE FROM "AuditSegments" """,
            }
        )
        {
            var e = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => office.SqlAsync(statement));
            Assert.Contains("stay", e.Message, StringComparison.Ordinal);
        }
        Assert.True((await office.VerifyAsync()).IsSound);
    }
}
