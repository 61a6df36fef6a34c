using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Compensation and transactions (BPMN 2.0.2 §10.7, §13.5.5) as files have them and scenarios see them.</summary>
public sealed class CompensationScenariosTests
{
    private const string UndoAll =
        "<intermediateThrowEvent id='undo'><compensateEventDefinition/></intermediateThrowEvent>";

    private const string Start = """{"op": "start", "process": "p"},""";

    private static string Booking(string handler) => Undoable("book", handler, "unbook");

    /// <summary>A task and what is associated with it to undo it.</summary>
    private static string Undoable(string task, string handler, string handlerId, string element = "userTask") =>
        $"<{element} id='{task}'/>{handler}{Associated(task, handlerId)}";

    private static string Associated(string activity, string handler) =>
        $"<boundaryEvent id='on-{activity}' attachedToRef='{activity}'><compensateEventDefinition/></boundaryEvent>"
        + $"<association id='undoes-{activity}' associationDirection='One' sourceRef='on-{activity}' targetRef='{handler}'/>";

    private static string Asks(string id) => $"<userTask id='{id}' isForCompensation='true'/>";

    private static string Sets(string id, string variable, string value) =>
        $"<scriptTask id='{id}' isForCompensation='true' scriptFormat='feel' camunda:resultVariable='{variable}'><script>{value}</script></scriptTask>";

    private static Stage Of(string nodes, string flows, string roots = "") =>
        Drawing.Stage(Drawing.Ends + nodes, flows, roots);

    private static Stage Simple(string handler) =>
        Of(Booking(handler) + UndoAll + Drawing.Users("after"), "s -> book; book -> undo; undo -> after; after -> e");

    [Fact]
    public void A_handler_is_read_with_its_association()
    {
        var file = BpmnText.Read(
            Drawing.Process(Drawing.Ends + Booking(Asks("unbook")) + UndoAll, "s -> book; book -> undo; undo -> e")
        );

        Assert.True(file.IsDeployable);
        var process = Assert.Single(file.Processes);
        Assert.Equal("unbook", Assert.Single(process.BoundaryEventsOf("book")).CompensationHandler);
        Assert.True(Assert.IsType<UserTask>(process.Node("unbook")).IsForCompensation);
    }

    [Fact]
    public void A_handler_is_no_subscription_and_counts_each_time_it_completes() =>
        Simple(Asks("unbook"))
            .MustPass(
                Start
                    + """
                    {"op": "expect", "tasks": ["book"], "subscriptions": {}, "completed": []},
                    {"op": "complete", "task": "book"},
                    {"op": "expect", "tasks": ["unbook"], "active": ["undo", "unbook"], "subscriptions": {}, "timers": 0,
                      "completed": ["book"]},
                    {"op": "complete", "task": "unbook"},
                    {"op": "expect", "tasks": ["after"], "completed": ["book", "unbook"]},
                    {"op": "complete", "task": "after"},
                    {"op": "expect", "ended": ["p1"], "completed": ["book", "unbook", "after"]}
                    """
            );

    [Fact]
    public void A_handler_may_receive_a_message() =>
        Of(
                Booking("<receiveTask id='unbook' isForCompensation='true' messageRef='unbooked'/>") + UndoAll,
                "s -> book; book -> undo; undo -> e",
                Drawing.Roots("unbooked")
            )
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "expect", "active": ["undo", "unbook"], "subscriptions": {"message": 1}},
                    {"op": "message", "name": "unbooked"},
                    {"op": "expect", "ended": ["p1"], "subscriptions": {}}
                    """
            );

    [Fact]
    public void External_work_that_undoes_may_end_with_an_error() =>
        Of(
                $"<subProcess id='trip'><startEvent id='s2'/>{Booking("<serviceTask id='unbook' isForCompensation='true' camunda:type='external' camunda:topic='unbook'/>")}"
                    + $"{UndoAll}<endEvent id='e2'/>{Drawing.Flows("s2 -> book; book -> undo; undo -> e2")}</subProcess>"
                    + "<boundaryEvent id='failed' attachedToRef='trip'><errorEventDefinition errorRef='E'/></boundaryEvent>"
                    + Drawing.Users("repair"),
                "s -> trip; trip -> e; failed -> repair; repair -> e",
                "<error id='E' errorCode='E1'/>"
            )
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "throwError", "activity": "unbook", "code": "E1"},
                    {"op": "expect", "tasks": ["repair"], "active": ["repair"], "completed": ["book"]}
                    """
            );

    [Fact]
    public void A_handler_that_cannot_run_on_the_way_of_a_timer_is_an_incident_and_nothing_is_lost() =>
        Of(
                Booking(Sets("unbook", "x", "1 + missing.part + unknown(2)"))
                    + $"<intermediateCatchEvent id='wait'>{Drawing.Timer("P1D")}</intermediateCatchEvent>"
                    + UndoAll,
                "s -> book; book -> wait; wait -> undo; undo -> e"
            )
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "advance", "duration": "P1D"},
                    {"op": "expect", "incidents": 1, "active": ["wait"], "status": "active", "completed": ["book"]}
                    """
            );

    [Theory]
    [InlineData("true", "[\"undo\", \"unbook\"]", "[\"unbook\"]")]
    [InlineData("false", "[\"after\", \"unbook\"]", "[\"after\", \"unbook\"]")]
    public void Whether_the_flow_waits_is_said_at_the_event(string waits, string active, string tasks) =>
        Of(
                Booking(Asks("unbook"))
                    + $"<intermediateThrowEvent id='undo'><compensateEventDefinition activityRef='book' waitForCompletion='{waits}'/></intermediateThrowEvent>"
                    + Drawing.Users("after"),
                "s -> book; book -> undo; undo -> after; after -> e"
            )
            .MustPass(
                Start
                    + """{"op": "complete", "task": "book"},"""
                    + $$"""{"op": "expect", "active": {{active}}, "tasks": {{tasks}} },"""
                    + """
                    {"op": "completeAll"}, {"op": "completeAll"},
                    {"op": "expect", "ended": ["p1"]}
                    """
            );

    [Fact]
    public void A_shared_definition_says_the_same() =>
        Of(
                "<userTask id='book'/>"
                    + Asks("unbook")
                    + Associated("book", "unbook")
                    + "<endEvent id='undo'><eventDefinitionRef>all</eventDefinitionRef></endEvent>",
                "s -> book; book -> undo",
                "<compensateEventDefinition id='all'/>"
            )
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "expect", "active": ["undo", "unbook"]},
                    {"op": "complete", "task": "unbook"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void An_event_sub_process_undoes_with_the_values_of_then() =>
        Of(
                """
                <subProcess id='trip'><startEvent id='s2'/><dataObject id='d' name='seat'/>
                  <userTask id='choose'/><endEvent id='e2'/>
                  <subProcess id='handler' triggeredByEvent='true'>
                    <startEvent id='hs'><compensateEventDefinition/></startEvent>
                    <scriptTask id='look' scriptFormat='feel' camunda:resultVariable='seen'><script>[seat, place]</script></scriptTask>
                    <endEvent id='he'/>
                """
                    + Drawing.Flows("hs -> look; look -> he")
                    + "</subProcess>"
                    + Drawing.Flows("s2 -> choose; choose -> e2")
                    + "</subProcess><userTask id='move'/>"
                    + UndoAll
                    + Drawing.Users("after"),
                "s -> trip; trip -> move; move -> undo; undo -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"place": "here"}},
                {"op": "complete", "task": "choose", "variables": {"seat": "12A"}},
                {"op": "complete", "task": "move", "variables": {"place": "there"}},
                {"op": "expect", "tasks": ["after"], "variables": {"seen": ["12A", "there"]}, "variablesAbsent": ["seat"],
                  "completed": ["choose", "trip", "move", "handler", "look"]}
                """
            );

    [Fact]
    public void A_call_is_undone_by_its_handler_and_what_completed_in_the_called_process_is_not() =>
        new Stage()
            .With(
                "p.bpmn",
                Drawing.Process(
                    Drawing.Ends
                        + "<callActivity id='call' calledElement='child'/>"
                        + "<callActivity id='uncall' calledElement='unchild' isForCompensation='true'/>"
                        + Associated("call", "uncall")
                        + UndoAll,
                    "s -> call; call -> undo; undo -> e"
                )
            )
            .With(
                "c.bpmn",
                BpmnText.File(
                    Drawing
                        .Pool("child", Drawing.Ends + Booking(Asks("unbook")), "s -> book; book -> e")
                        .Replace("id='s'", "id='cs'", StringComparison.Ordinal)
                        .Replace("'s-", "'cs-", StringComparison.Ordinal)
                        .Replace("sourceRef='s'", "sourceRef='cs'", StringComparison.Ordinal)
                )
            )
            .With(
                "u.bpmn",
                Drawing
                    .Process(Drawing.Ends + Drawing.Users("give"), "s -> give; give -> e")
                    .Replace("id='p'", "id='unchild'", StringComparison.Ordinal)
            )
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "expect", "tasks": ["give"], "active": ["undo", "give"], "instances": 2},
                    {"op": "complete", "task": "give"},
                    {"op": "expect", "ended": ["p1"], "instances": 0, "completed": ["book", "call", "give", "uncall"]}
                    """
            );

    private static Stage Transaction() =>
        Of(
            $"<transaction id='tx'><startEvent id='s2'/>{Undoable("hotel", Asks("noHotel"), "noHotel", "task")}"
                + Undoable("flight", Asks("noFlight"), "noFlight", "task")
                + "<userTask id='pay'/><userTask id='wait'/><parallelGateway id='both'/><exclusiveGateway id='paid' default='paid-e2'/><endEvent id='e2'/>"
                + "<endEvent id='stop'><cancelEventDefinition/></endEvent>"
                + Drawing.Flows(
                    "s2 -> hotel; hotel -> flight; flight -> both; both -> pay; both -> wait; wait -> e2; pay -> paid; paid -> e2; paid -> stop [not(ok)]"
                )
                + "</transaction><boundaryEvent id='cancelled' attachedToRef='tx'><cancelEventDefinition/></boundaryEvent>"
                + Drawing.Users("sorry", "thanks"),
            "s -> tx; tx -> thanks; thanks -> e; cancelled -> sorry; sorry -> e"
        );

    [Fact]
    public void A_cancelled_transaction_ends_its_other_branches_and_waits_for_the_people_who_undo()
    {
        var result = Transaction()
            .MustPass(
                Start
                    + """
                    {"op": "expect", "tasks": ["pay", "wait"], "subscriptions": {}},
                    {"op": "complete", "task": "pay", "variables": {"ok": false}},
                    {"op": "expect", "tasks": ["noFlight"], "active": ["stop", "noFlight"]},
                    {"op": "complete", "task": "noFlight"},
                    {"op": "expect", "tasks": ["noHotel"]},
                    {"op": "complete", "task": "noHotel"},
                    {"op": "expect", "tasks": ["sorry"], "completed": ["hotel", "flight", "pay", "noHotel", "noFlight"]},
                    {"op": "complete", "task": "sorry"},
                    {"op": "expect", "status": "completed"}
                    """
            );

        Assert.Equal(
            ["wait cancelled", "noFlight entered", "noHotel entered", "tx cancelled", "cancelled entered"],
            result
                .History.Select(h => $"{h.Element} {h.Entry}")
                .Where(h =>
                    h
                        is "wait cancelled"
                            or "noFlight entered"
                            or "noHotel entered"
                            or "tx cancelled"
                            or "cancelled entered"
                )
        );
    }

    [Fact]
    public void A_transaction_that_succeeds_leaves_by_its_flow() =>
        Transaction()
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "pay", "variables": {"ok": true}},
                    {"op": "complete", "task": "wait"},
                    {"op": "expect", "tasks": ["thanks"], "completed": ["hotel", "flight", "pay", "wait", "tx"],
                      "completedOf": ["task", "userTask", "transaction"]}
                    """
            );

    [Fact]
    public void An_instance_that_is_ended_from_outside_ends_its_handlers() =>
        Simple(Asks("unbook"))
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "cancelInstance"},
                    {"op": "expect", "status": "cancelled", "tasks": [], "active": []}
                    """
            );

    [Fact]
    public void A_suspended_instance_undoes_nothing_until_it_goes_on() =>
        Simple(Asks("unbook"))
            .MustPass(
                Start
                    + """
                    {"op": "suspend"},
                    {"op": "complete", "task": "book", "refused": true},
                    {"op": "resume"},
                    {"op": "complete", "task": "book"},
                    {"op": "suspend"},
                    {"op": "complete", "task": "unbook", "refused": true},
                    {"op": "resume"},
                    {"op": "complete", "task": "unbook"},
                    {"op": "expect", "tasks": ["after"]}
                    """
            );

    [Fact]
    public void What_has_completed_can_be_undone_by_moving_to_the_throwing_event() =>
        Of(Booking(Asks("unbook")) + Drawing.Users("next") + UndoAll, "s -> book; book -> next; next -> e; undo -> e")
            .MustPass(
                Start
                    + """
                    {"op": "complete", "task": "book"},
                    {"op": "move", "from": "next", "to": "undo"},
                    {"op": "expect", "tasks": ["unbook"], "active": ["undo", "unbook"]},
                    {"op": "cancelActivity", "activity": "unbook"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    private const string Moved =
        """{"op": "deploy", "files": ["-new.bpmn"]}, {"op": "migrate", "toFile": "-new.bpmn" """;

    private static string Trip(string sub, string task, string handler, string next) =>
        Drawing.Process(
            Drawing.Ends
                + $"<subProcess id='{sub}'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"
                + $"<startEvent id='s2'/>{Undoable(task, Asks(handler), handler, "task")}<endEvent id='e2'/>{Drawing.Flows($"s2 -> {task}; {task} -> e2")}</subProcess>"
                + Drawing.Users(next)
                + UndoAll,
            $"s -> {sub}; {sub} -> {next}; {next} -> undo; undo -> e"
        );

    [Fact]
    public void What_can_be_undone_goes_along_to_another_definition() =>
        new Stage()
            .With("p.bpmn", Trip("trip", "book", "unbook", "pay"))
            .With("-new.bpmn", Trip("journey", "reserve", "release", "pay"))
            .MustPass(
                Start
                    + Moved
                    + """
                    , "mapping": {"trip": "journey", "book": "reserve"}},
                    {"op": "complete", "task": "pay"},
                    {"op": "expect", "tasks": ["release", "release"], "active": ["undo", "release", "release"]},
                    {"op": "completeAll"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void Handlers_that_run_go_along_to_another_definition() =>
        new Stage()
            .With("p.bpmn", Trip("trip", "book", "unbook", "pay"))
            .With("-new.bpmn", Trip("journey", "reserve", "release", "pay"))
            .MustPass(
                Start
                    + """{"op": "complete", "task": "pay"},"""
                    + Moved
                    + """
                    , "mapping": {"trip": "journey", "book": "reserve", "unbook": "release"}},
                    {"op": "expect", "tasks": ["release", "release"], "subscriptions": {}},
                    {"op": "complete", "task": "release"},
                    {"op": "expect", "tasks": ["release"], "status": "active"},
                    {"op": "complete", "task": "release"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void A_handler_of_one_run_keeps_the_data_of_that_run()
    {
        var process = Drawing.Process(
            Drawing.Ends
                + "<userTask id='book'><multiInstanceLoopCharacteristics camunda:collection='rooms' camunda:elementVariable='room'/></userTask>"
                + "<userTask id='unbook' name='${room}' isForCompensation='true' camunda:assignee='${room}'/>"
                + Associated("book", "unbook")
                + UndoAll
                + "<sequenceFlow id='x' sourceRef='undo' targetRef='e'/>",
            "s -> book; book -> undo"
        );
        new Stage()
            .With("p.bpmn", process)
            .With("-new.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"rooms": ["301", "302"]}},
                {"op": "completeAll"},
                {"op": "expect", "taskDetails": [{"task": "unbook", "assignee": "301"}, {"task": "unbook", "assignee": "302"}]},
                """
                    + Moved
                    + """
                    },
                    {"op": "expect", "active": ["undo", "unbook", "unbook"]},
                    {"op": "completeAll"},
                    {"op": "expect", "status": "completed", "completed": ["book", "book", "unbook", "unbook"]}
                    """
            );
    }

    [Fact]
    public void What_has_no_counterpart_is_undone_by_nobody_any_more() =>
        new Stage()
            .With("p.bpmn", Trip("trip", "book", "unbook", "pay"))
            .With(
                "-new.bpmn",
                Drawing.Process(Drawing.Ends + Drawing.Users("pay") + UndoAll, "s -> pay; pay -> undo; undo -> e")
            )
            .MustPass(
                Start
                    + Moved
                    + """
                    },
                    {"op": "complete", "task": "pay"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void An_association_drawn_from_the_handler_is_refused() =>
        Assert.Contains(
            BpmnText
                .Read(
                    Drawing.Process(
                        Drawing.Ends
                            + Booking(Asks("unbook"))
                                .Replace(
                                    "sourceRef='on-book' targetRef='unbook'",
                                    "sourceRef='unbook' targetRef='on-book'",
                                    StringComparison.Ordinal
                                ),
                        "s -> book; book -> e"
                    )
                )
                .Diagnostics,
            d => d is { Code: "COMPENSATION_HANDLER_MISSING", PreventsExecution: true }
        );
}
