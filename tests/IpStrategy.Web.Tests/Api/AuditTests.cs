using System.Net;
using System.Net.Http.Json;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Security;
using IpStrategy.Web.Tests.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Api;

/// <summary>The record over HTTP: who reads it, what of a sign-in stands in it, that it verifies and can be taken out.</summary>
public sealed class AuditTests(AccountsHost host) : IClassFixture<AccountsHost>
{
    [Fact]
    public async Task Signing_in_and_out_stands_there_and_never_with_what_was_typed()
    {
        var (auditor, name) = (await AuditorAsync(), await host.NewUserAsync());
        await TryAsync(name, "Wrong-Horse-42");
        await TryAsync("Secret-typed-as-name", "Wrong-Horse-42");
        var pair = await host.SignInAsync(name, AccountsHost.Password);
        var signedIn = host.With(pair.Text("accessToken"));
        await signedIn.PostAsync("/api/auth/logout", null, TestContext.Current.CancellationToken);

        var entries = (await auditor.GetJsonAsync($"/api/audit?person={name}&direction=ascending")).Items().ToList();
        var refused = (await auditor.GetJsonAsync("/api/audit?verb=sign-in-refused&pageSize=200")).Items().ToList();

        Assert.Equal(["sign-in", "sign-out"], entries.Select(e => e.Text("verb")));
        Assert.Contains(refused, e => e.Text("subject") == entries[0].Text("subject"));
        Assert.Contains(refused, e => e.Text("subject") == "user:unknown");
        var everything = await auditor.GetStringAsync("/api/audit/export", TestContext.Current.CancellationToken);
        Assert.Contains("sign-in-refused", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret-typed-as-name", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("-Horse-42", everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public async Task The_address_of_a_request_is_told_to_the_record(string from, string told)
    {
        await using var services = new ServiceCollection().AddScoped<CallerAddress>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var line = new ApplicationBuilder(services).UseCallerAddress().Build();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);

        await line(http);

        Assert.Equal(told, scope.ServiceProvider.GetRequiredService<CallerAddress>().Value);
    }

    [Fact]
    public async Task Only_the_audit_administrator_reads_it()
    {
        foreach (var post in (Post[])[Post.SystemAdministrator, Post.SecurityAdministrator, Post.Director])
        {
            var client = await ClientAsync(post);
            foreach (var address in (string[])["", "/state", "/own-work", "/export"])
            {
                var response = await client.GetAsync("/api/audit" + address, TestContext.Current.CancellationToken);
                await response.RefusedAsync(403, "ONLY_THE_AUDIT_ADMINISTRATOR_MAY");
            }
        }
    }

    [Fact]
    public async Task It_comes_page_by_page_each_entry_once_and_verifies()
    {
        var auditor = await AuditorAsync();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await host.NewUserAsync();
        }
        var (seen, next) = (new List<string>(), "");
        do
        {
            var page = await auditor.GetJsonAsync($"/api/audit?verb=create&pageSize=2{next}");
            seen.AddRange(page.Items().Select(e => e.Text("id")));
            next = page.GetProperty("next").GetString() is { } mark ? $"&after={mark}" : "";
        } while (next.Length > 0);

        Assert.True(seen.Count >= 6);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(seen, seen.OrderByDescending(long.Parse));
        var response = await auditor.PostAsync("/api/audit/verification", null, TestContext.Current.CancellationToken);
        var found = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(
            TestContext.Current.CancellationToken
        );
        Assert.True(found.GetProperty("isSound").GetBoolean(), found.ToString());
        var state = await auditor.GetJsonAsync("/api/audit/state");
        Assert.True(state.GetProperty("lastVerification").GetProperty("isSound").GetBoolean());
        await (await auditor.GetAsync("/api/audit?who=me", TestContext.Current.CancellationToken)).RefusedAsync(
            400,
            "PARAMETER_IS_UNKNOWN"
        );
    }

    private Task<HttpClient> AuditorAsync() => ClientAsync(Post.AuditAdministrator);

    private async Task<HttpClient> ClientAsync(Post post) =>
        host.With((await host.SignInAsync(await host.NewUserAsync(post), AccountsHost.Password)).Text("accessToken"));

    private async Task TryAsync(string userName, string password)
    {
        using var client = host.Anonymous();
        var response = await client.PostAsJsonAsync(
            "/api/auth/login",
            new { userName, password },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
