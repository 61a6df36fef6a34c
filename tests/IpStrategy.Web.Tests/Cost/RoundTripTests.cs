using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IpStrategy.Web.Tests.Cost;

/// <summary>
/// How often an address asks the database does not depend on how much it shows: a page of fifty rows costs as many statements as a
/// page of one, an assignment of sixteen governments as many as one of a single agency.
/// </summary>
public sealed class RoundTripTests(CostHost host) : IClassFixture<CostHost>
{
    [Theory]
    [InlineData("office.clerk", "/api/work-items?scope=all&state=open")]
    [InlineData("office.clerk", "/api/work-items?scope=all&state=open&bundled=true")]
    [InlineData("zscqj.officer", "/api/work-items?scope=mine")]
    [InlineData("zscqj.officer", "/api/work-items?scope=agency")]
    [InlineData("leadership", "/api/work-items?scope=all&sort=-opened")]
    [InlineData("zscqj.officer", "/api/inbox")]
    [InlineData("office.clerk", "/api/agencies")]
    [InlineData("admin.system", "/api/users")]
    [InlineData("admin.system", "/api/process-instances")]
    [InlineData("admin.system", "/api/process-definitions")]
    [InlineData("admin.audit", "/api/audit")]
    [InlineData("admin.audit", "/api/audit?direction=descending")]
    public async Task A_list_of_fifty_costs_what_a_list_of_one_does(string person, string address)
    {
        var join = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var (one, _) = await CostAsync(person, $"{address}{join}pageSize=1");
        var (fifty, page) = await CostAsync(person, $"{address}{join}pageSize=50");

        Assert.True(JsonDocument.Parse(page).RootElement.GetProperty("items").GetArrayLength() > 1, page);
        Assert.Equal(one, fifty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/timeline?pageSize=200")]
    [InlineData("/deliverables")]
    [InlineData("/indicators")]
    [InlineData("/reports")]
    public async Task No_assignment_costs_more_for_having_more_parties(string part)
    {
        await EachAssignmentAsync("office.clerk", $"/api/assignments/{{0}}{part}", MostOfOneAssignment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/letters")]
    [InlineData("/reporting")]
    [InlineData("/control/suspend")]
    public async Task No_page_of_an_assignment_costs_more_for_having_more_parties(string part)
    {
        await EachAssignmentAsync("office.clerk", $"/assignments/{{0}}{part}", MostOfOnePage);
    }

    [Fact]
    public async Task The_ledger_and_the_consolidated_report_cost_what_they_cost_however_long_they_are()
    {
        var clerk = await host.AsAsync("office.clerk");
        var plan = (await clerk.GetJsonAsync("/api/plans")).Items().First().Text("id");
        var (one, _) = await CostAsync("office.clerk", $"/api/plans/{plan}/assignments?pageSize=1");
        var (all, _) = await CostAsync("office.clerk", $"/api/plans/{plan}/assignments?pageSize=69");
        Assert.Equal(one, all);
        foreach (
            var address in (string[])
                [$"/plans/{plan}", $"/api/plans/{plan}/reports/2010-03", $"/plans/{plan}/reports/2010-03"]
        )
        {
            var (cost, _) = await CostAsync("office.clerk", address);
            Assert.True(cost <= MostOfOnePage, $"{address}: {cost}");
        }
    }

    [Theory]
    [InlineData("zscqj.officer", "/")]
    [InlineData("office.clerk", "/")]
    [InlineData("office.clerk", "/notices")]
    [InlineData("office.clerk", "/agencies")]
    [InlineData("office.clerk", "/inbox")]
    [InlineData("office.clerk", "/search?q=专利")]
    [InlineData("office.clerk", "/proxies")]
    [InlineData("admin.system", "/users")]
    [InlineData("admin.system", "/agencies/reorganisations/new")]
    [InlineData("admin.audit", "/audit")]
    [InlineData("admin.audit", "/api/audit/export")]
    [InlineData("admin.audit", "/api/audit/own-work")]
    public async Task A_page_with_all_its_rows_costs_a_handful(string person, string address)
    {
        var (cost, _) = await CostAsync(person, address);
        Assert.True(cost <= MostOfOnePage, $"{address}: {cost}");
    }

    [Fact]
    public async Task The_preview_of_a_whole_reform_costs_what_one_step_of_it_costs()
    {
        var admin = await host.AsAsync("admin.system");
        var announced = await admin.GetJsonAsync($"{Reforms}/announced?from=2018-01-01&to=2018-12-31");
        var whole = JsonNode.Parse(announced.GetRawText())!;
        (whole["title"], whole["legalBasis"]) = ("机构改革", "天津市机构改革方案");
        foreach (var step in whole["steps"]!.AsArray())
        {
            step!["effectiveOn"] = "2010-03-15";
        }
        var first = whole.DeepClone();
        var steps = first["steps"]!.AsArray();
        while (steps.Count > 1)
        {
            steps.RemoveAt(1);
        }

        Assert.True(whole["steps"]!.AsArray().Count > 1);
        Assert.Equal(await PreviewAsync(admin, first), await PreviewAsync(admin, whole));
    }

    private const string Reforms = "/api/agencies/reorganisations";

    // The frame asks who is there, how many messages are new and how much work there is; the rest is the page's own.
    private const int MostOfOnePage = 40;
    private const int MostOfOneAssignment = 30;

    private async Task<int> PreviewAsync(HttpClient admin, JsonNode reform)
    {
        host.Sent.Take();
        var body = new JsonObject { ["reorganisation"] = reform };
        await (await admin.PostJsonAsync($"{Reforms}?dryRun=true", body)).ReadAsync(200);
        return host.Sent.Take().Count;
    }

    private async Task EachAssignmentAsync(string person, string address, int most)
    {
        var client = await host.AsAsync(person);
        var plan = (await client.GetJsonAsync("/api/plans")).Items().First().Text("id");
        var ledger = await client.GetJsonAsync($"/api/plans/{plan}/assignments?pageSize=200");
        var costs = new List<(int Number, int Cost)>();
        foreach (var assignment in ledger.Items())
        {
            var of = string.Format(CultureInfo.InvariantCulture, address, assignment.Text("id"));
            costs.Add((assignment.GetProperty("number").GetInt32(), (await CostAsync(person, of)).Statements));
        }
        var (least, dearest) = (costs.Min(c => c.Cost), costs.Max(c => c.Cost));
        // Some have a group or a report to ask after; sixteen parties are asked for as one is.
        Assert.True(dearest <= Math.Min(most, least + 2), string.Join(' ', costs.OrderByDescending(c => c.Cost)));
    }

    private async Task<(int Statements, string Answer)> CostAsync(string person, string address)
    {
        var client = await host.AsAsync(person);
        host.Sent.Take();
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {answer}");
        return (host.Sent.Take().Count, answer);
    }
}
