using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Walks every endpoint of the API: what the description says of refusals, and whether they are met.</summary>
public sealed partial class OpenApiTruthTests(DemoHost host)
{
    // Nothing is done there even when asked rightly: signing in and out as the test's people would disturb the others.
    private static readonly string[] NotCalled = ["/api/auth/logout", "/api/auth/login", "/api/auth/refresh"];

    private static readonly string[] Own =
    [
        "office.clerk",
        "admin.system",
        "admin.security",
        "admin.audit",
        "leadership",
        "zscqj.officer",
    ];

    [Fact]
    public async Task Every_endpoint_states_the_refusals_that_follow_from_what_it_is()
    {
        var paths = (await host.Anonymous().GetJsonAsync("/openapi/v1.json")).GetProperty("paths");

        Assert.All(
            Endpoints(),
            e =>
            {
                var responses = e.In(paths).GetProperty("responses");
                Assert.All(
                    Expected(e),
                    status => Assert.True(responses.TryGetProperty(status, out _), $"{e}: {status}")
                );
            }
        );
    }

    [Fact]
    public async Task Every_refusal_that_is_stated_is_a_problem_with_a_code()
    {
        var document = await host.Anonymous().GetJsonAsync("/openapi/v1.json");
        var problem = document.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails");

        Assert.True(problem.GetProperty("properties").TryGetProperty("code", out _));
        Assert.All(
            Endpoints().SelectMany(e => e.In(document.GetProperty("paths")).GetProperty("responses").EnumerateObject()),
            r =>
            {
                if (r.Name[0] is '4' or '5')
                {
                    var schema = r.Value.GetProperty("content").GetProperty("application/problem+json");
                    Assert.EndsWith(
                        "/ProblemDetails",
                        schema.GetProperty("schema").Text("$ref"),
                        StringComparison.Ordinal
                    );
                }
            }
        );
    }

    [Fact]
    public async Task An_endpoint_for_a_role_keeps_strangers_and_other_roles_out()
    {
        var roles = Endpoints().Where(e => e.NeedsRole).ToList();
        Assert.True(roles.Count > 5);

        foreach (var e in roles)
        {
            await (await SendAsync(host.Anonymous(), e, null)).ReadAsync(401);
            var refused = 0;
            foreach (var user in Own)
            {
                refused +=
                    (int)(await SendAsync(await host.AsAsync(user), e, Content("{", e))).StatusCode == 403 ? 1 : 0;
            }
            Assert.InRange(refused, 1, Own.Length - 1);
        }
    }

    [Fact]
    public async Task An_endpoint_that_takes_a_body_refuses_another_type_and_a_broken_one()
    {
        foreach (var e in Endpoints().Where(e => e.TakesBody && !NotCalled.Contains(e.Address)))
        {
            var client = await AllowedAsync(e);
            var xml = new StringContent("<x/>", Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));
            await (await SendAsync(client, e, xml)).RefusedAsync(415, "CONTENT_TYPE_IS_NOT_TAKEN");
            if (e.TakesJson)
            {
                await (await SendAsync(client, e, Content("{", e))).RefusedAsync(400, "JSON_IS_MALFORMED");
            }
        }
    }

    [Fact]
    public async Task A_parameter_that_no_endpoint_knows_is_refused_everywhere()
    {
        foreach (var e in Endpoints().Where(e => e.Method == "GET"))
        {
            var response = await SendAsync(await AllowedAsync(e), e with { Query = "?nonsense=1" }, null);

            Assert.Equal("nonsense", (await response.RefusedAsync(400, "PARAMETER_IS_UNKNOWN")).Text("parameter"));
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_anywhere()
    {
        foreach (
            var e in Endpoints().Where(e => e.Method == "GET" && e.Address.Contains('{', StringComparison.Ordinal))
        )
        {
            await (await SendAsync(await AllowedAsync(e), e, null)).ReadAsync(404);
        }
    }

    private static IEnumerable<string> Expected(Described e) =>
        [
            "400",
            "401",
            "429",
            "503",
            .. e.NeedsRole ? ["403"] : Array.Empty<string>(),
            .. e.TakesBody ? ["413", "415"] : Array.Empty<string>(),
            .. e.Address.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
        ];

    private List<Described> Endpoints() =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
                .Where(e => !e.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
                .SelectMany(e =>
                    e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => Described.Of(e, m))
                ),
        ];

    /// <summary>Somebody whom the endpoint's policy lets in.</summary>
    private async Task<HttpClient> AllowedAsync(Described e)
    {
        foreach (var user in Own)
        {
            var client = await host.AsAsync(user);
            if (
                (await SendAsync(client, e with { Query = "?nonsense=1" }, Content("{", e))).StatusCode
                is not System.Net.HttpStatusCode.Forbidden
            )
            {
                return client;
            }
        }
        throw new Xunit.Sdk.XunitException($"Nobody may {e}");
    }

    private static StringContent? Content(string text, Described e) =>
        e.TakesJson ? new StringContent(text, Encoding.UTF8, "application/json") : null;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Described e, HttpContent? content)
    {
        var address = Hole().Replace(e.Address, "1") + e.Query;
        using var request = new HttpRequestMessage(new HttpMethod(e.Method), address) { Content = content };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    private sealed record Described(string Address, string Method, bool NeedsRole, bool TakesBody, bool TakesJson)
    {
        public string Query { get; init; } = "";

        public static Described Of(RouteEndpoint endpoint, string method)
        {
            var accepts = endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
            return new(
                endpoint.RoutePattern.RawText!.TrimEnd('/'),
                method,
                Needs.At(endpoint) is { } operation && !RightsTable.IsForEverybody(operation),
                accepts is not null,
                accepts?.ContentTypes.Contains("application/json") == true
            );
        }

        public JsonElement In(JsonElement paths) => paths.GetProperty(Address).GetProperty(Method.ToLowerInvariant());

        public override string ToString() => $"{Method} {Address}";
    }
}
