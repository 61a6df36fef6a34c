using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Variables that are not there yet: absence is null, and no reason to stop.</summary>
public sealed class DataTests
{
    [Fact]
    public void A_data_object_that_is_not_written_keeps_what_it_has()
    {
        var process = BpmnText.Around(
            """
            <userTask id="a"><incoming>in</incoming><outgoing>out</outgoing>
            <ioSpecification><dataInput id="i" name="draft"/><dataOutput id="o" name="plan"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification>
            <dataInputAssociation><sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation>
            <dataOutputAssociation><sourceRef>o</sourceRef><targetRef>d</targetRef></dataOutputAssociation></userTask>
            """,
            "a",
            rest: "<dataObject id=\"d\" name=\"document\"/>"
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "ended": ["p1"], "variables": {"document": null}},
                {"op": "start", "process": "p", "as": "q", "variables": {"document": "old"}},
                {"op": "complete", "task": "a"},
                {"op": "expect", "ended": ["q"], "instance": "q", "variables": {"document": "old"}}
                """
            );
    }

    [Fact]
    public void What_a_call_hands_over_may_be_absent()
    {
        var caller = BpmnText.Around(
            """
            <callActivity id="a" calledElement="sub"><extensionElements><camunda:in source="x" target="x"/><camunda:out source="y" target="y"/></extensionElements>
            <incoming>in</incoming><outgoing>out</outgoing></callActivity>
            """,
            "a"
        );
        var called = BpmnText
            .Around("<task id=\"u\"/>", "u")
            .Replace("id=\"p\"", "id=\"sub\"", StringComparison.Ordinal);
        new Stage()
            .With("p.bpmn", caller)
            .With("sub.bpmn", called)
            .MustPass(
                """{"op": "start", "process": "p"}, {"op": "expect", "ended": ["p1"], "variables": {"y": null}}"""
            );
    }
}
