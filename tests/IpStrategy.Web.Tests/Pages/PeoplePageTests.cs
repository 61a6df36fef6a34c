using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Drawing others in, giving to read, handing across agencies, and proxies: by forms alone, without scripts.</summary>
[Collection(PagesGroup.Name)]
public sealed class PeoplePageTests(PagesHost host)
{
    [Fact]
    public async Task Signers_are_added_and_taken_out_again()
    {
        var officer = await OpenStepAsync("sww.officer");
        await officer.FollowAsync("加签");
        await officer.SubmitAsync("加签");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.Equal("#f-to", officer.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));

        await officer.SubmitAsync("加签", ("to", "sww.leader"), ("place", "before"), ("opinion", "请先看"));

        Assert.Contains("已加签", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("请先看", officer.TextOf(".course"), StringComparison.Ordinal);
        var leader = await OpenStepAsync("sww.leader");
        Assert.Equal("签收", leader.Heading);
        await officer.FollowAsync("减签");
        await officer.SubmitAsync("减签", ("to", "sww.leader"));
        Assert.Contains("已减签", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("减签", Links(officer));
    }

    [Fact]
    public async Task A_colleague_is_asked_and_answers()
    {
        var officer = await OpenStepAsync("nw.officer");
        await officer.FollowAsync("委派");
        await officer.SubmitAsync("委派", ("to", "nw.leader"), ("opinion", "属实吗"));
        Assert.Contains("已委派", officer.TextOf("[role=status]"), StringComparison.Ordinal);

        var reader = await host.AsAsync("nw.leader");
        await reader.OpenAsync("/inbox");
        Assert.Matches("委派你就第 [0-9]+ 项“签收”提出意见，期限 2010-", reader.TextOf(".messages"));
        Assert.Contains("属实吗", reader.TextOf(".messages"), StringComparison.Ordinal);
        await reader.SubmitAsync("English");
        Assert.Matches("asks you about assignment [0-9]+, “.+”, by 2010-", reader.TextOf(".messages"));

        var leader = await OpenStepAsync("nw.leader");
        await leader.SubmitAsync("答复", ("resolve", "属实"));
        await officer.OpenAsync("/inbox");
        Assert.Matches("已就第 [0-9]+ 项“签收”答复", officer.TextOf(".messages"));
        await officer.SubmitAsync("English");
        Assert.Matches("has answered about assignment [0-9]+", officer.TextOf(".messages"));

        var again = await OpenStepAsync("nw.officer");
        Assert.Contains("属实", again.TextOf(".course"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_copies_to_another_agency_whose_reader_marks_it_by_opening_it()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/?scope=all&step=acknowledge&agency=gzw");
        await clerk.OpenAsync(clerk.Page.QuerySelector("tbody a.row-link")!.GetAttribute("href")!);
        await clerk.FollowAsync("抄送");
        await clerk.SubmitAsync("显示人员", ("agency", "gfy"));
        Assert.Contains("gfy.leader", clerk.Main, StringComparison.Ordinal);
        await clerk.SubmitAsync("抄送", ("to", "gfy.leader"), ("opinion", "请阅"));
        Assert.Contains("已抄送", clerk.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("未读", clerk.TextOf("section[aria-labelledby=people]"), StringComparison.Ordinal);

        var reader = await host.AsAsync("gfy.leader");
        await reader.OpenAsync("/?scope=copied");
        Assert.Contains("未读", reader.TextOf("tbody"), StringComparison.Ordinal);
        await reader.OpenAsync(reader.Page.QuerySelector("tbody a.row-link")!.GetAttribute("href")!);
        Assert.Contains("抄送给你阅知", reader.Main, StringComparison.Ordinal);
        Assert.Empty(reader.Page.QuerySelectorAll("main form"));
        await reader.OpenAsync("/?scope=copied");
        Assert.Contains("已阅", reader.TextOf("tbody"), StringComparison.Ordinal);
        await reader.OpenAsync("/inbox");
        Assert.Contains("抄送给你阅知", reader.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_hands_on_across_agencies_with_a_reason()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/?scope=all&step=acknowledge&agency=nhx");
        await clerk.OpenAsync(clerk.Page.QuerySelector("tbody a.row-link")!.GetAttribute("href")!);
        await clerk.FollowAsync("转办");
        await clerk.SubmitAsync("显示人员", ("agency", "fzb"));
        await clerk.SubmitAsync("转办", ("to", "fzb.officer"), ("opinion", " "));
        Assert.Contains("请写明理由", clerk.TextOf("#e-opinion"), StringComparison.Ordinal);
        Assert.True(clerk.Has("input[value='fzb.officer'][checked]"), "the choice was lost");

        await clerk.SubmitAsync("转办", ("to", "fzb.officer"), ("opinion", "职责已划转"));

        var officer = await host.AsAsync("fzb.officer");
        await officer.OpenAsync("/inbox");
        Assert.Contains("职责已划转", officer.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_named_shown_in_both_names_and_ended()
    {
        var officer = await OpenStepAsync("wgj.officer");
        await officer.SubmitAsync("签收", ("opinion", "已收到"));
        var draft = await OpenStepAsync("wgj.officer");
        await draft.SubmitAsync("签收");
        await officer.OpenAsync("/proxies");
        await officer.SubmitAsync("指定", ("deputy", "wgj.leader"), ("to", "1999-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.Equal("1999-01-01", officer.Page.QuerySelector("#f-to")!.GetAttribute("value"));
        var to = officer.Page.QuerySelector("#f-from")!.GetAttribute("value")!;
        await officer.SubmitAsync("指定", ("deputy", "wgj.leader"), ("to", to));
        Assert.Contains("生效中", officer.TextOf("tbody"), StringComparison.Ordinal);

        var leader = await host.AsAsync("wgj.leader");
        await leader.OpenAsync("/");
        Assert.Contains("代 ", leader.TextOf("tbody"), StringComparison.Ordinal);
        await leader.OpenAsync(
            leader
                .Page.QuerySelectorAll("tbody tr")
                .First(r =>
                    r.QuerySelector(".chip") is not null
                    && Visitor.Folded(r).Contains("制定实施方案", StringComparison.Ordinal)
                )
                .QuerySelector("a.row-link")!
                .GetAttribute("href")!
        );
        Assert.Contains("你代", leader.Main, StringComparison.Ordinal);
        await leader.SubmitAsync("提交实施方案", ("answer.plan", "方案"));
        await leader.OpenAsync("/?state=done");
        Assert.Contains("(代", leader.TextOf("tbody"), StringComparison.Ordinal);

        await officer.OpenAsync("/proxies");
        await officer.SubmitAsync("结束");
        Assert.Contains("已结束", officer.TextOf("tbody"), StringComparison.Ordinal);
    }

    private async Task<Visitor> OpenStepAsync(string userName)
    {
        var visitor = await host.AsAsync(userName);
        await visitor.OpenAsync("/");
        await visitor.OpenAsync(visitor.Page.QuerySelector("tbody a.row-link")!.GetAttribute("href")!);
        return visitor;
    }

    private static IEnumerable<string> Links(Visitor visitor) =>
        visitor.Page.QuerySelectorAll("main a").Select(Visitor.Folded);
}
