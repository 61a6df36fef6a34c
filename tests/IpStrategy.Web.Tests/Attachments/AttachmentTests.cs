using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IpStrategy.Testing;

namespace IpStrategy.Web.Tests.Attachments;

/// <summary>The demonstration for tests about files, with small limits.</summary>
public sealed class FilesHost : RunningHost
{
    public const string Password = DemoInstallationHost.Password;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("demo", "true"),
            new("demo-password", Password),
            new("Files:MostBytes", "100000"),
            new("Limits:SignInsPerName", "10000"),
        ];

    public Task<HttpClient> AsAsync(string userName) => AsAsync(userName, Password);

    /// <summary>The open item of somebody's in an assignment.</summary>
    public async Task<string> ItemAsync(string userName, int assignment)
    {
        var open = await (await AsAsync(userName)).GetJsonAsync("/api/work-items?pageSize=200");
        return open.Items().First(i => i.GetProperty("assignmentNumber").GetInt32() == assignment).Text("id");
    }
}

/// <summary>附件 over HTTP: what the contract says, and what people send who mean no good.</summary>
public sealed class AttachmentTests(FilesHost host) : IClassFixture<FilesHost>
{
    [Fact]
    public async Task A_file_is_put_to_an_item_listed_fetched_in_parts_and_taken_away()
    {
        var officer = await host.AsAsync("gzw.officer");
        var item = await host.ItemAsync("gzw.officer", 20);
        var content = SampleFiles.Pdf("范围");

        var made = await SendAsync(officer, item, "证明 材料\"1\".pdf", content);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var file = await made.ReadAsync(201);
        var address = $"/api/attachments/{file.Text("id")}";
        Assert.Equal(address, made.Headers.Location!.OriginalString);
        var listed = (await officer.GetJsonAsync($"/api/work-items/{item}")).GetProperty("attachments")[0];
        Assert.Equal((file.Text("id"), file.Text("sha256")), (listed.Text("id"), listed.Text("sha256")));

        var whole = await GetAsync(officer, address);
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/pdf", whole.Content.Headers.ContentType!.MediaType);
        var disposition = whole.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "证明 材料_1_.pdf"), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(whole.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains(
            "sandbox",
            Assert.Single(whole.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );

        var part = await GetAsync(officer, address, new RangeHeaderValue(1, 4));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("PDF-", await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        await (await host.AsAsync("kw.officer")).GetJsonAsync(address, 404);
        await (
            await (await host.AsAsync("kw.officer")).DeleteAsync(address, TestContext.Current.CancellationToken)
        ).RefusedAsync(404, "ATTACHMENT_DOES_NOT_EXIST");
        await (
            await (await host.AsAsync("office.clerk")).DeleteAsync(address, TestContext.Current.CancellationToken)
        ).RefusedAsync(403, "ONLY_THE_UPLOADER_REMOVES");
        await (await officer.DeleteAsync(address, TestContext.Current.CancellationToken)).ReadAsync(204);
        await officer.GetJsonAsync(address, 404);
    }

    [Theory]
    [InlineData("leadership", 403, "WORK_ITEM_IS_NOT_YOURS")]
    [InlineData("office.director", 403, "WORK_ITEM_IS_NOT_YOURS")]
    [InlineData("kw.officer", 404, "WORK_ITEM_DOES_NOT_EXIST")]
    [InlineData("admin.system", 404, "WORK_ITEM_DOES_NOT_EXIST")]
    [InlineData("admin.audit", 404, "WORK_ITEM_DOES_NOT_EXIST")]
    public async Task Others_put_nothing_there(string who, int status, string code)
    {
        var item = await host.ItemAsync("zscqj.officer", 26);
        await (await SendAsync(await host.AsAsync(who), item, "a.pdf", SampleFiles.Pdf())).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Hostile_files_are_refused_each_with_its_reason()
    {
        var officer = await host.AsAsync("zscqj.officer");
        var item = await host.ItemAsync("zscqj.officer", 26);
        async Task RefusedAsync(string name, byte[] content, int status, string code) =>
            await (await SendAsync(officer, item, name, content)).RefusedAsync(status, code);
        await RefusedAsync("a.pdf", "<html><script>alert(1)</script>"u8.ToArray(), 415, "FILE_CONTENT_IS_ANOTHER");
        await RefusedAsync("a.html", "<html>"u8.ToArray(), 415, "FILE_TYPE_IS_NOT_TAKEN");
        await RefusedAsync("a.zip", SampleFiles.Bomb(60), 422, "ARCHIVE_IS_NOT_TAKEN");
        await RefusedAsync("a.docx", SampleFiles.Docx(("word/vbaProject.bin", "x")), 422, "FILE_HAS_MACROS");
        await RefusedAsync("a.pdf", [.. SampleFiles.Pdf(), .. new byte[100_001]], 413, "FILE_IS_TOO_LARGE");
        await RefusedAsync("a.pdf", [], 422, "FILE_IS_EMPTY");
        await RefusedAsync("....", SampleFiles.Pdf(), 422, "FILE_NAME_IS_NOT_ALLOWED");

        var file = await (
            await SendAsync(officer, item, "../../../../etc/cron.d/\u202Ex.pdf", SampleFiles.Pdf("path"))
        ).ReadAsync(201);
        Assert.Equal("x.pdf", file.Text("name"));
        var stored = Directory.GetFiles(Path.Combine(host.DataFolder, "files"), "*", SearchOption.AllDirectories);
        Assert.Contains(stored, f => Path.GetFileName(f) == file.Text("sha256"));
        Assert.All(stored, f => Assert.Equal(64, Path.GetFileName(f).Length));
    }

    [Fact]
    public async Task A_body_of_its_own_needs_a_name_and_a_form_a_file()
    {
        var officer = await host.AsAsync("zscqj.officer");
        var item = await host.ItemAsync("zscqj.officer", 42);
        var address = $"/api/work-items/{item}/attachments";
        var cancel = TestContext.Current.CancellationToken;
        HttpContent Body() =>
            new ByteArrayContent(SampleFiles.Png) { Headers = { ContentType = new("application/octet-stream") } };
        await (await officer.PostAsync(address, Body(), cancel)).RefusedAsync(400, "VALUE_IS_MISSING");
        var named = await (
            await officer.PostAsync($"{address}?name=%E5%9B%BE.png&sensitive=true", Body(), cancel)
        ).ReadAsync(201);
        Assert.Equal(("图.png", true), (named.Text("name"), named.GetProperty("isSensitive").GetBoolean()));
        await (await officer.PostAsync($"{address}?name=a.png&sensitive=ja", Body(), cancel)).RefusedAsync(
            400,
            "VALUE_IS_NOT_ALLOWED"
        );
        await (
            await officer.PostAsync(
                address,
                new MultipartFormDataContent { { new StringContent("x"), "other" } },
                cancel
            )
        ).RefusedAsync(400, "VALUE_IS_MISSING");

        var broken = new StringContent(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7",
            Encoding.UTF8
        );
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        await (await officer.PostAsync(address, broken, cancel)).RefusedAsync(400, "REQUEST_IS_MALFORMED");
    }

    [Fact]
    public async Task Completion_asks_for_the_evidence_that_is_missing_and_the_office_checks_each()
    {
        const int number = 29;
        var clerk = await host.AsAsync("office.clerk");
        var plan = (await clerk.GetJsonAsync("/api/plans")).Items().First().Text("id");
        var ledger = await clerk.GetJsonAsync($"/api/plans/{plan}/assignments?pageSize=100");
        var assignment = ledger.Items().Single(a => a.GetProperty("number").GetInt32() == number).Text("id");
        var address = $"/api/assignments/{assignment}/deliverables";
        var promised = Assert.Single((await clerk.GetJsonAsync(address)).Items());
        Assert.True(promised.GetProperty("isLacking").GetBoolean());
        Assert.Equal(promised.Text("title"), promised.Text("readTitle"));

        await (await host.AsAsync("kw.officer")).GetJsonAsync(address, 404);
        var added = await (await PutAsync(clerk, address, new { title = "培训名册" })).ReadAsync(200);
        Assert.Equal(2, added.GetProperty("total").GetInt32());
        var extra = added.Items().Last();
        await (
            await PutAsync(
                clerk,
                address,
                new
                {
                    id = extra.Text("id"),
                    version = 9,
                    title = "名册",
                }
            )
        ).RefusedAsync(409, "DELIVERABLE_HAS_CHANGED");
        await (await PutAsync(clerk, address, new { id = extra.Text("id"), note = "见网站" })).RefusedAsync(
            403,
            "ONLY_THE_LEAD_AGENCY_SHOWS"
        );
        await (await PutAsync(clerk, address, new { id = extra.Text("id"), verdict = "accepted" })).RefusedAsync(
            422,
            "COMPLETION_IS_NOT_UNDER_CHECK"
        );
        await (await PutAsync(clerk, address, new { id = "1", title = "无" })).RefusedAsync(
            404,
            "DELIVERABLE_DOES_NOT_EXIST"
        );
        await (await PutAsync(clerk, address, new { id = "x", title = "无" })).RefusedAsync(
            400,
            "VALUE_IS_NOT_ALLOWED"
        );
        await (await PutAsync(clerk, address, new { title = " " })).RefusedAsync(422, "DELIVERABLE_NEEDS_TITLE");
        var waived = await (
            await PutAsync(clerk, address, new { id = extra.Text("id"), waive = "并入报告" })
        ).ReadAsync(200);
        Assert.Equal("并入报告", waived.Items().Last().Text("waivedBecause"));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string address, object item) =>
        client.PutAsync(
            address,
            new StringContent(
                JsonSerializer.Serialize(new { items = new[] { item } }),
                Encoding.UTF8,
                "application/json"
            ),
            TestContext.Current.CancellationToken
        );

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string address, RangeHeaderValue? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = range;
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string item, string name, byte[] content)
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(content);
        form.Add(part, "file");
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "file",
            FileNameStar = name,
        };
        return client.PostAsync($"/api/work-items/{item}/attachments", form, TestContext.Current.CancellationToken);
    }
}
