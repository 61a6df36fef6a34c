using System.Net.Http.Json;

namespace IpStrategy.Web.Tests.Api;

/// <summary>延期 over HTTP, on assignment 45: what contract and OpenAPI promise.</summary>
public sealed class ExtensionTests(OwnDemoHost host) : IClassFixture<OwnDemoHost>
{
    [Fact]
    public async Task A_later_date_is_asked_for_refused_asked_for_again_and_granted()
    {
        var clerk = await host.AsAsync("office.clerk");
        var plan = (await clerk.GetJsonAsync("/api/plans")).Items().First().Text("id");
        var ledger = await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?pageSize=100");
        var assignment = ledger.Items().Single(a => a.GetProperty("number").GetInt32() == 45).Text("id");
        var items = await clerk.GetJsonAsync($"/api/work-items?scope=all&step=acknowledge&assignment={assignment}");
        var (body, item) = (items.Items().Single().Text("body"), items.Items().Single().Text("id"));
        var officer = await host.AsAsync($"{body}.officer");
        var stranger = await host.AsAsync("kw.officer");

        await (await AskAsync(stranger, assignment, "2011-03-31", "理由")).RefusedAsync(
            404,
            "ASSIGNMENT_DOES_NOT_EXIST"
        );
        await (await AskAsync(clerk, assignment, "2011-03-31", "理由")).RefusedAsync(
            403,
            "ONLY_THE_LEAD_AGENCY_MAY_ASK"
        );
        await (await AskAsync(officer, assignment, "2010-11-30", "理由")).RefusedAsync(
            422,
            "EXTENSION_DATE_IS_NOT_LATER"
        );
        await (await AskAsync(officer, assignment, null, "理由")).RefusedAsync(422, "EXTENSION_NEEDS_DATE");
        await (await AskAsync(officer, assignment, "2011-03-31", " ")).RefusedAsync(422, "EXTENSION_NEEDS_REASON");
        await (await AskAsync(officer, assignment, "next week", "理由")).ReadAsync(400);

        var asked = await (await AskAsync(officer, assignment, "2011-03-31", "试点推迟", "k1")).ReadAsync(200);
        Assert.Equal("pending", asked.Text("state"));
        var again = await (await AskAsync(officer, assignment, "2011-03-31", "试点推迟", "k1")).ReadAsync(200);
        Assert.Equal(asked.Text("id"), again.Text("id"));
        var grey = await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?light=grey");
        Assert.Equal("extendedPending", grey.Items().Single(a => a.Text("id") == assignment).Text("lightReason"));
        Assert.Equal(1, (await clerk.GetJsonAsync($"/api/plans/{plan}")).GetProperty("grey").GetInt32());

        await DecideAsync(clerk, assignment, new { decision = "refuse", opinion = "请先报进展" });
        await (await AskAsync(officer, assignment, "2011-03-31", "试点推迟")).ReadAsync(200);
        await DecideAsync(
            clerk,
            assignment,
            new
            {
                decision = "approve",
                dueOn = "2010-12-31",
                opinion = "",
            }
        );

        var seen = await officer.GetJsonAsync($"/api/assignments/{assignment}");
        Assert.Equal(("2010-12-31", "green"), (seen.Text("dueOn"), seen.Text("light")));
        Assert.Equal(
            ["refused", "approved"],
            seen.GetProperty("extensions").EnumerateArray().Select(e => e.Text("state"))
        );
        Assert.Equal("on:2010-12-31", seen.GetProperty("extensions")[1].Text("newRule"));
        var step = await officer.GetJsonAsync($"/api/work-items/{item}");
        Assert.Equal("acknowledge", step.Text("step"));
        var refused = await officer.PostJsonAsync(
            $"/api/work-items/{item}/decide-extension",
            new { decision = "approve" }
        );
        await refused.RefusedAsync(422, "NO_EXTENSION_IS_PENDING");
    }

    private static async Task DecideAsync(HttpClient clerk, string assignment, object decision)
    {
        var open = await clerk.GetJsonAsync($"/api/work-items?step=decideExtension&assignment={assignment}");
        var item = Assert.Single(open.Items());
        var detail = await clerk.GetJsonAsync($"/api/work-items/{item.Text("id")}");
        Assert.Equal("试点推迟", detail.GetProperty("extension").Text("reason"));
        Assert.Contains("decide-extension", detail.GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        await (await clerk.PostJsonAsync($"/api/work-items/{item.Text("id")}/decide-extension", decision)).ReadAsync(
            200
        );
    }

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient client,
        string assignment,
        string? dueOn,
        string reason,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/assignments/{assignment}/request-extension");
        request.Content = JsonContent.Create(new { dueOn, reason });
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
