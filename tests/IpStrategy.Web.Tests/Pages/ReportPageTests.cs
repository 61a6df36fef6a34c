using System.Net;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>指标和报告周期 by forms alone, on assignment 21.</summary>
[Collection(PagesGroup.Name)]
public sealed class ReportPageTests(PagesHost host)
{
    [Fact]
    public async Task Figures_are_entered_by_the_lead_and_targets_changed_by_the_office()
    {
        var officer = await host.AsAsync("jxw.officer");
        await OpenAsync(officer);
        Assert.Contains("10 家左右（容差 10%）", officer.Main, StringComparison.Ordinal);
        await officer.FollowAsync("指标填报与报告周期");
        await officer.SubmitAsync(
            "保存数值",
            ("indicator", FirstOf(officer)),
            ("agency", "gzw"),
            ("period", "2010年3月"),
            ("value", "4")
        );
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Contains("不是报告期", officer.TextOf("[role=alert]"), StringComparison.Ordinal);
        await officer.SubmitAsync(
            "保存数值",
            ("indicator", FirstOf(officer)),
            ("agency", "gzw"),
            ("period", "2010-03"),
            ("value", "9")
        );
        Assert.Contains("已保存", officer.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("在容差之内", officer.TextOf("#indicators"), StringComparison.Ordinal);
        Assert.False(officer.Has("#change"));

        var clerk = await host.AsAsync("office.clerk");
        await clerk.OpenAsync(officer.Address);
        Assert.False(clerk.Has("#enter"));
        await clerk.SubmitAsync("调整目标", ("indicator", FirstOf(clerk)), ("target", "9"), ("reason", ""));
        Assert.Contains("理由", clerk.TextOf("[role=alert]"), StringComparison.Ordinal);
        await clerk.SubmitAsync("调整目标", ("indicator", FirstOf(clerk)), ("target", "9"), ("reason", "年度调整"));
        Assert.Contains("已达到", clerk.TextOf("#indicators"), StringComparison.Ordinal);
        await clerk.SubmitAsync("保存周期", ("cycle", "Quarter"));
        Assert.Contains("已保存", clerk.TextOf("[role=status]"), StringComparison.Ordinal);
    }

    private static string FirstOf(Visitor visitor) =>
        visitor.Page.QuerySelector("[name=indicator]")!.GetAttribute("value")
        ?? visitor.Page.QuerySelector("[name=indicator] option")!.GetAttribute("value")!;

    private static async Task OpenAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/plans");
        if (visitor.Status == HttpStatusCode.SeeOther)
        {
            await visitor.OpenAsync(visitor.Address);
        }
        var row = visitor
            .Page.QuerySelectorAll("a")
            .First(a =>
                a.GetAttribute("href")?.StartsWith("/assignments/", StringComparison.Ordinal) == true
                && a.Closest("tr")!.TextContent.Contains("十百千", StringComparison.Ordinal)
            );
        await visitor.OpenAsync(row.GetAttribute("href")!);
    }
}
