using System.Text.Json;
using System.Xml.Linq;

namespace IpStrategy.Web.Tests.Api;

public sealed class PlanTests(DemoHost host)
{
    [Fact]
    public async Task The_office_sees_all_69_assignments_in_ten_sections()
    {
        var plan = await PlanAsync(await host.AsAsync("office.clerk"));

        Assert.Equal(69, plan.GetProperty("assignments").GetInt32());
        Assert.Equal(
            [6, 7, 5, 4, 9, 8, 8, 5, 13, 4],
            plan.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("assignments").GetInt32())
        );
    }

    [Fact]
    public async Task An_agency_sees_what_it_takes_part_in_and_its_counts_say_so()
    {
        var client = await host.AsAsync("hg.officer");
        var plan = await PlanAsync(client);

        var ledger = await client.GetJsonAsync($"/api/plans/{plan.Text("id")}/assignments?pageSize=200");

        Assert.Equal(plan.GetProperty("assignments").GetInt32(), ledger.GetProperty("total").GetInt32());
        Assert.InRange(ledger.GetProperty("total").GetInt32(), 1, 20);
        Assert.All(
            ledger.Items(),
            a => Assert.Contains("天津海关", a.Text("responsibility"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_ledger_is_filtered_and_sorted_as_asked()
    {
        var client = await host.AsAsync("leadership");
        var address = $"/api/plans/{(await PlanAsync(client)).Text("id")}/assignments";

        var section = await client.GetJsonAsync($"{address}?section=2");
        var agency = await client.GetJsonAsync($"{address}?agency=hg&pageSize=200");
        var red = await client.GetJsonAsync($"{address}?light=red");
        var due = await client.GetJsonAsync($"{address}?sort=due&pageSize=200&status=running");

        Assert.Equal(Enumerable.Range(7, 7), section.Items().Select(a => a.GetProperty("number").GetInt32()));
        Assert.All(
            agency.Items(),
            a => Assert.Contains("天津海关", a.Text("responsibility"), StringComparison.Ordinal)
        );
        Assert.Equal(0, red.GetProperty("total").GetInt32());
        Assert.Equal(69, due.Items().Count());
        Assert.All(due.Items(), a => Assert.Equal("2010-11-30", a.Text("dueOn")));
    }

    [Fact]
    public async Task Pages_of_the_ledger_follow_one_another()
    {
        var client = await host.AsAsync("leadership");
        var address = $"/api/plans/{(await PlanAsync(client)).Text("id")}/assignments?pageSize=20";
        var numbers = new List<int>();
        for (string? after = ""; after is not null; )
        {
            var page = await client.GetJsonAsync(address + after);
            numbers.AddRange(page.Items().Select(a => a.GetProperty("number").GetInt32()));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        }

        Assert.Equal(Enumerable.Range(1, 69), numbers);
    }

    [Fact]
    public async Task An_assignment_shows_its_parties_and_a_course_for_every_lead()
    {
        var client = await host.AsAsync("office.clerk");

        var assignment = await client.GetJsonAsync($"/api/assignments/{await IdOfAsync(client, 50)}");

        Assert.Equal(16, assignment.GetProperty("courses").GetArrayLength());
        Assert.Equal("各区县人民政府", assignment.GetProperty("parties")[0].Text("name"));
        Assert.True(assignment.GetProperty("parties")[0].GetProperty("isGroup").GetBoolean());
    }

    [Fact]
    public async Task A_district_sees_its_own_part_of_a_shared_assignment()
    {
        var client = await host.AsAsync("nkq.officer");

        var assignment = await client.GetJsonAsync($"/api/assignments/{await IdOfAsync(client, 50)}");

        var course = Assert.Single(assignment.GetProperty("courses").EnumerateArray());
        Assert.Equal("nkq", course.Text("leadCode"));
    }

    [Fact]
    public async Task An_assignment_of_others_does_not_exist()
    {
        var id = await IdOfAsync(await host.AsAsync("office.clerk"), 1);
        var stranger = await host.AsAsync("fl.officer");

        foreach (var part in (string[])["", "/timeline", "/diagram"])
        {
            var response = await stranger.GetAsync(
                $"/api/assignments/{id}{part}",
                TestContext.Current.CancellationToken
            );
            await response.RefusedAsync(404, "NOTHING_IS_HERE");
        }
    }

    [Fact]
    public async Task The_diagram_marks_where_it_stands_and_what_is_done()
    {
        var officer = await host.AsAsync("nkq.officer");
        var item = (await officer.GetJsonAsync("/api/work-items?step=acknowledge"))
            .Items()
            .First(i => i.GetProperty("assignmentNumber").GetInt32() == 51);
        var address = $"/api/assignments/{item.Text("assignmentId")}";
        await (await officer.PostNothingAsync($"/api/work-items/{item.Text("id")}/complete")).ReadAsync(200);

        var diagram = (await officer.GetJsonAsync(address + "/diagram")).GetProperty("main");
        var timeline = await officer.GetJsonAsync(address + "/timeline");

        Assert.Contains("acknowledge", Names(diagram.GetProperty("done")));
        Assert.Contains("draftPlan", Names(diagram.GetProperty("current")));
        Assert.DoesNotContain("acknowledge", Names(diagram.GetProperty("current")));
        var ids = XDocument
            .Parse(diagram.Text("xml"))
            .Descendants()
            .Select(e => (string?)e.Attribute("id"))
            .OfType<string>()
            .ToHashSet();
        Assert.All(
            Names(diagram.GetProperty("done")).Concat(Names(diagram.GetProperty("current"))),
            n => Assert.Contains(n, ids)
        );
        Assert.Equal("acknowledge", timeline.Items().Last().GetProperty("entry").Text("step"));
    }

    private static async Task<JsonElement> PlanAsync(HttpClient client) =>
        (await client.GetJsonAsync("/api/plans")).Items().First();

    private static async Task<string> IdOfAsync(HttpClient client, int number)
    {
        var ledger = await client.GetJsonAsync(
            $"/api/plans/{(await PlanAsync(client)).Text("id")}/assignments?pageSize=200"
        );
        return ledger.Items().Single(a => a.GetProperty("number").GetInt32() == number).Text("id");
    }

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetString()!)];
}
