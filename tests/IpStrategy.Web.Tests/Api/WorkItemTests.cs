using System.Net.Http.Json;
using System.Text.Json;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Each test takes an assignment of its own, so that they may run side by side on the one plan.</summary>
public sealed class WorkItemTests(DemoHost host)
{
    [Fact]
    public async Task A_work_item_says_what_may_be_done_with_it_and_why_the_rest_may_not()
    {
        var (client, id) = await AcknowledgeAsync(7);

        var item = await client.GetJsonAsync($"/api/work-items/{id}");

        Assert.Equal("acknowledge", item.Text("step"));
        Assert.Equal("open", item.Text("state"));
        Assert.Equal(
            ["claim", "complete", "transfer", "delegate", "add-signers", "request-extension", "copy-to"],
            Names(item.GetProperty("actions"))
        );
        Assert.Contains(
            item.GetProperty("refusedActions").EnumerateArray(),
            r => r.Text("action") == "urge" && r.Text("code") == "WORK_ITEM_IS_NOT_YOURS" && r.Text("detail").Length > 0
        );
        Assert.Equal("2010-03-18", item.GetProperty("due").Text("on"));
        Assert.NotEmpty(item.GetProperty("due").Text("explanation"));
    }

    [Fact]
    public async Task The_form_of_the_next_step_is_described()
    {
        var (client, id) = await AcknowledgeAsync(8);
        await (await ActAsync(client, id, "complete", new { })).ReadAsync(200);

        var next = await OnlyOpenAsync(client, 8);
        var item = await client.GetJsonAsync("/api/work-items/" + next.Text("id"));

        var field = Assert.Single(item.GetProperty("form").GetProperty("fields").EnumerateArray());
        Assert.Equal(
            ("plan", "longText", true),
            (field.Text("name"), field.Text("kind"), field.GetProperty("isRequired").GetBoolean())
        );
        var unanswered = await ActAsync(client, next.Text("id"), "complete", new { answers = new { } });
        Assert.Equal("plan", (await unanswered.RefusedAsync(422, "ANSWER_IS_MISSING")).Text("field"));
        var unknown = await ActAsync(
            client,
            next.Text("id"),
            "complete",
            new { answers = new { plan = "…", colour = "red" } }
        );
        await unknown.RefusedAsync(400, "ANSWER_IS_UNKNOWN");
        var number = await ActAsync(client, next.Text("id"), "complete", new { answers = new { plan = 7 } });
        await number.RefusedAsync(400, "ANSWER_HAS_WRONG_TYPE");
        var done = await ActAsync(client, next.Text("id"), "complete", new { answers = new { plan = "分三步走" } });
        Assert.Equal("completed", (await done.ReadAsync(200)).Text("state"));
    }

    [Fact]
    public async Task What_one_may_not_see_does_not_exist()
    {
        var (_, id) = await AcknowledgeAsync(9);
        var stranger = await host.AsAsync("fl.officer");

        await (await stranger.GetAsync($"/api/work-items/{id}", TestContext.Current.CancellationToken)).RefusedAsync(
            404,
            "WORK_ITEM_DOES_NOT_EXIST"
        );
        await (await ActAsync(stranger, id, "claim", new { })).RefusedAsync(404, "WORK_ITEM_DOES_NOT_EXIST");
        await (await ActAsync(stranger, "not-an-id", "claim", new { })).RefusedAsync(404, "WORK_ITEM_DOES_NOT_EXIST");
    }

    [Fact]
    public async Task What_one_sees_but_does_not_hold_is_not_ones_to_do()
    {
        var (_, id) = await AcknowledgeAsync(10);
        var clerk = await host.AsAsync("office.clerk");

        await (await ActAsync(clerk, id, "complete", new { })).RefusedAsync(403, "WORK_ITEM_IS_NOT_YOURS");
    }

    [Fact]
    public async Task Who_acts_on_an_old_page_is_told_and_nothing_happens()
    {
        var (client, id) = await AcknowledgeAsync(13);
        await (await ActAsync(client, id, "claim", new { version = 1 })).ReadAsync(200);

        var stale = await ActAsync(client, id, "complete", new { version = 1 });

        Assert.Equal(
            2,
            (await stale.RefusedAsync(409, "WORK_ITEM_HAS_CHANGED")).GetProperty("currentVersion").GetInt32()
        );
        Assert.Equal("open", (await client.GetJsonAsync($"/api/work-items/{id}")).Text("state"));
    }

    [Fact]
    public async Task Claiming_and_putting_back()
    {
        var (client, id) = await AcknowledgeAsync(15);

        var claimed = await (await ActAsync(client, id, "claim", new { })).ReadAsync(200);
        Assert.NotEmpty(claimed.Text("assignee"));
        var freed = await (await ActAsync(client, id, "unclaim", new { })).ReadAsync(200);
        Assert.Equal(JsonValueKind.Null, freed.GetProperty("assignee").ValueKind);
        await (await ActAsync(client, id, "unclaim", new { })).RefusedAsync(422, "WORK_ITEM_IS_NOT_CLAIMED");
    }

    [Fact]
    public async Task The_same_key_with_the_same_body_gives_the_first_answer_again()
    {
        var (client, id) = await AcknowledgeAsync(17);
        var key = Guid.NewGuid().ToString();

        var first = await (await ActAsync(client, id, "complete", new { version = 1 }, key)).ReadAsync(200);
        var again = await (await ActAsync(client, id, "complete", new { version = 1 }, key)).ReadAsync(200);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        await (await ActAsync(client, id, "complete", new { version = 2 }, key)).RefusedAsync(
            422,
            "KEY_WAS_USED_FOR_SOMETHING_ELSE"
        );
        await (await ActAsync(client, id, "complete", new { version = 1 })).RefusedAsync(
            422,
            "WORK_ITEM_IS_ALREADY_DONE"
        );
    }

    [Fact]
    public async Task A_key_belongs_to_its_user()
    {
        var (officer, id) = await AcknowledgeAsync(18);
        var (other, otherId) = await AcknowledgeAsync(1);
        var key = Guid.NewGuid().ToString();

        await (await ActAsync(officer, id, "claim", new { }, key)).ReadAsync(200);
        var claimed = await (await ActAsync(other, otherId, "claim", new { }, key)).ReadAsync(200);

        Assert.Equal(otherId, claimed.Text("id"));
    }

    [Fact]
    public async Task A_key_is_not_endless()
    {
        var (client, id) = await AcknowledgeAsync(19);

        var response = await ActAsync(client, id, "claim", new { }, new string('k', 201));

        await response.RefusedAsync(400, "IDEMPOTENCY_KEY_IS_NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_many_who_complete_at_once_one_does_and_the_others_are_told_by_whom()
    {
        var (client, id) = await AcknowledgeAsync(20);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ActAsync(client, id, "complete", new { version = 1 }))
        );

        var winner = Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.NotEmpty((await winner.ReadAsync(200)).Text("closedBy"));
        foreach (var loser in answers.Where(a => a != winner))
        {
            Assert.NotEmpty((await loser.RefusedAsync(422, "WORK_ITEM_IS_ALREADY_DONE")).Text("byName"));
        }
        await OnlyOpenAsync(client, 20);
    }

    [Fact]
    public async Task An_action_that_does_not_exist_is_named()
    {
        var (client, id) = await AcknowledgeAsync(23);

        var response = await ActAsync(client, id, "juggle", new { });

        Assert.Equal("juggle", (await response.RefusedAsync(404, "ACTION_IS_UNKNOWN")).Text("action"));
    }

    [Fact]
    public async Task An_action_needs_no_body()
    {
        var (client, id) = await AcknowledgeAsync(25);

        await (await client.PostNothingAsync($"/api/work-items/{id}/claim")).ReadAsync(200);
    }

    [Fact]
    public async Task The_office_urges_once_and_the_officer_finds_it_in_the_inbox()
    {
        var (officer, id) = await AcknowledgeAsync(26);
        var clerk = await host.AsAsync("office.clerk");

        await (await ActAsync(clerk, id, "urge", new { opinion = "请尽快" })).ReadAsync(200);
        await (await ActAsync(clerk, id, "urge", new { opinion = "请尽快" })).RefusedAsync(422, "URGED_TOO_RECENTLY");

        var inbox = await officer.GetJsonAsync("/api/inbox");
        var message = inbox.Items().Single(m => m.Text("kind") == "urge" && m.Text("workItemId") == id);
        Assert.Equal(("张三", "请尽快"), (message.Text("from"), message.Text("text")));
        await (await officer.PostNothingAsync($"/api/inbox/{message.Text("id")}/read")).ReadAsync(204);
        await (await clerk.PostNothingAsync($"/api/inbox/{message.Text("id")}/read")).RefusedAsync(
            404,
            "NOTHING_IS_HERE"
        );
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var client = await host.AsAsync("leadership");
        var (seen, address) = (new List<string>(), "/api/work-items?scope=all&state=open&pageSize=7");
        for (string? after = ""; after is not null; )
        {
            var page = await client.GetJsonAsync(address + after);
            seen.AddRange(page.Items().Select(i => i.Text("id")));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        }

        Assert.True(seen.Count >= 114);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task An_agency_sees_its_own_work_and_no_other()
    {
        var client = await host.AsAsync("hpq.officer");

        var mine = await client.GetJsonAsync("/api/work-items?scope=mine");
        var all = await client.GetJsonAsync("/api/work-items?scope=all");

        // Assignments 6, 50 and 51 are led by each of the sixteen governments severally.
        Assert.Equal([6, 50, 51], mine.Items().Select(i => i.GetProperty("assignmentNumber").GetInt32()).Order());
        // And it is asked for its opinion in 12 and 40: those it sees, wherever they lie.
        Assert.All(
            all.Items(),
            i => Assert.Contains(i.GetProperty("assignmentNumber").GetInt32(), (int[])[6, 12, 40, 50, 51])
        );
    }

    private async Task<(HttpClient Client, string Id)> AcknowledgeAsync(int assignment)
    {
        var clerk = await host.AsAsync("office.clerk");
        var ledger = await clerk.GetJsonAsync($"/api/plans/{await PlanAsync(clerk)}/assignments?pageSize=100");
        var assignmentId = ledger.Items().Single(a => a.GetProperty("number").GetInt32() == assignment).Text("id");
        var items = await clerk.GetJsonAsync($"/api/work-items?scope=all&step=acknowledge&assignment={assignmentId}");
        var item = items.Items().First();
        return (await host.AsAsync(item.Text("body") + ".officer"), item.Text("id"));
    }

    private static async Task<string> PlanAsync(HttpClient client) =>
        (await client.GetJsonAsync("/api/plans")).Items().First().Text("id");

    private static async Task<JsonElement> OnlyOpenAsync(HttpClient client, int assignment) =>
        Assert.Single(
            (await client.GetJsonAsync("/api/work-items?pageSize=200")).Items(),
            i => i.GetProperty("assignmentNumber").GetInt32() == assignment
        );

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetString()!)];

    private static async Task<HttpResponseMessage> ActAsync(
        HttpClient client,
        string id,
        string action,
        object body,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/work-items/{id}/{action}");
        request.Content = JsonContent.Create(body);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
