using System.Net.Http.Json;
using System.Text.Json;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Operations on whole assignments over HTTP, with parallel consultations under way; a plan of its own, for what is done here is not undone.</summary>
public sealed class ControlHost : RunningHost
{
    private const string Password = DemoInstallationHost.Password;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("demo", "true"), new("demo-password", Password), new("Limits:SignInsPerName", "10000")];

    public Task<HttpClient> AsAsync(string userName) => AsAsync(userName, Password);
}

public sealed class AssignmentActionTests(ControlHost host) : IClassFixture<ControlHost>
{
    [Fact]
    public async Task Suspended_in_the_midst_of_a_consultation_nobody_acts_and_resumed_everybody_goes_on()
    {
        var id = await AskedAsync(42);
        var reply = await OpenAsync("hg.officer", 42, "reply");

        var preview = await ActAsync("office.clerk", id, "suspend", new { reason = "等待部署", dryRun = true });
        var done = await ActAsync(
            "office.clerk",
            id,
            "suspend",
            new { reason = "等待部署", mark = preview.Text("mark") }
        );

        Assert.Equal("suspended", done.GetProperty("assignment").Text("status"));
        Assert.Equal(Kinds(preview), Kinds(done));
        var officer = await host.AsAsync("hg.officer");
        var refused = await officer.PostJsonAsync(
            $"/api/work-items/{reply}/complete",
            new { answers = new { outcome = "Concur" } }
        );
        await refused.RefusedAsync(422, "WORK_ITEM_IS_SUSPENDED");
        Assert.Equal("grey", (await officer.GetJsonAsync($"/api/work-items/{reply}")).Text("light"));
        var grey = await (await host.AsAsync("leadership")).GetJsonAsync(
            $"/api/plans/{await PlanAsync()}/assignments?light=grey"
        );
        Assert.Contains(grey.Items(), a => a.GetProperty("number").GetInt32() == 42);

        await ActAsync("office.clerk", id, "resume", new { });
        await (
            await officer.PostJsonAsync(
                $"/api/work-items/{reply}/complete",
                new { answers = new { outcome = "Concur" } }
            )
        ).ReadAsync(200);
        var view = await (await host.AsAsync("zscqj.officer")).GetJsonAsync($"/api/assignments/{id}");
        Assert.Equal(["suspend", "resume"], view.GetProperty("changes").EnumerateArray().Select(c => c.Text("verb")));
    }

    [Fact]
    public async Task While_suspended_everything_that_would_go_on_is_refused_by_that_name()
    {
        var id = await IdAsync(31);
        await ActAsync("office.clerk", id, "suspend", new { reason = "等待部署" });
        var lead = await host.AsAsync("wgj.officer");
        await (
            await lead.PostJsonAsync(
                $"/api/assignments/{id}/request-extension",
                new { dueOn = "2010-12-30", reason = "等待部署" }
            )
        ).RefusedAsync(422, "UNDERTAKING_IS_SUSPENDED");
        var promised = (await lead.GetJsonAsync($"/api/assignments/{id}/deliverables")).Items().First().Text("id");
        await (
            await lead.PutAsJsonAsync(
                $"/api/assignments/{id}/deliverables",
                new { items = new[] { new { id = promised, note = "网址" } } },
                Cancel
            )
        ).RefusedAsync(422, "UNDERTAKING_IS_SUSPENDED");
        var admin = await host.AsAsync("admin.system");
        var course = (await admin.GetJsonAsync("/api/process-instances?process=assignment&pageSize=1")).Items().First();
        await (
            await admin.PutAsync($"/api/process-instances/{course.Text("id")}/suspension", null, Cancel)
        ).RefusedAsync(422, "INSTANCE_BELONGS_TO_ASSIGNMENT");
        await ActAsync("office.clerk", id, "resume", new { });
        await (
            await lead.PutAsJsonAsync(
                $"/api/assignments/{id}/deliverables",
                new { items = new[] { new { id = promised, note = "网址" } } },
                Cancel
            )
        ).ReadAsync(200);
    }

    [Fact]
    public async Task Terminated_in_the_midst_of_a_consultation_everything_closes_and_everybody_is_told()
    {
        var id = await AskedAsync(26);
        var before = (await PlanViewAsync()).GetProperty("terminated").GetInt32();

        var done = await ActAsync("office.director", id, "terminate", new { reason = "任务已由上级统一安排" });

        Assert.Contains("itemCloses", Kinds(done));
        Assert.Equal("terminated", done.GetProperty("assignment").Text("status"));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("assignment").GetProperty("light").ValueKind);
        Assert.Equal(before + 1, (await PlanViewAsync()).GetProperty("terminated").GetInt32());
        var officer = await host.AsAsync("jxw.officer");
        Assert.Empty(await ItemsAsync(officer, 26));
        var inbox = await officer.GetJsonAsync("/api/inbox");
        Assert.Contains(inbox.Items(), m => m.Text("kind") == "terminated");
        var course = (await officer.GetJsonAsync($"/api/assignments/{id}")).GetProperty("courses")[0];
        Assert.Equal("terminated", course.Text("state"));
        Assert.Contains(
            course.GetProperty("entries").EnumerateArray(),
            e => e.Text("kind") == "closedBecauseTerminated"
        );
        await (await PostAsync("office.clerk", id, "terminate", new { reason = "再一次" })).RefusedAsync(
            422,
            "NOTHING_TO_TERMINATE"
        );
    }

    [Fact]
    public async Task Void_is_kept_and_counted_nowhere()
    {
        var id = await IdAsync(7);
        var before = await PlanViewAsync();

        await ActAsync("office.clerk", id, "void", new { reason = "重复立项" });

        var after = await PlanViewAsync();
        Assert.Equal(before.GetProperty("assignments").GetInt32() - 1, after.GetProperty("assignments").GetInt32());
        var clerk = await host.AsAsync("office.clerk");
        var plan = await PlanAsync();
        Assert.DoesNotContain(
            (await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?pageSize=100")).Items(),
            a => a.GetProperty("number").GetInt32() == 7
        );
        var voided = (await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?status=voided")).Items();
        Assert.Contains(voided, a => a.GetProperty("number").GetInt32() == 7);
        Assert.Equal("voided", (await clerk.GetJsonAsync($"/api/assignments/{id}")).Text("status"));
    }

    [Fact]
    public async Task Changed_in_the_midst_of_a_consultation_one_leaves_one_joins_and_the_others_go_on()
    {
        var id = await AskedAsync(43);
        var asked = await PartiesAsync(id, "coResponsible");
        Assert.True(asked.Count > 1);
        var (leaves, stays) = (asked[0], asked[1..]);
        var joins = new[] { "fl", "kw", "ga" }.First(a => !asked.Contains(a));
        string[] wanted = [.. stays, joins];

        var preview = await ActAsync(
            "office.clerk",
            id,
            "change",
            new
            {
                coResponsible = wanted,
                dueIn = 30,
                dryRun = true,
            }
        );
        var done = await ActAsync(
            "office.clerk",
            id,
            "change",
            new
            {
                coResponsible = wanted,
                dueIn = 30,
                reason = "职责调整",
                mark = preview.Text("mark"),
            }
        );

        Assert.Equal(preview.GetProperty("effects").GetRawText(), done.GetProperty("effects").GetRawText());
        Assert.Superset(
            new HashSet<string> { "agencyNotAsked", "itemCloses", "agencyAskedNow", "itemOpens", "dueMoves" },
            Kinds(done).ToHashSet()
        );
        Assert.Empty(await ItemsAsync(await host.AsAsync($"{leaves}.officer"), 43));
        var newcomer = await host.AsAsync($"{joins}.officer");
        var item = Assert.Single(await ItemsAsync(newcomer, 43));
        await CompleteAsync(newcomer, item, "Concur");
        foreach (var party in stays)
        {
            var officer = await host.AsAsync($"{party}.officer");
            await CompleteAsync(officer, Assert.Single(await ItemsAsync(officer, 43)), "Concur");
        }
        var lead = (await PartiesAsync(id, "lead"))[0];
        var next = Assert.Single(await ItemsAsync(await host.AsAsync($"{lead}.officer"), 43));
        Assert.Equal("consolidate", next.Text("step"));
        // Whoever left without having done anything sees it no more.
        await (await (await host.AsAsync($"{leaves}.officer")).GetAsync($"/api/assignments/{id}", Cancel)).ReadAsync(
            404
        );
    }

    [Theory]
    [InlineData("fl.officer", 404, "ASSIGNMENT_DOES_NOT_EXIST")]
    [InlineData("admin.system", 404, "ASSIGNMENT_DOES_NOT_EXIST")]
    [InlineData("zscqj.officer", 403, "ONLY_THE_OFFICE_MAY")]
    [InlineData("leadership", 403, "ONLY_THE_OFFICE_MAY")]
    public async Task Only_the_office_may_and_strangers_are_told_of_nothing(string who, int status, string code)
    {
        var id = await IdAsync(46);
        foreach (var action in (string[])["suspend", "resume", "terminate", "void", "hand-over", "change"])
        {
            var body = new
            {
                reason = "…",
                to = "kw",
                dryRun = action == "void",
            };
            await (await PostAsync(who, id, action, body)).RefusedAsync(status, code);
        }
    }

    [Fact]
    public async Task A_repeated_click_does_nothing_twice_and_nonsense_is_refused_where_it_stands()
    {
        var id = await IdAsync(28);
        var clerk = await host.AsAsync("office.clerk");
        var key = Guid.NewGuid().ToString();
        var first = await SendAsync(clerk, $"/api/assignments/{id}/suspend", new { reason = "一" }, key);
        var again = await SendAsync(clerk, $"/api/assignments/{id}/suspend", new { reason = "一" }, key);

        Assert.Equal((await first.ReadAsync(200)).GetRawText(), (await again.ReadAsync(200)).GetRawText());
        await (await PostAsync("office.clerk", id, "bury", new { })).RefusedAsync(404, "ACTION_IS_UNKNOWN");
        await (await PostAsync("office.clerk", id, "hand-over", new { reason = "…" })).RefusedAsync(
            400,
            "VALUE_IS_MISSING"
        );
        await (await PostAsync("office.clerk", id, "change", new { reason = "…", dueIn = 0 })).RefusedAsync(
            400,
            "VALUE_IS_NOT_ALLOWED"
        );
        await (
            await PostAsync("office.clerk", id, "change", new { reason = "…", coResponsible = new[] { "nobody" } })
        ).RefusedAsync(422, "AGENCY_IS_UNKNOWN");
    }

    [Fact]
    public async Task Whether_a_suspension_moves_dates_is_the_offices_to_choose()
    {
        var plan = await PlanAsync();
        var body = new { suspensionMovesDueDates = true };
        var clerk = await host.AsAsync("office.clerk");

        var chosen = await clerk.PutAsJsonAsync($"/api/plans/{plan}", body, Cancel);

        Assert.True((await chosen.ReadAsync(200)).GetProperty("suspensionMovesDueDates").GetBoolean());
        await (
            await (await host.AsAsync("zscqj.officer")).PutAsJsonAsync($"/api/plans/{plan}", body, Cancel)
        ).RefusedAsync(403, "ONLY_THE_OFFICE_MAY");
        await (
            await (await host.AsAsync("admin.audit")).PutAsJsonAsync($"/api/plans/{plan}", body, Cancel)
        ).RefusedAsync(404, "PLAN_DOES_NOT_EXIST");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The lead has acknowledged and planned; its parties have it before them.</summary>
    private async Task<string> AskedAsync(int number)
    {
        var id = await IdAsync(number);
        var lead = (await PartiesAsync(id, "lead"))[0];
        var officer = await host.AsAsync($"{lead}.officer");
        var acknowledge = Assert.Single(await ItemsAsync(officer, number)).Text("id");
        await (await officer.PostJsonAsync($"/api/work-items/{acknowledge}/complete", new { })).ReadAsync(200);
        var draft = Assert.Single(await ItemsAsync(officer, number)).Text("id");
        var plan = new { answers = new { plan = "实施方案" } };
        await (await officer.PostJsonAsync($"/api/work-items/{draft}/complete", plan)).ReadAsync(200);
        return id;
    }

    private async Task<List<string>> PartiesAsync(string id, string role) =>
        [
            .. (await (await host.AsAsync("office.clerk")).GetJsonAsync($"/api/assignments/{id}"))
                .GetProperty("parties")
                .EnumerateArray()
                .Where(p => p.Text("role") == role)
                .Select(p => p.Text("code")),
        ];

    private async Task<string> PlanAsync() =>
        (await (await host.AsAsync("office.clerk")).GetJsonAsync("/api/plans")).Items().Single().Text("id");

    private async Task<JsonElement> PlanViewAsync() =>
        await (await host.AsAsync("office.clerk")).GetJsonAsync($"/api/plans/{await PlanAsync()}");

    private async Task<string> IdAsync(int number) =>
        (
            await (await host.AsAsync("office.clerk")).GetJsonAsync(
                $"/api/plans/{await PlanAsync()}/assignments?pageSize=100&q={number}"
            )
        )
            .Items()
            .Single(a => a.GetProperty("number").GetInt32() == number)
            .Text("id");

    private async Task<string> OpenAsync(string who, int number, string step) =>
        (await ItemsAsync(await host.AsAsync(who), number)).Single(i => i.Text("step") == step).Text("id");

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, int number) =>
        [
            .. (await client.GetJsonAsync("/api/work-items?pageSize=200"))
                .Items()
                .Where(i => i.GetProperty("assignmentNumber").GetInt32() == number),
        ];

    private static async Task CompleteAsync(HttpClient client, JsonElement item, string outcome) =>
        await (
            await client.PostJsonAsync($"/api/work-items/{item.Text("id")}/complete", new { answers = new { outcome } })
        ).ReadAsync(200);

    private static List<string> Kinds(JsonElement view) =>
        [.. view.GetProperty("effects").EnumerateArray().Select(e => e.Text("kind"))];

    private async Task<HttpResponseMessage> PostAsync(string who, string id, string action, object body) =>
        await (await host.AsAsync(who)).PostJsonAsync($"/api/assignments/{id}/{action}", body);

    private async Task<JsonElement> ActAsync(string who, string id, string action, object body) =>
        await (await PostAsync(who, id, action, body)).ReadAsync(200);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancel);
    }
}
