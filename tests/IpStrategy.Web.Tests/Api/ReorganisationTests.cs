using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IpStrategy.Web.Tests.Api;

/// <summary>The administrator's journey: loads agencies, carries out the reform of 2018 while the plan runs. A demonstration of its own.</summary>
public sealed class ReorganisationTests : IAsyncLifetime
{
    private const string Address = "/api/agencies/reorganisations";
    private readonly DemoHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_reform_of_2018_is_announced_previewed_and_carried_out()
    {
        var admin = await _host.AsAsync("admin.system");
        var body = new JsonObject { ["reorganisation"] = await AnnouncedAsync(admin) };

        var preview = await (await PostAsync(admin, Address + "?dryRun=true", body)).ReadAsync(200);
        Assert.Equal([24], With(preview, "leadsBecomeOne"));
        Assert.Equal([27, 36], With(preview, "leadAndCoResponsibleBecomeOne"));
        Assert.Equal([19, 37, 38, 64], With(preview, "partiesBecomeOne"));

        var officer = await _host.AsAsync("zjj.officer");
        var before = (await officer.GetJsonAsync("/api/work-items?scope=mine&pageSize=1"))
            .GetProperty("total")
            .GetInt32();
        body["mark"] = preview.Text("mark");
        var ordered = await PostAsync(admin, Address, body);
        var done = await ordered.ReadAsync(201);
        Assert.Equal("carriedOut", done.Text("state"));
        Assert.Equal($"{Address}/{done.Text("id")}", ordered.Headers.Location?.ToString());

        // The same person, signed in all the while, has the work of both halves before her now.
        var after = await officer.GetJsonAsync("/api/work-items?scope=mine&pageSize=200");
        Assert.True(after.GetProperty("total").GetInt32() > before);
        Assert.Contains(after.Items(), i => i.GetProperty("assignmentNumber").GetInt32() == 24);
        Assert.Equal("gsj2018", (await officer.GetJsonAsync("/api/auth/me")).GetProperty("agency").Text("code"));

        // The old mark says what was; nothing is done with it twice.
        await (await PostAsync(admin, Address, body)).RefusedAsync(422, "STEP_AGENCY_IS_GONE");
        var listed = (await admin.GetJsonAsync(Address)).Items().Single();
        Assert.Equal("机构改革", listed.Text("title"));
        var one = await admin.GetJsonAsync($"{Address}/{listed.Text("id")}");
        Assert.Single(one.GetProperty("results").EnumerateArray());

        var market = await admin.GetJsonAsync("/api/agencies/gsj2018");
        Assert.Equal(
            ["gsj", "syjj", "zjj"],
            market
                .GetProperty("predecessors")
                .EnumerateArray()
                .Select(p => p.Text("code"))
                .Order(StringComparer.Ordinal)
        );
        var science = await admin.GetJsonAsync("/api/agencies/kw");
        Assert.Equal(
            ("市科学技术局", "市科委"),
            (
                science.GetProperty("agency").Text("name"),
                science.GetProperty("agency").GetProperty("formerNames")[0].Text("name")
            )
        );
    }

    [Fact]
    public async Task What_has_changed_since_the_preview_is_told_and_nothing_is_done()
    {
        var admin = await _host.AsAsync("admin.system");
        var body = new JsonObject { ["reorganisation"] = await AnnouncedAsync(admin) };
        body["mark"] = (await (await PostAsync(admin, Address + "?dryRun=true", body)).ReadAsync(200)).Text("mark");
        var officer = await _host.AsAsync("gsj.officer");
        var item = (await officer.GetJsonAsync("/api/work-items?scope=mine&pageSize=1")).Items().Single();
        await (await officer.PostJsonAsync($"/api/work-items/{item.Text("id")}/claim", new { })).ReadAsync(200);

        await (await PostAsync(admin, Address, body)).RefusedAsync(409, "REORGANISATION_PREVIEW_IS_OLD");
        await admin.GetJsonAsync("/api/agencies/gsj2018", 404);
        Assert.Empty((await admin.GetJsonAsync(Address)).Items());
    }

    [Fact]
    public async Task What_is_ordered_for_a_later_day_waits_for_it_and_the_clock_brings_it()
    {
        var admin = await _host.AsAsync("admin.system");
        var reform = await AnnouncedAsync(admin, "2010-03-18");
        var ordered = await (await PostAsync(admin, Address, new JsonObject { ["reorganisation"] = reform })).ReadAsync(
            201
        );
        Assert.Equal(("scheduled", "2010-03-18"), (ordered.Text("state"), ordered.Text("nextOn")));
        await admin.GetJsonAsync("/api/agencies/gsj2018", 404);

        await (await admin.PostJsonAsync("/api/demo/clock", new { advance = "P5D" })).ReadAsync(200);

        var one = await admin.GetJsonAsync($"{Address}/{ordered.Text("id")}");
        Assert.Equal("carriedOut", one.Text("state"));
        await admin.GetJsonAsync("/api/agencies/gsj2018");
    }

    [Fact]
    public async Task What_waits_is_withdrawn_with_a_reason_and_what_was_done_is_not()
    {
        var admin = await _host.AsAsync("admin.system");
        var waiting = new JsonObject { ["reorganisation"] = await AnnouncedAsync(admin, "2010-03-18") };
        var id = (await (await PostAsync(admin, Address, waiting)).ReadAsync(201)).Text("id");
        var at = $"{Address}/{id}/withdraw";
        await (await admin.PostJsonAsync(at, new { })).RefusedAsync(422, "WITHDRAWAL_NEEDS_REASON");
        await (await (await _host.AsAsync("office.director")).PostJsonAsync(at, new { reason = "撤" })).RefusedAsync(
            403,
            "ONLY_SYSTEM_ADMINISTRATORS_MAY"
        );
        var done = await (await admin.PostJsonAsync(at, new { reason = "方案未批准" })).ReadAsync(200);
        Assert.Equal("withdrawn", done.Text("state"));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("nextOn").ValueKind);
        await (await admin.PostJsonAsync(at, new { reason = "再撤" })).RefusedAsync(422, "REORGANISATION_IS_WITHDRAWN");
        await (await admin.PostJsonAsync($"{Address}/none/withdraw", new { reason = "撤" })).RefusedAsync(
            404,
            "REORGANISATION_DOES_NOT_EXIST"
        );

        var now = new JsonObject { ["reorganisation"] = await AnnouncedAsync(admin) };
        var carriedOut = (await (await PostAsync(admin, Address, now)).ReadAsync(201)).Text("id");
        await (await admin.PostJsonAsync($"{Address}/{carriedOut}/withdraw", new { reason = "撤" })).RefusedAsync(
            422,
            "REORGANISATION_IS_CARRIED_OUT"
        );
        Assert.Equal(
            ["carriedOut", "withdrawn"],
            (await admin.GetJsonAsync(Address)).Items().Select(i => i.Text("state"))
        );
    }

    [Fact]
    public async Task The_directory_goes_out_and_comes_back_as_a_spreadsheet()
    {
        var admin = await _host.AsAsync("admin.system");
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var file = await admin.GetAsync(
                $"/api/agencies/export?format={format}",
                TestContext.Current.CancellationToken
            );
            Assert.True(file.IsSuccessStatusCode);
            var content = new ByteArrayContent(
                await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
            );
            content.Headers.ContentType = new MediaTypeHeaderValue(file.Content.Headers.ContentType!.MediaType!);
            var back = await admin.PostAsync("/api/agencies/import", content, TestContext.Current.CancellationToken);
            var report = await back.ReadAsync(200);
            Assert.Equal(
                (47, 0),
                (report.GetProperty("unchanged").GetInt32(), report.GetProperty("changed").GetInt32())
            );
        }
        var wrong = new StringContent("代码,简称,全称,类别\r\nX,一,一,department\r\n", Encoding.UTF8, "text/csv");
        var refused = await admin.PostAsync("/api/agencies/import", wrong, TestContext.Current.CancellationToken);
        var problem = await refused.RefusedAsync(422, "SHEET_HAS_PROBLEMS");
        Assert.Equal(2, problem.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task An_agency_is_entered_found_changed_and_guarded_against_old_pages()
    {
        var admin = await _host.AsAsync("admin.system");
        var body = new
        {
            name = "市信访办",
            fullName = "天津市信访办公室",
            kind = "department",
            version = 0,
        };
        Assert.Equal(1, (await (await PutAsync(admin, "xfj", body)).ReadAsync(200)).GetProperty("version").GetInt32());
        await (await PutAsync(admin, "xfj", body)).RefusedAsync(409, "AGENCY_HAS_CHANGED");
        await (await PutAsync(admin, "new", body with { })).RefusedAsync(422, "AGENCY_CODE_IS_NOT_ALLOWED");
        await (await PutAsync(admin, "kw", body with { version = 1 })).RefusedAsync(
            422,
            "NAMES_CHANGE_BY_REORGANISATION"
        );
        await (await PutAsync(admin, "yj", body with { kind = "department,district" })).RefusedAsync(
            400,
            "AGENCY_KIND_IS_UNKNOWN"
        );
        var holes = new
        {
            name = "市林业局",
            fullName = "天津市林业局",
            kind = "department",
            aliases = new string?[] { null, "林业局" },
        };
        Assert.Equal(
            "林业局",
            (await (await PutAsync(admin, "lyj", holes)).ReadAsync(200))
                .GetProperty("agency")
                .GetProperty("aliases")
                .EnumerateArray()
                .Single()
                .GetString()
        );
        await (await PutAsync(admin, "yj", body with { kind = "2" })).RefusedAsync(400, "AGENCY_KIND_IS_UNKNOWN");
        Assert.Equal("xfj", (await admin.GetJsonAsync("/api/agencies?q=信访")).Items().Single().Text("code"));
        var director = await _host.AsAsync("office.director");
        await director.GetJsonAsync("/api/agencies/xfj");
        await (await PutAsync(director, "xfj", body)).RefusedAsync(403, "ONLY_SYSTEM_ADMINISTRATORS_MAY");
        await (await _host.AsAsync("gsj.officer")).GetJsonAsync("/api/agencies", 403);
    }

    /// <summary>The reform of 2018 as the directory announces it, brought forward.</summary>
    private static async Task<JsonNode> AnnouncedAsync(HttpClient admin, string on = "2010-03-15")
    {
        var announced = await admin.GetJsonAsync($"{Address}/announced?from=2018-01-01&to=2018-12-31");
        var reform = JsonNode.Parse(announced.GetRawText())!;
        (reform["title"], reform["legalBasis"]) = ("机构改革", "天津市机构改革方案");
        foreach (var step in reform["steps"]!.AsArray())
        {
            step!["effectiveOn"] = on;
        }
        return reform;
    }

    private static IEnumerable<int> With(JsonElement preview, string union) =>
        preview
            .GetProperty("assignments")
            .EnumerateArray()
            .Where(a => a.GetProperty("unions").EnumerateArray().Any(u => u.GetString() == union))
            .Select(a => a.GetProperty("number").GetInt32());

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, JsonNode body) =>
        client.PostAsync(
            address,
            new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken
        );

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string code, object body) =>
        client.PutAsJsonAsync($"/api/agencies/{code}", body, TestContext.Current.CancellationToken);
}
