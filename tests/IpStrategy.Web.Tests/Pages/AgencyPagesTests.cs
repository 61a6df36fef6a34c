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

    [Fact]
    public async Task An_agency_is_entered_and_changed_by_its_form_and_every_refusal_stands_beside_its_field()
    {
        var admin = await _host.AsAsync("admin.system");
        await admin.OpenAsync("/agencies");
        await admin.FollowAsync("新增单位");
        Assert.Equal("新增单位", admin.Heading);
        await admin.SubmitAsync("保存", ("code", "X!"), ("name", "市信访办"), ("aliases", "市信访局；信访办"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        Assert.Contains("X!", admin.TextOf("#e-code"), StringComparison.Ordinal);
        Assert.Equal("市信访局；信访办", admin.Page.QuerySelector("#f-aliases")!.TextContent);
        await admin.SubmitAsync("保存", ("code", "kw"));
        Assert.Contains("已有单位使用", admin.TextOf("#e-code"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("code", "xfj"), ("name", " "));
        Assert.Contains("没有名称", admin.TextOf("#e-name"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("name", "市科委"));
        Assert.Contains("市科委", admin.TextOf("#e-name"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("name", "市信访办"), ("aliases", "市财政局"));
        Assert.Contains("市财政局", admin.TextOf("#e-aliases"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("aliases", "市信访局\r\n信访办"), ("validFrom", "去年"));
        Assert.Contains("去年", admin.TextOf("#e-validFrom"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("validFrom", "2010-02-01"), ("validTo", "2010-01-01"));
        Assert.Contains("早于", admin.TextOf("#e-validTo"), StringComparison.Ordinal);
        await admin.SubmitAsync("保存", ("kind", "什么"), ("validTo", ""));
        Assert.NotEmpty(admin.TextOf("#e-kind"));
        await admin.SubmitAsync("保存", ("kind", "department"));
        Assert.Contains("单位“市信访办”已新增", admin.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("/agencies/xfj", admin.Address);
        await admin.OpenAsync("/agencies?q=%E4%BF%A1%E8%AE%BF%E5%B1%80");
        Assert.Contains("市信访办", admin.TextOf("tbody"), StringComparison.Ordinal);

        await admin.OpenAsync("/agencies/xfj");
        await admin.FollowAsync("修改");
        Assert.Equal("市信访局\n信访办", admin.Page.QuerySelector("#f-aliases")!.TextContent);
        var group = admin.Page.QuerySelector("input[name=group]")!.GetAttribute("value")!;
        await admin.SubmitAsync("保存", ("kind", "institution"), ("group", group));
        Assert.Contains("单位“市信访办”已修改", admin.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("事业单位", admin.Main, StringComparison.Ordinal);
        await admin.OpenAsync("/agencies/xfj/edit");
        Assert.True(admin.Has("input[name=group][checked]"));

        // In use, a name is changed by a reorganisation.
        await admin.OpenAsync("/agencies/kw/edit");
        await admin.SubmitAsync("保存", ("name", "市科技局"));
        Assert.Contains("机构改革", admin.TextOf("#e-name"), StringComparison.Ordinal);
        Assert.True(admin.Has("main a[href='/agencies/reorganisations/new']"));
    }

    [Fact]
    public async Task Who_saves_after_somebody_else_sees_what_differs_and_may_save_nevertheless()
    {
        var first = await _host.AsAsync("admin.system");
        var second = await _host.AsAsync("admin.system");
        await first.OpenAsync("/agencies/czj/edit");
        await second.OpenAsync("/agencies/czj/edit");
        await first.SubmitAsync("保存", ("aliases", "财政"));
        await second.SubmitAsync("保存", ("aliases", "财局"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("别名现为： 财政", second.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("财局", second.Page.QuerySelector("#f-aliases")!.TextContent);
        await second.SubmitAsync("仍按以下内容保存");
        Assert.Contains("财局", second.Main, StringComparison.Ordinal);

        var clerk = await _host.AsAsync("office.clerk");
        await clerk.OpenAsync("/agencies/czj");
        Assert.False(clerk.Has("a[href='/agencies/czj/edit']"));
        await clerk.OpenAsync("/agencies/czj/edit");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        await first.OpenAsync("/agencies/nobody/edit");
        Assert.Equal(HttpStatusCode.NotFound, first.Status);
    }

    [Fact]
    public async Task One_that_waits_is_withdrawn_on_a_page_of_its_own_with_a_reason()
    {
        var admin = await _host.AsAsync("admin.system");
        await admin.OpenAsync("/agencies/reorganisations/new");
        await admin.SubmitAsync(
            "预览",
            ("act", "preview"),
            ("title", "并"),
            ("basis", "文"),
            ("agencies.1", "市工商局"),
            ("into.1", "市质监局"),
            ("on.1", "2010-04-15")
        );
        await admin.SubmitAsync("执行");
        Assert.Contains("待到期执行", admin.Main, StringComparison.Ordinal);
        Assert.Contains(
            "合并、并入 市工商局 → 市质监局",
            admin.TextOf("section[aria-labelledby=steps]"),
            StringComparison.Ordinal
        );
        var address = admin.Address;
        await admin.FollowAsync("撤回");
        await admin.SubmitAsync("确认撤回");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        Assert.Contains("原因", admin.TextOf("#e-reason"), StringComparison.Ordinal);
        await admin.SubmitAsync("确认撤回", ("reason", "方案未批准"));
        Assert.Equal(address, admin.Address);
        Assert.Contains("机构改革已撤回", admin.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.False(admin.Has($"a[href='{address}/withdraw']"));
        await admin.OpenAsync("/agencies/reorganisations");
        Assert.Contains("已撤回", admin.TextOf("tbody"), StringComparison.Ordinal);
        // An old page sends it again.
        await admin.OpenAsync(address + "/withdraw");
        Assert.Equal(address, admin.Address);
        var clerk = await _host.AsAsync("office.clerk");
        await clerk.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.OpenAsync(address + "/withdraw");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    [Fact]
    public async Task A_reform_lies_in_the_inboxes_of_those_concerned_and_the_office_opens_it_from_there()
    {
        var admin = await _host.AsAsync("admin.system");
        await admin.OpenAsync("/agencies/reorganisations/new");
        await admin.SubmitAsync(
            "预览",
            ("act", "preview"),
            ("title", "工商质监合并"),
            ("basis", "文"),
            ("agencies.1", "市工商局"),
            ("into.1", "市质监局"),
            ("on.1", "2010-03-15")
        );
        await admin.SubmitAsync("执行");
        var officer = await _host.AsAsync("zjj.officer");
        await officer.OpenAsync("/inbox");
        Assert.Contains(
            "“工商质监合并”已执行：市质监局承接市工商局的工作，移交未办结工作",
            officer.Main,
            StringComparison.Ordinal
        );
        var clerk = await _host.AsAsync("office.clerk");
        await clerk.OpenAsync("/inbox");
        await clerk.SubmitAsync("打开机构改革");
        Assert.Equal("工商质监合并", clerk.Heading);
    }

    private static string RowOf(Visitor visitor, int number) =>
        Visitor.Folded(
            visitor.Page.QuerySelectorAll("tbody tr").First(r => Visitor.Folded(r.QuerySelector("th")!) == $"{number}")
        );
}
