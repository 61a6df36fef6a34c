using System.Net.Http.Headers;
using System.Text;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Tests.Security;

namespace IpStrategy.Web.Tests.Api;

/// <summary>Processes as another program sees them: from the file to the end of an instance.</summary>
public sealed class ProcessTests(AccountsHost host) : IClassFixture<AccountsHost>
{
    [Fact]
    public async Task A_process_is_deployed_started_worked_on_and_ends()
    {
        var (admin, worker) = (await AsAsync(Post.SystemAdministrator), await AsAsync(Post.Integration));
        var deployed = await (await DeployAsync(admin, Job("walk", "walk-topic"))).ReadAsync(201);
        Assert.Equal(1, deployed.GetProperty("definitions")[0].GetProperty("version").GetInt32());
        await (await DeployAsync(admin, Job("walk", "walk-topic"))).ReadAsync(200);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/process-instances")
        {
            Content = new StringContent(
                """{"process":"walk","businessKey":"K","variables":{"n":2}}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("Idempotency-Key", "once");
        var started = await (await admin.SendAsync(request, TestContext.Current.CancellationToken)).ReadAsync(201);
        var id = started.Text("id");
        Assert.Equal("work", started.GetProperty("active")[0].GetString());

        var fetched = await (
            await worker.PostJsonAsync("/api/work/fetch", new { topics = new[] { "walk-topic" }, lockFor = "PT5M" })
        ).ReadAsync(200);
        var work = Assert.Single(fetched.Items());
        Assert.Equal(2, work.GetProperty("variables").GetProperty("n").GetInt32());
        var address = $"/api/work/{work.Text("id")}";
        await (await worker.PostJsonAsync($"{address}/extend", new { lockFor = "PT10M" })).ReadAsync(200);
        await (await worker.PostJsonAsync($"{address}/fail", new { message = "x", retries = 0 })).ReadAsync(200);
        var incident = Assert.Single((await admin.GetJsonAsync($"/api/incidents?instance={id}")).Items());
        await (await admin.PostNothingAsync($"/api/incidents/{incident.Text("id")}/retry")).ReadAsync(200);
        await worker.PostJsonAsync("/api/work/fetch", new { topics = new[] { "walk-topic" }, max = 1 });
        await (await worker.PostJsonAsync($"{address}/complete", new { variables = new { done = true } })).ReadAsync(
            200
        );
        await (await worker.PostNothingAsync($"{address}/complete")).RefusedAsync(422, "WORK_IS_OVER");

        var ended = await admin.GetJsonAsync($"/api/process-instances/{id}");
        Assert.Equal("completed", ended.Text("status"));
        Assert.True(ended.GetProperty("variables").GetProperty("done").GetBoolean());
        var history = await admin.GetJsonAsync($"/api/process-instances/{id}/history?pageSize=2");
        Assert.Equal("instanceStarted", history.Items().First().Text("entry"));
        Assert.NotNull(history.Text("next"));
    }

    [Fact]
    public async Task A_file_that_cannot_run_is_refused_with_every_finding_and_its_place()
    {
        var admin = await AsAsync(Post.SystemAdministrator);

        var problem = await (
            await DeployAsync(
                admin,
                Job("wrong", "t")
                    .Replace(
                        "</process>",
                        "<userTask id=\"u\" camunda:assignee=\"${a +}\"/></process>",
                        StringComparison.Ordinal
                    )
            )
        ).RefusedAsync(422, "DEFINITION_CANNOT_BE_RUN");

        var finding = problem.GetProperty("findings").EnumerateArray().First(f => f.Text("element") == "u");
        Assert.True(finding.GetProperty("line").GetInt32() > 1);
        Assert.NotEmpty(finding.Text("code"));
    }

    [Fact]
    public async Task An_instance_is_suspended_resumed_moved_and_cancelled()
    {
        var admin = await AsAsync(Post.SystemAdministrator);
        await DeployAsync(admin, Job("moved", "moved-topic"));
        var started = await admin.PostJsonAsync("/api/process-instances", new { process = "moved" });
        var address = $"/api/process-instances/{(await started.ReadAsync(201)).Text("id")}";

        var cancel = TestContext.Current.CancellationToken;
        var suspended = await admin.PutAsync($"{address}/suspension", null, cancel);
        Assert.Equal("suspended", (await suspended.ReadAsync(200)).Text("status"));
        await (
            await admin.PostJsonAsync($"{address}/modification", new { startBefore = new[] { "work" } })
        ).RefusedAsync(422, "INSTANCE_IS_SUSPENDED");
        Assert.Equal(
            "active",
            (await (await admin.DeleteAsync($"{address}/suspension", cancel)).ReadAsync(200)).Text("status")
        );
        var moved = await admin.PostJsonAsync($"{address}/modification", new { startBefore = new[] { "work" } });
        Assert.Equal(2, (await moved.ReadAsync(200)).GetProperty("active").GetArrayLength());
        var report = await admin.PostJsonAsync($"{address}/migration", new { dryRun = true });
        Assert.True((await report.ReadAsync(200)).GetProperty("isPossible").GetBoolean());
        var ended = await (await admin.DeleteAsync($"{address}?reason=stop", cancel)).ReadAsync(200);
        Assert.Equal("cancelled", ended.Text("status"));
        await (await admin.DeleteAsync(address, cancel)).RefusedAsync(422, "INSTANCE_HAS_ENDED");
        await (await admin.GetAsync("/api/process-instances/1", cancel)).RefusedAsync(404, "INSTANCE_DOES_NOT_EXIST");
    }

    [Theory]
    [InlineData(Post.Clerk, "GET", "/api/process-definitions", "ONLY_PROCESS_ADMINISTRATORS_MAY")]
    [InlineData(Post.Integration, "GET", "/api/process-instances", "ONLY_PROCESS_ADMINISTRATORS_MAY")]
    [InlineData(Post.SecurityAdministrator, "POST", "/api/process-definitions", "ONLY_PROCESS_ADMINISTRATORS_MAY")]
    [InlineData(Post.Integration, "POST", "/api/incidents/1/retry", "ONLY_PROCESS_ADMINISTRATORS_MAY")]
    [InlineData(Post.Director, "POST", "/api/messages", "ONLY_INTEGRATIONS_MAY")]
    [InlineData(Post.Leadership, "POST", "/api/signals", "ONLY_INTEGRATIONS_MAY")]
    [InlineData(Post.AuditAdministrator, "POST", "/api/work/fetch", "ONLY_INTEGRATIONS_MAY")]
    public async Task Nobody_else_may(Post post, string method, string address, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        var response = await (await AsAsync(post)).SendAsync(request, TestContext.Current.CancellationToken);

        await response.RefusedAsync(403, code);
    }

    [Theory]
    [InlineData("/api/work/fetch", """{"topics":[]}""", 400, "VALUE_IS_MISSING")]
    [InlineData("/api/work/fetch", """{"topics":["a"],"lockFor":"soon"}""", 400, "VALUE_IS_NOT_ALLOWED")]
    [InlineData("/api/work/fetch", """{"topics":["a"],"max":0}""", 400, "VALUE_IS_NOT_ALLOWED")]
    [InlineData("/api/work/nothing/complete", "{}", 404, "WORK_DOES_NOT_EXIST")]
    [InlineData("/api/messages", "{}", 400, "MESSAGE_NEEDS_NAME")]
    [InlineData("/api/messages", """{"name":"m","all":true,"any":true}""", 400, "VALUE_IS_NOT_ALLOWED")]
    [InlineData("/api/messages", """{"name":"m"}""", 422, "NOBODY_WAITS_FOR_MESSAGE")]
    [InlineData("/api/messages", """{"name":"m","start":true}""", 422, "NO_PROCESS_STARTS_BY_MESSAGE")]
    [InlineData("/api/signals", "{}", 400, "VALUE_IS_MISSING")]
    public async Task What_is_wrong_is_said(string address, string body, int status, string code)
    {
        var worker = await AsAsync(Post.Integration);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        await (await worker.PostAsync(address, content, TestContext.Current.CancellationToken)).RefusedAsync(
            status,
            code
        );
    }

    private async Task<HttpClient> AsAsync(Post post) =>
        await host.AsAsync(await host.NewUserAsync(post), AccountsHost.Password);

    private static Task<HttpResponseMessage> DeployAsync(HttpClient client, string file)
    {
        var content = new StringContent(file, Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));
        return client.PostAsync("/api/process-definitions", content, TestContext.Current.CancellationToken);
    }

    private static string Job(string process, string topic) =>
        $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
            <process id="{process}" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
            <serviceTask id="work" camunda:type="external" camunda:topic="{topic}"/>
            <sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>
            </process></definitions>
            """;
}
