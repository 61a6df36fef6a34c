using System.Net.Http.Json;
using IpStrategy.Domain.Approvals;
using IpStrategy.Testing;

namespace IpStrategy.Web.Tests.Security;

public sealed class TokenTests(AccountsHost host) : TokenCases(host), IClassFixture<AccountsHost>;

public sealed class TokenOnPostgreSqlTests : TokenCases, IClassFixture<PostgreSqlAccountsHost>
{
    public TokenOnPostgreSqlTests(PostgreSqlAccountsHost host)
        : base(host) => PostgreSqlServer.Required();
}

public abstract class TokenCases(AccountsHost host)
{
    private const string Me = "/api/auth/me";

    [Fact]
    public async Task Without_a_token_the_answer_asks_for_one()
    {
        var response = await host.Anonymous().GetAsync(Me, TestContext.Current.CancellationToken);

        await response.RefusedAsync(401, "NOT_SIGNED_IN");
    }

    [Fact]
    public async Task A_made_up_token_opens_nothing()
    {
        var response = await host.With("made-up").GetAsync(Me, TestContext.Current.CancellationToken);

        await response.RefusedAsync(401, "TOKEN_IS_NOT_VALID");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_refresh_token_is_good_for_one_exchange_and_its_second_use_ends_the_whole_sign_in()
    {
        var first = await SignInAsync();
        var second = await (await RefreshAsync(first.Refresh)).ReadAsync(200);
        await OpensAsync(second.Text("accessToken"), 200);
        await OpensAsync(first.Access, 401);

        await (await RefreshAsync(first.Refresh)).RefusedAsync(401, "TOKEN_IS_NOT_VALID");

        await OpensAsync(second.Text("accessToken"), 401);
        await (await RefreshAsync(second.Text("refreshToken"))).RefusedAsync(401, "TOKEN_IS_NOT_VALID");
    }

    [Fact]
    public async Task Another_sign_in_of_the_same_person_is_not_touched_by_it()
    {
        var name = await host.NewUserAsync();
        var stolen = await SignInAsync(name);
        var other = await SignInAsync(name);
        await RefreshAsync(stolen.Refresh);

        await RefreshAsync(stolen.Refresh);

        await OpensAsync(other.Access, 200);
    }

    [Fact]
    public async Task Of_two_exchanges_at_once_one_wins()
    {
        var pair = await SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RefreshAsync(pair.Refresh)));

        Assert.Equal(1, answers.Count(a => (int)a.StatusCode == 200));
    }

    [Fact]
    public async Task Tokens_end_with_their_time()
    {
        var pair = await SignInAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(59));
        await OpensAsync(pair.Access, 200);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await OpensAsync(pair.Access, 401);

        var renewed = await (await RefreshAsync(pair.Refresh)).ReadAsync(200);
        host.Clock.Advance(TimeSpan.FromDays(14));
        await (await RefreshAsync(renewed.Text("refreshToken"))).RefusedAsync(401, "TOKEN_IS_NOT_VALID");
    }

    [Fact]
    public async Task Signing_out_ends_both_tokens()
    {
        var pair = await SignInAsync();

        await (await host.With(pair.Access).PostNothingAsync("/api/auth/logout")).ReadAsync(204);

        await OpensAsync(pair.Access, 401);
        await (await RefreshAsync(pair.Refresh)).RefusedAsync(401, "TOKEN_IS_NOT_VALID");
    }

    [Fact]
    public async Task A_new_password_ends_every_sign_in()
    {
        var name = await host.NewUserAsync();
        var (here, there) = (await SignInAsync(name), await SignInAsync(name));
        const string changed = "Another-Horse-43";

        var body = new { currentPassword = AccountsHost.Password, password = changed };
        await (await host.With(here.Access).PostJsonAsync("/api/auth/password", body)).ReadAsync(204);

        await OpensAsync(here.Access, 401);
        await OpensAsync(there.Access, 401);
        await (await RefreshAsync(there.Refresh)).RefusedAsync(401, "TOKEN_IS_NOT_VALID");
        await host.SignInAsync(name, changed);
    }

    [Fact]
    public async Task A_password_is_not_changed_without_the_current_one()
    {
        var pair = await SignInAsync();
        var body = new { currentPassword = "guessed", password = "Another-Horse-43" };

        await (await host.With(pair.Access).PostJsonAsync("/api/auth/password", body)).RefusedAsync(
            422,
            "CURRENT_PASSWORD_IS_WRONG"
        );
        await OpensAsync(pair.Access, 200);
    }

    [Theory]
    [InlineData("Short-1", "PASSWORD_IS_TOO_SHORT")]
    [InlineData("only-small-letters", "PASSWORD_IS_TOO_SIMPLE")]
    public async Task A_weak_password_is_refused(string password, string code)
    {
        var pair = await SignInAsync();
        var body = new { currentPassword = AccountsHost.Password, password };

        await (await host.With(pair.Access).PostJsonAsync("/api/auth/password", body)).RefusedAsync(422, code);
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_cannot_come_back()
    {
        var name = await host.NewUserAsync();
        var pair = await SignInAsync(name);
        var administrator = await SignInAsync(await host.NewUserAsync(Post.SystemAdministrator));
        var client = host.With(administrator.Access);

        var disabled = await client.PutAsJsonAsync(
            $"/api/users/{name}",
            new { isDisabled = true },
            TestContext.Current.CancellationToken
        );

        Assert.True((await disabled.ReadAsync(200)).GetProperty("isDisabled").GetBoolean());
        await OpensAsync(pair.Access, 401);
        await (await RefreshAsync(pair.Refresh)).RefusedAsync(401, "TOKEN_IS_NOT_VALID");
        var again = new { userName = name, password = AccountsHost.Password };
        await (await host.Anonymous().PostJsonAsync("/api/auth/login", again)).RefusedAsync(
            401,
            "USER_NAME_OR_PASSWORD_IS_WRONG"
        );
    }

    private async Task<(string Access, string Refresh)> SignInAsync(string? name = null)
    {
        var pair = await host.SignInAsync(name ?? await host.NewUserAsync(), AccountsHost.Password);
        return (pair.Text("accessToken"), pair.Text("refreshToken"));
    }

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        host.Anonymous().PostJsonAsync("/api/auth/refresh", new { refreshToken });

    private async Task OpensAsync(string accessToken, int status) =>
        await host.With(accessToken).GetJsonAsync(Me, status);
}
