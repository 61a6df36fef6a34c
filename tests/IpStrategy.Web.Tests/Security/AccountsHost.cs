using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

/// <summary>An empty installation with the accounts a test makes; its clock is the test's to move.</summary>
public class AccountsHost : RunningHost
{
    public const string Password = "Right-Horse-42";
    private int _made;

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>A new account with <see cref="Password"/>; its user name.</summary>
    public async Task<string> NewUserAsync(Post post = Post.Clerk)
    {
        var name = $"user{Interlocked.Increment(ref _made)}";
        var administrator = new Actor(1, "test", AdministratorDuties.WhoDoes(AccountAct.Make, post), null);
        var key = administrator with { Post = AdministratorDuties.WhoDoes(AccountAct.SetPassword, post) };
        await using var scope = Services.CreateAsyncScope();
        var made = await scope
            .ServiceProvider.GetRequiredService<CreateUser>()
            .RunAsync(
                new NewAccount(name, "张三", post, null),
                new FirstPassword(Password, key),
                administrator,
                default
            );
        Assert.False(made.IsRefused, made.Refusal?.Code);
        return name;
    }
}

/// <summary>The same on PostgreSQL; not started where none is installed, and the tests that want it are skipped.</summary>
public sealed class PostgreSqlAccountsHost : AccountsHost
{
    private string _connection = "";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("ConnectionStrings:PostgreSql", _connection)];

    public override async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.WhyNot is null)
        {
            _connection = await PostgreSqlServer.Required().CreateDatabaseAsync();
            await base.InitializeAsync();
        }
    }
}
