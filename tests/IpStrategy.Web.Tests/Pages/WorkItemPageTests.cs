using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>One work item, by forms alone. Every test acts for a body of its own.</summary>
[Collection(PagesGroup.Name)]
public sealed class WorkItemPageTests(PagesHost host)
{
    [Fact]
    public async Task A_step_is_done_and_the_list_says_so_once()
    {
        var visitor = await host.AsAsync("hpq.officer");
        await OpenStepAsync(visitor, "签收");
        Assert.Equal("签收", visitor.Heading);
        Assert.Contains("请确认收到", visitor.Main, StringComparison.Ordinal);

        await visitor.SubmitAsync("签收", ("opinion", "已收到"));

        Assert.Equal("/", visitor.Address);
        Assert.Contains("已提交：第 6 项，签收。", visitor.TextOf("[role=status]"), StringComparison.Ordinal);
        await visitor.OpenAsync("/");
        Assert.False(visitor.Has("[role=status]"), "the note is shown again");
        await OpenStepAsync(visitor, "制定实施方案");
        Assert.Contains("已收到", visitor.TextOf(".course"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_stands_beside_its_field_and_on_top_and_nothing_typed_is_lost()
    {
        var visitor = await AtDraftAsync("hdq.officer");

        await visitor.SubmitAsync("提交实施方案", ("answer.plan", "   "), ("opinion", "附言也在"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal("#f-plan", visitor.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Contains("实施方案", visitor.TextOf("#e-plan"), StringComparison.Ordinal);
        Assert.Contains(
            "e-plan",
            visitor.Page.QuerySelector("#f-plan")!.GetAttribute("aria-describedby"),
            StringComparison.Ordinal
        );
        Assert.Equal("附言也在", visitor.Page.QuerySelector("#f-opinion")!.TextContent);

        await visitor.SubmitAsync("提交实施方案", ("answer.plan", "分三步走"));
        Assert.Equal("/", visitor.Address);
    }

    [Fact]
    public async Task A_page_older_than_the_data_says_so_and_keeps_the_text()
    {
        var visitor = await AtDraftAsync("hxq.officer");
        var old = visitor.FormWith("提交实施方案");
        await visitor.SubmitAsync("签收");
        Assert.Contains("已签收", visitor.TextOf("[role=status]"), StringComparison.Ordinal);

        await visitor.SubmitAsync(old, ("answer.plan", "旧页面上写的方案"));

        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains("页面比数据旧", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("旧页面上写的方案", visitor.Page.QuerySelector("#f-plan")!.TextContent);
        await visitor.SubmitAsync("提交实施方案");
        Assert.Equal("/", visitor.Address);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_done_once()
    {
        var visitor = await AtDraftAsync("hbq.officer");
        var form = visitor.FormWith("提交实施方案");
        var address = visitor.Address;

        await visitor.SubmitAsync(form, ("answer.plan", "方案"));
        await visitor.SubmitAsync(form, ("answer.plan", "方案"));

        Assert.Equal("/", visitor.Address);
        await visitor.OpenAsync(address);
        Assert.Single(visitor.Page.QuerySelectorAll(".course > .is-paper"));
        Assert.Contains("已经办结", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_has_claimed_one_may_put_back()
    {
        var visitor = await AtDraftAsync("hqq.officer");

        await visitor.SubmitAsync("签收");
        Assert.DoesNotContain("未签收", visitor.TextOf(".facts"), StringComparison.Ordinal);
        await visitor.SubmitAsync("放回");

        Assert.Contains("未签收", visitor.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Contains("已放回", visitor.TextOf("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_else_may_act_the_transfer_page_says_so()
    {
        var visitor = await AtDraftAsync("dlq.officer");

        await visitor.FollowAsync("转办");

        Assert.Contains("没有可以转给的同事", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_is_returned_with_reasons_and_comes_back_to_its_writer_with_them()
    {
        var officer = await AtDraftAsync("xqq.officer", 50);
        await officer.SubmitAsync("提交实施方案", ("answer.plan", "第一稿"));
        var leader = await host.AsAsync("xqq.leader");
        await OpenStepAsync(leader, "单位领导签发");
        Assert.Contains("第一稿", leader.Main, StringComparison.Ordinal);

        await leader.FollowAsync("退回");
        Assert.Contains("重新打开", leader.Main, StringComparison.Ordinal);
        await leader.SubmitAsync("退回", ("resume", "WalkAgain"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, leader.Status);
        Assert.Contains("理由", leader.TextOf("#e-reasons"), StringComparison.Ordinal);
        Assert.True(leader.Has("[value=WalkAgain][checked]"), "the choice was lost");
        await leader.SubmitAsync("退回", ("reasons", "请补充时间节点"));

        Assert.Contains("已退回", leader.TextOf("[role=status]"), StringComparison.Ordinal);
        await OpenStepAsync(officer, "制定实施方案", 50);
        Assert.Contains("请补充时间节点", officer.TextOf(".notice-warn"), StringComparison.Ordinal);
        Assert.Equal("第一稿", officer.Page.QuerySelector("#f-plan")!.TextContent);
        await officer.OpenAsync("/inbox");
        Assert.Contains("把第 50 项的文稿退回到“制定实施方案”", officer.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_takes_over_with_a_reason_and_the_page_then_offers_the_form()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/?scope=all&step=acknowledge&agency=nkq");
        await clerk.OpenAsync(Link(clerk, "签收", 6));
        await clerk.SubmitAsync("接管", ("take-over", ""));
        Assert.Contains("请写明理由。", clerk.Main, StringComparison.Ordinal);

        await clerk.SubmitAsync("接管", ("take-over", "承办人长期病假"));

        Assert.Contains("已接管：第 6 项，签收。", clerk.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("承办人长期病假", clerk.TextOf(".course"), StringComparison.Ordinal);
        await clerk.SubmitAsync("签收", ("opinion", "代办"));
        Assert.Contains("已提交：第 6 项，签收。", clerk.TextOf("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lead_urges_whom_it_waits_for_and_not_twice_a_day()
    {
        var officer = await AtDraftAsync("jnq.officer", 6);
        await officer.SubmitAsync("提交实施方案", ("answer.plan", "方案"));
        await officer.OpenAsync("/?scope=all&step=reply");
        await officer.OpenAsync(Link(officer, "反馈意见", 6));
        Assert.Contains("正由市知识产权局办理", officer.Main, StringComparison.Ordinal);

        await officer.SubmitAsync("催办", ("urge", "请尽快答复"));
        Assert.Contains("已催办", officer.TextOf("[role=status]"), StringComparison.Ordinal);

        Assert.False(
            officer.Page.QuerySelectorAll("button").Any(b => Visitor.Folded(b) == "催办"),
            "may urge again at once"
        );
        var urged = await host.AsAsync("zscqj.officer");
        await urged.OpenAsync("/inbox");
        Assert.Contains("请尽快答复", urged.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_made_of_radio_buttons_with_their_meaning()
    {
        var officer = await AtDraftAsync("zscqj.officer", 64);
        await officer.SubmitAsync("提交实施方案", ("answer.plan", "方案"));
        var asked = await host.AsAsync("nw.officer");
        await asked.OpenAsync("/?step=reply");
        await asked.OpenAsync(Link(asked, "反馈意见", 64));

        Assert.Equal(4, asked.Page.QuerySelectorAll("input[type=radio][name='answer.outcome']").Length);
        Assert.Contains("市知识产权局就本项任务的实施方案征求", asked.Main, StringComparison.Ordinal);
        await asked.SubmitAsync("提交反馈意见", ("answer.outcome", "NonConcur"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.NotEqual("", asked.TextOf("#e-opinion"));
        Assert.True(asked.Has("[value=NonConcur][checked]"), "the choice was lost");
    }

    [Fact]
    public async Task What_one_may_not_see_is_not_there()
    {
        var owner = await host.AsAsync("wqq.officer");
        await OpenStepAsync(owner, "签收");
        var stranger = await host.AsAsync("zgh.officer");

        await stranger.OpenAsync(owner.Address);

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Equal("没有找到这一页", stranger.Heading);
        Assert.True(stranger.Has("header .who"), "not in the frame");
    }

    [Fact]
    public async Task The_office_sees_a_step_it_may_not_take()
    {
        var owner = await host.AsAsync("wqq.officer");
        await OpenStepAsync(owner, "签收");
        var clerk = await host.AsAsync("office.clerk");

        await clerk.OpenAsync(owner.Address);

        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.False(clerk.Has($"form[action$='/complete']"), "the office may do another's step");
        Assert.Contains("正由武清区人民政府办理", clerk.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_due_date_tells_how_it_was_counted()
    {
        var visitor = await host.AsAsync("jx.officer");
        await OpenStepAsync(visitor, "签收");

        var facts = visitor.TextOf(".facts");
        Assert.Contains("2010-03-18（周四）", facts, StringComparison.Ordinal);
        Assert.Contains("还有 3 个工作日", facts, StringComparison.Ordinal);
        Assert.Contains("第 3 个工作日为 2010-03-18", facts, StringComparison.Ordinal);
        Assert.Contains("一、", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_learns_that_it_is_old()
    {
        var visitor = await host.AsAsync("jx.officer");
        await OpenStepAsync(visitor, "签收");
        var asking = visitor.Page.QuerySelector("[hx-get*='/changes']")!.GetAttribute("hx-get")!;

        await visitor.OpenAsync(asking);
        Assert.DoesNotContain("有了变化", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
        await visitor.OpenAsync(asking.Replace("version=1", "version=0", StringComparison.Ordinal));
        Assert.Contains("有了变化", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Visitor> AtDraftAsync(string user, int assignment = 51)
    {
        var visitor = await host.AsAsync(user);
        await OpenStepAsync(visitor, "签收", assignment);
        await visitor.SubmitAsync("签收");
        await OpenStepAsync(visitor, "制定实施方案", assignment);
        return visitor;
    }

    private static async Task OpenStepAsync(Visitor visitor, string step, int? assignment = null)
    {
        await visitor.OpenAsync("/");
        await visitor.OpenAsync(Link(visitor, step, assignment));
    }

    private static string Link(Visitor visitor, string step, int? assignment) =>
        visitor
            .Page.QuerySelectorAll("tbody tr")
            .First(r =>
                Visitor.Folded(r.QuerySelector("a.row-link")!) == step
                && (assignment is null || Visitor.Folded(r.QuerySelector("td.num")!) == $"{assignment}")
            )
            .QuerySelector("a.row-link")!
            .GetAttribute("href")!;
}
