using System.Text.Json;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Lists over HTTP: sorted, narrowed, page by page. The demonstration's people only look.</summary>
public sealed class ListTests(DemoHost host)
{
    [Theory]
    [InlineData("due")]
    [InlineData("-due")]
    [InlineData("opened")]
    [InlineData("-opened")]
    [InlineData("number")]
    [InlineData("-number")]
    public async Task Work_items_come_in_the_order_asked_for_page_by_page_each_once(string sort)
    {
        var client = await host.AsAsync("leadership");
        var address = $"/api/work-items?scope=all&sort={sort}";

        var items = await AllAsync(client, address, 50);

        Assert.True(items.Count > 100);
        Assert.Equal(items.Count, items.Select(i => i.Text("id")).Distinct().Count());
        var keys = items.ConvertAll(i => KeyOf(i, sort.TrimStart('-')));
        var sorted = keys.Order(StringComparer.Ordinal).ToList();
        if (sort[0] == '-')
        {
            sorted.Reverse();
        }
        Assert.Equal(sorted, keys);
    }

    [Fact]
    public async Task Work_items_are_narrowed_by_body_light_process_and_due_date()
    {
        var client = await host.AsAsync("leadership");
        const string All = "/api/work-items?scope=all&pageSize=200";
        // Others work in the same office: what is compared is what lies there now, whatever they have done.
        var all = (await client.GetJsonAsync(All)).Items().ToList();

        var body = await client.GetJsonAsync($"{All}&agency=hg");
        var lights = new List<int>();
        foreach (var light in (string[])["green", "yellow", "red"])
        {
            var lit = await client.GetJsonAsync($"{All}&light={light}");
            Assert.All(lit.Items(), i => Assert.Equal(light, i.Text("light")));
            lights.Add(Total(lit));
        }
        var due = all[0].Text("dueOn");

        Assert.All(body.Items(), i => Assert.Equal("hg", i.Text("body")));
        Assert.InRange(Total(body), 1, 5);
        Assert.Equal(all.Count(i => i.GetProperty("light").ValueKind == JsonValueKind.String), lights.Sum());
        foreach (var process in (string[])["assignment", "consultation", "signOff"])
        {
            var narrowed = (await client.GetJsonAsync($"{All}&process={process}")).Items();
            Assert.Equal(all.Count(i => ProcessOf(i.Text("step")) == process), narrowed.Count());
            Assert.All(narrowed, i => Assert.Equal(process, ProcessOf(i.Text("step"))));
        }
        Assert.Contains(all, i => ProcessOf(i.Text("step")) == "assignment");
        Assert.Equal(0, Total(await client.GetJsonAsync($"{All}&process=none")));
        Assert.All(
            (await client.GetJsonAsync($"{All}&dueFrom={due}&dueTo={due}")).Items(),
            i => Assert.Equal(due, i.Text("dueOn"))
        );
        Assert.Equal(0, Total(await client.GetJsonAsync($"{All}&dueTo=2010-03-01")));
    }

    private static string ProcessOf(string step) =>
        step switch
        {
            "acknowledge" or "draftPlan" or "nameAgencies" or "consolidate" or "applyForCompletion" => "assignment",
            "reply" or "answerNonConcur" or "convene" or "decideImpasse" => "consultation",
            "countersign" or "leaderSign" or "officeCheck" or "directorSign" or "deputySign" => "signOff",
            _ => "another",
        };

    [Theory]
    [InlineData("number")]
    [InlineData("-number")]
    [InlineData("-due")]
    public async Task The_ledger_comes_in_the_order_asked_for(string sort)
    {
        var client = await host.AsAsync("leadership");
        var address = $"{await LedgerAsync(client)}?sort={sort}";

        var numbers = (await AllAsync(client, address, 20)).ConvertAll(a => a.GetProperty("number").GetInt32());

        // All are due on one day; then they follow by number, whichever way.
        var expected = Enumerable.Range(1, 69);
        Assert.Equal(sort[0] == '-' ? expected.Reverse() : expected, numbers);
    }

    [Theory]
    [InlineData("42", 42)]
    [InlineData("海关 知识产权", 44)]
    [InlineData("南开区", 50)]
    public async Task The_ledger_is_searched_by_number_text_and_body(string words, int found)
    {
        var client = await host.AsAsync("leadership");

        var page = await client.GetJsonAsync(
            $"{await LedgerAsync(client)}?q={Uri.EscapeDataString(words)}&pageSize=200"
        );

        Assert.Contains(found, page.Items().Select(a => a.GetProperty("number").GetInt32()));
        Assert.InRange(Total(page), 1, 30);
    }

    [Fact]
    public async Task A_mark_of_another_list_another_filter_or_nobodys_making_is_refused()
    {
        var client = await host.AsAsync("leadership");
        var items = (await client.GetJsonAsync("/api/work-items?scope=all&pageSize=1")).Text("next");
        var ledger = await LedgerAsync(client);
        var rows = (await client.GetJsonAsync($"{ledger}?pageSize=1")).Text("next");
        var forged = (items[0] == 'f' ? '0' : 'f') + items[1..];

        Assert.NotEmpty((await client.GetJsonAsync($"/api/work-items?scope=all&after={items}")).Items());
        foreach (
            var address in (string[])
                [
                    $"/api/work-items?scope=all&sort=-due&after={items}",
                    $"/api/work-items?scope=agency&after={items}",
                    $"/api/work-items?scope=all&after={rows}",
                    $"/api/work-items?scope=all&after={forged}",
                    $"/api/work-items?scope=all&after={items}00",
                    $"{ledger}?after={items}",
                    $"{ledger}?section=1&after={rows}",
                    $"/api/inbox?after={items}",
                ]
        )
        {
            var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal("after", (await response.RefusedAsync(400, "PARAMETER_IS_NOT_ALLOWED")).Text("parameter"));
        }
    }

    [Theory]
    [InlineData("/api/notices")]
    [InlineData("/api/plans")]
    [InlineData("/api/inbox")]
    [InlineData("/api/work-items")]
    public async Task Every_list_says_items_total_and_next(string address)
    {
        var page = await (await host.AsAsync("office.clerk")).GetJsonAsync($"{address}?pageSize=200");

        Assert.Equal(Total(page), page.Items().Count());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    private static async Task<List<JsonElement>> AllAsync(HttpClient client, string address, int pageSize)
    {
        var all = new List<JsonElement>();
        for (string? after = ""; after is not null; )
        {
            var page = await client.GetJsonAsync($"{address}&pageSize={pageSize}{after}");
            all.AddRange(page.Items());
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
            Assert.True(all.Count <= Total(page));
        }
        return all;
    }

    private static string KeyOf(JsonElement item, string sort) =>
        sort switch
        {
            "due" => item.Text("dueOn"),
            "opened" => item.Text("openedAt"),
            _ => item.GetProperty("assignmentNumber")
                .GetInt32()
                .ToString("000", System.Globalization.CultureInfo.InvariantCulture),
        };

    private static int Total(JsonElement page) => page.GetProperty("total").GetInt32();

    private static async Task<string> LedgerAsync(HttpClient client) =>
        $"/api/plans/{(await client.GetJsonAsync("/api/plans")).Items().First().Text("id")}/assignments";
}
