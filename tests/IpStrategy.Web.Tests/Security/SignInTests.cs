using IpStrategy.Persistence;
using IpStrategy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

public sealed class SignInTests(AccountsHost host) : SignInCases(host), IClassFixture<AccountsHost>;

public sealed class SignInOnPostgreSqlTests : SignInCases, IClassFixture<PostgreSqlAccountsHost>
{
    public SignInOnPostgreSqlTests(PostgreSqlAccountsHost host)
        : base(host) => PostgreSqlServer.Required();
}

public abstract class SignInCases(AccountsHost host)
{
    private const string Wrong = "Wrong-Horse-42";

    [Fact]
    public async Task The_right_password_gives_a_token_that_says_who_one_is()
    {
        var name = await host.NewUserAsync();

        var pair = await host.SignInAsync(name, AccountsHost.Password);
        var me = await host.With(pair.Text("accessToken")).GetJsonAsync("/api/auth/me");

        Assert.Equal(3600, pair.GetProperty("expiresIn").GetInt32());
        Assert.Equal(name, me.GetProperty("user").Text("userName"));
        Assert.Equal("clerk", me.GetProperty("roles")[0].GetString());
        Assert.Equal("ldxzb", me.GetProperty("agency").Text("code"));
    }

    [Fact]
    public async Task User_names_are_the_same_in_capital_letters()
    {
        var name = await host.NewUserAsync();

        await host.SignInAsync(name.ToUpperInvariant(), AccountsHost.Password);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_refused_alike()
    {
        var name = await host.NewUserAsync();

        var wrong = await (await TryAsync(name, Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");
        var unknown = await (await TryAsync("nobody", Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");

        Assert.Equal(wrong.GetRawText(), unknown.GetRawText());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes_and_no_longer()
    {
        var name = await host.NewUserAsync();
        for (var i = 0; i < 5; i++)
        {
            await (await TryAsync(name, Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");
        }

        var locked = await TryAsync(name, AccountsHost.Password);
        await locked.RefusedAsync(429, "ACCOUNT_IS_LOCKED");
        Assert.Equal(TimeSpan.FromMinutes(15), locked.Headers.RetryAfter?.Delta);

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await (await TryAsync(name, Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");
        await host.SignInAsync(name, AccountsHost.Password);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_as_one_that_somebody_has()
    {
        for (var i = 0; i < 5; i++)
        {
            await (await TryAsync("nobody-at-all", Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");
        }

        await (await TryAsync("nobody-at-all", Wrong)).RefusedAsync(429, "ACCOUNT_IS_LOCKED");
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        var name = await host.NewUserAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await (await TryAsync(name, Wrong)).RefusedAsync(401, "USER_NAME_OR_PASSWORD_IS_WRONG");
            }
            await host.SignInAsync(name, AccountsHost.Password);
        }
    }

    [Fact]
    public async Task Many_wrong_passwords_at_once_get_no_more_tries_than_one_after_another()
    {
        var name = await host.NewUserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => TryAsync(name, Wrong)));

        Assert.Equal(5, answers.Count(a => (int)a.StatusCode == 401));
        Assert.Equal(10, answers.Count(a => (int)a.StatusCode == 429));
    }

    [Fact]
    public async Task Too_many_tries_with_one_name_are_turned_away_before_the_password_is_looked_at()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => TryAsync("guessed", Wrong)));

        var codes = new List<string>();
        foreach (var answer in answers)
        {
            codes.Add((await answer.ReadAsync((int)answer.StatusCode)).Text("code"));
        }
        // A name that nobody has is locked like any other: the lock must not tell which there are.
        Assert.Equal(5, codes.Count(c => c == "USER_NAME_OR_PASSWORD_IS_WRONG"));
        Assert.Equal(15, codes.Count(c => c == "ACCOUNT_IS_LOCKED"));
        Assert.Equal(5, codes.Count(c => c == "TOO_MANY_REQUESTS"));
        Assert.All(answers.Where(a => (int)a.StatusCode == 429), a => Assert.NotNull(a.Headers.RetryAfter));
    }

    [Fact]
    public async Task Neither_passwords_nor_tokens_are_stored()
    {
        var name = await host.NewUserAsync();
        var pair = await host.SignInAsync(name, AccountsHost.Password);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var ofUser = await db
            .Users.Where(u => u.UserName == name)
            .Join(
                db.ApiTokens,
                u => u.Id,
                t => t.UserId,
                (u, t) =>
                    new
                    {
                        u.PasswordHash,
                        t.AccessHash,
                        t.RefreshHash,
                    }
            )
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(AccountsHost.Password, ofUser.PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Text("accessToken"), ofUser.AccessHash, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Text("refreshToken"), ofUser.RefreshHash, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> TryAsync(string userName, string password) =>
        host.Anonymous().PostJsonAsync("/api/auth/login", new { userName, password });
}
