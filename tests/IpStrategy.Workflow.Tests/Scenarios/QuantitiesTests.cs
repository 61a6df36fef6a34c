using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.3.2, table 10.3 and table 10.29: how many tokens, and what many runs throw.</summary>
public sealed class QuantitiesTests
{
    [Fact]
    public void An_activity_begins_when_enough_tokens_have_come() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/>{Users("a", "b")}<userTask id='t' startQuantity='2'/>",
                "s -> f; f -> a; f -> b; a -> t; b -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["b"], "active": ["b", "t"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["t"], "active": ["t"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "status": "completed", "completed": ["a", "b", "t"]}
                """
            );

    [Fact]
    public void Too_few_tokens_wait_and_keep_the_scope_from_ending() =>
        Stage($"{Ends}<task id='t' startQuantity='2'/>", "s -> t; t -> e")
            .MustPass(
                """{"op": "start", "process": "p"}, {"op": "expect", "active": ["t"], "status": "active", "completed": []}"""
            );

    [Theory]
    [InlineData("<task id='t' completionQuantity='3'/>")]
    [InlineData("<subProcess id='t' completionQuantity='3'/>")]
    [InlineData(
        "<task id='t' completionQuantity='3'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>"
    )]
    [InlineData(
        "<scriptTask id='t' completionQuantity='3' scriptFormat='feel' camunda:resultVariable='x'><script>1</script></scriptTask>"
    )]
    public void An_activity_sends_as_many_tokens_as_it_says(string activity) =>
        Stage($"{Ends}{activity}{Users("a")}", "s -> t; t -> a; a -> e")
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["a", "a", "a"]}""");

    [Fact]
    public void Both_quantities_of_a_sequence_balance() =>
        Stage(
                $"{Ends}<task id='t' completionQuantity='4'/><task id='u' startQuantity='2'/>{Users("a")}",
                "s -> t; t -> u; u -> a; a -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["a", "a"], "completed": ["t", "u", "u"]},
                {"op": "completeAll"},
                {"op": "expect", "status": "completed"}
                """
            );

    private static Stage Many(string behavior, string extra = "", string boundary = "cancelActivity='false'") =>
        Stage(
            $"""
            {Ends}<userTask id='t'><multiInstanceLoopCharacteristics {behavior}><loopCardinality>3</loopCardinality>{extra}</multiInstanceLoopCharacteristics></userTask>
            <boundaryEvent id='b' attachedToRef='t' {boundary}>{Signal("done")}</boundaryEvent>{Users(
                "noted",
                "after"
            )}
            """,
            "s -> t; t -> after; after -> e; b -> noted",
            Roots("", "done") + "<signalEventDefinition id='sed' signalRef='done'/>"
        );

    [Fact]
    public void Behavior_none_throws_its_event_for_every_run() =>
        Many("behavior='None' noneBehaviorEventRef='sed'")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t", "t", "noted"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t", "noted", "noted"]}
                """
            );

    [Fact]
    public void Behavior_one_throws_its_event_for_the_first_run_alone() =>
        Many("behavior='One' oneBehaviorEventRef='sed'")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t", "noted"]}
                """
            );

    [Fact]
    public void The_event_of_the_first_run_may_end_the_others() =>
        Many("behavior='One' oneBehaviorEventRef='sed'", boundary: "cancelActivity='true'")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["noted"]}
                """
            );

    [Fact]
    public void Behavior_complex_throws_where_its_conditions_hold() =>
        Many(
                "behavior='Complex'",
                "<complexBehaviorDefinition><condition>numberOfCompletedInstances = 2</condition><event id='ev'><eventDefinitionRef>sed</eventDefinitionRef></event></complexBehaviorDefinition>"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t", "t"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t", "noted"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["noted", "after"]}
                """
            );

    [Fact]
    public void An_error_thrown_for_the_first_run_ends_the_activity() =>
        Stage(
                $"""
                {Ends}<userTask id='t'><multiInstanceLoopCharacteristics behavior='One' oneBehaviorEventRef='eed'><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
                <boundaryEvent id='b' attachedToRef='t'><errorEventDefinition errorRef='er'/></boundaryEvent>{Users(
                    "handled"
                )}
                """,
                "s -> t; t -> e; b -> handled",
                "<error id='er' name='er' errorCode='E1'/><errorEventDefinition id='eed' errorRef='er'/>"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["handled"]}
                """
            );
}
