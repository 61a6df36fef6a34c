using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.5.3, §13.5.4: who catches an error or an escalation; what terminate ends.</summary>
public sealed class PrecedenceTests
{
    private const string Codes =
        "<error id='e1' name='e1' errorCode='E1' camunda:errorMessage='no luck'/><error id='e2' name='e2' errorCode='E2'/><escalation id='x1' name='x1' escalationCode='X1'/><escalation id='x2' name='x2' escalationCode='X2'/>";

    private static string Error(string? id = null) =>
        id is null ? "<errorEventDefinition/>" : $"<errorEventDefinition errorRef='{id}'/>";

    private static string Escalation(string? id = null) =>
        id is null ? "<escalationEventDefinition/>" : $"<escalationEventDefinition escalationRef='{id}'/>";

    private static string Boundary(string id, string on, string definition, bool interrupting = true) =>
        $"<boundaryEvent id='{id}' attachedToRef='{on}' cancelActivity='{(interrupting ? "true" : "false")}'>{definition}</boundaryEvent>";

    private static string Handler(string id, string definition, bool interrupting = true, string more = "") =>
        $"""
            <subProcess id='{id}' triggeredByEvent='true'><startEvent id='{id}s' isInterrupting='{(
                interrupting ? "true" : "false"
            )}'>{definition}</startEvent>{Users(id + "t")}{Flows($"{id}s -> {id}t")}{more}</subProcess>
            """;

    [Theory]
    [InlineData("e1", "one")]
    [InlineData("e2", "any")]
    public void The_specific_code_comes_before_the_catch_all_on_one_activity(string thrown, string task) =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{Error(thrown)}</endEvent>{Flows(
                    "is -> ie"
                )}</subProcess>
                {Boundary("all", "sub", Error())}{Boundary("b1", "sub", Error("e1"))}{Users("any", "one")}
                """,
                "s -> sub; sub -> e; all -> any; b1 -> one",
                Codes
            )
            .MustPass($$"""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["{{task}}"]}""");

    [Fact]
    public void A_catch_all_inside_comes_before_the_specific_code_outside() =>
        Stage(
                $"""
                {Ends}<subProcess id='outer'><startEvent id='os'/><subProcess id='inner'><startEvent id='is'/><endEvent id='ie'>{Error(
                    "e1"
                )}</endEvent>{Flows("is -> ie")}</subProcess>
                {Boundary("all", "inner", Error())}{Users("near")}{Flows("os -> inner; all -> near")}</subProcess>
                {Boundary("b1", "outer", Error("e1"))}{Users("far")}
                """,
                "s -> outer; outer -> e; b1 -> far",
                Codes
            )
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["near"]}""");

    [Fact]
    public void A_handler_inside_the_scope_comes_before_the_boundary_around_it() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{Error(
                    "e1"
                )}</endEvent>{Flows("is -> ie")}{Handler("h", Error())}</subProcess>
                {Boundary("b1", "sub", Error("e1"))}{Users("outside", "after")}
                """,
                "s -> sub; sub -> after; b1 -> outside",
                Codes
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["ht"]},
                {"op": "complete", "task": "ht"},
                {"op": "expect", "tasks": ["after"]}
                """
            );

    [Fact]
    public void An_error_thrown_by_a_handler_goes_to_the_boundary_of_its_scope() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{Error("e1")}</endEvent>{Flows(
                    "is -> ie"
                )}
                {Handler("h", Error("e1"), more: $"<endEvent id='he'>{Error("e1")}</endEvent>{Flows("ht -> he")}")}</subProcess>
                {Boundary("b1", "sub", Error("e1"))}{Users("outside")}
                """,
                "s -> sub; sub -> e; b1 -> outside",
                Codes
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "ht"},
                {"op": "expect", "tasks": ["outside"], "status": "active"}
                """
            );

    [Fact]
    public void Code_and_message_of_an_error_are_kept_where_it_is_caught() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{Error("e1")}</endEvent>{Flows(
                    "is -> ie"
                )}</subProcess>
                <boundaryEvent id='b' attachedToRef='sub'><errorEventDefinition camunda:errorCodeVariable='code' camunda:errorMessageVariable='why'/></boundaryEvent>{Users(
                    "t"
                )}
                """,
                "s -> sub; sub -> e; b -> t",
                Codes
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["t"], "variables": {"code": "E1", "why": "no luck"}}
                """
            );

    [Fact]
    public void An_uncaught_error_fails_the_instance_and_everything_in_it() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/>{Users("t", "go")}<endEvent id='ee'>{Error("e1")}</endEvent>",
                "s -> f; f -> t; f -> go; go -> ee; t -> e",
                Codes
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "go"},
                {"op": "expect", "status": "failed", "tasks": [], "active": []}
                """
            );

    private static Stage Called(string inside, string boundaries, string flows) =>
        new Stage()
            .With(
                "p.bpmn",
                Process(
                    $"{Ends}<callActivity id='call' calledElement='q'/>{boundaries}{Users("after", "handled", "other")}",
                    $"s -> call; call -> after; after -> e; {flows}",
                    Codes
                )
            )
            .With("q.bpmn", BpmnText.File(Codes + Pool("q", $"<startEvent id='qs'/>{inside}", "qs -> qt; qt -> qe")));

    [Fact]
    public void An_error_of_a_called_process_is_caught_at_the_call() =>
        Called(
                $"{Users("qt")}<endEvent id='qe'>{Error("e1")}</endEvent>",
                Boundary("b", "call", Error("e1")) + Boundary("b2", "call", Error("e2")),
                "b -> handled; b2 -> other"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "qt"},
                {"op": "expect", "tasks": ["handled"], "instances": 1}
                """
            );

    [Fact]
    public void An_error_of_a_called_process_nobody_catches_fails_the_caller_too() =>
        Called(
                $"{Users("qt")}<endEvent id='qe'>{Error("e1")}</endEvent>",
                Boundary("b2", "call", Error("e2")),
                "b2 -> other"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "qt"},
                {"op": "expect", "status": "failed", "instances": 0, "tasks": []}
                """
            );

    [Fact]
    public void An_escalation_of_a_called_process_that_is_not_interrupted_goes_on_in_both() =>
        Called(
                $"<intermediateThrowEvent id='qt'>{Escalation("x1")}</intermediateThrowEvent>{Users("qe")}",
                Boundary("b", "call", Escalation("x1"), interrupting: false),
                "b -> handled"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["handled", "qe"], "instances": 2},
                {"op": "complete", "task": "qe"},
                {"op": "expect", "tasks": ["handled", "after"]}
                """
            );

    [Fact]
    public void An_escalation_of_a_called_process_may_end_it() =>
        Called(
                $"<intermediateThrowEvent id='qt'>{Escalation("x1")}</intermediateThrowEvent>{Users("qe")}",
                Boundary("b", "call", Escalation()),
                "b -> handled"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["handled"], "instances": 1}
                """
            );

    private static Stage Escalating(string catchers, string flows = "") =>
        Stage(
            $"""
            {Ends}<subProcess id='sub'><startEvent id='is'/><intermediateThrowEvent id='up'>{Escalation(
                "x1"
            )}</intermediateThrowEvent>{Users("in")}<endEvent id='ie'>{Escalation("x2")}</endEvent>{Flows(
                "is -> up; up -> in; in -> ie"
            )}{(catchers.StartsWith("<subProcess", StringComparison.Ordinal) ? catchers : "")}</subProcess>
            {(catchers.StartsWith("<subProcess", StringComparison.Ordinal) ? "" : catchers)}{Users("after", "one", "any")}
            """,
            $"s -> sub; sub -> after; after -> e; {flows}",
            Codes
        );

    [Fact]
    public void Escalations_go_to_the_specific_code_first_and_the_thrower_goes_on() =>
        Escalating(
                Boundary("all", "sub", Escalation(), interrupting: false)
                    + Boundary("b1", "sub", Escalation("x1"), interrupting: false),
                "all -> any; b1 -> one"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["in", "one"]},
                {"op": "complete", "task": "in"},
                {"op": "expect", "tasks": ["one", "any", "after"]}
                """
            );

    [Fact]
    public void An_escalation_handler_that_does_not_interrupt_keeps_its_scope_alive() =>
        Escalating(Handler("h", Escalation(), interrupting: false))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["in", "ht"]},
                {"op": "complete", "task": "in"},
                {"op": "expect", "tasks": ["ht", "ht"]},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["after"]}
                """
            );

    [Fact]
    public void A_handler_that_throws_again_does_not_catch_itself() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><intermediateThrowEvent id='up'>{Escalation(
                    "x1"
                )}</intermediateThrowEvent>{Users("in")}{Flows("is -> up; up -> in")}
                {Handler("h", Escalation("x1"), interrupting: false, $"<endEvent id='he'>{Escalation("x1")}</endEvent>{Flows("ht -> he")}")}</subProcess>
                {Boundary("b", "sub", Escalation("x1"), interrupting: false)}{Users("outside")}
                """,
                "s -> sub; sub -> e; b -> outside",
                Codes
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["in", "ht"]},
                {"op": "complete", "task": "ht"},
                {"op": "expect", "tasks": ["in", "outside"]}
                """
            );

    [Fact]
    public void An_escalation_that_nobody_catches_changes_nothing() =>
        Escalating("")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "in"},
                {"op": "expect", "tasks": ["after"], "status": "active"}
                """
            );

    [Fact]
    public void Terminate_in_a_handler_ends_the_handler_alone() =>
        Stage(
                $"""
                {Ends}{Users("t")}<subProcess id='esp' triggeredByEvent='true'><startEvent id='es' isInterrupting='false'>{Signal(
                    "go"
                )}</startEvent><parallelGateway id='f'/>{Users("a", "b")}<endEvent id='te'><terminateEventDefinition/></endEvent>{Flows(
                    "es -> f; f -> a; f -> b; a -> te"
                )}</subProcess>
                """,
                "s -> t; t -> e",
                Roots("", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "signal", "name": "go"},
                {"op": "signal", "name": "go"},
                {"op": "expect", "tasks": ["t", "a", "a", "b", "b"]},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["t", "a", "b"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["a", "b"], "status": "active"}
                """
            );

    [Fact]
    public void Terminate_in_a_called_process_leaves_the_caller_going_on() =>
        Called($"{Users("qt")}<endEvent id='qe'><terminateEventDefinition/></endEvent>", "", "")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "qt"},
                {"op": "expect", "tasks": ["after"], "instances": 1}
                """
            );

    [Fact]
    public void Terminate_in_the_caller_ends_the_called_process() =>
        new Stage()
            .With(
                "p.bpmn",
                Process(
                    $"{Ends}<parallelGateway id='f'/><callActivity id='call' calledElement='q'/>{Users("go")}<endEvent id='te'><terminateEventDefinition/></endEvent>",
                    "s -> f; f -> call; f -> go; go -> te; call -> e"
                )
            )
            .With("q.bpmn", BpmnText.File(Pool("q", $"<startEvent id='qs'/>{Users("qt")}", "qs -> qt")))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "go"},
                {"op": "expect", "status": "completed", "tasks": [], "instances": 0}
                """
            );

    [Fact]
    public void A_signal_of_the_end_event_reaches_the_boundary_of_the_scope_it_ends() =>
        Stage(
                $"""
                {Ends}<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{Signal("go")}</endEvent>{Flows(
                    "is -> ie"
                )}</subProcess>
                {Boundary("b", "sub", Signal("go"))}{Users("after", "handled")}
                """,
                "s -> sub; sub -> after; after -> e; b -> handled",
                Roots("", "go")
            )
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["handled"]}""");

    [Fact]
    public void A_signal_of_the_last_end_event_reaches_the_handler_beside_the_process() =>
        Stage(
                $"""
                <startEvent id='s'/><endEvent id='e'>{Signal("go")}</endEvent>{Handler(
                    "h",
                    Signal("go"),
                    interrupting: false
                )}
                """,
                "s -> e",
                Roots("", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["ht"], "status": "active"},
                {"op": "complete", "task": "ht"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void A_scope_with_a_handler_that_never_ran_ends_all_the_same() =>
        Stage(
                $"{Ends}<subProcess id='sub'><startEvent id='is'/>{Users("in")}{Flows("is -> in")}{Handler("h", Signal("go"), interrupting: false)}</subProcess>{Users("after")}",
                "s -> sub; sub -> after; after -> e",
                Roots("", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "subscriptions": {"signal": 1}},
                {"op": "complete", "task": "in"},
                {"op": "expect", "tasks": ["after"], "subscriptions": {}}
                """
            );
}
