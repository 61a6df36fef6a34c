using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Testing;
using IpStrategy.Web.Pages;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Security;

/// <summary>
/// Every post before every address of the program: whom it lets in, and that what is somebody else's is not there. The matrix lies
/// beside the test as a table to read; a change of it is a change of rights.
/// </summary>
public sealed partial class RightsMatrixTests(DemoHost host)
{
    private const string Nothing = "1";
    private const string Stranger = "kw.officer";
    private const string Integration = "matrix.integration";

    private static readonly (Post Post, string User)[] Holders =
    [
        (Post.Officer, "zscqj.officer"),
        (Post.Leader, "zscqj.leader"),
        (Post.Clerk, "office.clerk"),
        (Post.Director, "office.director"),
        (Post.GroupDeputy, "group.deputy"),
        (Post.Leadership, "leadership"),
        (Post.SystemAdministrator, "admin.system"),
        (Post.SecurityAdministrator, "admin.security"),
        (Post.AuditAdministrator, "admin.audit"),
        (Post.Integration, Integration),
    ];

    [Fact]
    public void Every_address_says_what_it_is_for()
    {
        Assert.Equal(Enum.GetValues<Operation>().Order(), RightsTable.Rows.Select(r => r.Operation).Order());
        Assert.All(
            Endpoints().Where(e => !IsOpen(e)),
            e => Assert.True(Needs.At(e) is not null, $"{Address(e)} says nothing of whom it is for: nobody gets in")
        );
    }

    [Fact]
    public async Task Every_post_gets_where_the_matrix_says_and_nowhere_else()
    {
        var people = new List<(Post Post, HttpClient Client)>();
        foreach (var (post, user) in Holders)
        {
            people.Add((post, await ClientAsync(user)));
        }
        var matrix = new StringBuilder();
        foreach (var asked in Addresses())
        {
            var (method, address, endpoint) = asked;
            var letIn = new List<Post>();
            foreach (var (post, client) in people)
            {
                var status = await AskAsync(client, asked, Nothing);
                Assert.NotEqual(HttpStatusCode.Unauthorized, status);
                Assert.False((int)status >= 500, $"{method} {address} as {post}: {status}");
                if (status is not HttpStatusCode.Forbidden)
                {
                    letIn.Add(post);
                }
            }
            var who = letIn.Count == Holders.Length ? "everybody" : string.Join(' ', letIn);
            matrix.Append(method).Append(' ').Append(address).Append(": ").Append(who).Append('\n');
            var granted = RightsTable.Rows.Single(r => r.Operation == Needs.At(endpoint)).Posts;
            Assert.True(granted.ToHashSet().SetEquals(letIn), $"{method} {address} lets in {who}");
        }
        Snapshot.Matches(matrix.ToString(), "rights-matrix.txt");
    }

    [Fact]
    public async Task What_belongs_to_others_is_not_there()
    {
        var own = await host.AsAsync("zscqj.officer");
        var things = await ThingsAsync(own);
        var stranger = await host.AsAsync(Stranger);
        var asked = 0;
        foreach (
            var (method, address, endpoint) in Addresses().Where(a => a.Address.Contains('{', StringComparison.Ordinal))
        )
        {
            var row = RightsTable.Rows.Single(r => r.Operation == Needs.At(endpoint));
            var isForm = method == "POST" && endpoint.Metadata.GetMetadata<GuardedPage>() is not null;
            if (row.Relation == Relation.None || isForm || Show(address))
            {
                continue;
            }
            var thing = things.FirstOrDefault(t => address.StartsWith(t.Prefix, StringComparison.Ordinal));
            Assert.True(thing.Id is not null, $"{address}: whose thing is behind it? Name one of them here.");
            var status = await AskAsync(stranger, (method, address, endpoint), thing.Id!);
            Assert.True(status == HttpStatusCode.NotFound, $"{method} {address}: {(int)status}");
            asked++;
        }
        Assert.True(asked >= 8);
    }

    /// <summary>Something of 市知识产权局's under every prefix, that the stranger's agency takes no part in.</summary>
    private static async Task<List<(string Prefix, string? Id)>> ThingsAsync(HttpClient own)
    {
        var item = (await own.GetJsonAsync("/api/work-items?scope=agency&pageSize=200")).Items().ToList();
        var shared = "";
        var assignment = "";
        foreach (var candidate in item)
        {
            var id = candidate.Text("assignmentId");
            var detail = await own.GetJsonAsync($"/api/assignments/{id}");
            if (!detail.GetRawText().Contains("\"kw\"", StringComparison.Ordinal))
            {
                (shared, assignment) = (candidate.Text("id"), id);
                break;
            }
        }
        Assert.NotEqual("", assignment);
        var message = (await own.GetJsonAsync("/api/inbox?pageSize=1")).Items().FirstOrDefault();
        var messageId = message.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "1" : message.Text("id");
        var far = new
        {
            deputy = "zscqj.leader",
            from = "2011-12-01",
            to = "2011-12-02",
        };
        var proxy = await (await own.PostJsonAsync("/api/proxies", far)).ReadAsync(201);
        var attachment = await AttachmentAsync(own, shared);
        return
        [
            ("/api/proxies/", proxy.Text("id")),
            ("/proxies/", proxy.Text("id")),
            ("/api/work-items/", shared),
            ("/work-items/", shared),
            ("/api/attachments/", attachment),
            ("/attachments/", attachment),
            ("/api/assignments/", assignment),
            ("/assignments/", assignment),
            // Everybody who takes part sees the plan; the stranger does, so only one that is not there can be asked for.
            ("/api/plans/", "zzzzzzzz"),
            ("/plans/", "zzzzzzzz"),
            ("/api/inbox/", messageId),
            ("/inbox/", messageId),
        ];
    }

    /// <summary>A file at a work item; none where the item is another's to act on.</summary>
    private static async Task<string> AttachmentAsync(HttpClient own, string item)
    {
        var address = $"/api/work-items/{item}/attachments?name=a.pdf";
        using var body = new ByteArrayContent(SampleFiles.Pdf());
        body.Headers.ContentType = new("application/octet-stream");
        var made = await own.PostAsync(address, body, TestContext.Current.CancellationToken);
        return (await made.ReadAsync(201)).Text("id");
    }

    /// <summary>Addresses that only send on to another one.</summary>
    private static bool Show(string address) =>
        address.Contains("{verb:", StringComparison.Ordinal) || address.Contains("{*rest}", StringComparison.Ordinal);

    private async Task<HttpClient> ClientAsync(string user)
    {
        if (user == Integration)
        {
            var body = new
            {
                userName = Integration,
                displayName = "接口",
                post = "integration",
            };
            await (await host.AsAsync("admin.system")).PostJsonAsync("/api/users", body);
            var password = new { password = DemoHost.Password };
            await (await host.AsAsync("admin.security")).PutJsonAsync($"/api/users/{Integration}", password);
        }
        return await host.AsAsync(user);
    }

    /// <summary>Asks with a body that cannot be acted on, so that nothing is ever done; rights are looked at before it.</summary>
    private static async Task<HttpStatusCode> AskAsync(
        HttpClient client,
        (string Method, string Address, RouteEndpoint Endpoint) asked,
        string id
    )
    {
        var (method, address, endpoint) = asked;
        using var request = new HttpRequestMessage(new HttpMethod(method), Filled(address, id));
        if (method is "POST" or "PUT")
        {
            // A form without its token; a text that is no JSON where the thing does not exist anyhow, and an empty body where it does.
            request.Content = !address.StartsWith("/api/", StringComparison.Ordinal)
                ? new FormUrlEncodedContent([])
                : new StringContent(id == Nothing ? "{" : "{}", Encoding.UTF8, TypeOf(endpoint));
        }
        using var response = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        return response.StatusCode;
    }

    /// <summary>The id for every hole; where only some words fit, the first of them.</summary>
    private static string Filled(string address, string id) =>
        Hole().Replace(address, m => Choice().Match(m.Value) is { Success: true } words ? words.Groups[1].Value : id);

    /// <summary>A type that it takes: another would be refused before anybody asks who is there.</summary>
    private static string TypeOf(RouteEndpoint endpoint)
    {
        var types = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [];
        return types.FirstOrDefault(t => !t.StartsWith("multipart/", StringComparison.Ordinal)) ?? "application/json";
    }

    private IEnumerable<(string Method, string Address, RouteEndpoint Endpoint)> Addresses() =>
        Endpoints()
            .Where(e => !IsOpen(e))
            // Nothing but ends the session of the one who asks.
            .Where(e => Address(e) != "/api/auth/logout")
            .SelectMany(e =>
                (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, Address(e), e))
            )
            .OrderBy(a => a.Item2, StringComparer.Ordinal)
            .ThenBy(a => a.m, StringComparer.Ordinal);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<SuppressMatchingMetadata>() is null);

    // Pages stand behind a guard of their own, which asks for the sign-in itself.
    private static bool IsOpen(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<GuardedPage>() is not null
            ? endpoint.Metadata.GetMetadata<OpenToAnyone>() is not null
            : endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string Address(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    [GeneratedRegex(@"\^\(([\w-]+)")]
    private static partial Regex Choice();

    [GeneratedRegex(@"\{[^{}]*(?:\{[^{}]*\})*[^{}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
