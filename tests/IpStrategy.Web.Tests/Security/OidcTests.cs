using System.Net;
using System.Text.Json;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

/// <summary>An installation that knows a provider: accounts are not made by signing in, posts and agencies are mapped.</summary>
public class OidcHost : AccountsHost
{
    internal Provider Provider { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("Oidc:Authority", Provider.Address),
            new("Oidc:ClientId", Provider.ClientId),
            new("Oidc:ClientSecret", Provider.ClientSecret),
            new("Oidc:PostClaim", "duty"),
            new("Oidc:Posts", "cn=clerk,ou=office=clerk; 承办=officer; audit=auditAdministrator"),
            new("Oidc:AgencyClaim", "unit"),
            new("Oidc:Agencies", "知识产权局=zscqj"),
            new("SecondFactor:RequiredFor", "auditAdministrator"),
        ];

    public override async ValueTask InitializeAsync()
    {
        // Cookies of the way there and back end by the browser's clock, which is the machine's.
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        Provider = await Provider.StartAsync(Clock);
        await base.InitializeAsync();
    }
}

/// <summary>One that makes accounts, and where passwords open nothing but the emergency administrator's.</summary>
public sealed class OidcOnlyHost : OidcHost
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            .. base.Settings,
            new("Oidc:CreatesAccounts", "true"),
            new("Oidc:LocalSignIn", "false"),
            new("Oidc:EmergencyAdministrator", "USER1"),
        ];
}

public sealed class OidcTests(OidcHost host) : IClassFixture<OidcHost>
{
    private const string Clerk = "cn=clerk,ou=office";

    [Fact]
    public async Task Who_has_an_account_is_let_in_and_known_by_the_lasting_name_from_then_on()
    {
        var name = await host.NewUserAsync();
        var journey = new Journey(host, Person.Of(name, Clerk));

        var page = await journey.SignInAsync();

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/account", page.Headers.Location?.OriginalString);
        Assert.Contains(name, await journey.TextAsync("/account"), StringComparison.Ordinal);
        Assert.Equal(["oidc"], await MeansAsync(name));
        var renamed = new Journey(host, journey.Person with { UserName = "renamed" });
        await renamed.SignInAsync();
        Assert.Contains(name, await renamed.TextAsync("/account"), StringComparison.Ordinal);
        var other = new Journey(host, Person.Of(name, Clerk));
        await other.RefusedAsync("停用，或者属于统一身份认证中的另一个人");
    }

    [Fact]
    public async Task The_request_has_state_nonce_and_a_challenge_and_the_page_lets_the_form_go_there()
    {
        var journey = new Journey(host, Person.Of("nobody", Clerk));
        var request = await journey.BeginAsync();

        Assert.Equal("S256", request["code_challenge_method"]);
        Assert.Equal("code", request["response_type"]);
        Assert.Equal(43, request["code_challenge"].Length);
        Assert.NotEmpty(request["state"]);
        Assert.NotEmpty(request["nonce"]);
        Assert.Contains($"form-action 'self' {host.Provider.Address};", journey.Policy + ";", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WrongNonce", "为另一次登录签发")]
    [InlineData("WrongAudience", "不是签发给本系统的")]
    [InlineData("WrongIssuer", "不是由约定的认证服务签发")]
    [InlineData("Expired", "不在有效期内")]
    [InlineData("Unsigned", "没有可信的签名")]
    [InlineData("OtherKey", "没有可信的签名")]
    [InlineData("WrongVerifier", "未同意本次登录")]
    public async Task A_token_that_is_not_as_it_should_be_lets_nobody_in(string twist, string sentence)
    {
        var name = await host.NewUserAsync();

        await new Journey(host, Person.Of(name, Clerk) with { Twist = Enum.Parse<Twist>(twist) }).RefusedAsync(
            sentence
        );

        Assert.Equal([], await MeansAsync(name));
        Assert.False(await IsLinkedAsync(name));
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_lets_nobody_in()
    {
        var name = await host.NewUserAsync();
        var journey = new Journey(host, Person.Of(name, Clerk));
        var answer = await journey.AnswerAsync(await journey.BeginAsync());

        var stranger = new Journey(host, journey.Person);
        Assert.Contains("不属于本次登录", await stranger.ShownAsync(answer), StringComparison.Ordinal);
        var changed = answer.Replace("state=", "state=x", StringComparison.Ordinal);
        Assert.Contains("不属于本次登录", await journey.ShownAsync(changed), StringComparison.Ordinal);
        Assert.Equal([], await MeansAsync(name));
    }

    [Fact]
    public async Task Without_the_challenge_the_provider_refuses_and_the_page_says_so()
    {
        var journey = new Journey(host, Person.Of(await host.NewUserAsync(), Clerk));
        var request = await journey.BeginAsync();
        request.Remove("code_challenge");

        var shown = await journey.ShownAsync(await journey.AnswerAsync(request));

        Assert.Contains("未同意本次登录", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cook", "zscqj", "职务(duty)在本系统没有对应职务")]
    [InlineData("承办", "nowhere", "单位(unit)在本系统没有对应单位")]
    [InlineData("承办", "知识产权局", "单位或职务与本系统不一致")]
    public async Task What_stands_for_no_post_here_or_another_one_lets_nobody_in(
        string duty,
        string unit,
        string sentence
    )
    {
        var name = await host.NewUserAsync();

        await new Journey(host, Person.Of(name, duty) with { Unit = unit }).RefusedAsync(sentence);

        Assert.False(await IsLinkedAsync(name));
    }

    [Fact]
    public async Task Who_has_no_account_gets_none_unless_the_settings_say_so()
    {
        await new Journey(host, Person.Of("stranger", Clerk)).RefusedAsync("没有账号 stranger");

        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        Assert.False(await db.Users.AnyAsync(u => u.UserName == "stranger"));
    }

    [Fact]
    public async Task The_second_factor_is_the_providers_affair()
    {
        var name = await host.NewUserAsync(Post.AuditAdministrator);
        var journey = new Journey(host, Person.Of(name, "audit"));
        await journey.SignInAsync();

        Assert.Contains("<h1>收件箱</h1>", await journey.TextAsync("/inbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_is_told_in_English_too()
    {
        var journey = new Journey(host, Person.Of("stranger", Clerk), "en");

        await journey.RefusedAsync("There is no account stranger here");
    }

    private async Task<bool> IsLinkedAsync(string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        return await db.Users.Where(u => u.UserName == name).AnyAsync(u => db.UserLogins.Any(l => l.UserId == u.Id));
    }

    private async Task<List<string>> MeansAsync(string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IpStrategyContext>();
        var id = await db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync();
        var entries = await db.AuditEntries.ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. entries
                .Where(e => e.Content.Verb == "sign-in" && e.Content.Actor.Id == id)
                .Select(e => JsonDocument.Parse(e.Content.After!).RootElement.Text("means")),
        ];
    }
}

public sealed class OidcOnlyTests(OidcOnlyHost host) : IClassFixture<OidcOnlyHost>
{
    [Fact]
    public async Task Accounts_are_made_at_the_first_sign_in_and_passwords_open_one_alone()
    {
        // The first account of this host is the emergency administrator's.
        var administrator = await host.NewUserAsync(Post.SystemAdministrator);
        var clerk = await host.NewUserAsync();
        await host.SignInAsync(administrator, AccountsHost.Password);
        var body = new { userName = clerk, password = AccountsHost.Password };
        var refused = await host.Anonymous().PostJsonAsync("/api/auth/login", body);
        await refused.RefusedAsync(401, "LOCAL_SIGN_IN_IS_OFF");

        var journey = new Journey(host, Person.Of("li.si", "承办") with { Unit = "知识产权局" });
        await journey.SignInAsync();
        var page = await journey.TextAsync("/account");

        Assert.Contains("li.si", page, StringComparison.Ordinal);
        Assert.Contains("市知识产权局 · 承办人", page, StringComparison.Ordinal);
        Assert.Contains("统一身份认证登录，密码和动态验证码在那里管理", page, StringComparison.Ordinal);
    }
}
