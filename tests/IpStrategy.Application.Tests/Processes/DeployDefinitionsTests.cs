using System.Text;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Processes;

public sealed class DeployDefinitionsTests
{
    private const string Start = """<startEvent id="start"/>""";
    private const string End = """<endEvent id="end"/>""";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Each_different_file_is_a_version_and_running_instances_keep_theirs(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        byte[] first = Line("job", Start, User("one", "camunda:candidateGroups='agency:zscqj'"), End);
        byte[] second = Line("job", Start, User("two", "camunda:candidateGroups='agency:zscqj'"), End);

        Assert.Equal(
            new DeployedDefinition("job", 1, null, true),
            Assert.Single((await office.DeployAsync(first)).Definitions)
        );
        var old = await office.StartAsync("job");
        Assert.Equal((2, true), Of(await office.DeployAsync(second)));
        Assert.Equal((2, false), Of(await office.DeployAsync(second)));
        Assert.Equal((3, true), Of(await office.DeployAsync(first)));

        Assert.Equal(
            (1, "one"),
            ((await office.LookAsync(old.Id)).Version, (await office.LookAsync(old.Id)).Active[0])
        );
        Assert.Equal(3, (await office.StartAsync("job")).Version);
    }

    [Fact]
    public async Task What_cannot_run_is_refused_with_every_finding_and_nothing_is_kept()
    {
        await using var office = await Office.OpenAsync();
        var before = await office.ReadAsync(db => db.Definitions.CountAsync());
        var wrong = Line(
            "job",
            Start,
            """<userTask id="x" camunda:assignee="${a +}"/>""",
            """<scriptTask id="y" scriptFormat="python"><script>1</script></scriptTask>""",
            End
        );

        var outcome = await office.TryDeployAsync(
            new NamedFile("good.bpmn", Line("good", Start, End)),
            new NamedFile("bad.bpmn", wrong)
        );

        var refused = Assert.IsType<DefinitionCannotBeRun>(outcome.Refusal);
        Assert.All(refused.Findings, f => Assert.Equal("bad.bpmn", f.File));
        Assert.Equal(["x", "y"], refused.Findings.Select(f => f.Element).Distinct().Order());
        Assert.All(refused.Findings, f => Assert.True(f.Line > 3 && f.Code.Length > 0));
        Assert.Equal(before, await office.ReadAsync(db => db.Definitions.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_timer_start_fires_after_deployment_and_a_new_version_disarms_it(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.DeployAsync(Every("PT1H", "a"));

        await office.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Empty(await office.InstancesAsync("job"));
        await office.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([1], (await office.InstancesAsync("job")).Select(i => i.Version));

        await office.DeployAsync(Every("PT2H", "b"));
        await office.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal([2, 1], (await office.InstancesAsync("job")).Select(i => i.Version));

        // After a stop of many periods it happens once, and then goes on where the grid is.
        await office.AdvanceAsync(TimeSpan.FromHours(7));
        await office.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal([2, 2, 2, 1], (await office.InstancesAsync("job")).Select(i => i.Version));

        await office.DeployAsync(Line("job", Start, End));
        await office.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(4, (await office.InstancesAsync("job")).Count);
        Assert.Equal(0, await office.ReadAsync(db => db.Starts.CountAsync(s => s.ProcessId == "job")));
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_read_as_it_says_now_and_when_it_is_read_again()
    {
        await using var office = await Office.OpenAsync();
        var text = Encoding.UTF8.GetString(
            Line("job", Start, """<userTask id="t" name="审核" camunda:candidateGroups="agency:zscqj"/>""", End)
        );
        var file = CodePagesEncodingProvider
            .Instance.GetEncoding("gb18030")!
            .GetBytes($"<?xml version=\"1.0\" encoding=\"gb18030\"?>{text.TrimStart()}");

        await office.DeployAsync(file);
        await office.StartAsync("job");

        Assert.Equal("审核", Assert.Single(await office.OpenItemsAsync("zscqj.officer")).StepName);
        var view = await office.AskAsync<ProcessDefinitions, DefinitionView?>(u =>
            u.OneAsync("job", office.Person("admin.system"), default)
        );
        Assert.Contains("审核", view!.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_are_deployed_beside_the_process_that_asks_for_them()
    {
        await using var office = await Office.OpenAsync();
        var process = Line(
            "job",
            Start,
            """<businessRuleTask id="ask" camunda:decisionRef="fee" camunda:resultVariable="fee" camunda:mapDecisionResult="singleEntry"/>""",
            User("see", "camunda:candidateGroups='agency:zscqj'"),
            End
        );

        var deployed = await office.TryDeployAsync(new("job.bpmn", process), new("fee.dmn", Fee(10)));
        Assert.False(deployed.IsRefused, deployed.Refusal?.ToString());
        Assert.Equal(new DeployedDecision("fee", 1, "fee", true), Assert.Single(deployed.Value.Decisions));
        Assert.Equal(10, await FeeAsync(office));

        var again = await office.TryDeployAsync(new NamedFile("fee.dmn", Fee(20)));
        Assert.Equal(2, Assert.Single(again.Value.Decisions).Version);
        Assert.Equal(20, await FeeAsync(office));
    }

    [Fact]
    public async Task A_decision_that_imports_another_file_has_changed_when_that_file_has()
    {
        await using var office = await Office.OpenAsync();
        var fee = new NamedFile("fee.dmn", ImportingFee());
        var process = Line(
            "job",
            Start,
            """<businessRuleTask id="r" camunda:decisionRef="fee" camunda:resultVariable="fee" camunda:mapDecisionResult="singleEntry"/>""",
            End
        );

        var first = await office.TryDeployAsync(new("job.bpmn", process), fee, new("rates.dmn", Rates(10)));
        Assert.False(first.IsRefused, first.Refusal?.ToString());
        Assert.Equal(11, await FeeAsync(office));

        var same = await office.TryDeployAsync(fee, new("rates.dmn", Rates(10)));
        Assert.All(same.Value.Decisions, d => Assert.False(d.IsNew));

        var changed = await office.TryDeployAsync(fee, new("rates.dmn", Rates(20)));
        Assert.All(changed.Value.Decisions, d => Assert.True(d.IsNew));
        Assert.Equal(21, await FeeAsync(office));
    }

    [Fact]
    public async Task Only_the_system_administrator_deploys()
    {
        await using var office = await Office.OpenAsync();
        foreach (var who in (string[])["office.director", "leadership", "zscqj.leader", "worker"])
        {
            var outcome = await office.AskAsync<DeployDefinitions, Workflow.Outcome<Deployment>>(u =>
                u.RunAsync([new("a.bpmn", Line("a", Start, End))], WriteRequest.Plain, office.Person(who), default)
            );
            Assert.IsType<OnlyProcessAdministratorsMay>(outcome.Refusal);
        }
    }

    private static (int Version, bool IsNew) Of(Deployment deployment) =>
        (deployment.Definitions.Single().Version, deployment.Definitions.Single().IsNew);

    private static byte[] ImportingFee() =>
        Encoding.UTF8.GetBytes(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fees" name="fees" namespace="urn:fees">
              <import name="rates" namespace="urn:rates" locationURI="rates.dmn" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
              <decision id="fee" name="fee">
                <informationRequirement><requiredDecision href="urn:rates#rate"/></informationRequirement>
                <literalExpression><text>rates.rate + 1</text></literalExpression>
              </decision>
            </definitions>
            """
        );

    private static byte[] Rates(int rate) =>
        Encoding.UTF8.GetBytes(
            $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="rates" namespace="urn:rates">
              <decision id="rate" name="rate"><literalExpression><text>{rate}</text></literalExpression></decision>
            </definitions>
            """
        );

    private static async Task<int> FeeAsync(Office office) =>
        (await office.StartAsync("job")).Variables.GetProperty("fee").GetInt32();

    private static byte[] Every(string period, string endId) =>
        Line(
            "job",
            $"""<startEvent id="start"><timerEventDefinition><timeCycle>R/{period}</timeCycle></timerEventDefinition></startEvent>""",
            $"""<endEvent id="{endId}"/>"""
        );

    private static byte[] Fee(int amount) =>
        Encoding.UTF8.GetBytes(
            $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="test">
            <decision id="fee" name="fee"><variable name="fee"/>
            <decisionTable hitPolicy="UNIQUE"><output name="fee"/>
            <rule><outputEntry><text>{amount}</text></outputEntry></rule></decisionTable></decision>
            </definitions>
            """
        );
}
