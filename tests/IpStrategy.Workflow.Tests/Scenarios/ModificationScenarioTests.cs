using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Tokens moved by hand, as the scenario contract says: cancellations first, then the starts, in one step.</summary>
public sealed class ModificationScenarioTests
{
    private const string StartIt = "{\"op\": \"start\", \"process\": \"p\"},";

    private static string Sub(string id, string nodes, string flows, string more = "") =>
        $"<subProcess id='{id}' {more}>{nodes}{Flows(flows)}</subProcess>";

    private static string Several(string id, string nodes, string how = "") =>
        $"<subProcess id='{id}'><multiInstanceLoopCharacteristics {how}><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>{nodes}</subProcess>";

    private static string SeveralTasks(string id, string how = "") =>
        $"<userTask id='{id}'><multiInstanceLoopCharacteristics {how}><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>";

    private static string Handler(string id, string start, string more = "") =>
        Sub(
            id,
            $"<startEvent id='{id}.s' {more}>{start}</startEvent>{Users($"{id}.t")}",
            $"{id}.s -> {id}.t",
            "triggeredByEvent='true'"
        );

    private static string Boundary(string id, string at, string more = "") =>
        $"<boundaryEvent id='{id}' attachedToRef='{at}' {more}>{Timer("PT1H")}</boundaryEvent>";

    private static Stage Line() => Stage($"{Ends}{Users("a", "b", "c")}", "s -> a; a -> b; b -> c; c -> e");

    [Fact]
    public void A_move_cancels_here_and_starts_there() =>
        Line()
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "a", "to": "c"},
                    {"op": "expect", "tasks": ["c"], "completed": []},
                    {"op": "move", "from": ["c"], "to": ["a", "b"]},
                    {"op": "expect", "tasks": ["a", "b"], "status": "active"},
                    {"op": "move", "from": ["a", "b"], "to": "c"},
                    {"op": "expect", "tasks": ["c"]},
                    {"op": "move", "from": "a", "to": "b", "refused": true},
                    {"op": "move", "from": "c", "to": "nowhere", "refused": true},
                    {"op": "expect", "tasks": ["c"]}
                    """
            );

    [Fact]
    public void The_order_in_the_step_does_not_matter_cancellations_come_first() =>
        Line()
            .MustPass(
                StartIt
                    + """
                    {"op": "modify", "startBefore": ["a"], "cancel": ["a"]},
                    {"op": "expect", "tasks": ["a"], "status": "active"}
                    """
            );

    [Fact]
    public void Several_in_one_step_come_about_together_or_not_at_all() =>
        Line()
            .MustPass(
                StartIt
                    + """
                    {"op": "modify", "cancel": ["a"], "startBefore": ["b", "nowhere"], "refused": true},
                    {"op": "expect", "tasks": ["a"]},
                    {"op": "modify", "cancel": ["a"], "startBefore": ["b"], "startAfter": ["b"]},
                    {"op": "expect", "tasks": ["b", "c"]}
                    """
            );

    [Fact]
    public void The_instance_is_cancelled_only_when_nothing_is_left()
    {
        var stage = Stage($"{Ends}{Users("a", "b")}", "s -> a; s -> b; a -> e; b -> e");
        stage.MustPass(
            StartIt
                + """
                {"op": "cancelActivity", "activity": "a"},
                {"op": "expect", "tasks": ["b"], "status": "active"},
                {"op": "cancelActivity", "activity": "b"},
                {"op": "expect", "tasks": [], "status": "cancelled", "ended": ["p1"]},
                {"op": "startBefore", "activity": "a", "refused": true}
                """
        );
    }

    [Fact]
    public void All_tokens_of_an_element_are_cancelled() =>
        Stage($"{Ends}<task id='f'/>{Users("a", "b")}", "s -> f; f -> a; f -> b; b -> a; a -> e")
            .MustPass(
                StartIt
                    + """
                    {"op": "complete", "task": "b"},
                    {"op": "expect", "tasks": ["a", "a"]},
                    {"op": "modify", "cancel": ["a"], "startBefore": ["b"]},
                    {"op": "expect", "tasks": ["b"]}
                    """
            );

    [Fact]
    public void After_an_activity_its_outgoing_flows_are_taken_and_a_transition_is_one_flow() =>
        Stage($"{Ends}{Users("a", "b", "c")}", "s -> a; a -> b; a -> c; b -> e; c -> e")
            .MustPass(
                StartIt
                    + """
                    {"op": "modify", "cancel": ["a"], "startAfter": ["a"]},
                    {"op": "expect", "tasks": ["b", "c"], "completed": []},
                    {"op": "startTransition", "transition": "a-c"},
                    {"op": "expect", "tasks": ["b", "c", "c"]},
                    {"op": "startTransition", "transition": "nowhere", "refused": true},
                    {"op": "startAfter", "activity": "nowhere", "refused": true}
                    """
            );

    [Fact]
    public void After_a_gateway_its_conditions_decide()
    {
        var stage = Stage(
            $"{Ends}{Users("a", "b", "c")}<exclusiveGateway id='x'/>",
            "s -> a; a -> x; x -> b [n = 1]; x -> c [n = 2]; b -> e; c -> e"
        );
        stage.MustPass(
            """
            {"op": "start", "process": "p", "variables": {"n": 2}},
            {"op": "startAfter", "activity": "x"},
            {"op": "expect", "tasks": ["a", "c"]},
            {"op": "setVariable", "name": "n", "value": 3},
            {"op": "startAfter", "activity": "x", "refused": true},
            {"op": "startBefore", "activity": "x", "refused": true},
            {"op": "expect", "tasks": ["a", "c"]}
            """
        );
    }

    private static Stage Nested() =>
        Stage(
            $"{Ends}{Users("first")}{Sub("outer", Sub("inner", Users("x", "y"), "x -> y") + Users("z") + Handler("h", Message("m"), "isInterrupting='false'"), "inner -> z")}{Boundary("late", "outer")}{Users("after")}",
            "s -> first; first -> outer; outer -> e; late -> after",
            Roots("m")
        );

    [Fact]
    public void Missing_scopes_are_made_with_boundary_events_and_event_sub_processes() =>
        Nested()
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "first", "to": "y"},
                    {"op": "expect", "tasks": ["y"], "timers": 1, "subscriptions": {"message": 1}},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "tasks": ["h.t", "y"]},
                    {"op": "complete", "task": "y"},
                    {"op": "expect", "tasks": ["h.t", "z"], "completed": ["y", "inner"]},
                    {"op": "advance", "duration": "PT1H"},
                    {"op": "expect", "tasks": ["after"], "timers": 0, "subscriptions": {}}
                    """
            );

    [Fact]
    public void A_scope_that_runs_is_used_again() =>
        Nested()
            .MustPass(
                StartIt
                    + """
                    {"op": "complete", "task": "first"},
                    {"op": "startBefore", "activity": "z"},
                    {"op": "expect", "tasks": ["x", "z"], "timers": 1},
                    {"op": "move", "from": "x", "to": "y"},
                    {"op": "expect", "tasks": ["y", "z"], "timers": 1},
                    {"op": "completeAll"},
                    {"op": "expect", "tasks": ["z"]},
                    {"op": "complete", "task": "z"},
                    {"op": "expect", "ended": ["p1"], "completedOf": ["subProcess"], "completed": ["inner", "outer"]}
                    """
            );

    [Fact]
    public void Out_of_a_scope_its_timers_go_with_it() =>
        Nested()
            .MustPass(
                StartIt
                    + """
                    {"op": "complete", "task": "first"},
                    {"op": "move", "from": "x", "to": "first"},
                    {"op": "expect", "tasks": ["first"], "timers": 0, "subscriptions": {}, "completed": ["first"]},
                    {"op": "complete", "task": "first"},
                    {"op": "cancelActivity", "activity": "outer"},
                    {"op": "expect", "status": "cancelled", "timers": 0}
                    """
            );

    [Fact]
    public void A_scope_of_which_several_run_is_refused_and_one_made_for_a_loop_has_one_run() =>
        Stage($"{Ends}{Users("first")}{Several("m", Users("a", "b"))}", "s -> first; first -> m; m -> e")
            .MustPass(
                StartIt
                    + """
                    {"op": "startBefore", "activity": "b"},
                    {"op": "expect", "tasks": ["b", "first"]},
                    {"op": "complete", "task": "b"},
                    {"op": "expect", "tasks": ["first"], "completed": ["b", "m"]},
                    {"op": "complete", "task": "first"},
                    {"op": "expect", "tasks": ["a", "a", "b", "b"]},
                    {"op": "startBefore", "activity": "b", "refused": true},
                    {"op": "expect", "tasks": ["a", "a", "b", "b"]}
                    """
            );

    [Theory]
    [InlineData("m", "isSequential='false'", "\"m\", \"m\", \"m\"")]
    [InlineData("m#multiInstanceBody", "isSequential='false'", "\"m\", \"m\", \"m\"")]
    [InlineData("m", "isSequential='true'", "\"m\"")]
    public void A_loop_starts_and_is_cancelled_as_a_whole(string name, string how, string tasks) =>
        Stage($"{Ends}{Users("first")}{SeveralTasks("m", how)}", "s -> first; first -> m; m -> e")
            .MustPass(
                StartIt
                    + $$"""
                    {"op": "startBefore", "activity": "{{name}}"},
                    {"op": "expect", "tasks": ["first", {{tasks}}]},
                    {"op": "complete", "task": "m"},
                    {"op": "modify", "cancel": ["{{name}}"], "startAfter": ["first"]},
                    {"op": "expect", "tasks": ["first", {{tasks}}]},
                    {"op": "cancelActivity", "activity": "{{name}}"},
                    {"op": "expect", "tasks": ["first"], "status": "active"}
                    """
            );

    [Fact]
    public void A_continuation_before_it_is_waited_for() =>
        Stage($"{Ends}{Users("a")}<userTask id='b' camunda:asyncBefore='true'/>", "s -> a; a -> b; b -> e")
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "a", "to": "b"},
                    {"op": "expect", "active": ["b"], "tasks": []},
                    {"op": "move", "from": "b", "to": "a"},
                    {"op": "runJobs"},
                    {"op": "expect", "tasks": ["a"]}
                    """
            );

    [Fact]
    public void A_start_event_may_be_started_at() =>
        Line()
            .MustPass(
                StartIt
                    + "{\"op\": \"startBefore\", \"activity\": \"s\"}, {\"op\": \"expect\", \"tasks\": [\"a\", \"a\"]}"
            );

    [Theory]
    [InlineData("h")]
    [InlineData("h.s")]
    public void An_interrupting_event_sub_process_takes_the_place_of_what_runs(string at) =>
        Stage($"{Ends}{Users("a")}{Handler("h", Message("m"))}", "s -> a; a -> e", Roots("m"))
            .MustPass(
                StartIt
                    + $$"""
                    {"op": "startBefore", "activity": "{{at}}"},
                    {"op": "expect", "tasks": ["h.t"], "subscriptions": {} },
                    {"op": "complete", "task": "h.t"},
                    {"op": "expect", "ended": ["p1"], "status": "completed"}
                    """
            );

    [Fact]
    public void Another_event_sub_process_runs_beside_and_stays_armed() =>
        Stage($"{Ends}{Users("a")}{Handler("h", Message("m"), "isInterrupting='false'")}", "s -> a; a -> e", Roots("m"))
            .MustPass(
                StartIt
                    + """
                    {"op": "startBefore", "activity": "h.t"},
                    {"op": "expect", "tasks": ["a", "h.t"], "subscriptions": {"message": 1}},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "tasks": ["a", "h.t", "h.t"]}
                    """
            );

    [Theory]
    [InlineData("", "\"after\"", 0)]
    [InlineData("cancelActivity='false'", "\"a\", \"after\"", 1)]
    public void A_boundary_event_started_at_does_what_it_does_when_it_happens(string how, string tasks, int timers) =>
        Stage($"{Ends}{Users("a", "after")}{Boundary("late", "a", how)}", "s -> a; a -> e; late -> after")
            .MustPass(
                StartIt
                    + $$"""
                    {"op": "startBefore", "activity": "late"},
                    {"op": "expect", "tasks": [{{tasks}}], "timers": {{timers}} }
                    """
            );

    [Fact]
    public void A_token_put_before_a_join_is_one_of_those_it_waits_for() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/><parallelGateway id='j'/>{Users("a", "b", "c")}",
                "s -> f; f -> a; f -> b; a -> j; b -> j; j -> c; c -> e"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "move", "from": "b", "to": "j"},
                    {"op": "expect", "tasks": ["c"]},
                    {"op": "startBefore", "activity": "j"},
                    {"op": "expect", "tasks": ["c"], "active": ["c", "j"]},
                    {"op": "cancelActivity", "activity": "j"},
                    {"op": "expect", "active": ["c"]}
                    """
            );

    [Fact]
    public void A_call_that_is_cancelled_ends_what_it_called_and_one_that_is_started_calls_again() =>
        Stage($"{Ends}{Users("a")}<callActivity id='call' calledElement='child'/>", "s -> a; a -> call; call -> e")
            .With("child.bpmn", BpmnText.File(Pool("child", $"{Ends}{Users("work")}", "s -> work; work -> e")))
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "a", "to": "call"},
                    {"op": "expect", "tasks": ["work"], "instances": 2},
                    {"op": "modify", "cancel": ["call"], "startBefore": ["call", "a"]},
                    {"op": "expect", "tasks": ["a", "work"], "ended": ["child#1"], "running": ["child#2"]},
                    {"op": "cancelActivity", "activity": "call"},
                    {"op": "expect", "tasks": ["a"], "instances": 1}
                    """
            );

    [Fact]
    public void Inside_a_called_instance_its_own_scopes_are_meant() =>
        Stage($"{Ends}<callActivity id='call' calledElement='child'/>", "s -> call; call -> e")
            .With("child.bpmn", BpmnText.File(Pool("child", $"{Ends}{Users("x", "y")}", "s -> x; x -> y; y -> e")))
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "x", "to": "y", "refused": true},
                    {"op": "move", "instance": "child#1", "from": "x", "to": "y"},
                    {"op": "expect", "tasks": ["y"]},
                    {"op": "complete", "task": "y"},
                    {"op": "expect", "ended": ["p1", "child#1"]}
                    """
            );

    [Fact]
    public void What_is_moved_is_told()
    {
        var result = Line().MustPass(StartIt + "{\"op\": \"move\", \"from\": \"a\", \"to\": \"c\"}");

        Assert.Equal(
            ["a cancelled", "c moved", "c entered"],
            result.History.SkipWhile(h => h.Entry != "cancelled").Select(h => $"{h.Element} {h.Entry}")
        );
    }
}
