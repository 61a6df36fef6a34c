using IpStrategy.Workflow.Tests.Bpmn;
using IpStrategy.Workflow.Tests.Scenarios;
using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

public sealed class BusinessRuleTaskTests
{
    private static string Process(string attributes, string more = "") =>
        BpmnText.Process(
            $"""
            <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
            <businessRuleTask id="a" camunda:resultVariable="result" {attributes}>{more}</businessRuleTask>
            <sequenceFlow id="f2" sourceRef="a" targetRef="u"/>
            <userTask id="u"/><sequenceFlow id="f3" sourceRef="u" targetRef="e"/><endEvent id="e"/>
            """
        );

    private static string Grade(string low, string policy = "UNIQUE") =>
        File(Decision(Table($"hitPolicy=\"{policy}\"", "n", Output("grade"), $"> 0 | \"{low}\"", "> 10 | \"high\"")));

    private static Stage On(string attributes, string? dmn = null) =>
        new Stage().With("p.bpmn", Process(attributes)).With("d.dmn", dmn ?? Grade("low"));

    [Theory]
    [InlineData("singleEntry", "\"low\"")]
    [InlineData("singleResult", """{ "grade": "low" }""")]
    [InlineData("collectEntries", """[ "low" ]""")]
    [InlineData("resultList", """[ { "grade": "low" } ]""")]
    public void The_decision_is_taken_and_its_result_handed_over(string mapping, string expected) =>
        On($"camunda:decisionRef=\"d\" camunda:mapDecisionResult=\"{mapping}\"")
            .MustPass(
                $$"""
                { "op": "start", "process": "p", "variables": { "n": 5 } },
                { "op": "expect", "tasks": ["u"], "variables": { "result": {{expected}} }, "completed": ["a"] }
                """
            );

    [Fact]
    public void A_violated_hit_policy_refuses_the_command()
    {
        var result = On("camunda:decisionRef=\"d\"")
            .MustFail("""{ "op": "start", "process": "p", "variables": { "n": 50 } }""", 0, "rules 1, 2 match");

        Assert.DoesNotContain(result.History, h => h.Entry == "completed");
    }

    [Fact]
    public void On_the_way_of_a_continuation_it_is_an_incident_that_can_be_resolved() =>
        On("camunda:decisionRef=\"d\" camunda:mapDecisionResult=\"singleEntry\" camunda:asyncBefore=\"true\"")
            .MustPass(
                """
                { "op": "start", "process": "p", "variables": { "n": 50 } },
                { "op": "runJobs" },
                { "op": "expect", "incidents": [ { "element": "a", "code": "DECISION_FAILED" } ], "status": "active", "tasks": [] }
                """
            );

    [Fact]
    public void A_decision_nobody_deployed_is_named() =>
        On("camunda:decisionRef=\"other\"")
            .MustFail("""{ "op": "start", "process": "p", "variables": { "n": 5 } }""", 0, "other");

    [Theory]
    [InlineData("", "second")]
    [InlineData("camunda:decisionRefBinding=\"latest\"", "second")]
    [InlineData("camunda:decisionRefBinding=\"deployment\"", "first")]
    [InlineData("camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"1\"", "first")]
    [InlineData("camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"2\"", "second")]
    public void The_binding_says_which_version(string binding, string expected) =>
        On($"camunda:decisionRef=\"d\" camunda:mapDecisionResult=\"singleEntry\" {binding}", Grade("first"))
            .With("-second.dmn", Grade("second"))
            .MustPass(
                $$"""
                { "op": "deploy", "files": ["-second.dmn"] },
                { "op": "start", "process": "p", "variables": { "n": 5 } },
                { "op": "expect", "variables": { "result": "{{expected}}" } }
                """
            );

    [Fact]
    public void Which_decision_may_be_an_expression() =>
        On("camunda:decisionRef=\"${which}\" camunda:mapDecisionResult=\"singleEntry\"")
            .MustPass(
                """
                { "op": "start", "process": "p", "variables": { "n": 5, "which": "d" } },
                { "op": "expect", "variables": { "result": "low" } }
                """
            );

    [Fact]
    public void Input_parameters_are_what_the_decision_asks_about() =>
        new Stage()
            .With("d.dmn", Grade("low"))
            .With(
                "p.bpmn",
                Process(
                    "camunda:decisionRef=\"d\" camunda:mapDecisionResult=\"singleEntry\"",
                    """
                    <extensionElements><camunda:inputOutput><camunda:inputParameter name="n">${amount * 1}</camunda:inputParameter>
                    </camunda:inputOutput></extensionElements>
                    """
                )
            )
            .MustPass(
                """
                { "op": "start", "process": "p", "variables": { "amount": 5 } },
                { "op": "expect", "variables": { "result": "low" }, "variablesAbsent": ["n"] }
                """
            );

    [Fact]
    public void A_decision_file_that_is_wrong_refuses_the_deployment() =>
        On("camunda:decisionRef=\"d\"", File(Decision(Literal("1 +"))))
            .MustFail("""{ "op": "start", "process": "p" }""", -1, "DMN_EXPRESSION_UNREADABLE");

    [Theory]
    [InlineData("camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"x\"")]
    [InlineData("camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"x\"")]
    public void A_binding_that_is_not_known_refuses_the_deployment(string binding) =>
        Assert.Contains(
            BpmnText.Read(Process($"camunda:decisionRef=\"d\" {binding}")).Diagnostics,
            d => d is { Code: "BINDING_UNSUPPORTED", PreventsExecution: true }
        );
}
