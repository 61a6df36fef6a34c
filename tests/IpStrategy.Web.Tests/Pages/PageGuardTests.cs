using System.Net;
using IpStrategy.Web.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Nobody gets past the guard unsigned or without a token, and nothing typed is lost to it.</summary>
[Collection(PagesGroup.Name)]
public sealed class PageGuardTests(PagesHost host)
{
    private static readonly string[] Open =
    [
        "/language",
        "/setup",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/oidc",
        "/sign-out",
    ];

    [Fact]
    public void Only_these_pages_are_open_to_anybody() =>
        Assert.Equal(
            Open,
            Pages
                .Where(p => p.Metadata.GetMetadata<OpenToAnyone>() is not null)
                .Select(p => p.RoutePattern.RawText!)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_other_page_sends_a_stranger_to_the_sign_in_and_takes_no_form_from_him()
    {
        var shut = Pages.Where(p => p.Metadata.GetMetadata<OpenToAnyone>() is null).ToList();
        Assert.True(shut.Count > 25);
        foreach (var page in shut)
        {
            var visitor = host.Stranger();
            var address = AddressOf(page);
            if (page.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            {
                await visitor.OpenAsync(address);
                Assert.StartsWith("/sign-in", visitor.Address, StringComparison.Ordinal);
            }
            else
            {
                await visitor.ForgeAsync(address, ("opinion", "x"));
                Assert.Equal(HttpStatusCode.Unauthorized, visitor.Status);
            }
            Assert.Equal("登录", visitor.Heading);
        }
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_waits_behind_the_sign_in_with_everything_typed()
    {
        var item = await FirstItemAsync("bdq.officer");
        var visitor = host.Stranger();

        await visitor.ForgeAsync($"/work-items/{item}/complete", ("opinion", "长长的意见\n第二行"), ("version", "1"));
        Assert.Contains("登录已经过期", visitor.Main, StringComparison.Ordinal);
        await visitor.SubmitAsync("登录", ("userName", "bdq.officer"), ("password", "wrong"));
        Assert.Contains("不正确", visitor.Main, StringComparison.Ordinal);
        await visitor.SubmitAsync("登录", ("userName", "bdq.officer"), ("password", PagesHost.Password));
        Assert.Equal("接着提交", visitor.Heading);
        await visitor.SubmitAsync("继续");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("长长的意见\n第二行", visitor.Page.QuerySelector("[name=opinion]")!.TextContent);
        Assert.Contains("再提交一次", visitor.Main, StringComparison.Ordinal);
        await visitor.SubmitAsync("签收");
        Assert.Contains("已提交", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing_and_is_asked_for_again()
    {
        var visitor = await host.AsAsync("jhx.officer");
        var item = await FirstItemAsync("jhx.officer");

        await visitor.ForgeAsync($"/work-items/{item}/complete", ("opinion", "forged"), ("version", "1"));

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("forged", visitor.Page.QuerySelector("[name=opinion]")!.TextContent, StringComparison.Ordinal);
        await visitor.OpenAsync($"/work-items/{item}");
        Assert.True(visitor.Has($"form[action='/work-items/{item}/complete']"), "the work item was done");
    }

    [Fact]
    public async Task A_password_is_never_carried_through_a_page()
    {
        var visitor = host.Stranger();

        await visitor.ForgeAsync("/sign-in", ("userName", "zscqj.officer"), ("password", "Very-Secret-7"));

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.DoesNotContain("Very-Secret-7", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_a_page_fetches_by_itself_is_refused_when_the_session_has_ended()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/inbox/count");
        request.Headers.Add("HX-Request", "true");

        using var response = await host.Browser().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Pages_are_not_kept_by_browsers_and_proxies()
    {
        using var response = await host.Browser().GetAsync("/sign-in", TestContext.Current.CancellationToken);

        Assert.True(response.Headers.CacheControl!.NoStore);
        // The framework says so on every page with a form, and warns of each that says something else.
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    private IEnumerable<RouteEndpoint> Pages =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<GuardedPage>() is not null);

    private static string AddressOf(RouteEndpoint page) =>
        string.Concat(
            page.RoutePattern.PathSegments.Select(s =>
                "/"
                + string.Concat(
                    s.Parts.Select(p =>
                        p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l ? l.Content : ValueFor(p)
                    )
                )
            )
        )
            is { Length: > 0 } address
            ? address
            : "/";

    private static string ValueFor(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) =>
        part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } p
        && p.ParameterPolicies[0].Content!.StartsWith("regex", StringComparison.Ordinal)
            ? p.ParameterPolicies[0].Content!.Split('(', '|', ')')[2]
            : "1";

    private async Task<string> FirstItemAsync(string user)
    {
        var visitor = await host.AsAsync(user);
        await visitor.OpenAsync("/?step=acknowledge");
        return visitor.Page.QuerySelector("a.row-link")!.GetAttribute("href")!.Split('/')[^1];
    }
}
