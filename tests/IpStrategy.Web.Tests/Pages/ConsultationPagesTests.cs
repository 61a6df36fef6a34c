using System.Globalization;
using System.Net;
using System.Text.Json;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>征求意见 by forms alone: one agency's reply, many at once, the lead's answer to each that did not concur, and the leader's decision. On a host of its own: it counts what lies on a desk.</summary>
public sealed class ConsultationPagesTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const int Severally = 51;
    private const int Asked = 46;

    [Fact]
    public async Task Requests_of_several_governments_are_answered_on_one_page_and_one_of_them_by_itself()
    {
        foreach (var district in new[] { "bcq", "wqq", "bdq" })
        {
            await BeginAsync(district, Severally);
        }
        var visitor = await host.AsAsync("zscqj.officer");
        await visitor.OpenAsync("/?step=reply");
        Assert.Contains("本任务共 3 份", visitor.Main, StringComparison.Ordinal);
        var assignment = (await ItemAsync("zscqj.officer", Severally, "reply")).Text("assignmentId");
        await visitor.OpenAsync($"/assignments/{assignment}/replies");
        Assert.Equal("一并反馈", visitor.Heading);
        Assert.Contains("北辰区人民政府的方案", visitor.Main, StringComparison.Ordinal);
        var items = visitor
            .Page.QuerySelectorAll("fieldset select[name^='own.']")
            .Select(s => s.GetAttribute("name")![4..])
            .ToList();
        Assert.Equal(3, items.Count);

        await visitor.SubmitAsync("提交 3 份反馈", ("outcome", "Concur"), ($"own.{items[1]}", "NonConcur"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("理由", visitor.TextOf("[role=alert]"), StringComparison.Ordinal);

        await visitor.SubmitAsync("提交 3 份反馈", ($"opinion.{items[1]}", "园区尚未设立"));

        Assert.Equal("/", visitor.Address);
        Assert.Contains("3", visitor.TextOf("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(
            ["answerNonConcur", "consolidate", "consolidate"],
            (await NextAsync("bcq", "wqq", "bdq")).Order(StringComparer.Ordinal)
        );
        // Nothing is left to be replied to together.
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"/assignments/{assignment}/replies"));
    }

    [Fact]
    public async Task A_bundle_is_there_for_nobody_but_who_is_asked()
    {
        await BeginAsync("jx", Severally);
        var asked = await ItemAsync("zscqj.officer", Severally, "reply");
        var stranger = await host.AsAsync("hg.officer");
        var address = $"/assignments/{asked.Text("assignmentId")}/replies";

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, address));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, "/assignments/no-number/replies"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await host.AsAsync("zscqj.officer"), address));
        // Whoever sees the request answers it; the next test wants an empty desk.
        await CompleteAsync("zscqj.officer", asked, new { outcome = "Concur" });
    }

    [Fact]
    public async Task What_is_maintained_is_convened_by_the_office_and_decided_by_a_leader_and_the_page_tells_all_of_it()
    {
        await BeginAsync("zscqj", Asked);
        await ReplyAsync("gsj.officer", "NonConcur", "职责不清");
        await ReplyAsync("bqj.officer", "ConcurWithComments", "增加版权登记");

        var lead = await OpenAsync("zscqj.officer", "answerNonConcur");
        Assert.Contains("职责不清", lead.TextOf(".main-col"), StringComparison.Ordinal);
        Assert.Contains("市工商局：", lead.Main, StringComparison.Ordinal);
        await lead.SubmitAsync("提交答复", ("answer.decision.gsj", "maintain"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lead.Status);
        Assert.True(lead.Has("[role=alert] a[href='#f-answer.gsj']"), lead.TextOf("[role=alert]"));
        Assert.Contains("市工商局：", lead.TextOf("[role=alert]"), StringComparison.Ordinal);
        await lead.SubmitAsync(
            "提交答复",
            ("answer.decision.gsj", "maintain"),
            ("answer.answer.gsj", "以三定方案为准")
        );
        Assert.Equal("/", lead.Address);

        await DecideAsync("office.clerk", "convene", "召集协调会");
        await DecideAsync("leadership", "decideImpasse", "按牵头单位意见办");

        var record = await OpenAsync("zscqj.officer", "consolidate");
        foreach (
            var said in new[]
            {
                "职责不清",
                "不采纳",
                "以三定方案为准",
                "召集协调会",
                "按牵头单位意见办",
                "增加版权登记",
            }
        )
        {
            Assert.Contains(said, record.Main, StringComparison.Ordinal);
        }
        await record.OpenAsync(
            $"/assignments/{(await ItemAsync("zscqj.officer", Asked, "consolidate")).Text("assignmentId")}"
        );
        Assert.Contains("按牵头单位意见办", record.Main, StringComparison.Ordinal);
        var party = await host.AsAsync("gsj.officer");
        await party.OpenAsync(record.Address);
        Assert.Contains("以三定方案为准", party.Main, StringComparison.Ordinal);
    }

    private async Task DecideAsync(string user, string step, string text)
    {
        var visitor = await OpenAsync(user, step);
        await visitor.SubmitAsync(visitor.PrimaryForm(), ("opinion", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        await visitor.SubmitAsync(visitor.PrimaryForm(), ("opinion", text));
        Assert.Equal("/", visitor.Address);
    }

    private async Task<Visitor> OpenAsync(string user, string step)
    {
        var visitor = await host.AsAsync(user);
        await visitor.OpenAsync($"/work-items/{await StepAsync(user, Asked, step)}");
        return visitor;
    }

    private async Task ReplyAsync(string user, string outcome, string opinion) =>
        await CompleteAsync(user, await ItemAsync(user, Asked, "reply"), new { outcome }, opinion);

    private async Task BeginAsync(string lead, int number)
    {
        var officer = $"{lead}.officer";
        await CompleteAsync(officer, await ItemAsync(officer, number, "acknowledge"), new { });
        await CompleteAsync(officer, await ItemAsync(officer, number, "draftPlan"), new { plan = "方案" });
    }

    private async Task CompleteAsync(string user, JsonElement item, object answers, string? opinion = null)
    {
        var client = await host.AsAsync(user, PagesHost.Password);
        var done = await client.PostJsonAsync($"/api/work-items/{item.Text("id")}/complete", new { answers, opinion });
        await done.ReadAsync(200);
    }

    private async Task<List<string>> NextAsync(params string[] leads)
    {
        var steps = new List<string>();
        foreach (var lead in leads)
        {
            var client = await host.AsAsync($"{lead}.officer", PagesHost.Password);
            var page = await client.GetJsonAsync("/api/work-items?scope=mine&pageSize=200");
            steps.Add(page.Items().Single(i => i.GetProperty("assignmentNumber").GetInt32() == Severally).Text("step"));
        }
        return steps;
    }

    private async Task<string> StepAsync(string user, int number, string step) =>
        (await ItemAsync(user, number, step)).Text("id");

    private async Task<JsonElement> ItemAsync(string user, int number, string step)
    {
        var client = await host.AsAsync(user, PagesHost.Password);
        var page = await client.GetJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/work-items?scope=mine&step={step}&pageSize=200")
        );
        return page.Items().First(i => i.GetProperty("assignmentNumber").GetInt32() == number);
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string address)
    {
        await visitor.OpenAsync(address);
        return visitor.Status;
    }
}
