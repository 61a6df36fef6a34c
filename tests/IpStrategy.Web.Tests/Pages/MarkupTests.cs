using System.Net;
using AngleSharp.Dom;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>What every page owes to who cannot see it, has no mouse, or a strict browser.</summary>
[Collection(PagesGroup.Name)]
public sealed class MarkupTests(PagesHost host)
{
    private static readonly string[] Addresses =
    [
        "/",
        "/?scope=all",
        "/?state=done",
        "/?scope=all&step=directorSign",
        "/plans",
        "/notices",
        "/inbox",
        "/agencies",
        "/agencies/zscqj",
        "/agencies/reorganisations",
        "/shortcuts",
        "/nothing/here",
        "first:tbody a.row-link@/",
        "first:tbody a.row-link@/plans",
        "first:tbody a.row-link@/notices",
        "item:/transfer",
        "item:/copy-to",
        "/proxies",
        "/?scope=copied",
        "issued:/issue",
    ];

    public static TheoryData<string, string> Pages =>
        [.. from address in Addresses from language in (string[])["zh-CN", "en"] select (address, language)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_well_made(string address, string language)
    {
        var visitor = await host.AsAsync("office.clerk");
        await visitor.OpenAsync("/shortcuts");
        if (language == "en")
        {
            await visitor.SubmitAsync("English");
        }
        await OpenAsync(visitor, address);
        var page = visitor.Page;

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.NotEqual("", page.Title);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Equal("#main", page.QuerySelector("body > a")!.GetAttribute("href"));
        Assert.Equal(
            HeadingLevels(page),
            HeadingLevels(page).Where((l, i) => i == 0 || l <= HeadingLevels(page)[i - 1] + 1)
        );
        Assert.All(page.QuerySelectorAll("table"), t => Assert.NotNull(t.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("thead th, tbody th"), h => Assert.NotNull(h.GetAttribute("scope")));
        Assert.All(Inputs(page), i => Assert.True(HasName(i), $"no label: {i.OuterHtml}"));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(
            page.All.SelectMany(e => e.Attributes),
            a => a.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.All(
            page.QuerySelectorAll("[src], link[href]"),
            e => Assert.StartsWith("/", e.GetAttribute("src") ?? e.GetAttribute("href"), StringComparison.Ordinal)
        );
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            page.QuerySelectorAll("[aria-labelledby]"),
            e => Assert.Contains(e.GetAttribute("aria-labelledby"), ids)
        );
        Assert.All(
            page.QuerySelectorAll("form[method=post]"),
            f => Assert.NotNull(f.QuerySelector("[name=__RequestVerificationToken]"))
        );
        Assert.True(page.QuerySelectorAll(".nav a").Length <= 7);
    }

    /// <summary>As it comes over the wire.</summary>
    [Fact]
    public async Task A_list_page_weighs_no_more_than_sixty_kilobytes()
    {
        using var browser = host.Browser();
        var visitor = new Visitor(browser);
        await visitor.SignInAsync("office.clerk", PagesHost.Password);
        await visitor.OpenAsync("/plans");
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var bytes = await WeightAsync(browser, visitor.Address);
        foreach (var part in visitor.Page.QuerySelectorAll("link[rel=stylesheet], script[src]"))
        {
            bytes += await WeightAsync(browser, part.GetAttribute("src") ?? part.GetAttribute("href")!);
        }

        Assert.InRange(bytes, 20_000, 60_000);
    }

    private static async Task<int> WeightAsync(HttpClient browser, string address)
    {
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        var isFile = address.Contains("?v=", StringComparison.Ordinal);
        Assert.Contains(
            isFile ? "immutable" : "no-store",
            response.Headers.CacheControl!.ToString(),
            StringComparison.Ordinal
        );
        return (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
    }

    [Fact]
    public async Task Texts_of_people_are_never_taken_for_markup()
    {
        var visitor = await host.AsAsync("hbq.officer");
        await visitor.OpenAsync("/?step=acknowledge");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a.row-link")!.GetAttribute("href")!);
        var address = visitor.Address;

        await visitor.SubmitAsync("签收", ("opinion", "<script>alert(1)</script><b>粗</b>"));
        await visitor.OpenAsync(address);

        Assert.Contains("<script>alert(1)</script><b>粗</b>", visitor.TextOf(".course"), StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll(".course script, .course-text b"));
    }

    private static async Task OpenAsync(Visitor visitor, string address)
    {
        switch (address.Split(':', 2))
        {
            case ["first", var rest]:
                await visitor.OpenAsync(rest.Split('@')[1]);
                await visitor.OpenAsync(visitor.Page.QuerySelector(rest.Split('@')[0])!.GetAttribute("href")!);
                break;
            case ["item", var rest]:
                await visitor.OpenAsync("/");
                await visitor.OpenAsync(visitor.Page.QuerySelector("a.row-link")!.GetAttribute("href") + rest);
                break;
            case ["issued", var rest]:
                await visitor.OpenAsync("/notices");
                await visitor.OpenAsync(visitor.Page.QuerySelector("a.row-link")!.GetAttribute("href") + rest);
                break;
            default:
                await visitor.OpenAsync(address);
                break;
        }
    }

    private static List<int> HeadingLevels(IDocument page) =>
        [.. page.QuerySelectorAll("h1, h2, h3, h4").Select(h => h.TagName[1] - '0')];

    private static IEnumerable<IElement> Inputs(IDocument page) =>
        page.QuerySelectorAll("input:not([type=hidden]), select, textarea:not([hidden])");

    private static bool HasName(IElement input) =>
        input.HasAttribute("aria-label")
        || input.Closest("label") is not null
        || (input.Id is { } id && input.Owner!.QuerySelector($"label[for='{id}']") is not null);
}
