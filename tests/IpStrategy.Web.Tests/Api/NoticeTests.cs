using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using IpStrategy.Domain.Approvals;
using IpStrategy.Testing;
using IpStrategy.Web.Tests.Security;

namespace IpStrategy.Web.Tests.Api;

/// <summary>From a notice's text to a plan in force, in an installation that begins empty.</summary>
public sealed class NoticeTests(AccountsHost host) : NoticeCases(host), IClassFixture<AccountsHost>;

public sealed class NoticeOnPostgreSqlTests : NoticeCases, IClassFixture<PostgreSqlAccountsHost>
{
    public NoticeOnPostgreSqlTests(PostgreSqlAccountsHost host)
        : base(host) => PostgreSqlServer.Required();
}

public abstract class NoticeCases(AccountsHost host)
{
    private const string Notices = "/api/notices";

    private static byte[] ModelNotice =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data/notices/tianjin-ip-2010.txt"));

    [Fact]
    public async Task A_notice_becomes_a_draft_is_mended_and_issued()
    {
        var clerk = await ClerkAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(ModelNotice), "file", "通知.txt" } };

        var imported = await clerk.PostAsync(Notices, form, TestContext.Current.CancellationToken);
        var draft = await imported.ReadAsync(201);
        var address = $"{Notices}/{draft.Text("id")}";
        Assert.Equal(address, imported.Headers.Location?.ToString());
        Assert.Equal(69, draft.GetProperty("assignments").GetArrayLength());
        Assert.NotEmpty(draft.GetProperty("diagnostics").EnumerateArray());

        await (await clerk.PostNothingAsync(address + "/issue")).RefusedAsync(422, "THE_DIRECTOR_ISSUES");
        await (await clerk.PostNothingAsync(address + "/submit")).RefusedAsync(422, "LEADS_ARE_NOT_CONFIRMED");
        var version = draft.GetProperty("version").GetInt32();
        var mending = new
        {
            version,
            confirmAllLeads = true,
            dueOn = "2010-11-30",
        };
        await (await PutAsync(clerk, address, mending)).ReadAsync(200);
        await (await PutAsync(clerk, address, mending)).RefusedAsync(409, "NOTICE_HAS_CHANGED");
        var submitted = await (await clerk.PostJsonAsync(address + "/submit", new { text = "请审" })).ReadAsync(200);
        Assert.Equal(("submitted", "请审"), (submitted.Text("state"), submitted.Text("remark")));
        var director = await DirectorAsync();
        var issued = await (await director.PostNothingAsync(address + "/issue")).ReadAsync(200);
        Assert.Equal(114, issued.GetProperty("undertakings").GetInt32());
        await (await director.PostNothingAsync(address + "/issue")).RefusedAsync(422, "NOTICE_IS_ALREADY_ISSUED");

        var again = await PostTextAsync(clerk, ModelNotice);
        Assert.Equal(draft.Text("id"), (await again.RefusedAsync(422, "NOTICE_WAS_IMPORTED_BEFORE")).Text("noticeId"));
        Assert.Single((await clerk.GetJsonAsync(Notices)).Items(), n => n.Text("id") == draft.Text("id"));
    }

    [Fact]
    public async Task What_a_mending_leaves_out_stays()
    {
        var clerk = await ClerkAsync();
        var text = "关于任务分工的通知\n(一)办第一件事。(市财政局、市科委负责)\n(二)办第二件事。(市科委牵头)\n";
        var draft = await (await PostTextAsync(clerk, Encoding.UTF8.GetBytes(text))).ReadAsync(201);
        var address = $"{Notices}/{draft.Text("id")}";

        var leads = new { assignments = new[] { new { number = 1, leads = new[] { "kw", "kw" } } } };
        var mended = await (await PutAsync(clerk, address, leads)).ReadAsync(200);

        var first = mended.GetProperty("assignments")[0];
        Assert.Equal("kw", Assert.Single(first.GetProperty("leads").EnumerateArray()).Text("code"));
        Assert.Equal(
            draft.GetProperty("assignments")[0].GetProperty("coResponsible").ToString(),
            first.GetProperty("coResponsible").ToString()
        );
        var hole = new { assignments = new object?[] { null } };
        var problem = await (await PutAsync(clerk, address, hole)).RefusedAsync(400, "VALUE_IS_MISSING");
        Assert.Equal("$.assignments[0]", problem.Text("path"));
    }

    [Theory]
    [InlineData("""{"section":77,"dueOn":"2010-11-30"}""", 400, "SECTION_IS_NOT_IN_NOTICE", "$.section")]
    [InlineData("""{"section":1}""", 400, "SECTION_NEEDS_DUE_DATE", "$.dueOn")]
    [InlineData("""{"assignments":[{"number":99}]}""", 400, "ASSIGNMENT_IS_NOT_IN_NOTICE", "$.assignments[0].number")]
    [InlineData(
        """{"assignments":[{"number":1},{"number":1}]}""",
        400,
        "ASSIGNMENT_IS_MENDED_TWICE",
        "$.assignments[1].number"
    )]
    [InlineData(
        """{"assignments":[{"number":1,"coResponsible":["kw","xx"]}]}""",
        422,
        "PARTY_IS_UNKNOWN",
        "$.assignments[0].coResponsible[1]"
    )]
    [InlineData(
        """{"assignments":[{"number":1,"namedAgencies":["kw"]}]}""",
        422,
        "ASSIGNMENT_HAS_NO_OPEN_GROUP",
        "$.assignments[0].namedAgencies"
    )]
    [InlineData(
        """{"assignments":[{"number":2,"namedAgencies":["qxzf"]}]}""",
        422,
        "PARTY_IS_UNKNOWN",
        "$.assignments[0].namedAgencies[0]"
    )]
    [InlineData(
        """{"assignments":[{"number":2,"namedAgency":["kw"]}]}""",
        400,
        "JSON_IS_MALFORMED",
        "$.assignments[0].namedAgency"
    )]
    [InlineData("""{"dueOn":"2010-02-30"}""", 400, "JSON_IS_MALFORMED", "$.dueOn")]
    public async Task A_mending_that_would_do_nothing_or_something_else_is_refused_at_its_place(
        string mending,
        int status,
        string code,
        string path
    )
    {
        var clerk = await ClerkAsync();
        // Its own text each time: the same notice is not imported twice.
        var text =
            $"关于任务分工的通知\n一、第{mending.Length}批\n(一)办第一件事{code}。(市财政局负责)\n(二)办第二件事{path}。(市科委会同有关部门负责)\n";
        var draft = await (await PostTextAsync(clerk, Encoding.UTF8.GetBytes(text))).ReadAsync(201);
        var address = $"{Notices}/{draft.Text("id")}";

        using var body = new StringContent(mending, Encoding.UTF8, "application/json");
        var refused = await clerk.PutAsync(address, body, TestContext.Current.CancellationToken);

        Assert.Equal(path, (await refused.RefusedAsync(status, code)).Text("path"));
        Assert.Equal(draft.ToString(), (await clerk.GetJsonAsync(address)).ToString());
    }

    [Fact]
    public async Task A_mending_that_changes_nothing_leaves_the_version()
    {
        var clerk = await ClerkAsync();
        const string Text =
            "关于任务分工的通知\n(一)办头一件事。(市财政局会同有关部门负责)\n(二)办另一件事。(市科委牵头)\n";
        var draft = await (await PostTextAsync(clerk, Encoding.UTF8.GetBytes(Text))).ReadAsync(201);
        var address = $"{Notices}/{draft.Text("id")}";

        var same = await (await PutAsync(clerk, address, new { })).ReadAsync(200);
        var named = new { assignments = new[] { new { number = 1, namedAgencies = new[] { "kw" } } } };
        var mended = await (await PutAsync(clerk, address, named)).ReadAsync(200);

        Assert.Equal(draft.GetProperty("version").GetInt32(), same.GetProperty("version").GetInt32());
        Assert.Equal(same.GetProperty("version").GetInt32() + 1, mended.GetProperty("version").GetInt32());
        Assert.Equal("kw", mended.GetProperty("assignments")[0].GetProperty("namedAgencies")[0].GetString());
    }

    [Fact]
    public async Task A_text_that_is_no_notice_is_refused_with_the_reason()
    {
        var response = await PostTextAsync(await ClerkAsync(), Encoding.UTF8.GetBytes("今天天气很好。"));

        await response.RefusedAsync(422, "TEXT_IS_NO_NOTICE");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read_to_its_end()
    {
        var response = await PostTextAsync(await ClerkAsync(), new byte[3 * 1024 * 1024]);

        await response.RefusedAsync(413, "BODY_IS_TOO_LARGE");
    }

    [Fact]
    public async Task Only_a_text_or_a_form_is_taken()
    {
        var clerk = await ClerkAsync();

        var response = await clerk.PostAsJsonAsync(Notices, new { }, TestContext.Current.CancellationToken);

        await response.RefusedAsync(415, "CONTENT_TYPE_IS_NOT_TAKEN");
    }

    [Fact]
    public async Task A_form_without_the_file_says_what_is_missing()
    {
        var clerk = await ClerkAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };

        var response = await clerk.PostAsync(Notices, form, TestContext.Current.CancellationToken);

        Assert.Equal("file", (await response.RefusedAsync(400, "VALUE_IS_MISSING")).Text("path"));
    }

    [Fact]
    public async Task A_notice_that_does_not_exist_can_be_neither_seen_nor_issued()
    {
        var clerk = await ClerkAsync();

        await clerk.GetJsonAsync($"{Notices}/1", 404);
        await (await clerk.PostNothingAsync($"{Notices}/1/issue")).RefusedAsync(404, "NOTICE_DOES_NOT_EXIST");
        await (await clerk.PostNothingAsync($"{Notices}/x/issue")).ReadAsync(404);
    }

    [Fact]
    public async Task Outside_of_a_demonstration_nobody_moves_the_clock()
    {
        var clerk = await ClerkAsync();

        await (await clerk.PostJsonAsync("/api/demo/clock", new { advance = "P1D" })).RefusedAsync(
            404,
            "NOTHING_IS_HERE"
        );
    }

    private async Task<HttpClient> DirectorAsync() =>
        await host.AsAsync(await host.NewUserAsync(Post.Director), AccountsHost.Password);

    private async Task<HttpClient> ClerkAsync() =>
        await host.AsAsync(await host.NewUserAsync(Post.Clerk), AccountsHost.Password);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string address, object body) =>
        client.PutAsJsonAsync(address, body, TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> PostTextAsync(HttpClient client, byte[] text)
    {
        var content = new ByteArrayContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return client.PostAsync(Notices, content, TestContext.Current.CancellationToken);
    }
}
