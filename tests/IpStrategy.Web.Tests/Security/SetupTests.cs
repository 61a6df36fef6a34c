using IpStrategy.Application.Accounts;
using IpStrategy.Workflow;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

/// <summary>The one-time link by which an empty installation gets its first account. A host of its own for each test.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_link_makes_one_administrator_and_dies_with_it()
    {
        var token = (await UseAsync(s => s.MakeTokenAsync(default)))!;

        var made = await CreateAsync(token, "first.admin");
        var again = await CreateAsync(token, "second.admin");

        Assert.Equal("systemAdministrator", made.Value.Post);
        Assert.Equal("SETUP_LINK_IS_NOT_VALID", again.Refusal?.Code);
        await _host.SignInAsync("first.admin", AccountsHost.Password);
        Assert.Null(await UseAsync(s => s.MakeTokenAsync(default)));
    }

    [Fact]
    public async Task Of_two_who_use_it_at_once_one_gets_in()
    {
        var token = (await UseAsync(s => s.MakeTokenAsync(default)))!;

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => CreateAsync(token, $"admin{i}")));

        Assert.Equal(1, made.Count(m => !m.IsRefused));
    }

    [Fact]
    public async Task A_later_start_makes_the_earlier_link_useless()
    {
        var earlier = (await UseAsync(s => s.MakeTokenAsync(default)))!;
        var later = (await UseAsync(s => s.MakeTokenAsync(default)))!;

        Assert.False(await UseAsync(s => s.IsValidAsync(earlier, default)));
        Assert.True(await UseAsync(s => s.IsValidAsync(later, default)));
        Assert.False(await UseAsync(s => s.IsValidAsync("", default)));
        Assert.False(await UseAsync(s => s.IsValidAsync(null, default)));
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_link_stays_good()
    {
        var token = (await UseAsync(s => s.MakeTokenAsync(default)))!;

        var refused = await UseAsync(s => s.RunAsync(token, "first.admin", "张三", "weak", default));

        Assert.Equal("PASSWORD_IS_TOO_SHORT", refused.Refusal?.Code);
        Assert.True(await UseAsync(s => s.IsValidAsync(token, default)));
    }

    private Task<Outcome<AccountView>> CreateAsync(string token, string userName) =>
        UseAsync(s => s.RunAsync(token, userName, "张三", AccountsHost.Password, default));

    private async Task<T> UseAsync<T>(Func<CreateFirstAdministrator, Task<T>> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<CreateFirstAdministrator>());
    }
}
