using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Notices as the office sees them, and nobody else.</summary>
[Collection(PagesGroup.Name)]
public sealed class NoticePagesTests(PagesHost host)
{
    [Fact]
    public async Task A_text_that_is_no_notice_is_refused_and_kept_in_the_form()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/notices");

        await clerk.SubmitAsync("导入", ("text", "今天天气很好。"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.NotEqual("", clerk.TextOf("[role=alert]"));
        Assert.Equal("今天天气很好。", clerk.Page.QuerySelector("#f-text")!.TextContent);
    }

    [Fact]
    public async Task Doubts_of_the_model_notice_can_be_looked_at_by_themselves()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/notices");
        // The frame bears the plan's name too: the notice is the link of the list.
        await clerk.OpenAsync(clerk.Page.QuerySelector("main a[href^='/notices/']")!.GetAttribute("href")!);

        Assert.Equal(69, clerk.Page.QuerySelectorAll("table.draft tbody tr").Length);
        await clerk.FollowAsync("有疑点的");

        var doubtful = clerk.Page.QuerySelectorAll("table.draft tbody tr").Length;
        Assert.InRange(doubtful, 1, 68);
        Assert.Equal(doubtful, clerk.Page.QuerySelectorAll("tr.doubt").Length);
    }

    [Fact]
    public async Task A_remark_leads_to_its_line_of_the_notice_as_it_came()
    {
        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/notices");
        await clerk.OpenAsync(clerk.Page.QuerySelector("main a[href^='/notices/']")!.GetAttribute("href")!);
        var row = clerk
            .Page.QuerySelectorAll("table.draft tbody tr")
            .First(r => r.QuerySelector(".remark a") is not null);
        var responsible = row.QuerySelector("th .muted")!.TextContent;
        var link = row.QuerySelector(".remark a")!.GetAttribute("href")!;

        await clerk.OpenAsync(link.Split('#')[0]);

        var line = clerk.Page.GetElementById(link.Split('#')[1])!;
        var around = clerk.Page.QuerySelectorAll(".source li").ToList();
        var from = around.IndexOf(line);
        var text = string.Concat(around.Skip(from).Take(6).Select(l => l.TextContent));
        // Lines are cut where the paper ended, in the middle of names.
        Assert.Contains(responsible[1..4], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zscqj.officer")]
    [InlineData("leadership")]
    [InlineData("admin.system")]
    public async Task Only_the_office_has_notices(string user)
    {
        var visitor = await host.AsAsync(user);

        await visitor.OpenAsync("/notices");

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.Equal("您不能这样做", visitor.Heading);
        Assert.DoesNotContain("来文", visitor.TextOf(".nav"), StringComparison.Ordinal);
    }
}
