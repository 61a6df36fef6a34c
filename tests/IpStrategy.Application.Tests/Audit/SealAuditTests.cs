using System.Data.Common;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Tests.Audit;

public sealed class SealAuditTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Several_sealers_beside_running_commands_make_one_chain(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await using var beside = await office.BesideAsync();
        using var over = new CancellationTokenSource();
        var sealers = new[] { office, beside, office }
            .Select(host => Task.Run(() => SealUntilAsync(host, over.Token)))
            .ToList();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 60),
            async (i, _) => await (i % 2 == 0 ? office : beside).NoteAsync($"thing:{i % 5}", 2)
        );
        await over.CancelAsync();
        await Task.WhenAll(sealers);
        await office.SealAsync();

        var found = await office.VerifyAsync();
        Assert.Empty(found.Damage);
        Assert.Equal(0, found.Unsealed);
        var segments = await office.ReadAsync(db => db.AuditSegments.OrderBy(s => s.Number).ToListAsync());
        Assert.Equal(found.Entries, segments.Sum(s => s.Count));
        Assert.Equal(Enumerable.Range(1, segments.Count), segments.Select(s => (int)s.Number));
        var ids = segments.SelectMany(s => SealedLinks.Read(s.Links!)!.Value.Select(l => l.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Killed_between_any_two_statements_it_seals_everything_once_afterwards(TestDatabase database)
    {
        var (dying, commit) = (new DyingAtStatement(), new DyingBeforeCommit());
        await using var office = await Office.OpenAsync(database, null, dying, commit);
        await office.NoteAsync("thing:1", 3);
        var before = await office.VerifyAsync();
        var deaths = 0;

        for (var statement = 1; statement <= 10; statement++)
        {
            dying.StatementsLeft = statement;
            deaths += await DiesAsync(office) ? 1 : 0;
            dying.StatementsLeft = null;
            if ((await office.VerifyAsync()).Unsealed == 0)
            {
                break;
            }
            Assert.Equivalent(before, await office.VerifyAsync());
        }
        await office.NoteAsync("thing:1", 2);
        commit.Strikes = true;
        Assert.True(await DiesAsync(office));
        commit.Strikes = false;
        await office.SealAsync();

        Assert.InRange(deaths, 3, 9);
        var found = await office.VerifyAsync();
        Assert.Empty(found.Damage);
        Assert.Equal((before.Entries + 2, 0), (found.Entries, found.Unsealed));
    }

    [Fact]
    public async Task A_segment_is_bounded_and_the_rest_comes_in_the_next()
    {
        await using var office = await Office.OpenAsync();
        await office.SealAsync();
        await office.NoteAsync("thing:1", 700);

        Assert.Equal(500, await office.AskAsync<SealAudit, int>(s => s.RunAsync(default)));
        Assert.Equal(200, await office.AskAsync<SealAudit, int>(s => s.RunAsync(default)));
        Assert.Equal(0, await office.AskAsync<SealAudit, int>(s => s.RunAsync(default)));
        Assert.True((await office.VerifyAsync()).IsSound);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Once_a_day_the_end_of_the_chain_goes_to_a_file_and_to_the_audit_administrator(
        TestDatabase database
    )
    {
        var mail = new MailSettings { Server = "mail.example" };
        await using var office = await Office.OpenAsync(database, mail);
        await office.NoteAsync("thing:1");
        await office.SealAsync();
        Assert.Equal(0, await AnchorAsync(office));
        office.Clock.Advance(TimeSpan.FromHours(10));

        Assert.Equal(1, await AnchorAsync(office));
        Assert.Equal(0, await AnchorAsync(office));
        await office.NoteAsync("thing:1");
        await office.SealAsync();
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await AnchorAsync(office));

        var file = await office.AskAsync<PersistenceSettings, string>(s => Task.FromResult(Anchor.FileIn(new(), s)));
        var anchors = (await File.ReadAllLinesAsync(file)).Select(l => Anchor.Read(l)!).ToList();
        Assert.Equal([new DateOnly(2010, 3, 15), new DateOnly(2010, 3, 16)], anchors.Select(a => a.Date));
        Assert.Equal((await office.VerifyAsync()).Head, anchors[1].Hash);
        Assert.Equal(2, (await office.VerifyAsync()).Anchors);
        var auditor = office.Person("admin.audit").UserId;
        var told = await office.ReadAsync(db => db.Inbox.Where(m => m.RecipientId == auditor).ToListAsync());
        Assert.Equal(2, told.Count(m => m.Kind == MessageKind.AuditAnchor));
        Assert.Contains(told, m => m.Facts.Contains(anchors[0].Hash, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Retention_removes_whole_old_segments_and_what_is_left_verifies(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.NoteAsync("thing:1", 2);
        await office.NoteAsync("thing:2");
        await office.SealAsync();
        var old = await office.ReadAsync(db => db.AuditEntries.CountAsync());
        office.Clock.Advance(TimeSpan.FromDays(31));
        await office.NoteAsync("thing:1", 2);
        await office.SealAsync();
        await office.NoteAsync("thing:1");

        Assert.Equal(0, await RetainAsync(office, 0));
        Assert.Equal(0, await RetainAsync(office, 40));
        Assert.Equal(1, await RetainAsync(office, 30));
        Assert.Equal(0, await RetainAsync(office, 30));

        var found = await office.VerifyAsync();
        Assert.Empty(found.Damage);
        // One more than was noted: that it was removed is on record itself.
        Assert.Equal((4, old, 2), (found.Entries, found.Removed, found.Unsealed));
        Assert.Equal([3, 4, 5], (await office.EntriesAsync("thing:1")).Select(e => e.Number));
        // The stream goes on where it was, though nothing of it may be left.
        await office.NoteAsync("thing:2");
        Assert.Equal(2, Assert.Single(await office.EntriesAsync("thing:2")).Number);
        Assert.True((await office.VerifyAsync()).IsSound);
        Assert.Equal(
            0,
            await office.ReadAsync(db =>
                db.Database.SqlQueryRaw<int>("""SELECT CAST(count(*) AS int) AS "Value" FROM "AuditGate" """)
                    .SingleAsync()
            )
        );
    }

    private static Task<int> AnchorAsync(Office office) => office.AskAsync<AnchorAudit, int>(a => a.RunAsync(default));

    private static async Task<int> RetainAsync(Office office, int days)
    {
        var removed = 0;
        await office.InOneScopeAsync(async services =>
        {
            var retain = new RetainAudit(
                services.GetRequiredService<IpStrategyContext>(),
                new AuditSettings { KeepDays = days },
                services.GetRequiredService<Wake>(),
                services.GetRequiredService<AuditTrail>()
            );
            removed = await retain.RunAsync(default);
        });
        return removed;
    }

    private static async Task SealUntilAsync(Office host, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await host.AskAsync<SealAudit, int>(s => s.RunAsync(default));
        }
    }

    private static async Task<bool> DiesAsync(Office office)
    {
        try
        {
            await office.AskAsync<SealAudit, int>(s => s.RunAsync(default));
            return false;
        }
        catch (ProcessDiedException)
        {
            return true;
        }
    }

    private sealed class DyingAtStatement : DbCommandInterceptor
    {
        public int? StatementsLeft { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => DiesNow() ? throw new ProcessDiedException() : new(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => DiesNow() ? throw new ProcessDiedException() : new(result);

        private bool DiesNow() => StatementsLeft is { } left && (StatementsLeft = left - 1) == 0;
    }
}
