using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>The office's operations on a whole assignment, and a leader's instruction, by pages without scripts.</summary>
[Collection(PagesGroup.Name)]
public sealed class ControlPagesTests(PagesHost host)
{
    [Fact]
    public async Task The_office_sees_what_a_suspension_does_gives_a_reason_and_resumes_again()
    {
        var clerk = await host.AsAsync("office.clerk");
        var id = await FindAsync(clerk, "33");
        await clerk.FollowAsync("中止");

        Assert.Contains("将会：", clerk.TextOf("#preview"), StringComparison.Ordinal);
        await clerk.SubmitAsync("确认中止", ("do", "carryOut"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.True(clerk.Has("[role=alert]"));
        await clerk.SubmitAsync("确认中止", ("do", "carryOut"), ("reason", "等待部署"));

        Assert.Equal($"/assignments/{id}", clerk.Address);
        Assert.Equal("中止", clerk.TextOf(".head-line .light"));
        Assert.Contains("等待部署", clerk.TextOf("section[aria-labelledby=changes]"), StringComparison.Ordinal);
        await clerk.FollowAsync("恢复");
        await clerk.SubmitAsync("确认恢复", ("do", "carryOut"));
        Assert.Equal("正常", clerk.TextOf(".head-line .light"));
    }

    [Fact]
    public async Task A_change_is_looked_at_first_and_carried_out_as_it_was_seen()
    {
        var clerk = await host.AsAsync("office.clerk");
        await FindAsync(clerk, "35");
        await clerk.FollowAsync("调整");
        Assert.False(clerk.Has("#preview"));
        await clerk.SubmitAsync("预览影响", ("do", "preview"), ("dueOn", "2010-12-20"), ("reason", "工作需要"));
        Assert.Contains("2010-12-20", clerk.TextOf("#preview"), StringComparison.Ordinal);

        // What was typed since is not what was seen: told anew, nothing done.
        await clerk.SubmitAsync("确认调整", ("do", "carryOut"), ("dueOn", "2010-12-21"));
        Assert.Equal(HttpStatusCode.Conflict, clerk.Status);
        await clerk.SubmitAsync("确认调整", ("do", "carryOut"));

        Assert.Contains("2010-12-21", clerk.TextOf(".head-line"), StringComparison.Ordinal);
        Assert.Contains("工作需要", clerk.TextOf("section[aria-labelledby=changes]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_writes_an_instruction_and_it_lies_before_its_addressee()
    {
        var leader = await host.AsAsync("leadership");
        var id = await FindAsync(leader, "36");
        await leader.FollowAsync("批示");
        await leader.SubmitAsync("预览影响", ("do", "preview"), ("text", "请加快进度"), ("dueIn", "5"));
        await leader.SubmitAsync("发出批示", ("do", "carryOut"));

        Assert.Equal($"/assignments/{id}", leader.Address);
        Assert.Contains("请加快进度", leader.TextOf("section[aria-labelledby=instructions]"), StringComparison.Ordinal);
        // A leader is not offered what is the office's.
        Assert.DoesNotContain(
            leader.Page.QuerySelectorAll("a"),
            a => a.GetAttribute("href")!.EndsWith("/control/terminate", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Officers_are_offered_none_of_it_and_strangers_find_nothing()
    {
        var clerk = await host.AsAsync("office.clerk");
        var id = await FindAsync(clerk, "46");
        var officer = await host.AsAsync("zscqj.officer");
        await officer.OpenAsync($"/assignments/{id}/control/suspend");
        Assert.Equal($"/assignments/{id}", officer.Address);
        Assert.False(officer.Has("a[href$='/control/suspend']"));
        var stranger = await host.AsAsync("fl.officer");
        await stranger.OpenAsync($"/assignments/{id}/control/suspend");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await clerk.OpenAsync($"/assignments/{id}/control/bury");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("void")]
    [InlineData("hand-over")]
    [InlineData("change")]
    [InlineData("instruct")]
    public async Task Every_operation_has_its_page(string action)
    {
        var clerk = await host.AsAsync("office.clerk");
        var id = await FindAsync(clerk, "51");
        await clerk.OpenAsync($"/assignments/{id}/control/{action}");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.NotEmpty(clerk.Heading);
        Assert.True(clerk.Has("form button"));
    }

    [Fact]
    public async Task The_office_chooses_for_the_plan()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/plans");
        await clerk.SubmitAsync("保存", ("moves", "yes"));
        Assert.Contains("方案设置已保存", clerk.Main, StringComparison.Ordinal);
    }

    /// <summary>Opens the page of an assignment and says its id.</summary>
    private static async Task<string> FindAsync(Visitor visitor, string number)
    {
        await visitor.OpenAsync("/plans");
        await visitor.OpenAsync($"{visitor.Address}?q={number}");
        var link = visitor
            .Page.QuerySelectorAll("#rows tbody tr")
            .First(r => r.QuerySelector("td.num")?.TextContent.Trim() == number)
            .QuerySelector("a.row-link")!
            .GetAttribute("href")!;
        await visitor.OpenAsync(link);
        return link.Split('/')[^1];
    }
}
