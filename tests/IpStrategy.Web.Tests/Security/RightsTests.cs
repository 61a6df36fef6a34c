using System.Net;
using IpStrategy.Web.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

public sealed class RightsTests(DemoHost host)
{
    /// <summary>What may be asked without signing in; everything else is shut.</summary>
    private static readonly string[] Open =
    [
        "POST /api/auth/login",
        "POST /api/auth/refresh",
        // Name and password come with each of them: who must have a second factor gets no token without it.
        "POST /api/auth/second-factor",
        "POST /api/auth/second-factor/confirm",
        "GET /healthz/live",
        "GET /healthz/ready",
        "GET /openapi/{documentName}.json",
    ];

    [Fact]
    public void Only_these_are_open_to_everybody() =>
        Assert.Equal(
            Open.Order(StringComparer.Ordinal),
            Endpoints
                .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .SelectMany(e => MethodsOf(e).Select(m => $"{m} {Address(e)}"))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_other_endpoint_is_shut_to_who_has_not_signed_in()
    {
        var shut = Endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        Assert.True(shut.Count > 20);
        foreach (var endpoint in shut)
        {
            foreach (var method in MethodsOf(endpoint))
            {
                var address = string.Concat(Address(endpoint).Split('{', '}').Select((p, i) => i % 2 == 0 ? p : "1"));
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                var response = await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);

                Assert.True(
                    response.StatusCode == HttpStatusCode.Unauthorized,
                    $"{method} {address}: {response.StatusCode}"
                );
            }
        }
    }

    [Theory]
    [InlineData("zscqj.officer", "POST", "/api/notices", "ONLY_THE_OFFICE_MAY")]
    [InlineData("leadership", "GET", "/api/notices", "ONLY_THE_OFFICE_MAY")]
    [InlineData("group.deputy", "POST", "/api/notices/1/issue", "ONLY_THE_OFFICE_MAY")]
    [InlineData("office.clerk", "GET", "/api/users", "ONLY_AN_ADMINISTRATOR_MAY")]
    [InlineData("admin.audit", "POST", "/api/users", "ONLY_AN_ADMINISTRATOR_MAY")]
    [InlineData("office.director", "GET", "/metrics", "NOT_FOR_THIS_POST")]
    public async Task A_post_opens_what_belongs_to_it_and_nothing_else(
        string who,
        string method,
        string address,
        string code
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        var response = await (await host.AsAsync(who)).SendAsync(request, TestContext.Current.CancellationToken);

        await response.RefusedAsync(403, code);
    }

    [Fact]
    public async Task Administrators_see_no_plan_and_no_work()
    {
        foreach (var who in (string[])["admin.system", "admin.security", "admin.audit"])
        {
            var client = await host.AsAsync(who);

            Assert.Equal(0, (await client.GetJsonAsync("/api/plans")).GetProperty("total").GetInt32());
            var items = await client.GetJsonAsync("/api/work-items?scope=all");
            Assert.Equal(0, items.GetProperty("total").GetInt32());
        }
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b\r\nBcc: c@d")]
    public async Task An_account_takes_no_address_that_no_mail_could_be_sent_to(string email)
    {
        var client = await host.AsAsync("admin.system");
        var body = new
        {
            userName = "mail.officer",
            displayName = "李四",
            post = "officer",
            agency = "kw",
            password = "Fresh-Horse-44",
            email,
        };

        await (await client.PostJsonAsync("/api/users", body)).RefusedAsync(422, "EMAIL_IS_NOT_ALLOWED");
    }

    [Fact]
    public async Task One_administrator_makes_an_account_and_another_gives_its_key()
    {
        var client = await host.AsAsync("admin.system");
        var withKey = new
        {
            userName = "new.officer",
            displayName = "李四",
            post = "officer",
            agency = "kw",
            password = "Fresh-Horse-44",
        };
        var body = new
        {
            withKey.userName,
            withKey.displayName,
            withKey.post,
            withKey.agency,
        };

        // Whoever did both could sign in as anybody.
        await (await client.PostJsonAsync("/api/users", withKey)).RefusedAsync(403, "ANOTHER_ADMINISTRATOR_DOES_THAT");
        var made = await (await client.PostJsonAsync("/api/users", body)).ReadAsync(201);
        await (await client.PostJsonAsync("/api/users", body)).RefusedAsync(422, "USER_NAME_IS_TAKEN");

        Assert.Equal("市科委", made.Text("agencyName"));
        var key = new { withKey.password };
        await (await client.PutJsonAsync("/api/users/new.officer", key)).RefusedAsync(
            403,
            "ANOTHER_ADMINISTRATOR_DOES_THAT"
        );
        var security = await host.AsAsync("admin.security");
        await (await security.PutJsonAsync("/api/users/new.officer", key)).ReadAsync(200);
        await host.SignInAsync("new.officer", "Fresh-Horse-44");
        var ofColleague = await (await host.AsAsync("kw.officer")).GetJsonAsync("/api/work-items?pageSize=1");
        var detail = await (await host.AsAsync("kw.officer")).GetJsonAsync(
            "/api/work-items/" + ofColleague.Items().First().Text("id")
        );
        Assert.Contains(detail.GetProperty("colleagues").EnumerateArray(), c => c.Text("userName") == "new.officer");
    }

    [Theory]
    [InlineData("kw", "leadership", "POST_TAKES_NO_AGENCY")]
    [InlineData(null, "leader", "POST_NEEDS_AGENCY")]
    [InlineData("nowhere", "officer", "AGENCY_IS_UNKNOWN")]
    public async Task A_post_and_its_agency_fit(string? agency, string post, string code)
    {
        var body = new
        {
            userName = "misfit",
            displayName = "王五",
            post,
            agency,
            password = "Fresh-Horse-44",
        };

        await (await (await host.AsAsync("admin.system")).PostJsonAsync("/api/users", body)).RefusedAsync(422, code);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_what_to_keep_out()
    {
        foreach (var address in (string[])["/api/auth/me", "/healthz/live", "/nowhere"])
        {
            var response = await host.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);

            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<SuppressMatchingMetadata>() is null)
            // Pages send to the sign-in instead of refusing; PageGuardTests holds them to it.
            .Where(e => e.Metadata.GetMetadata<GuardedPage>() is null);

    private static string Address(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
}
