using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>What authors of files for existing engines rely on.</summary>
public sealed class ExistingFilesTests
{
    [Fact]
    public void Each_run_of_a_multi_instance_may_have_continuations_of_its_own() =>
        Stage(
                $"{Ends}<scriptTask id='t' scriptFormat='feel'><multiInstanceLoopCharacteristics camunda:asyncBefore='true' camunda:asyncAfter='true'>"
                    + "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><script>1</script></scriptTask>",
                "s -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["t", "t"], "completed": []},
                {"op": "runJobs"},
                {"op": "expect", "status": "completed", "completed": ["t", "t"]}
                """
            );

    [Fact]
    public void The_business_key_is_handed_on_to_a_called_process() =>
        new Stage()
            .With(
                "p.bpmn",
                Bpmn.BpmnText.File(
                    Roots("m")
                        + Pool(
                            "p",
                            $"{Ends}<callActivity id='c' calledElement='q'><extensionElements><camunda:in businessKey='#{{execution.processBusinessKey}}'/></extensionElements></callActivity>",
                            "s -> c; c -> e"
                        )
                        + Pool(
                            "q",
                            $"<startEvent id='in'/><intermediateCatchEvent id='wait'>{Message("m")}</intermediateCatchEvent>",
                            "in -> wait"
                        )
                )
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "businessKey": "K7"},
                {"op": "message", "name": "m", "businessKey": "K8", "refused": true},
                {"op": "message", "name": "m", "businessKey": "K7"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void Lists_and_maps_of_parameters_hold_expressions_of_either_dialect() =>
        Stage(
                $$"""
                {{Ends}}<userTask id='t'><extensionElements><camunda:inputOutput>
                <camunda:inputParameter name='i'><camunda:list><camunda:value>a</camunda:value><camunda:value>${x
                    + 1}</camunda:value>
                <camunda:value>=x * 10</camunda:value></camunda:list></camunda:inputParameter>
                <camunda:outputParameter name='o'><camunda:map><camunda:entry key='k'>${i}</camunda:entry>
                <camunda:entry key='l'>x = ${x}</camunda:entry></camunda:map></camunda:outputParameter>
                </camunda:inputOutput></extensionElements></userTask>
                """,
                "s -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 1}},
                {"op": "complete", "task": "t"},
                {"op": "expect", "variables": {"o": {"k": ["a", 2, 10], "l": "x = 1"}}, "variablesAbsent": ["i"]}
                """
            );

    [Fact]
    public void A_parallel_gateway_asks_no_conditions() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/>{Users("a", "b")}",
                "s -> f; f -> a [false]; f -> b [missing > 1]; a -> e; b -> e"
            )
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["a", "b"]}""");
}
