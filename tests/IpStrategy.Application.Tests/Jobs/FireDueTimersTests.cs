using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Jobs;

/// <summary>Timers of running processes: an agency that does not reply in time has its leader told, once.</summary>
public abstract class FireDueTimersTests
{
    // 42 asks six agencies; each has its own timer.
    private const int Parties = 6;

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task A_timer_that_is_not_due_stays()
    {
        await using var office = await AskedAsync();
        Assert.Equal(Parties, await TimersAsync(office));
        Assert.Equal(0, await FireAsync(office));
        Assert.Equal(Parties, await TimersAsync(office));
    }

    [Fact]
    public async Task A_due_timer_fires_once_and_is_gone()
    {
        await using var office = await AskedAsync();
        await AdvanceToDueAsync(office);
        Assert.Equal(Parties, await FireAsync(office));
        Assert.Equal(0, await FireAsync(office));
        Assert.Equal(0, await TimersAsync(office));
        Assert.Equal(Parties, await ToldAsync(office));
        Assert.Equal("reply", (await office.TheItemAsync("gsj.officer", 42, StepRules.Reply)).Step);
    }

    [Fact]
    public async Task Several_that_fire_at_once_fire_each_timer_once()
    {
        await using var office = await AskedAsync();
        await AdvanceToDueAsync(office);
        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => FireAsync(office))));
        Assert.Equal(Parties, fired.Sum());
        Assert.Equal(Parties, await ToldAsync(office));
    }

    [Fact]
    public async Task A_process_that_dies_before_the_commit_has_fired_nothing()
    {
        var faults = new DyingBeforeCommit();
        await using var office = await AskedAsync(faults);
        await AdvanceToDueAsync(office);
        faults.Strikes = true;
        Assert.Equal(0, await FireAsync(office));
        Assert.Equal(Parties, await TimersAsync(office));
        Assert.Equal(0, await ToldAsync(office));
        faults.Strikes = false;
        Assert.Equal(Parties, await FireAsync(office));
        Assert.Equal(Parties, await ToldAsync(office));
    }

    [Fact]
    public async Task The_timer_goes_with_the_step_that_is_completed()
    {
        await using var office = await AskedAsync();
        await office.DoStepAsync("gsj.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
        Assert.Equal(Parties - 1, await TimersAsync(office));
        await AdvanceToDueAsync(office);
        Assert.Equal(Parties - 1, await FireAsync(office));
        Assert.Equal(Parties - 1, await ToldAsync(office));
    }

    [Fact]
    public async Task No_timer_is_left_when_everybody_has_replied()
    {
        await using var office = await AskedAsync();
        foreach (var agency in new[] { "gsj", "bqj", "wgj", "nw", "hg", "gaj" })
        {
            await office.DoStepAsync($"{agency}.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
        }
        Assert.Equal(0, await TimersAsync(office));
    }

    private async Task<Office> AskedAsync(DyingBeforeCommit? faults = null)
    {
        var office = await Office.OpenAsync(Database, null, faults is null ? [] : [faults]);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        return office;
    }

    private static async Task AdvanceToDueAsync(Office office) =>
        office.Clock.SetTo(await office.ReadAsync(db => db.Timers.MaxAsync(t => t.DueAt)));

    private static Task<int> FireAsync(Office office) => office.AskAsync<FireDueTimers, int>(u => u.RunAsync(default));

    private static Task<int> TimersAsync(Office office) => office.ReadAsync(db => db.Timers.CountAsync());

    private static async Task<int> ToldAsync(Office office)
    {
        var told = await office.ReadAsync(db => db.Inbox.Where(m => m.Kind == MessageKind.Overdue).ToListAsync());
        Assert.Equal(told.Count, told.DistinctBy(m => (m.RecipientId, m.WorkItemId)).Count());
        return told.Select(m => m.WorkItemId).Distinct().Count();
    }
}

public sealed class SqliteFireDueTimersTests : FireDueTimersTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlFireDueTimersTests : FireDueTimersTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
