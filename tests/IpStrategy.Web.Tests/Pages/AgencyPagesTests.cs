using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>单位目录 and 机构改革 as the system administrator sees them, without scripts. A demonstration of its own.</summary>
public sealed class AgencyPagesTests : IAsyncLifetime
{
    private readonly PagesHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_reform_is_taken_from_the_directory_previewed_chosen_and_carried_out()
    {
        var admin = await _host.AsAsync("admin.system");
        await admin.OpenAsync("/agencies");
        await admin.FollowAsync("机构改革");
        await admin.FollowAsync("新的机构改革");
        await admin.SubmitAsync("取来");
        var days = admin
            .Page.QuerySelectorAll("input[name^='on.']")
            .Select(i => (i.GetAttribute("name")!, "2010-03-15"))
            .ToArray();
        Assert.True(days.Length > 10);

        await admin.SubmitAsync("预览", [("act", "preview"), ("title", "机构改革"), ("basis", "改革方案"), .. days]);
        Assert.Equal(HttpStatusCode.OK, admin.Status);
        Assert.Contains("两个牵头单位合一", RowOf(admin, 24), StringComparison.Ordinal);
        Assert.Contains("牵头与协办合一", RowOf(admin, 27), StringComparison.Ordinal);
        Assert.DoesNotContain("牵头与协办合一", RowOf(admin, 39), StringComparison.Ordinal);

        // Another choice has to be seen before it is carried out.
        var place = admin
            .Page.QuerySelectorAll("select[name^='choice.']")
            .Single(s => s.GetAttribute("aria-label")!.Contains("39", StringComparison.Ordinal))
            .GetAttribute("name")!;
        await admin.SubmitAsync("执行", (place, "gsj2018"));
        Assert.Equal(HttpStatusCode.Conflict, admin.Status);
        Assert.Contains("牵头与协办合一", RowOf(admin, 39), StringComparison.Ordinal);

        await admin.SubmitAsync("执行");
        Assert.Equal("机构改革", admin.Heading);
        Assert.Contains("已执行", admin.Main, StringComparison.Ordinal);
        await admin.OpenAsync("/agencies/kw");
        Assert.Equal("市科学技术局", admin.Heading);
        Assert.Contains("市科委", admin.Main, StringComparison.Ordinal);
        await admin.OpenAsync("/agencies/gsj2018");
        Assert.Contains("市质监局", admin.Main, StringComparison.Ordinal);
        await admin.OpenAsync("/agencies?q=%E5%B7%A5%E5%95%86%E5%B1%80&standing=gone");
        Assert.Contains("市工商局", admin.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_told_on_the_form_with_everything_still_in_it()
    {
        var admin = await _host.AsAsync("admin.system");
        await admin.OpenAsync("/agencies/reorganisations/new");
        await admin.SubmitAsync(
            "预览",
            ("act", "preview"),
            ("title", "并"),
            ("basis", "文"),
            ("agencies.1", "市工商局、市风筝局"),
            ("into.1", "市质监局"),
            ("on.1", "2010-03-15")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        Assert.Contains("市风筝局", admin.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("gsj、市风筝局", admin.Page.QuerySelector("#f-agencies-1")!.GetAttribute("value"));
        await admin.SubmitAsync("加一步", ("act", "add"));
        Assert.Equal(2, admin.Page.QuerySelectorAll("select[name^='kind.']").Length);
    }

    [Fact]
    public async Task Who_only_overlooks_reads_and_has_no_forms_and_agencies_have_no_business_here()
    {
        var clerk = await _host.AsAsync("office.clerk");
        await clerk.OpenAsync("/agencies");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.False(clerk.Has("form[action='/agencies/import']"));
        await clerk.OpenAsync("/agencies/reorganisations/new");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        var officer = await _host.AsAsync("gsj.officer");
        await officer.OpenAsync("/agencies");
        Assert.Equal(HttpStatusCode.Forbidden, officer.Status);
    }

    private static string RowOf(Visitor visitor, int number) =>
        Visitor.Folded(
            visitor.Page.QuerySelectorAll("tbody tr").First(r => Visitor.Folded(r.QuerySelector("th")!) == $"{number}")
        );
}
