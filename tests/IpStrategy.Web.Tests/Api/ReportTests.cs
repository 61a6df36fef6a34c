using System.Net.Http.Json;
using System.Text.Json;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Monthly reports over HTTP, on the demonstration's clock, with a stop of the server in between; a year of them is lived through where no clock stops at every reminder.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private readonly DemoHost _first = new();
    private DemoHost _host;

    public ReportTests() => _host = _first;

    public ValueTask InitializeAsync() => _first.InitializeAsync();

    public ValueTask DisposeAsync() => _first.DisposeAsync();

    [Fact]
    public async Task Months_are_reported_on_once_each_over_a_restart_and_consolidated()
    {
        var clerk = await _host.AsAsync("office.clerk");
        var plan = (await clerk.GetJsonAsync("/api/plans")).Items().First().Text("id");
        await (
            await PutAsync(clerk, $"/api/plans/{plan}/report-cycle", new { assignments = new[] { 23 } })
        ).RefusedAsync(400, "VALUE_IS_MISSING");
        var set = await PutAsync(
            clerk,
            $"/api/plans/{plan}/report-cycle",
            new { cycle = "month", assignments = new[] { 23 } }
        );
        Assert.Equal(1, (await set.ReadAsync(200)).GetProperty("assignments").GetInt32());
        var officer = await _host.AsAsync("zscqj.officer");
        var denied = await PutAsync(officer, $"/api/plans/{plan}/report-cycle", new { cycle = "month" });
        await denied.RefusedAsync(403, "ONLY_THE_OFFICE_MAY");
        var assignment = await CarryOutAsync(clerk, plan);

        await AdvanceAsync("P20D");
        var report = await OnlyAsync(officer, assignment, "writeReport");
        Assert.Equal(("2010-03", "2010-04-09"), (report.Text("period"), report.Text("dueOn")));
        var form = (await officer.GetJsonAsync($"/api/work-items/{report.Text("id")}")).GetProperty("form");
        Assert.Equal(
            ["progress", "milestones", "indicator-1", "indicator-2", "indicator-3", "indicator-4"],
            form.GetProperty("fields").EnumerateArray().Select(f => f.Text("name"))
        );
        await WriteAsync(officer, report, 100);
        await SignAsync(assignment);

        // The server stops and comes back on the same data.
        await _first.StopAsync();
        // Disposed before the first, whose data it stands on.
        await using var again = new DemoHost { DataFolder = _first.DataFolder };
        _host = again;
        await _host.InitializeAsync();
        await AdvanceAsync("P28D");

        officer = await _host.AsAsync("zscqj.officer");
        clerk = await _host.AsAsync("office.clerk");
        var reports = (await officer.GetJsonAsync($"/api/assignments/{assignment}/reports")).EnumerateArray().ToList();
        Assert.Equal(["2010-03", "2010-04"], reports.Select(r => r.Text("period")));
        Assert.Equal("signedOff", reports[0].Text("state"));
        var items = await officer.GetJsonAsync($"/api/work-items?step=writeReport&assignment={assignment}");
        await WriteAsync(officer, Assert.Single(items.Items()), 200);
        var indicators = await officer.GetJsonAsync($"/api/assignments/{assignment}/indicators");
        var first = indicators.GetProperty("indicators")[0];
        Assert.Equal((300m, "reached"), (first.GetProperty("total").GetDecimal(), first.Text("light")));
        Assert.Equal("short", indicators.GetProperty("indicators")[1].Text("light"));

        var consolidated = await clerk.GetJsonAsync($"/api/plans/{plan}/reports/2010-03");
        Assert.Equal(
            (1, 1),
            (consolidated.GetProperty("asked").GetInt32(), consolidated.GetProperty("signedOff").GetInt32())
        );
        Assert.Equal(
            "一季度进展",
            consolidated.GetProperty("assignments")[0].GetProperty("reports")[0].Text("progress")
        );
        var april = await clerk.GetJsonAsync($"/api/plans/{plan}/reports/2010-04");
        Assert.Equal((1, 1), (april.GetProperty("asked").GetInt32(), april.GetProperty("reported").GetInt32()));
        Assert.Equal(0, april.GetProperty("checked").GetInt32());
        await clerk.GetJsonAsync($"/api/plans/{plan}/reports/2010-13", 404);
    }

    private async Task<string> CarryOutAsync(HttpClient clerk, string plan)
    {
        var ledger = await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?pageSize=100");
        var assignment = ledger.Items().Single(a => a.GetProperty("number").GetInt32() == 23).Text("id");
        var officer = await _host.AsAsync("zscqj.officer");
        await DoAsync(officer, await OnlyAsync(officer, assignment, StepRules.Acknowledge), new { });
        await DoAsync(officer, await OnlyAsync(officer, assignment, StepRules.DraftPlan), new { plan = "实施方案" });
        await SignAsync(assignment);
        return assignment;
    }

    private async Task SignAsync(string assignment)
    {
        foreach (
            var (who, step) in new[]
            {
                ("zscqj.leader", "leaderSign"),
                ("office.clerk", "officeCheck"),
                ("office.director", "directorSign"),
            }
        )
        {
            var client = await _host.AsAsync(who);
            await DoAsync(client, await OnlyAsync(client, assignment, step), new { });
        }
    }

    private static Task WriteAsync(HttpClient officer, JsonElement item, int figure)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["progress"] = "一季度进展",
            ["milestones"] = "按期",
            ["indicator-1"] = $"{figure}",
            ["indicator-2"] = "20",
            ["indicator-3"] = "3.5",
            ["indicator-4"] = "0",
        };
        return DoAsync(officer, item, answers);
    }

    private static async Task DoAsync(HttpClient client, JsonElement item, object answers) =>
        await (await client.PostJsonAsync($"/api/work-items/{item.Text("id")}/complete", new { answers })).ReadAsync(
            200
        );

    private static async Task<JsonElement> OnlyAsync(HttpClient client, string assignment, string step) =>
        Assert.Single((await client.GetJsonAsync($"/api/work-items?step={step}&assignment={assignment}")).Items());

    private async Task AdvanceAsync(string by)
    {
        var client = await _host.AsAsync("office.clerk");
        await (await client.PostJsonAsync("/api/demo/clock", new { advance = by })).ReadAsync(200);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string address, object body) =>
        client.PutAsJsonAsync(address, body, TestContext.Current.CancellationToken);
}
