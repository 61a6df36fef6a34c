using System.Net;
using AngleSharp.Html.Dom;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Web.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

/// <summary>An installation whose auditor must have a second factor.</summary>
public sealed class StrictHost : AccountsHost
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("SecondFactor:RequiredFor", "auditAdministrator"), new("Passwords:GreatestAgeDays", "90")];
}

public sealed class SecondFactorTests(StrictHost host) : IClassFixture<StrictHost>
{
    private const string NewPassword = "Other-Horse-43";

    [Fact]
    public async Task Whoever_sets_it_up_signs_in_with_a_code_from_then_on()
    {
        var name = await host.NewUserAsync();
        var (visitor, authenticator, _) = await EnrolledAsync(name);
        await visitor.OpenAsync("/account");
        Assert.Contains("已绑定", visitor.Main, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        var other = new Visitor(host.Browser());
        await other.SignInAsync(name, AccountsHost.Password);
        Assert.Equal("输入验证码", other.Heading);
        await other.OpenAsync("/account");
        Assert.Equal("登录", other.Heading);
        await other.SignInAsync(name, AccountsHost.Password);
        await other.SubmitAsync("继续登录", ("code", "000000x"));
        Assert.Equal(HttpStatusCode.Unauthorized, other.Status);
        Assert.Contains("验证码不正确", other.TextOf("[role=alert]"), StringComparison.Ordinal);
        await other.SubmitAsync("继续登录", ("code", authenticator.Code()));
        await other.OpenAsync("/account");

        Assert.Equal("我的账号", other.Heading);
        Assert.Equal(["password+totp"], await MeansAsync(name));
    }

    [Fact]
    public async Task Programs_send_the_code_along_and_each_is_good_once()
    {
        var name = await host.NewUserAsync();
        var (_, authenticator, codes) = await EnrolledAsync(name);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        await (await LoginAsync(name, null)).RefusedAsync(401, "SECOND_FACTOR_IS_NEEDED");
        await (await LoginAsync(name, "123")).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
        var code = authenticator.Code();
        await (await LoginAsync(name, code)).ReadAsync(200);
        await (await LoginAsync(name, code)).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
        await (await LoginAsync(name, codes[0])).ReadAsync(200);
        await (await LoginAsync(name, codes[0])).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
    }

    [Fact]
    public async Task The_second_step_is_over_after_five_minutes_and_for_nobody_else()
    {
        var name = await host.NewUserAsync();
        var (_, authenticator, _) = await EnrolledAsync(name);
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(name, AccountsHost.Password);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        await visitor.SubmitAsync("继续登录", ("code", authenticator.Code()));

        Assert.Equal(HttpStatusCode.Unauthorized, visitor.Status);
        Assert.Contains("未在时限内完成", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
        await visitor.OpenAsync("/account");
        Assert.Equal("登录", visitor.Heading);
        var stranger = new Visitor(host.Browser());
        await stranger.OpenAsync("/sign-in");
        await stranger.SubmitAsync(stranger.FormWith("登录"), ("userName", name), ("password", "wrong"));
        await stranger.OpenAsync("/sign-in/code");
        Assert.Equal("登录", stranger.Heading);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_second_step_on_the_page_too()
    {
        var name = await host.NewUserAsync();
        var (_, authenticator, _) = await EnrolledAsync(name);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(name, AccountsHost.Password);
        for (var i = 0; i < 5; i++)
        {
            await visitor.SubmitAsync("继续登录", ("code", "000000x"));
        }

        await visitor.SubmitAsync("继续登录", ("code", authenticator.Code()));

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Contains("请过 15 分钟再试", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_must_have_it_is_led_there_first()
    {
        var name = await host.NewUserAsync(Post.AuditAdministrator);
        var problem = await (await LoginAsync(name, null)).RefusedAsync(401, "SECOND_FACTOR_MUST_BE_ENROLLED");
        Assert.Equal("/account", problem.Text("address"));
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(name, AccountsHost.Password);
        Assert.Equal("/account", visitor.Address);
        Assert.Contains("双因素认证", visitor.TextOf("[role=status]"), StringComparison.Ordinal);
        await visitor.OpenAsync("/inbox");
        Assert.Equal("我的账号", visitor.Heading);

        var authenticator = await EnrolAsync(visitor);
        await visitor.OpenAsync("/inbox");
        Assert.Equal("收件箱", visitor.Heading);

        await visitor.OpenAsync("/account");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.SubmitAsync("解除绑定", ("code", authenticator.Code()), ("do", "remove"));
        Assert.Contains("不能解除绑定", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_sets_it_up_too_and_whoever_must_have_it_gets_a_token_only_then()
    {
        var userName = await host.NewUserAsync(Post.AuditAdministrator);
        const string password = AccountsHost.Password;
        await (await LoginAsync(userName, null)).RefusedAsync(401, "SECOND_FACTOR_MUST_BE_ENROLLED");
        await (await PostAsync("", new { userName, password = "Wrong-Horse-1" })).RefusedAsync(
            401,
            "USER_NAME_OR_PASSWORD_IS_WRONG"
        );
        await (
            await PostAsync(
                "/confirm",
                new
                {
                    userName,
                    password,
                    code = "123456",
                }
            )
        ).RefusedAsync(422, "NO_ENROLMENT_IS_UNDER_WAY");

        var offer = await (await PostAsync("", new { userName, password })).ReadAsync(200);
        Assert.StartsWith("otpauth://totp/", offer.Text("address"), StringComparison.Ordinal);
        var authenticator = new Authenticator(offer.Text("secret"), host.Clock);
        await (
            await PostAsync(
                "/confirm",
                new
                {
                    userName,
                    password,
                    code = "000000x",
                }
            )
        ).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
        var confirmed = new
        {
            userName,
            password,
            code = authenticator.Code(),
        };
        var codes = (await (await PostAsync("/confirm", confirmed)).ReadAsync(200)).GetProperty("codes");
        Assert.Equal(10, codes.GetArrayLength());
        await (await PostAsync("", new { userName, password })).RefusedAsync(422, "SECOND_FACTOR_IS_THERE_ALREADY");

        // The code that confirmed it opens nothing any more.
        await (await LoginAsync(userName, confirmed.code)).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
        var token = (await (await LoginAsync(userName, codes[0].GetString())).ReadAsync(200)).Text("accessToken");
        var client = host.With(token);
        var renewed = await client.PostJsonAsync("/api/auth/second-factor/recovery-codes", new { code = codes[1] });
        var fresh = (await renewed.ReadAsync(200)).GetProperty("codes")[0].GetString();
        await (await LoginAsync(userName, codes[2].GetString())).RefusedAsync(401, "SECOND_FACTOR_IS_WRONG");
        await (await client.PostJsonAsync("/api/auth/second-factor/removal", new { code = fresh })).RefusedAsync(
            422,
            "SECOND_FACTOR_IS_REQUIRED"
        );

        Task<HttpResponseMessage> PostAsync(string rest, object body) =>
            host.Anonymous().PostJsonAsync("/api/auth/second-factor" + rest, body);
    }

    [Fact]
    public async Task A_program_removes_it_with_a_code_and_its_own_token_ends_with_that()
    {
        var name = await host.NewUserAsync();
        var (_, authenticator, codes) = await EnrolledAsync(name);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var client = host.With((await (await LoginAsync(name, codes[0])).ReadAsync(200)).Text("accessToken"));

        await (await client.PostJsonAsync("/api/auth/second-factor/removal", new { code = "1" })).RefusedAsync(
            401,
            "SECOND_FACTOR_IS_WRONG"
        );
        var removed = await client.PostJsonAsync(
            "/api/auth/second-factor/removal",
            new { code = authenticator.Code() }
        );

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await client.GetJsonAsync("/api/auth/me", 401);
        await (await LoginAsync(name, null)).ReadAsync(200);
    }

    [Fact]
    public async Task It_is_reset_on_the_page_of_accounts_by_whoever_sets_passwords()
    {
        var name = await host.NewUserAsync();
        await EnrolledAsync(name);
        var security = new Visitor(host.Browser());
        await security.SignInAsync(await host.NewUserAsync(Post.SecurityAdministrator), AccountsHost.Password);
        await security.OpenAsync("/users");
        var action = $"/users/{name}/second-factor";
        var form = Assert.Single(security.Page.QuerySelectorAll($"form[action='{action}']").OfType<IHtmlFormElement>());
        await security.SubmitAsync(form);

        Assert.Contains("已解除", security.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(security.Page.QuerySelectorAll($"form[action='{action}']"));
        await (await LoginAsync(name, null)).ReadAsync(200);
    }

    [Fact]
    public async Task It_is_switched_off_with_a_code_and_reset_by_an_administrator()
    {
        var name = await host.NewUserAsync();
        var (visitor, authenticator, codes) = await EnrolledAsync(name);
        await visitor.OpenAsync("/account");
        await visitor.SubmitAsync("换发恢复码", ("code", codes[0]), ("do", "renew"));
        Assert.Equal("恢复码", visitor.Heading);
        await visitor.OpenAsync("/account");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.SubmitAsync("解除绑定", ("code", codes[1]), ("do", "remove"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        await visitor.SubmitAsync("解除绑定", ("code", authenticator.Code()), ("do", "remove"));
        Assert.Contains("已解除验证器绑定", visitor.Main, StringComparison.Ordinal);
        await host.SignInAsync(name, AccountsHost.Password);

        await EnrolAsync(visitor);
        var administrator = await host.AsAsync(
            await host.NewUserAsync(Post.SecurityAdministrator),
            AccountsHost.Password
        );
        var cancel = TestContext.Current.CancellationToken;
        var reset = await administrator.DeleteAsync($"/api/users/{name}/second-factor", cancel);
        Assert.False((await reset.ReadAsync(200)).GetProperty("hasSecondFactor").GetBoolean());
        await host.SignInAsync(name, AccountsHost.Password);
        await visitor.OpenAsync("/account");
        Assert.Equal("登录", visitor.Heading);
    }

    [Fact]
    public async Task A_password_given_for_the_first_sign_in_is_changed_before_anything_else()
    {
        var administrator = await host.AsAsync(
            await host.NewUserAsync(Post.SystemAdministrator),
            AccountsHost.Password
        );
        var body = new
        {
            userName = "first.time",
            displayName = "李四",
            post = "clerk",
        };
        await (await administrator.PostJsonAsync("/api/users", body)).ReadAsync(201);
        var security = await host.AsAsync(await host.NewUserAsync(Post.SecurityAdministrator), AccountsHost.Password);
        var key = new { password = AccountsHost.Password, mustChangePassword = true };
        var made = await (await security.PutJsonAsync("/api/users/first.time", key)).ReadAsync(200);
        Assert.True(made.GetProperty("mustChangePassword").GetBoolean());
        var problem = await (await LoginAsync("first.time", null)).RefusedAsync(401, "PASSWORD_MUST_BE_CHANGED");
        Assert.Contains("/account", problem.Text("detail"), StringComparison.Ordinal);
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync("first.time", AccountsHost.Password);
        Assert.Equal("/account", visitor.Address);
        await visitor.OpenAsync("/plans");
        Assert.Equal("我的账号", visitor.Heading);

        await ChangeAsync(visitor, AccountsHost.Password, AccountsHost.Password);
        Assert.Contains("不能与最近 5 次", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
        await ChangeAsync(visitor, AccountsHost.Password, NewPassword);
        Assert.Contains("密码已修改", visitor.Main, StringComparison.Ordinal);
        await visitor.OpenAsync("/plans");
        Assert.NotEqual("我的账号", visitor.Heading);
        await host.SignInAsync("first.time", NewPassword);
    }

    [Fact]
    public async Task An_old_password_is_changed_at_the_next_sign_in()
    {
        var name = await host.NewUserAsync();
        await host.SignInAsync(name, AccountsHost.Password);
        host.Clock.Advance(TimeSpan.FromDays(90));

        await (await LoginAsync(name, null)).RefusedAsync(401, "PASSWORD_MUST_BE_CHANGED");

        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(name, AccountsHost.Password);
        await ChangeAsync(visitor, AccountsHost.Password, NewPassword);
        await host.SignInAsync(name, NewPassword);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_browsers_and_tokens()
    {
        var name = await host.NewUserAsync();
        var token = (await host.SignInAsync(name, AccountsHost.Password)).Text("accessToken");
        var (visitor, other) = (new Visitor(host.Browser()), new Visitor(host.Browser()));
        await visitor.SignInAsync(name, AccountsHost.Password);
        await other.SignInAsync(name, AccountsHost.Password);
        await visitor.OpenAsync("/account");
        Assert.Contains("程序接口上有 1 个有效登录", visitor.Main, StringComparison.Ordinal);

        await visitor.SubmitAsync("全部退出");

        Assert.Equal("登录", visitor.Heading);
        await other.OpenAsync("/account");
        Assert.Equal("登录", other.Heading);
        await host.With(token).GetJsonAsync("/api/auth/me", 401);
    }

    private static async Task ChangeAsync(Visitor visitor, string current, string password)
    {
        await visitor.OpenAsync("/account");
        await visitor.SubmitAsync(
            "修改密码",
            ("currentPassword", current),
            ("password", password),
            ("again", password)
        );
    }

    private async Task<(Visitor, Authenticator, IReadOnlyList<string> RecoveryCodes)> EnrolledAsync(string name)
    {
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(name, AccountsHost.Password);
        var authenticator = await EnrolAsync(visitor);
        return (visitor, authenticator, [.. visitor.Page.QuerySelectorAll(".codes code").Select(Visitor.Folded)]);
    }

    private async Task<Authenticator> EnrolAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/account");
        await visitor.SubmitAsync("绑定验证器", ("password", AccountsHost.Password));
        Assert.True(visitor.Has("svg.qr path"));
        var authenticator = new Authenticator(visitor.TextOf("code"), host.Clock);
        await visitor.SubmitAsync("确认绑定", ("code", authenticator.Code()));
        Assert.Equal("恢复码", visitor.Heading);
        return authenticator;
    }

    private Task<HttpResponseMessage> LoginAsync(string userName, string? code) =>
        host.Anonymous()
            .PostJsonAsync(
                "/api/auth/login",
                new
                {
                    userName,
                    password = AccountsHost.Password,
                    code,
                }
            );

    /// <summary>By what this account got in with a second factor, as the record says.</summary>
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
                .Select(e => System.Text.Json.JsonDocument.Parse(e.Content.After!).RootElement.Text("means"))
                .Where(m => m != "password"),
        ];
    }
}
