using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §10.5.2, §10.6.6, §13.2: whatever may begin a process; multiple and parallel multiple events.</summary>
public sealed class EntryPointsTests
{
    private static Stage Starts() =>
        Stage(
            $"""
            <startEvent id='s'/><startEvent id='m1'>{Message("one")}</startEvent><startEvent id='m2'>{Message(
                "two"
            )}</startEvent>
            <startEvent id='sig'>{Signal("go")}</startEvent>{Users("a", "b", "c", "d")}
            """,
            "s -> a; m1 -> b; m2 -> c; sig -> d",
            Roots("one two", "go")
        );

    [Fact]
    public void A_process_with_several_start_events_begins_at_the_one_that_happens() =>
        Starts()
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "startByMessage", "name": "one", "as": "p2"},
                {"op": "startByMessage", "name": "two", "as": "p3"},
                {"op": "signal", "name": "go"},
                {"op": "expect", "tasks": ["a", "b", "c", "d"], "instances": 4, "subscriptions": {}},
                {"op": "startByMessage", "name": "three", "refused": true}
                """
            );

    [Fact]
    public void A_start_event_with_several_triggers_begins_with_any_of_them() =>
        Stage(
                $"<startEvent id='s'>{Message("one")}{Signal("go")}{Timer("P1D")}</startEvent>{Users("a")}",
                "s -> a",
                Roots("one", "go")
            )
            .MustPass(
                """
                {"op": "startByMessage", "name": "one"},
                {"op": "signal", "name": "go"},
                {"op": "advance", "duration": "P1D"},
                {"op": "expect", "tasks": ["a", "a", "a"], "instances": 3}
                """
            );

    [Fact]
    public void A_parallel_multiple_start_event_begins_when_all_have_happened() =>
        Stage(
                $"<startEvent id='s' parallelMultiple='true'>{Message("one")}{Signal("go")}</startEvent>{Users("a")}",
                "s -> a",
                Roots("one", "go")
            )
            .MustPass(
                """
                {"op": "startByMessage", "name": "one"},
                {"op": "expect", "tasks": [], "active": ["s"], "subscriptions": {"signal": 1}},
                {"op": "signal", "name": "go"},
                {"op": "expect", "tasks": ["a"], "instances": 1},
                {"op": "signal", "name": "go"},
                {"op": "expect", "instances": 2, "subscriptions": {"message": 1}}
                """
            );

    [Fact]
    public void A_parallel_multiple_catch_event_waits_for_all_in_whatever_order() =>
        Stage(
                $"{Ends}<intermediateCatchEvent id='c' parallelMultiple='true'>{Message("one")}{Signal("go")}{Timer(
                    "P1D"
                )}{Condition("x > 1")}</intermediateCatchEvent>{Users("a")}",
                "s -> c; c -> a; a -> e",
                Roots("one", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "timers": 1, "subscriptions": {"message": 1, "signal": 1, "conditional": 1}},
                {"op": "signal", "name": "go"},
                {"op": "advance", "duration": "P1D"},
                {"op": "expect", "active": ["c"], "timers": 0, "subscriptions": {"message": 1, "conditional": 1}},
                {"op": "setVariable", "name": "x", "value": 2},
                {"op": "message", "name": "one"},
                {"op": "expect", "tasks": ["a"], "subscriptions": {}}
                """
            );

    [Fact]
    public void A_multiple_catch_event_goes_on_with_the_first() =>
        Stage(
                $"{Ends}<intermediateCatchEvent id='c'>{Message("one")}{Signal("go")}{Timer(
                    "P1D"
                )}</intermediateCatchEvent>{Users("a")}",
                "s -> c; c -> a; a -> e",
                Roots("one", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "message", "name": "one"},
                {"op": "expect", "tasks": ["a"], "timers": 0, "subscriptions": {}}
                """
            );

    [Theory]
    [InlineData("true", "\"handled\"")]
    [InlineData("false", "\"t\", \"handled\"")]
    public void A_parallel_multiple_boundary_event_happens_when_all_have(string interrupting, string tasks) =>
        Stage(
                $"{Ends}{Users("t", "handled")}<boundaryEvent id='b' attachedToRef='t' cancelActivity='{interrupting}' parallelMultiple='true'>{Message("one")}{Signal("go")}</boundaryEvent>",
                "s -> t; t -> e; b -> handled",
                Roots("one", "go")
            )
            .MustPass(
                $$"""
                {"op": "start", "process": "p"},
                {"op": "message", "name": "one"},
                {"op": "expect", "tasks": ["t"]},
                {"op": "message", "name": "one", "refused": true},
                {"op": "signal", "name": "go"},
                {"op": "expect", "tasks": [{{tasks}}]}
                """
            );

    [Fact]
    public void A_non_interrupting_parallel_multiple_handler_begins_anew_each_time() =>
        Stage(
                $"""
                {Ends}{Users("t")}<subProcess id='esp' triggeredByEvent='true'>
                <startEvent id='es' isInterrupting='false' parallelMultiple='true'>{Message("one")}{Message(
                    "two"
                )}</startEvent>{Users("handled")}{Flows("es -> handled")}</subProcess>
                """,
                "s -> t; t -> e",
                Roots("one two")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "message", "name": "one"},
                {"op": "message", "name": "two"},
                {"op": "expect", "tasks": ["t", "handled"], "subscriptions": {"message": 2}},
                {"op": "message", "name": "two"},
                {"op": "expect", "tasks": ["t", "handled"], "subscriptions": {"message": 1}},
                {"op": "message", "name": "one"},
                {"op": "expect", "tasks": ["t", "handled", "handled"]}
                """
            );

    private static Stage Gateway(string type) =>
        Stage(
            $"""
            <eventBasedGateway id='g' instantiate='true' eventGatewayType='{type}'/>
            <intermediateCatchEvent id='c1'>{Message("one")}</intermediateCatchEvent>
            <intermediateCatchEvent id='c2'>{Message("two")}</intermediateCatchEvent>
            {Users("a", "b")}<endEvent id='e'/>
            """,
            "g -> c1; g -> c2; c1 -> a; c2 -> b; a -> e; b -> e",
            Roots("one two")
        );

    [Fact]
    public void An_exclusive_instantiating_gateway_begins_with_the_event_that_happens() =>
        Gateway("Exclusive")
            .MustPass(
                """
                {"op": "startByMessage", "name": "two"},
                {"op": "expect", "tasks": ["b"], "subscriptions": {}},
                {"op": "message", "name": "one", "refused": true},
                {"op": "complete", "task": "b"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void A_parallel_instantiating_gateway_begins_with_one_event_and_waits_for_the_others() =>
        Gateway("Parallel")
            .MustPass(
                """
                {"op": "startByMessage", "name": "two"},
                {"op": "expect", "tasks": ["b"], "active": ["b", "c1"], "subscriptions": {"message": 1}},
                {"op": "complete", "task": "b"},
                {"op": "expect", "status": "active"},
                {"op": "message", "name": "one"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "status": "completed", "instances": 0}
                """
            );

    [Fact]
    public void An_instantiating_receive_task_begins_with_its_message() =>
        Stage(
                $"<receiveTask id='r' instantiate='true' messageRef='one'/>{Users("a")}<endEvent id='e'/>",
                "r -> a; a -> e",
                Roots("one")
            )
            .MustPass(
                """
                {"op": "startByMessage", "name": "one", "variables": {"x": 1}},
                {"op": "expect", "tasks": ["a"], "completed": ["r"], "variables": {"x": 1}}
                """
            );

    [Fact]
    public void Without_start_and_end_events_everything_that_nothing_leads_to_begins() =>
        Stage(Users("a", "b", "c"), "a -> c")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["a", "b"]},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["c"]},
                {"op": "completeAll"},
                {"op": "expect", "status": "completed"}
                """
            );
}
