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
    [InlineData("section=one&light=pink&sort=up&after=x", 69)]
    public async Task Filters_narrow_the_ledger_and_nonsense_does_nothing(string query, int rows)
    {
        var visitor = await LedgerAsync("office.director");

        await visitor.OpenAsync($"{visitor.Address}?{query}");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(rows, visitor.Page.QuerySelectorAll("tbody a.row-link").Length);
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
