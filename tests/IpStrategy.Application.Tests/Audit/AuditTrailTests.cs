using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Tests.Audit;

public sealed class AuditTrailTests
{
    private static readonly Actor Someone = new(7, "张三", Post.Officer, "zscqj");
    private static readonly Actor Another = new(8, "李四", Post.Leader, "zscqj");

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Entries_of_one_stream_are_numbered_and_hang_together(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);

        await NoteAsync(office, new AuditNote(Someone, "rename", "thing:1", new { Name = "旧" }, new { Name = "新" }));
        await NoteAsync(
            office,
            new AuditNote(Someone, "rename", "thing:1", new { Name = "新" }, null, OnBehalfOf: Another),
            new AuditNote(Someone, "create", "thing:2", null, new { Name = "\"a\"\n" })
        );

        var entries = await EntriesAsync(office, "thing:1");
        Assert.Equal([1, 2], entries.Select(e => e.Number));
        Assert.Equal(AuditHash.Origin, entries[0].PreviousHash);
        Assert.Equal(entries[0].Hash, entries[1].PreviousHash);
        Assert.Equal("""{"name":"旧"}""", entries[0].Before);
        Assert.Equal(new AuditPerson(8, "李四", "zscqj", "leader"), entries[1].Content.OnBehalfOf);
        Assert.Equal(1, Assert.Single(await EntriesAsync(office, "thing:2")).Number);
        // What was read is what was written: the hash made anew is the same.
        Assert.All(entries, e => Assert.Equal(e.Hash, AuditHash.OfEntry(e.PreviousHash, e.Content)));
        var end = await office.ReadAsync(db => db.AuditStreams.SingleAsync(s => s.Name == "thing:1"));
        Assert.Equal((2, entries[1].Hash), (end.Length, end.Hash));
        Assert.Equal(3, await office.ReadAsync(db => db.AuditUnsealed.CountAsync(u => u.EntryId >= entries[0].Id)));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Many_at_once_on_one_subject_leave_no_gap(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 40),
            async (i, _) =>
                await NoteAsync(
                    office,
                    new AuditNote(Someone, "touch", $"thing:{i % 2}", null, new { i }),
                    new AuditNote(Someone, "touch", $"thing:{(i + 1) % 2}", null, new { i })
                )
        );

        foreach (var stream in (string[])["thing:0", "thing:1"])
        {
            var entries = await EntriesAsync(office, stream);
            Assert.Equal(Enumerable.Range(1, 40), entries.Select(e => e.Number));
            Assert.Equal(
                [AuditHash.Origin, .. entries.SkipLast(1).Select(e => e.Hash)],
                entries.Select(e => e.PreviousHash)
            );
        }
    }

    [Fact]
    public async Task What_was_thrown_away_is_not_on_record()
    {
        await using var office = await Office.OpenAsync();

        await office.InOneScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IpStrategyContext>();
            await using var transaction = await WriteTransaction.BeginAsync(db, default);
            services.GetRequiredService<AuditTrail>().Note(new AuditNote(Someone, "touch", "thing:1", null, null));
            db.ChangeTracker.Clear();
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });

        Assert.Empty(await EntriesAsync(office, "thing:1"));
    }

    [Fact]
    public async Task A_note_outside_a_transaction_is_a_mistake()
    {
        await using var office = await Office.OpenAsync();

        await office.InOneScopeAsync(async services =>
        {
            services.GetRequiredService<AuditTrail>().Note(new AuditNote(Someone, "touch", "thing:1", null, null));
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                services.GetRequiredService<IpStrategyContext>().SaveChangesAsync()
            );
        });
    }

    [Fact]
    public async Task Secrets_are_left_out_and_the_address_is_there()
    {
        await using var office = await Office.OpenAsync();

        await office.InOneScopeAsync(async services =>
        {
            services.GetRequiredService<CallerAddress>().Value = "10.1.2.3";
            await services
                .GetRequiredService<AuditTrail>()
                .NoteReadAsync(Someone, "file:\0 3", new { Password = "geheim", Size = 3 }, default);
        });

        var entry = Assert.Single(await EntriesAsync(office, "file:\uFFFD 3"));
        Assert.Equal(("read", "10.1.2.3"), (entry.Verb, entry.Address));
        Assert.Equal("""{"password":"***","size":3}""", entry.After);
    }

    private static Task NoteAsync(Office office, params AuditNote[] notes) =>
        office.InOneScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IpStrategyContext>();
            await using var transaction = await WriteTransaction.BeginAsync(db, default);
            foreach (var note in notes)
            {
                services.GetRequiredService<AuditTrail>().Note(note);
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });

    private static Task<List<AuditEntry>> EntriesAsync(Office office, string stream) =>
        office.ReadAsync(db => db.AuditEntries.Where(e => e.Stream == stream).OrderBy(e => e.Number).ToListAsync());
}
