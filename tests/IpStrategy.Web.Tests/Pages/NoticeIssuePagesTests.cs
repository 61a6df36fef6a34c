using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>
/// From the pasted text of a notice to its issue, by pages alone. An installation of its own: a second plan changes what others see.
/// </summary>
public sealed class NoticeIssuePagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Text = """
        关于印发二〇一〇年专项行动任务分工的通知

        一、总体任务
        1.完善工作机制,定期通报情况。(市知识产权局、市工商局负责)
        2.建立联席会议制度。(市科委牵头,市版权局配合)
        3.加强队伍建设。(市不存在局负责)
        """;

    [Fact]
    public async Task A_notice_is_imported_mended_and_issued()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/notices");
        await clerk.SubmitAsync("导入", ("text", Text));
        Assert.Equal(
            "关于印发二〇一〇年专项行动任务分工的通知",
            clerk.Heading.Trim('《', '》'),
            ignoreAllWhiteSpace: true
        );
        Assert.Equal(3, clerk.Page.QuerySelectorAll("table.draft tbody tr").Length);
        Assert.Contains("名录外", clerk.Main, StringComparison.Ordinal);
        Assert.Contains("1 项有名录以外的单位", clerk.Main, StringComparison.Ordinal);

        // The unknown agency: a name near nothing is refused with what was typed, a real one is taken.
        await clerk.OpenAsync(clerk.Page.QuerySelectorAll("a[href*='/assignments/3']").Single().GetAttribute("href")!);
        await clerk.SubmitAsync("保存", ("leads", "市知识产权司"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("市知识产权局", clerk.TextOf("#e-leads"), StringComparison.Ordinal);
        await clerk.SubmitAsync("保存", ("leads", "市知识产权局"), ("co", "市科委\n市工商局"));
        Assert.Contains("单位都在名录里", clerk.Main, StringComparison.Ordinal);

        await clerk.SubmitAsync("全部确认推定牵头");
        Assert.Contains("牵头单位都已确定", clerk.Main, StringComparison.Ordinal);
        await clerk.SubmitAsync("设定");
        Assert.Contains("请填写到期日", clerk.TextOf("[role=alert]"), StringComparison.Ordinal);
        await clerk.SubmitAsync("设定", ("dueOn", "2010-09-30"), ("for", "ticked"));
        Assert.Contains("勾选任务", clerk.TextOf("[role=alert]"), StringComparison.Ordinal);
        await clerk.SubmitAsync("设定", ("dueOn", "2010-09-30"), ("for", "ticked"), ("n", "2"));
        Assert.Contains("2 项还没有到期日", clerk.Main, StringComparison.Ordinal);

        await clerk.SubmitAsync("送主任签发");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.SubmitAsync("设定", ("dueOn", "2010-11-30"), ("for", "all"));
        await clerk.SubmitAsync("送主任签发", ("text", "请审"));
        Assert.Contains("待主任签发", clerk.Main, StringComparison.Ordinal);
        Assert.Empty(clerk.Page.QuerySelectorAll("a[href$='/issue'], a[href*='/assignments/']"));

        var director = await host.AsAsync("office.director");
        await director.OpenAsync("/inbox");
        Assert.Contains("送来待签发的任务分工方案", director.Main, StringComparison.Ordinal);
        await director.SubmitAsync("打开来文");
        Assert.Contains("送审说明：请审", director.Main, StringComparison.Ordinal);
        await director.SubmitAsync("退回经办");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, director.Status);
        await director.SubmitAsync("退回经办", ("text", "第 2 项提前"));
        await clerk.OpenAsync(director.Address);
        Assert.Contains("主任退回：第 2 项提前", clerk.Main, StringComparison.Ordinal);
        await clerk.SubmitAsync("设定", ("dueOn", "2010-09-30"), ("for", "ticked"), ("n", "2"));
        await clerk.SubmitAsync("送主任签发");

        await director.OpenAsync(clerk.Address);
        await director.FollowAsync("立项交办");
        Assert.Contains("3 项任务开始办理，成为 3 件承办", director.Main, StringComparison.Ordinal);
        await director.SubmitAsync("立项交办");
        await clerk.OpenAsync(director.Address);
        Assert.Contains("已立项交办：3 项任务，3 件承办", director.TextOf("[role=status]"), StringComparison.Ordinal);

        Assert.StartsWith("/plans/", clerk.Address, StringComparison.Ordinal);
        Assert.Equal(3, clerk.Page.QuerySelectorAll("tbody a.row-link").Length);
        Assert.Contains("2010-09-30", clerk.Main, StringComparison.Ordinal);
        await clerk.OpenAsync(clerk.Page.QuerySelector("tbody a.row-link")!.GetAttribute("href")!);
        await clerk.FollowAsync("交办通知");
        Assert.Contains("市知识产权局：", clerk.Main, StringComparison.Ordinal);
        Assert.Contains("协办单位：市工商局", clerk.Main, StringComparison.Ordinal);

        await clerk.OpenAsync("/notices");
        await clerk.SubmitAsync("导入", ("text", "  " + Text));
        Assert.Contains("张三", clerk.TextOf("[role=alert]"), StringComparison.Ordinal);
        await clerk.FollowAsync("查看那份来文");
        Assert.Contains("已立项交办", clerk.Main, StringComparison.Ordinal);
    }
}
