using IpStrategy.Application.Accounts;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Accounts;

/// <summary>What one host, or the command line, changes reaches a host that runs beside it on the same database.</summary>
public sealed class SeveralHostsTests
{
    private static readonly Actor Administrator = new(9000, "张三", Post.SystemAdministrator, null);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_new_account_is_known_there_with_the_next_request(TestDatabase database)
    {
        await using var one = await Office.OpenAsync(database);
        await using var other = await one.BesideAsync();
        var token = await SignInAsync(other, "office.clerk");
        await CreateAsync(one, "lisi");
        Assert.Null(Find(other, "lisi"));
        await other.AskAsync<ApiTokens, Account?>(t => t.HolderAsync(token, default));
        Assert.Equal("李四", Find(other, "lisi")?.Name);
    }

    [Fact]
    public async Task A_disabled_account_is_told_nothing_by_the_pollers_there()
    {
        await using var one = await Office.OpenAsync();
        await using var other = await one.BesideAsync();
        await one.AskAsync<DisableUser, Outcome<AccountView>>(u => u.RunAsync("zscqj.second", Administrator, default));
        await other.DoAsync<Pollers>(p => p.FireDueTimersAsync(default));
        Assert.Null(Find(other, "zscqj.second"));
        await one.AskAsync<DisableUser, Outcome<AccountView>>(u => u.UndoAsync("zscqj.second", Administrator, default));
        await other.DoAsync<Pollers>(p => p.SendRemindersAsync(default));
        Assert.NotNull(Find(other, "zscqj.second"));
    }

    [Fact]
    public async Task A_new_version_of_a_process_is_what_is_called_there()
    {
        await using var one = await Office.OpenAsync();
        await using var other = await one.BesideAsync();
        var shipped = Shipped.Files.Processes[0];
        var file = System.Text.Encoding.UTF8.GetString(shipped.Content).Replace("</", " </");
        var deployed = await one.AskAsync<DeployDefinitions, Outcome<Deployment>>(d =>
            d.RunAsync(new NamedFile(shipped.Name, System.Text.Encoding.UTF8.GetBytes(file)), default)
        );
        foreach (var definition in deployed.Value.Definitions)
        {
            Assert.Equal(2, definition.Version);
            var known = await other.AskAsync<DefinitionCache, int>(async cache =>
                (await other.ReadAsync(db => cache.NewestAsync(db, definition.ProcessId, default)))!.Id.Version
            );
            Assert.Equal(2, known);
        }
    }

    [Fact]
    public async Task Nothing_is_read_anew_while_nobody_changes_anything()
    {
        var sent = new SentStatements();
        await using var office = await Office.OpenAsync(TestDatabase.Sqlite, null, sent);
        var token = await SignInAsync(office, "office.clerk");
        await office.AskAsync<ApiTokens, Account?>(t => t.HolderAsync(token, default));
        sent.Take();
        await office.AskAsync<ApiTokens, Account?>(t => t.HolderAsync(token, default));
        Assert.Single(sent.Take());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Of_accounts_of_one_name_made_at_once_one_is_made_and_the_others_are_refused(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        const int callers = 8;
        using var together = new Barrier(callers);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                together.SignalAndWait();
                                return CreateAsync(office, "lisi");
                            },
                            default,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );
        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.All(outcomes.Where(o => o.IsRefused), o => Assert.IsType<UserNameIsTaken>(o.Refusal));
    }

    private static Task<Outcome<AccountView>> CreateAsync(Office office, string name) =>
        office.AskAsync<CreateUser, Outcome<AccountView>>(u =>
            u.RunAsync(new NewAccount(name, "李四", Post.Clerk, null), null, Administrator, default)
        );

    private static Person? Find(Office office, string name)
    {
        Person? found = null;
        office
            .InOneScopeAsync(services =>
            {
                found = ((PostHolders)services.GetService(typeof(PostHolders))!).FindByUserName(name);
                return Task.CompletedTask;
            })
            .GetAwaiter()
            .GetResult();
        return found;
    }

    private static async Task<string> SignInAsync(Office office, string name)
    {
        var person = Find(office, name)!;
        var account = new Account(person.Id, name, person.Name, person.Post, person.AgencyCode, "s");
        var pair = await office.AskAsync<ApiTokens, TokenPair>(t => t.IssueAsync(account, default));
        return pair.AccessToken;
    }
}
