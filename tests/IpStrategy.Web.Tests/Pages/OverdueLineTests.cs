namespace IpStrategy.Web.Tests.Pages;

/// <summary>Who answers for others sees what is overdue with them before his own list. The clock is moved, so the house is its own.</summary>
public sealed class OverdueLineTests(OwnDemoHost host) : IClassFixture<OwnDemoHost>
{
    [Fact]
    public async Task A_leader_is_led_to_what_is_overdue_in_his_agency_and_leadership_to_where_all_of_it_lies()
    {
        var clerk = await host.AsAsync("office.clerk");
        Assert.Equal("", await LineAsync("hg.leader"));
        await (await clerk.PostJsonAsync("/api/demo/clock", new { advance = "P5D" })).ReadAsync(200);

        // 44 is the one that customs lead, and nobody has acknowledged it.
        Assert.Contains("本单位有 1 件待办逾期", await LineAsync("hg.leader"), StringComparison.Ordinal);
        Assert.Contains("各单位共有 114 件待办逾期", await LineAsync("leadership"), StringComparison.Ordinal);
        Assert.Equal("", await LineAsync("hg.officer"));

        var mayor = await VisitorAsync("leadership");
        await mayor.FollowAsync("看卡在哪里");
        Assert.Contains("天津海关", mayor.Main, StringComparison.Ordinal);
        Assert.Contains("逾期", mayor.Main, StringComparison.Ordinal);
        // All assignments are green, for their own dates are far: the ledger says all the same what is stuck.
        await mayor.OpenAsync("/plans");
        Assert.Contains("各单位共有 114 件待办逾期", mayor.TextOf(".overdue-line"), StringComparison.Ordinal);
        var leader = await VisitorAsync("hg.leader");
        await leader.FollowAsync("本单位有");
        Assert.Single(leader.Page.QuerySelectorAll("tbody tr"));
    }

    private async Task<string> LineAsync(string user) => (await VisitorAsync(user)).TextOf(".overdue-line");

    private async Task<Visitor> VisitorAsync(string user)
    {
        var visitor = new Visitor(host.Browser());
        await visitor.SignInAsync(user, DemoInstallationHost.Password);
        await visitor.OpenAsync("/");
        return visitor;
    }
}
