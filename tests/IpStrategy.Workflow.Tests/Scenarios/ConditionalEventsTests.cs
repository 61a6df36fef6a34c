using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §10.5.5: conditional events, each run also with the state restored between the steps.</summary>
public sealed class ConditionalEventsTests
{
    private static Stage CatchEvent(string condition = "x > 5") =>
        Stage(
            $"{Ends}<intermediateCatchEvent id='c'>{Condition(condition)}</intermediateCatchEvent>{Users("t")}",
            "s -> c; c -> t; t -> e"
        );

    private static Stage Boundary(bool interrupting, string condition = "x > 5") =>
        Stage(
            $"""
            {Ends}{Users("t", "after", "handled")}
            <boundaryEvent id='b' attachedToRef='t' cancelActivity='{(interrupting ? "true" : "false")}'>{Condition(
                condition
            )}</boundaryEvent>
            """,
            "s -> t; t -> after; after -> e; b -> handled"
        );

    private static Stage Handler(bool interrupting, string condition = "x > 5") =>
        Stage(
            $"""
            {Ends}{Users("t", "after")}
            <subProcess id='esp' triggeredByEvent='true'>
              <startEvent id='es' isInterrupting='{(interrupting ? "true" : "false")}'>{Condition(
                condition
            )}</startEvent>
              {Users("handled")}{Flows("es -> handled")}
            </subProcess>
            """,
            "s -> t; t -> after; after -> e"
        );

    [Fact]
    public void A_catch_event_waits_until_a_variable_makes_its_condition_true() =>
        CatchEvent()
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 1}},
                {"op": "expect", "active": ["c"], "subscriptions": {"conditional": 1}},
                {"op": "setVariable", "name": "x", "value": 5},
                {"op": "expect", "active": ["c"]},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "tasks": ["t"], "subscriptions": {}}
                """
            );

    [Fact]
    public void A_condition_that_holds_already_does_not_wait() =>
        CatchEvent()
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 9}},
                {"op": "expect", "tasks": ["t"], "subscriptions": {}}
                """
            );

    [Fact]
    public void A_condition_on_a_variable_that_does_not_exist_yet_waits_for_it() =>
        CatchEvent("${x > 5}")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["c"]},
                {"op": "setVariable", "name": "y", "value": 7},
                {"op": "expect", "active": ["c"]},
                {"op": "setVariable", "name": "x", "value": 7},
                {"op": "expect", "tasks": ["t"]}
                """
            );

    [Fact]
    public void A_condition_that_is_a_number_is_refused_and_nothing_has_changed() =>
        CatchEvent("x")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "setVariable", "name": "x", "value": 5, "refused": true},
                {"op": "expect", "active": ["c"], "variablesAbsent": ["x"]}
                """
            );

    [Fact]
    public void A_boundary_condition_ends_its_task() =>
        Boundary(interrupting: true)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["t"], "subscriptions": {"conditional": 1}},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "tasks": ["handled"], "subscriptions": {}}
                """
            );

    [Fact]
    public void A_non_interrupting_boundary_condition_happens_again_only_after_it_was_false() =>
        Boundary(interrupting: false)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "tasks": ["t", "handled"]},
                {"op": "setVariable", "name": "x", "value": 1},
                {"op": "expect", "tasks": ["t", "handled"]},
                {"op": "setVariable", "name": "x", "value": 7},
                {"op": "setVariable", "name": "x", "value": 8},
                {"op": "expect", "tasks": ["t", "handled", "handled"], "subscriptions": {"conditional": 1}}
                """
            );

    [Fact]
    public void A_boundary_condition_that_holds_on_entry_takes_the_place_of_its_task() =>
        Boundary(interrupting: true, "true")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["handled"], "completed": []}
                """
            );

    [Fact]
    public void A_non_interrupting_one_that_holds_on_entry_happens_once_beside_it() =>
        Boundary(interrupting: false)
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 6, "y": 1}},
                {"op": "expect", "tasks": ["t", "handled"]}
                """
            );

    [Fact]
    public void What_a_task_brings_at_its_end_is_not_asked_of_its_own_boundary() =>
        Boundary(interrupting: true)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t", "variables": {"x": 6}},
                {"op": "expect", "tasks": ["after"]}
                """
            );

    [Fact]
    public void What_a_task_brings_at_its_end_is_asked_of_the_scope_around_it() =>
        Handler(interrupting: true)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t", "variables": {"x": 6}},
                {"op": "expect", "tasks": ["handled"], "subscriptions": {}, "completed": ["t"]},
                {"op": "complete", "task": "handled"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void A_handler_beside_the_process_runs_as_often_as_its_condition_is_made_true() =>
        Handler(interrupting: false)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "setVariable", "name": "x", "value": 5},
                {"op": "complete", "task": "t", "variables": {"x": 7}},
                {"op": "expect", "tasks": ["after", "handled", "handled"]},
                {"op": "complete", "task": "after"},
                {"op": "expect", "tasks": ["handled", "handled"], "status": "active"},
                {"op": "completeAll"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void A_handler_whose_condition_holds_at_the_start_comes_in_place_of_the_process() =>
        Handler(interrupting: true)
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 6}},
                {"op": "expect", "tasks": ["handled"]}
                """
            );

    [Fact]
    public void Several_variables_set_at_once_make_it_true_once() =>
        Handler(interrupting: false, "x > 5 and y > 5")
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 0, "y": 0}},
                {"op": "complete", "task": "t", "variables": {"x": 6, "y": 6}},
                {"op": "expect", "tasks": ["after", "handled"]}
                """
            );

    private const string Named =
        "<conditionalEventDefinition camunda:variableName='y' camunda:variableEvents='update'><condition>x > 5</condition></conditionalEventDefinition>";

    [Fact]
    public void An_event_may_listen_to_one_variable_and_to_updates_alone() =>
        Stage(
                $"{Ends}{Users("t", "handled")}<boundaryEvent id='b' attachedToRef='t' cancelActivity='false'>{Named}</boundaryEvent>",
                "s -> t; t -> e; b -> handled"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "tasks": ["t"]},
                {"op": "setVariable", "name": "y", "value": 1},
                {"op": "expect", "tasks": ["t"]},
                {"op": "setVariable", "name": "y", "value": 1},
                {"op": "expect", "tasks": ["t", "handled"]}
                """
            );

    [Fact]
    public void A_condition_decides_behind_an_event_based_gateway() =>
        Stage(
                $"""
                {Ends}<eventBasedGateway id='g'/>
                <intermediateCatchEvent id='c'>{Condition("x > 5")}</intermediateCatchEvent>
                <intermediateCatchEvent id='m'>{Message("go")}</intermediateCatchEvent>{Users("a", "b")}
                """,
                "s -> g; g -> c; g -> m; c -> a; m -> b; a -> e; b -> e",
                Roots("go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["g"], "subscriptions": {"conditional": 1, "message": 1}},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "tasks": ["a"], "subscriptions": {}},
                {"op": "start", "process": "p", "as": "p2", "variables": {"x": 6}},
                {"op": "expect", "instance": "p2", "tasks": ["a"], "subscriptions": {}}
                """
            );

    [Theory]
    [InlineData("<scriptTask id='w' scriptFormat='feel' camunda:resultVariable='x'><script>6</script></scriptTask>")]
    [InlineData("<serviceTask id='w' camunda:expression='${6}' camunda:resultVariable='x'/>")]
    [InlineData(
        "<task id='w'><extensionElements><camunda:inputOutput><camunda:outputParameter name='x'>${6}</camunda:outputParameter></camunda:inputOutput></extensionElements></task>"
    )]
    public void Whatever_sets_a_variable_in_one_branch_is_seen_in_the_other(string writer) =>
        Stage(
                $"{Ends}<parallelGateway id='g'/>{Users("t", "go")}{writer}<intermediateCatchEvent id='c'>{Condition("x = 6")}</intermediateCatchEvent>",
                "s -> g; g -> c; g -> go; go -> w; w -> e; c -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["c", "go"]},
                {"op": "complete", "task": "go"},
                {"op": "expect", "active": ["t"]}
                """
            );

    [Fact]
    public void A_value_that_stands_between_two_steps_only_is_seen() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='g'/>{Users("t", "go")}
                <scriptTask id='w1' scriptFormat='feel' camunda:resultVariable='x'><script>6</script></scriptTask>
                <scriptTask id='w2' scriptFormat='feel' camunda:resultVariable='x'><script>0</script></scriptTask>
                <intermediateCatchEvent id='c'>{Condition("x = 6")}</intermediateCatchEvent>
                """,
                "s -> g; g -> c; g -> go; go -> w1; w1 -> w2; w2 -> e; c -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "go"},
                {"op": "expect", "active": ["t"], "variables": {"x": 0}}
                """
            );

    [Fact]
    public void A_change_is_seen_by_inner_scopes_unless_they_have_a_variable_of_their_own() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='g'/>
                <subProcess id='one'><startEvent id='s1'/><intermediateCatchEvent id='c1'>{Condition(
                    "x = 6"
                )}</intermediateCatchEvent>{Users("t1")}{Flows("s1 -> c1; c1 -> t1")}</subProcess>
                <subProcess id='two'><extensionElements><camunda:inputOutput><camunda:inputParameter name='x'>1</camunda:inputParameter></camunda:inputOutput></extensionElements>
                  <startEvent id='s2'/><intermediateCatchEvent id='c2'>{Condition(
                    "x = 6"
                )}</intermediateCatchEvent>{Users("t2")}{Flows("s2 -> c2; c2 -> t2")}</subProcess>
                """,
                "s -> g; g -> one; g -> two; one -> e; two -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "setVariable", "name": "x", "value": 6},
                {"op": "expect", "active": ["t1", "c2"]}
                """
            );

    [Fact]
    public void A_boundary_condition_of_a_sub_process_ends_what_is_inside_before_it_goes_on() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/>{Users("t", "inside")}{Flows(
                    "is -> t; t -> inside"
                )}</subProcess>
                <boundaryEvent id='b' attachedToRef='sub'>{Condition("x > 5")}</boundaryEvent>{Users("handled")}
                """,
                "s -> sub; sub -> e; b -> handled; handled -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "t", "variables": {"x": 6}},
                {"op": "expect", "tasks": ["handled"], "completed": ["t"]}
                """
            );

    [Fact]
    public void A_conditional_start_begins_only_when_it_is_chosen() =>
        Stage(
                $"<startEvent id='s'/><startEvent id='c'>{Condition("x > 5")}</startEvent>{Users("a", "b")}",
                "s -> a; c -> b"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 6}},
                {"op": "expect", "tasks": ["a"], "subscriptions": {}},
                {"op": "start", "process": "p", "startEvent": "c", "as": "p2"},
                {"op": "expect", "instance": "p2", "tasks": ["b"]}
                """
            );
}
