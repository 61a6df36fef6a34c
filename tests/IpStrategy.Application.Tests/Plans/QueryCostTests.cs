using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Reminders;
using IpStrategy.Domain.Approvals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans;

/// <summary>What grows with the plans must be found through an index: no statement of a page or a poller reads a big table from end to end.</summary>
public sealed class QueryCostTests : IAsyncLifetime
{
    private static readonly string[] BigTables =
    [
        "WorkItems",
        "WorkItemCandidates",
        "Undertakings",
        "UndertakingAgencies",
        "Assignments",
        "Timers",
        "ReminderSchedules",
        "OutboxMessages",
        "InboxMessages",
        "ProcessInstances",
        "HistoryEntries",
    ];

    private readonly SentStatements _sent = new();
    private Office _office = null!;
    private long _plan;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync(TestDatabase.Sqlite, new MailSettings { Server = "mail.example.test" }, _sent);
        _plan = Opaque.Read((await _office.IssueAsync()).PlanId)!.Value;
        _sent.Take();
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("zscqj.officer", WorkItemScope.Mine)]
    [InlineData("zscqj.officer", WorkItemScope.Agency)]
    public async Task The_to_do_list(string userName, WorkItemScope scope)
    {
        var page = await ListAsync(userName, new(scope, WorkItemListState.Open, 2));
        await ListAsync(userName, new(scope, WorkItemListState.Open, 2, page.Next));
        await NothingIsScannedAsync();
    }

    [Fact]
    public async Task The_list_of_what_is_done()
    {
        await _office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        _sent.Take();
        await ListAsync("zscqj.officer", new(WorkItemScope.Mine, WorkItemListState.Done));
        await NothingIsScannedAsync();
    }

    [Theory]
    [InlineData("office.director")]
    [InlineData("zscqj.officer")]
    public async Task The_ledger(string userName)
    {
        var page = await LedgerAsync(userName, new LedgerFilter(PageSize: 2));
        await LedgerAsync(userName, new LedgerFilter(PageSize: 2, After: page!.Next));
        await NothingIsScannedAsync();
    }

    [Fact]
    public async Task What_the_pollers_look_for()
    {
        _office.Clock.Advance(TimeSpan.FromDays(2));
        await _office.AskAsync<FireDueTimers, int>(u => u.RunAsync(default));
        await _office.AskAsync<SendReminders, int>(u => u.RunAsync(default));
        await _office.AskAsync<DeliverOutbox, int>(u => u.RunAsync(default));
        await NothingIsScannedAsync();
    }

    [Fact]
    public async Task The_inbox()
    {
        await _office.AskAsync<Inbox, int>(u => u.UnreadCountAsync(_office.Person("zscqj.officer"), default));
        await _office.AskAsync<Inbox, Page<InboxView>>(u =>
            u.RunAsync(null, 2, _office.Person("zscqj.officer"), default)
        );
        await NothingIsScannedAsync();
    }

    [Fact]
    public async Task Completing_a_step()
    {
        var item = await _office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        _sent.Take();
        Assert.False((await _office.CompleteAsync("zscqj.officer", item)).IsRefused);
        var statements = await NothingIsScannedAsync();
        // One read, one batch of writes: what is added here is a round trip more for every step that anybody takes.
        var reads = statements.Where(s => s.Text.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        Assert.True(reads.Count <= MostReads, string.Join("\n\n", reads.Select(r => r.Text)));
    }

    private const int MostReads = 1;

    private Task<Page<WorkItemView>> ListAsync(string userName, WorkItemFilter filter) =>
        _office.AskAsync<MyWorkItems, Page<WorkItemView>>(u => u.RunAsync(filter, _office.Person(userName), default));

    private Task<Page<AssignmentSummary>?> LedgerAsync(string userName, LedgerFilter filter) =>
        _office.AskAsync<PlanLedger, Page<AssignmentSummary>?>(u =>
            u.RunAsync(_plan, filter, _office.Person(userName), default)
        );

    private async Task<IReadOnlyList<SentStatement>> NothingIsScannedAsync()
    {
        var statements = _sent.Take();
        Assert.NotEmpty(statements);
        await _office.DoAsync<Persistence.IpStrategyContext>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var statement in statements)
            {
                foreach (var line in await PlanOfAsync((SqliteConnection)db.Database.GetDbConnection(), statement))
                {
                    Assert.False(IsScanOfBigTable(line, statement.Text), $"{line}\n{statement.Text}");
                }
            }
        });
        return statements;
    }

    private static async Task<List<string>> PlanOfAsync(SqliteConnection connection, SentStatement statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Text;
        foreach (var (name, value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }
        return lines;
    }

    // A scan through an index in its order stops at the page's end; "SCAN w" alone reads everything.
    private static bool IsScanOfBigTable(string line, string sql) =>
        line.StartsWith("SCAN ", StringComparison.Ordinal)
        && !line.Contains("USING", StringComparison.Ordinal)
        && BigTables.Any(t => sql.Contains($"\"{t}\" AS \"{line.Split(' ')[1]}\"", StringComparison.Ordinal));
}
