using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Api;

public sealed class OpenApiTests(DemoHost host)
{
    [Fact]
    public async Task Every_endpoint_of_the_api_is_described_with_answers_and_who_may_ask()
    {
        var document = await host.Anonymous().GetJsonAsync("/openapi/v1.json");
        var paths = document.GetProperty("paths");
        var endpoints = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Where(e => !e.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
            .ToList();

        Assert.True(endpoints.Count > 20);
        foreach (var endpoint in endpoints)
        {
            var address = endpoint.RoutePattern.RawText!.TrimEnd('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                Assert.True(paths.TryGetProperty(address, out var path), address);
                var operation = path.GetProperty(method.ToLowerInvariant());
                Assert.NotEmpty(operation.Text("summary"));
                var responses = operation.GetProperty("responses");
                Assert.Contains(responses.EnumerateObject(), r => r.Name.StartsWith('2'));
                Assert.True(responses.TryGetProperty("401", out _), address);
                var isOpen =
                    address
                    is "/api/auth/login"
                        or "/api/auth/refresh"
                        or "/api/auth/second-factor"
                        or "/api/auth/second-factor/confirm";
                Assert.Equal(!isOpen, operation.TryGetProperty("security", out _));
            }
        }
    }

    [Fact]
    public async Task Every_schema_that_is_referred_to_is_there()
    {
        var document = await host.Anonymous().GetJsonAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.All(References(document), r => Assert.True(schemas.TryGetProperty(r, out _), r));
    }

    [Fact]
    public async Task The_page_to_try_it_out_is_there()
    {
        var client = host.Anonymous();

        var page = await client.GetAsync("/swagger/index.html", TestContext.Current.CancellationToken);

        Assert.True(page.IsSuccessStatusCode);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/swagger/index.html", true)]
    [InlineData("/swagger/swagger-ui.css", true)]
    [InlineData("/sign-in", false)]
    [InlineData("/swaggering", false)]
    public async Task Only_its_own_inline_style_runs_and_only_there(string address, bool isAllowed)
    {
        var page = await host.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal(isAllowed, policy.Contains("style-src 'self' 'sha256-", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p =>
                    p.NameEquals("$ref")
                    && p.Value.GetString()!.StartsWith("#/components/schemas/", StringComparison.Ordinal)
                        ? [p.Value.GetString()!.Split('/')[^1]]
                        : References(p.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
}
