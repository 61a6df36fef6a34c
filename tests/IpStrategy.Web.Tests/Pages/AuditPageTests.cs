using System.Net;

namespace IpStrategy.Web.Tests.Pages;

[Collection(PagesGroup.Name)]
public sealed class AuditPageTests(PagesHost host)
{
    [Fact]
    public async Task The_auditor_replays_42_verifies_the_chain_and_finds_that_nobody_signed_their_own_work()
    {
        var visitor = await host.AsAsync("admin.audit");
        await visitor.OpenAsync("/");
        await visitor.FollowAsync("审计");
        Assert.Equal("审计记录", visitor.Heading);

        await visitor.SubmitAsync("筛选", ("assignment", "42"));
        Assert.Equal("第 42 项审计回放", visitor.Heading);
        Assert.Contains("启动流程", visitor.Main, StringComparison.Ordinal);
        Assert.Contains("没有人签自己送签的材料", visitor.Main, StringComparison.Ordinal);

        await visitor.SubmitAsync("立即校验");
        Assert.Contains("审计链完好", visitor.Main, StringComparison.Ordinal);
        await visitor.OpenAsync("/audit");
        Assert.Contains("完好", visitor.TextOf(".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_nonsense_narrows_nothing()
    {
        var visitor = await host.AsAsync("admin.audit");
        await visitor.OpenAsync("/audit");

        await visitor.SubmitAsync("筛选", ("verb", "issue"), ("from", "2010-03-15"), ("to", "2010-03-15"));

        Assert.Contains("verb=issue", visitor.Address, StringComparison.Ordinal);
        Assert.True(visitor.Has("#verb option[value=issue][selected]"));
        Assert.Single(visitor.Page.QuerySelectorAll("tbody tr"));
        await visitor.OpenAsync("/audit?assignment=x&from=then&after=zz");
        Assert.True(visitor.Page.QuerySelectorAll("tbody tr").Length > 10);
        await visitor.OpenAsync("/audit?subject=none:1");
        Assert.Contains("没有符合条件的记录", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        var visitor = await host.AsAsync("office.director");

        await visitor.OpenAsync("/audit");

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.DoesNotContain("审计", visitor.Main, StringComparison.Ordinal);
    }
}
