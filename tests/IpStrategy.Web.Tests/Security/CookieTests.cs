using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Pages;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

public sealed class CookieTests(AccountsHost host) : IClassFixture<AccountsHost>
{
    private const string Logout = "/api/auth/logout";

    [Fact]
    public async Task The_cookie_of_a_page_opens_the_api_too()
    {
        var name = await host.NewUserAsync();

        var me = await With(await CookieOfAsync(name)).GetJsonAsync("/api/auth/me");

        Assert.Equal(name, me.GetProperty("user").Text("userName"));
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        var header = await SetCookieOfAsync(await host.NewUserAsync());

        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", header, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cookie_of_an_encrypted_connection_goes_over_no_other()
    {
        var name = await host.NewUserAsync();

        Assert.Contains("; secure", await SetCookieOfAsync(name, "https"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing()
    {
        var client = With(await CookieOfAsync(await host.NewUserAsync()));

        await (await client.PostNothingAsync(Logout)).RefusedAsync(400, "ANTIFORGERY_TOKEN_IS_MISSING");
    }

    [Fact]
    public async Task With_the_forms_token_it_does()
    {
        var cookie = await CookieOfAsync(await host.NewUserAsync());
        var (formCookie, token) = await FormTokenAsync(cookie);
        var client = With($"{cookie}; {formCookie}");
        client.DefaultRequestHeaders.Add("RequestVerificationToken", token);

        await (await client.PostNothingAsync(Logout)).ReadAsync(204);
    }

    [Fact]
    public async Task The_forms_token_of_somebody_else_is_none()
    {
        var (formCookie, token) = await FormTokenAsync(await CookieOfAsync(await host.NewUserAsync()));
        var client = With($"{await CookieOfAsync(await host.NewUserAsync())}; {formCookie}");
        client.DefaultRequestHeaders.Add("RequestVerificationToken", token);

        await (await client.PostNothingAsync(Logout)).RefusedAsync(400, "ANTIFORGERY_TOKEN_IS_MISSING");
    }

    [Fact]
    public async Task A_new_password_ends_the_cookie_too()
    {
        var name = await host.NewUserAsync();
        var client = With(await CookieOfAsync(name));
        await client.GetJsonAsync("/api/auth/me");

        await using var scope = host.Services.CreateAsyncScope();
        var changed = await scope
            .ServiceProvider.GetRequiredService<SetPassword>()
            .RunAsync(name, "Another-Horse-43", new Actor(1, "", Post.SecurityAdministrator, null), default);

        Assert.False(changed.IsRefused);
        await client.GetJsonAsync("/api/auth/me", 401);
    }

    [Fact]
    public async Task A_page_left_open_does_not_keep_the_session_alive_a_person_does()
    {
        var client = With(await CookieOfAsync(await host.NewUserAsync()));
        host.Clock.Advance(TimeSpan.FromHours(7));

        var byItself = await client.GetAsync("/inbox/count", TestContext.Current.CancellationToken);
        var byPerson = await client.GetAsync("/inbox", TestContext.Current.CancellationToken);

        Assert.True(byItself.IsSuccessStatusCode);
        Assert.DoesNotContain(SetCookies(byItself), c => c.StartsWith("ipstrategy=", StringComparison.Ordinal));
        Assert.Contains(SetCookies(byPerson), c => c.StartsWith("ipstrategy=", StringComparison.Ordinal));
    }

    private static IEnumerable<string> SetCookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    [Theory]
    [InlineData("/work-items/1?x=2", "/work-items/1?x=2")]
    [InlineData("https://example.org/", "/")]
    [InlineData("//example.org/", "/")]
    [InlineData("/\\example.org/", "/")]
    [InlineData("/\t/example.org/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_the_sign_in_one_stays_on_this_site(string? wanted, string taken) =>
        Assert.Equal(taken, LocalAddress.OrHome(wanted));

    private HttpClient With(string cookie)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private async Task<string> CookieOfAsync(string userName) => (await SetCookieOfAsync(userName)).Split(';')[0];

    private async Task<string> SetCookieOfAsync(string userName, string scheme = "http")
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = ContextOf(scope, scheme);
        var signIn = scope.ServiceProvider.GetRequiredService<CookieSignIn>();
        var outcome = await signIn.RunAsync(context, userName, AccountsHost.Password);
        Assert.False(outcome.IsRefused, outcome.Refusal?.Code);
        return context.Response.Headers.SetCookie.Single()!;
    }

    private async Task<(string Cookie, string Token)> FormTokenAsync(string cookie)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = ContextOf(scope, "http");
        context.Request.Headers.Cookie = cookie;
        var signedIn = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(
            context,
            Schemes.Cookie
        );
        context.User = signedIn.Principal!;
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return (context.Response.Headers.SetCookie.Single()!.Split(';')[0], tokens.RequestToken!);
    }

    private static DefaultHttpContext ContextOf(AsyncServiceScope scope, string scheme)
    {
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (context.Request.Scheme, context.Request.Host) = (scheme, new HostString("localhost"));
        return context;
    }
}
