using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Proof;

/// <summary>
/// The main job on the real notice: all 69 assignments from its text to 办结 through the HTTP API, with everything the notice has in
/// store. Once for each database.
/// </summary>
public abstract class WholePlanTests(RunningHost host)
{
    // Of the notice: every co-responsible party and group member counted; two more are named for 5; one of 42 is asked twice.
    private const int RequestsOfTheNotice = 172;
    private const int SecondRounds = 1;

    [Fact]
    public async Task Every_assignment_comes_from_the_notices_text_to_completion()
    {
        var driver = new PlanDriver(name => host.AsAsync(name, DemoHost.Password));
        var kept = Assert.Single(await driver.RunAsync());
        Assert.Equal(PlanDriver.SilentAgency, kept.Text("body"));
        await TheSilentAgencyIsRemindedAsync();
        driver.KeepsSilent = false;
        Assert.Empty(await driver.RunAsync());
        await NothingIsLeftAsync();
        await EverythingIsCountedAsync(driver);
        await TheHistoryTellsItAsync();
        await NobodySignedTheirOwnWorkAsync();
    }

    /// <summary>As the auditor asks: no signature of one's own or one's body's paper, and the record as it was written.</summary>
    private async Task NobodySignedTheirOwnWorkAsync()
    {
        var auditor = await host.AsAsync("admin.audit", DemoHost.Password);
        Assert.Empty((await auditor.GetJsonAsync("/api/audit/own-work")).Items());
        var found = await (await auditor.PostJsonAsync("/api/audit/verification", new { })).ReadAsync(200);
        Assert.True(found.GetProperty("isSound").GetBoolean(), found.GetRawText());
        // At least one entry for everything that anybody did.
        Assert.True(found.GetProperty("entries").GetInt32() > 1000);
        // The query looks at something: the same, asked of every signature there is.
        await ReadAsync(async db =>
        {
            var steps = StepRules.Signing.ToList();
            var signed = await db.WorkItems.CountAsync(w =>
                steps.Contains(w.Step) && w.State == WorkItemState.Completed && w.ClosedById != null
            );
            Assert.True(signed > 4 * 114, $"{signed}");
        });
    }

    private async Task TheSilentAgencyIsRemindedAsync()
    {
        var clerk = await host.AsAsync("office.clerk", DemoHost.Password);
        await (await clerk.PostJsonAsync("/api/demo/clock", new { advance = "P20D" })).ReadAsync(200);
        var officer = await InboxAsync($"{PlanDriver.SilentAgency}.officer");
        Assert.Contains(officer, m => m.Kind == "reminder" && m.Number == PlanDriver.NonConcurring);
        var leader = await InboxAsync($"{PlanDriver.SilentAgency}.leader");
        Assert.Single(leader, m => m.Kind == "overdue" && m.Number == PlanDriver.NonConcurring);
    }

    private async Task<List<(string Kind, int Number)>> InboxAsync(string userName)
    {
        var client = await host.AsAsync(userName, DemoHost.Password);
        var page = await client.GetJsonAsync("/api/inbox?pageSize=200");
        return [.. page.Items().Select(m => (m.Text("kind"), m.GetProperty("assignmentNumber").GetInt32()))];
    }

    private Task NothingIsLeftAsync() =>
        ReadAsync(async db =>
        {
            Assert.Equal(0, await db.Timers.CountAsync());
            Assert.Equal(0, await db.Subscriptions.CountAsync());
            Assert.Equal(0, await db.Continuations.CountAsync());
            Assert.Equal(0, await db.ReminderSchedules.CountAsync());
            Assert.Equal(0, await db.Incidents.CountAsync());
            Assert.Equal(0, await db.WorkItems.CountAsync(w => w.State == WorkItemState.Open));
            Assert.Equal(0, await db.Instances.CountAsync(i => i.EndedAt == null));
        });

    private Task EverythingIsCountedAsync(PlanDriver driver) =>
        ReadAsync(async db =>
        {
            var roots = db.Instances.Where(i => i.ParentId == null);
            Assert.Equal(114, await roots.CountAsync(i => i.Status == InstanceStatus.Completed));
            Assert.Equal(114, await db.Undertakings.CountAsync(u => u.State == UndertakingState.Completed));
            Assert.Equal(69, await db.Assignments.CountAsync(a => a.Status == AssignmentStatus.Completed));
            var replies = RequestsOfTheNotice + PlanDriver.NamedForTheOpenGroup.Length + SecondRounds;
            Assert.Equal(replies, await db.Replies.CountAsync());
            Assert.Equal(replies, driver.Done[StepRules.Reply]);
            Assert.Equal(1, await db.Replies.CountAsync(r => r.Outcome == ReplyOutcome.NonConcur));
            // Joint leads of 24, 48, 49 and 58 countersign the plan and its completion: seven others than the first.
            Assert.Equal(2 * 7, driver.Done[StepRules.Countersign]);
            // 66, 67 and 69 are led by the office: twice each, signed by the group's deputy head and never by the director.
            Assert.Equal(2 * 3, driver.Done[StepRules.DeputySign]);
            Assert.Equal(2 * (114 - 3), driver.Done[StepRules.DirectorSign]);
        });

    private async Task TheHistoryTellsItAsync()
    {
        var plan = (await (await host.AsAsync("leadership", DemoHost.Password)).GetJsonAsync("/api/plans"))
            .Items()
            .Single();
        Assert.Equal(69, plan.GetProperty("completed").GetInt32());
        await TellsAsync(plan.Text("id"), PlanDriver.NonConcurring, "nonConcur", "askAgain");
        await TellsAsync(plan.Text("id"), PlanDriver.Returned, "return", "数据有误");
    }

    private async Task TellsAsync(string planId, int number, params string[] words)
    {
        var client = await host.AsAsync("leadership", DemoHost.Password);
        var ledger = await client.GetJsonAsync($"/api/plans/{planId}/assignments?pageSize=200");
        var id = ledger.Items().Single(a => a.GetProperty("number").GetInt32() == number).Text("id");
        var timeline = (await client.GetJsonAsync($"/api/assignments/{id}/timeline?pageSize=200")).GetRawText();
        Assert.All(words, word => Assert.Contains(word, timeline, StringComparison.Ordinal));
    }

    private async Task ReadAsync(Func<IpStrategyContext, Task> read)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await read(scope.ServiceProvider.GetRequiredService<IpStrategyContext>());
    }
}

public sealed class WholePlanOnSqliteTests(SqlitePlanHost host) : WholePlanTests(host), IClassFixture<SqlitePlanHost>;

public sealed class WholePlanOnPostgreSqlTests(PostgreSqlPlanHost host)
    : WholePlanTests(host),
        IClassFixture<PostgreSqlPlanHost>;
