using System.Text.Json;

namespace IpStrategy.Web.Tests.Api;

public sealed class ProxyTests(DemoHost host)
{
    [Fact]
    public async Task One_names_a_proxy_who_finds_the_work_in_his_list_and_ends_it_again()
    {
        var officer = await host.AsAsync("bqj.officer");
        var leader = await host.AsAsync("bqj.leader");
        var item = (await officer.GetJsonAsync("/api/work-items")).Items().First();
        var id = item.Text("id");
        await (await officer.PostJsonAsync($"/api/work-items/{id}/claim", new { })).ReadAsync(200);
        var today = await TodayAsync(officer);

        var body = new
        {
            deputy = "bqj.leader",
            from = today,
            to = today,
        };
        var named = await (await officer.PostJsonAsync("/api/proxies", body)).ReadAsync(201);
        Assert.Equal(("all", true), (named.Text("scope"), named.GetProperty("isInForce").GetBoolean()));
        await (await officer.PostJsonAsync("/api/proxies", body)).RefusedAsync(422, "PROXY_IS_NAMED_ALREADY");

        var mine = (await leader.GetJsonAsync("/api/work-items?pageSize=200")).Items().Single(i => i.Text("id") == id);
        Assert.NotEmpty(mine.Text("actingFor"));
        var released = await (await leader.PostJsonAsync($"/api/work-items/{id}/unclaim", new { })).ReadAsync(200);
        Assert.Equal(JsonValueKind.Null, released.GetProperty("assignee").ValueKind);

        await (
            await officer.DeleteAsync($"/api/proxies/{named.Text("id")}", TestContext.Current.CancellationToken)
        ).ReadAsync(200);
        await (
            await officer.DeleteAsync($"/api/proxies/{named.Text("id")}", TestContext.Current.CancellationToken)
        ).RefusedAsync(422, "PROXY_IS_OVER");
        var list = (await leader.GetJsonAsync("/api/proxies")).Items().ToList();
        Assert.Contains(list, p => p.Text("id") == named.Text("id") && !p.GetProperty("isInForce").GetBoolean());
    }

    [Fact]
    public async Task Only_for_oneself_with_a_colleague_for_days_that_are_to_come()
    {
        var officer = await host.AsAsync("bqj.officer");
        Task<HttpResponseMessage> NameAsync(object body) => officer.PostJsonAsync("/api/proxies", body);

        await (
            await NameAsync(
                new
                {
                    deputy = "bqj.leader",
                    principal = "gsj.officer",
                    from = "2011-01-03",
                    to = "2011-01-04",
                }
            )
        ).RefusedAsync(403, "ONLY_FOR_ONESELF_OR_BY_THE_OFFICE");
        await (
            await NameAsync(
                new
                {
                    deputy = "gsj.officer",
                    from = "2011-01-03",
                    to = "2011-01-04",
                }
            )
        ).RefusedAsync(422, "PROXY_NEEDS_COLLEAGUE");
        await (
            await NameAsync(
                new
                {
                    deputy = "bqj.leader",
                    from = "2009-01-03",
                    to = "2009-01-04",
                }
            )
        ).RefusedAsync(422, "PROXY_PERIOD_IS_NOT_ALLOWED");
        await (
            await NameAsync(
                new
                {
                    deputy = "bqj.leader",
                    from = "2011-01-03",
                    to = "2011-01-04",
                    scope = "steps",
                    steps = new[] { "dance" },
                }
            )
        ).RefusedAsync(400, "PROXY_SCOPE_IS_UNKNOWN");
    }

    [Fact]
    public async Task A_copy_goes_to_one_or_to_several_and_is_found_among_the_copies()
    {
        var clerk = await host.AsAsync("office.clerk");
        var reader = await host.AsAsync("gfy.leader");
        var items = (await clerk.GetJsonAsync("/api/work-items?scope=all&pageSize=200")).Items();
        var id = items.First(i => i.Text("body") == "bqj").Text("id");

        await (
            await clerk.PostJsonAsync($"/api/work-items/{id}/copy-to", new { to = "gfy.leader", note = "请阅" })
        ).ReadAsync(200);
        await (
            await clerk.PostJsonAsync(
                $"/api/work-items/{id}/copy-to",
                new { to = new[] { "gfy.leader", "gfy.officer" } }
            )
        ).ReadAsync(200);
        await (await clerk.PostJsonAsync($"/api/work-items/{id}/copy-to", new { to = 7 })).RefusedAsync(
            400,
            "JSON_IS_MALFORMED"
        );

        var copied = (await reader.GetJsonAsync("/api/work-items?scope=copied"))
            .Items()
            .Single(i => i.Text("id") == id);
        Assert.Equal(JsonValueKind.Null, copied.GetProperty("copy").GetProperty("readAt").ValueKind);
        var detail = await reader.GetJsonAsync($"/api/work-items/{id}");
        Assert.Equal(JsonValueKind.String, detail.GetProperty("copy").GetProperty("readAt").ValueKind);
        Assert.Empty(detail.GetProperty("actions").EnumerateArray());
        Assert.Equal(2, detail.GetProperty("copies").GetArrayLength());
        Assert.Contains(
            detail.GetProperty("refusedActions").EnumerateArray(),
            a => a.Text("action") == "copy-to" && a.Text("code") == "READERS_ONLY_READ" && a.Text("detail").Length > 5
        );
    }

    private static async Task<string> TodayAsync(HttpClient client)
    {
        // The demonstration's day: that on which the newest message was written, or the day of the notice.
        var messages = (await client.GetJsonAsync("/api/inbox?pageSize=1")).Items().ToList();
        return messages is [var one]
            ? DateTimeOffset
                .Parse(one.Text("createdAt"), System.Globalization.CultureInfo.InvariantCulture)
                .ToOffset(TimeSpan.FromHours(8))
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : "2010-03-15";
    }
}
