using System.Net;

namespace IpStrategy.Web.Tests.Pages;

[Collection(PagesGroup.Name)]
public sealed class ListPagesTests(PagesHost host)
{
    [Fact]
    public async Task The_to_do_list_goes_on_from_page_to_page_without_losing_a_row()
    {
        var visitor = await host.AsAsync("office.clerk");
        await visitor.OpenAsync("/?scope=all");
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(visitor.Page.QuerySelectorAll("a.row-link").Select(a => a.GetAttribute("href")!));
            if (!visitor.Has("a[rel=next]"))
            {
                break;
            }
            await visitor.FollowAsync("下一页");
        }

        Assert.True(seen.Count >= 114, $"{seen.Count} rows");
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_in_the_form()
    {
        var visitor = await host.AsAsync("office.clerk");
        await visitor.OpenAsync("/");

        await visitor.SubmitAsync("筛选", ("scope", "all"), ("step", "directorSign"));

        Assert.Contains("scope=all", visitor.Address, StringComparison.Ordinal);
        Assert.True(visitor.Has("#scope option[value=all][selected]"));
        Assert.True(visitor.Has("#step option[value=directorSign][selected]"));
        Assert.Contains("没有符合条件的事项", visitor.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin.system", "管理员账户不办理任务")]
    [InlineData("gfy.leader", "现在没有要您办理的事项")]
    public async Task An_empty_list_says_why(string user, string why)
    {
        var visitor = await host.AsAsync(user);

        await visitor.OpenAsync("/");

        Assert.Contains(why, visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_shows_all_sixty_nine_under_their_sections()
    {
        var visitor = await LedgerAsync("office.director");

        Assert.Equal(69, visitor.Page.QuerySelectorAll("tbody a.row-link").Length);
        Assert.Equal(10, visitor.Page.QuerySelectorAll("tr.group").Length);
        Assert.Contains("共 69 项", visitor.TextOf(".tally"), StringComparison.Ordinal);
        Assert.Contains("0/16", visitor.Main, StringComparison.Ordinal);
        Assert.Contains("实施天津市知识产权战略纲要任务分工", visitor.Heading, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("section=1", 6)]
    [InlineData("section=9", 13)]
    [InlineData("light=red", 0)]
    [InlineData("light=green", 69)]
    [InlineData("status=completed", 0)]
    [InlineData("agency=hg", 4)]
    [InlineData("q=42", 1)]
    [InlineData("q=%E8%BD%AF%E4%BB%B6%E4%BA%A7%E4%B8%9A", 1)]
    [InlineData("q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%BA%9B%E5%AD%97", 0)]
    [InlineData("section=one&light=pink&sort=up&after=x", 69)]
    public async Task Filters_narrow_the_ledger_and_nonsense_does_nothing(string query, int rows)
    {
        var visitor = await LedgerAsync("office.director");

        await visitor.OpenAsync($"{visitor.Address}?{query}");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(rows, visitor.Page.QuerySelectorAll("tbody a.row-link").Length);
    }

    [Fact]
    public async Task The_field_in_the_bar_finds_assignments_wherever_one_is()
    {
        var visitor = await host.AsAsync("office.clerk");
        await visitor.OpenAsync("/inbox");

        await visitor.SubmitAsync("查找", ("q", "天津海关"));

        Assert.Equal("查找“天津海关”", visitor.Heading);
        Assert.Equal("天津海关", visitor.Page.QuerySelector("#search")!.GetAttribute("value"));
        var found = visitor.Page.QuerySelectorAll("tbody a.row-link");
        Assert.Equal(4, found.Length);
        await visitor.OpenAsync(found[0].GetAttribute("href")!);
        Assert.Contains("天津海关", visitor.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hg.officer", "软件产业基地", "没有找到")]
    [InlineData("office.clerk", "   ", "还没有输入")]
    public async Task A_search_that_finds_nothing_says_how_to_search(string user, string words, string why)
    {
        var visitor = await host.AsAsync(user);

        await visitor.OpenAsync($"/search?q={Uri.EscapeDataString(words)}");

        Assert.Contains(why, visitor.Main, StringComparison.Ordinal);
        Assert.Contains("任务序号", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_have_no_plans_to_search()
    {
        var visitor = await host.AsAsync("admin.audit");

        Assert.False(visitor.Has("[role=search]"));
        await visitor.OpenAsync("/search?q=42");
        Assert.Contains("没有找到", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_of_a_column_sorts_by_it_and_then_the_other_way_round()
    {
        var visitor = await LedgerAsync("office.director");
        Assert.Equal("ascending", visitor.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));

        await visitor.FollowAsync("序号");

        Assert.Contains("sort=-number", visitor.Address, StringComparison.Ordinal);
        Assert.Equal("descending", visitor.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.Equal("69", visitor.Page.QuerySelector("tbody td.num")!.TextContent);
    }

    [Fact]
    public async Task Leadership_begins_with_how_the_plan_stands()
    {
        var visitor = await host.AsAsync("leadership");

        Assert.Contains("共 69 项", visitor.TextOf(".tally"), StringComparison.Ordinal);
        await visitor.OpenAsync("/");
        await visitor.FollowAsync("查看台账");
        Assert.Contains("共 69 项", visitor.TextOf(".tally"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agency_sees_only_what_it_takes_part_in()
    {
        var visitor = await LedgerAsync("hg.officer");

        Assert.Equal(4, visitor.Page.QuerySelectorAll("tbody a.row-link").Length);
    }

    [Fact]
    public async Task An_assignment_that_sixteen_lead_severally_is_rolled_up()
    {
        var visitor = await LedgerAsync("office.director");
        var row = visitor.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("td.num")?.TextContent == "50");

        await visitor.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);

        Assert.Equal("第 50 项", visitor.Heading);
        Assert.Equal(16, visitor.Page.QuerySelectorAll("details.fold").Length);
        Assert.Contains("16 家分别牵头", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_district_sees_its_own_part_of_it_only()
    {
        var visitor = await LedgerAsync("jx.officer");
        var row = visitor.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("td.num")?.TextContent == "50");

        await visitor.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);

        Assert.Empty(visitor.Page.QuerySelectorAll("details.fold"));
        Assert.Contains("蓟县人民政府", visitor.TextOf(".course"), StringComparison.Ordinal);
        Assert.DoesNotContain("静海县", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_read_when_it_is_opened()
    {
        var visitor = await host.AsAsync("cqjyzx.officer");
        await visitor.OpenAsync("/inbox");
        var unread = visitor.Page.QuerySelectorAll(".is-unread").Length;
        Assert.Contains("交办：第 ", visitor.Main, StringComparison.Ordinal);
        Assert.Contains($"{unread} 条未读", visitor.TextOf(".bar"), StringComparison.Ordinal);

        await visitor.SubmitAsync("查看任务");

        Assert.StartsWith("/assignments/", visitor.Address, StringComparison.Ordinal);
        await visitor.OpenAsync("/inbox");
        Assert.Equal(unread - 1, visitor.Page.QuerySelectorAll(".is-unread").Length);
    }

    [Fact]
    public async Task A_page_of_messages_is_read_at_once()
    {
        var visitor = await host.AsAsync("bhxq.officer");
        await visitor.OpenAsync("/inbox");
        Assert.NotEmpty(visitor.Page.QuerySelectorAll(".is-unread"));

        await visitor.SubmitAsync("本页全部标为已读");

        Assert.Empty(visitor.Page.QuerySelectorAll(".is-unread"));
        Assert.False(visitor.Has(".bar .count"), "the bar still counts");
    }

    private async Task<Visitor> LedgerAsync(string user)
    {
        var visitor = await host.AsAsync(user);
        await visitor.OpenAsync("/plans");
        return visitor;
    }
}
