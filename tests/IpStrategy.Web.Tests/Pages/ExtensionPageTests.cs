using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>延期 by forms alone.</summary>
[Collection(PagesGroup.Name)]
public sealed class ExtensionPageTests(PagesHost host)
{
    [Fact]
    public async Task The_lead_asks_on_a_page_and_the_office_grants_it_on_another()
    {
        var officer = await host.AsAsync("gzw.officer");
        await officer.OpenAsync("/");
        await officer.FollowAsync("签收");
        await officer.FollowAsync("申请延期");
        await officer.SubmitAsync("提交延期申请", ("dueOn", "2010-03-01"), ("reason", "人员出差"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.Contains("不晚于", officer.TextOf("#e-dueOn"), StringComparison.Ordinal);
        Assert.Equal("人员出差", officer.Page.QuerySelector("#f-reason")!.TextContent);

        await officer.SubmitAsync("提交延期申请", ("dueOn", "2010-03-26"), ("reason", "人员出差"));
        Assert.Contains("已申请延期", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("待批延期", officer.Main, StringComparison.Ordinal);
        var item = officer.Address;

        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync("/");
        await clerk.FollowAsync("审批延期");
        Assert.Contains("2010-03-18 → 2010-03-26", clerk.Main, StringComparison.Ordinal);
        Assert.Contains("人员出差", clerk.Main, StringComparison.Ordinal);
        await clerk.SubmitAsync("提交决定", ("answer.decision", "approve"), ("opinion", "同意"));
        Assert.Contains("已提交", clerk.TextOf("[role=status]"), StringComparison.Ordinal);

        await officer.OpenAsync(item);
        Assert.Contains("2010-03-26", officer.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("待批延期", officer.Main, StringComparison.Ordinal);
    }
}
