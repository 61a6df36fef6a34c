using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Moving running instances to another definition.</summary>
public sealed class MigrationTests
{
    private const string StartIt = "{\"op\": \"start\", \"process\": \"p\"},";
    private const string MoveIt =
        "{\"op\": \"deploy\", \"files\": [\"-new.bpmn\"]}, {\"op\": \"migrate\", \"toFile\": \"-new.bpmn\"";

    private static Stage From(string before, string after) =>
        new Stage().With("old.bpmn", BpmnText.Process(before)).With("-new.bpmn", BpmnText.Process(after));

    private static void Passes(string before, string after, string steps) =>
        From(before, after).MustPass(steps.Replace("MOVE", MoveIt, StringComparison.Ordinal));

    private static string Task(string id, string attributes = "") => $"<userTask id=\"{id}\" {attributes}/>";

    private static string Flow(string from, string to) =>
        $"<sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>";

    private static string Timer(string id, string at, string due, string more = "") =>
        $"<boundaryEvent id=\"{id}\" attachedToRef=\"{at}\" {more}><timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">{due}</timeDuration></timerEventDefinition></boundaryEvent>"
        + Task($"after-{id}")
        + Flow(id, $"after-{id}");

    private static string Sub(string id, string content, string attributes = "") =>
        $"<subProcess id=\"{id}\" {attributes}>{content}</subProcess>";

    private static string Several(string id, string how = "") =>
        $"<userTask id=\"{id}\"><multiInstanceLoopCharacteristics {how}><loopCardinality xsi:type=\"tFormalExpression\">2</loopCardinality></multiInstanceLoopCharacteristics></userTask>";

    private static string MessageHandler(string id, string message, string more = "isInterrupting=\"false\"") =>
        Sub(
            id,
            $"<startEvent id=\"{id}-start\" {more}><messageEventDefinition messageRef=\"{message}\"/></startEvent>"
                + Task($"{id}-task")
                + Flow($"{id}-start", $"{id}-task"),
            "triggeredByEvent=\"true\""
        );

    private static string WithMessages(string content) =>
        BpmnText.Process(content, "<message id=\"m\" name=\"m\"/><message id=\"n\" name=\"n\"/>");

    private static Stage WithMessages(string before, string after) =>
        new Stage().With("old.bpmn", WithMessages(before)).With("-new.bpmn", WithMessages(after));

    // ---- tasks ----

    [Fact]
    public void A_task_of_the_same_id_stays_the_same_task() =>
        Passes(
            Task("a", "name=\"签收\" camunda:assignee=\"${who}\""),
            Task("a", "name=\"签收 2\" camunda:assignee=\"李四\"") + Task("b") + Flow("a", "b"),
            """
            {"op": "start", "process": "p", "variables": {"who": "张三"}},
            {"op": "expect", "rememberTaskId": "x"},
            MOVE},
            {"op": "expect", "tasks": ["a"], "sameTaskId": "x", "taskDetails": [{"task": "a", "assignee": "张三"}], "status": "active"},
            {"op": "complete", "task": "a"},
            {"op": "expect", "tasks": ["b"]}
            """
        );

    [Fact]
    public void A_task_goes_where_the_mapping_says_and_goes_on_from_there() =>
        Passes(
            Task("a") + Task("b") + Flow("a", "b"),
            Task("x") + Task("y") + Flow("x", "y"),
            StartIt
                + """
                {"op": "expect", "rememberTaskId": "t"},
                MOVE, "mapping": {"a": "x"}},
                {"op": "expect", "tasks": ["x"], "sameTaskId": "t", "completed": []},
                {"op": "complete", "task": "x"},
                {"op": "expect", "tasks": ["y"], "completed": ["x"]}
                """
        );

    [Fact]
    public void A_token_without_a_target_refuses_the_whole() =>
        Passes(
            "<task id=\"s\"/>" + Task("a") + Task("b") + Flow("s", "a") + Flow("s", "b"),
            "<task id=\"s\"/>" + Task("a") + Flow("s", "a"),
            StartIt
                + """
                MOVE, "refused": true},
                {"op": "expect", "tasks": ["a", "b"]},
                {"op": "migrate", "toFile": "-new.bpmn", "mapping": {"b": "a"}},
                {"op": "expect", "tasks": ["a", "a"]}
                """
        );

    [Fact]
    public void Another_kind_of_element_is_refused() =>
        Passes(
            Task("a"),
            "<serviceTask id=\"a\" camunda:type=\"external\" camunda:topic=\"x\"/>",
            StartIt + "MOVE, \"refused\": true}, {\"op\": \"expect\", \"tasks\": [\"a\"]}"
        );

    [Fact]
    public void A_mapping_that_names_nothing_is_refused() =>
        Passes(
            Task("a"),
            Task("a"),
            StartIt
                + """
                MOVE, "mapping": {"a": "zz"}, "refused": true},
                {"op": "migrate", "toFile": "-new.bpmn", "mapping": {"zz": "a"}, "refused": true},
                {"op": "migrate", "toFile": "unknown.bpmn", "refused": true},
                {"op": "migrate", "toFile": "-new.bpmn", "instance": "nobody", "refused": true}
                """
        );

    [Fact]
    public void Everything_that_stands_in_the_way_is_named_at_once()
    {
        var stage = From(
            "<task id=\"s\"/>" + Task("a") + Task("b") + Flow("s", "a") + Flow("s", "b"),
            "<manualTask id=\"a\"/>"
        );

        var result = stage.Run(StartIt + MoveIt + "}");

        Assert.Contains("a → a IsOfAnotherKind", result.Message, StringComparison.Ordinal);
        Assert.Contains("b → ? HasNoTarget", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspended_or_ended_instance_does_not_move() =>
        Passes(
            Task("a"),
            Task("a"),
            StartIt
                + """
                {"op": "suspend"},
                MOVE, "refused": true},
                {"op": "resume"},
                {"op": "complete", "task": "a"},
                {"op": "migrate", "toFile": "-new.bpmn", "refused": true}
                """
        );

    [Fact]
    public void Variables_stay_and_new_instances_are_of_the_new_version() =>
        Passes(
            Task("a"),
            Task("b"),
            """
            {"op": "start", "process": "p", "variables": {"n": 1}},
            MOVE, "mapping": {"a": "b"}},
            {"op": "start", "process": "p", "as": "p2"},
            {"op": "expect", "tasks": ["b", "b"], "variables": {"n": 1}, "instances": 2}
            """
        );

    [Fact]
    public void External_work_goes_on_under_its_new_name() =>
        Passes(
            "<serviceTask id=\"a\" camunda:type=\"external\" camunda:topic=\"x\"/>",
            "<serviceTask id=\"b\" camunda:type=\"external\" camunda:topic=\"x\"/>" + Task("t") + Flow("b", "t"),
            StartIt
                + """
                MOVE, "mapping": {"a": "b"}},
                {"op": "expect", "active": ["b"]},
                {"op": "trigger", "activity": "b"},
                {"op": "expect", "tasks": ["t"]}
                """
        );

    // ---- timers and subscriptions ----

    [Fact]
    public void A_kept_boundary_timer_keeps_its_due_time() =>
        Passes(
            Task("a") + Timer("late", "a", "PT1H"),
            Task("a") + Timer("late", "a", "PT9H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT10M"},
                {"op": "expect", "tasks": ["after-late"], "timers": 0}
                """
        );

    [Fact]
    public void A_boundary_timer_under_a_new_name_keeps_its_due_time_when_it_is_mapped() =>
        Passes(
            Task("a") + Timer("late", "a", "PT1H"),
            Task("b") + Timer("slow", "b", "PT9H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE, "mapping": {"a": "b", "late": "slow"}},
                {"op": "advance", "duration": "PT10M"},
                {"op": "expect", "tasks": ["after-slow"]}
                """
        );

    [Fact]
    public void A_new_boundary_timer_is_armed_from_now_and_a_vanished_one_is_disarmed() =>
        Passes(
            Task("a") + Timer("old", "a", "PT1H"),
            Task("a") + Timer("new", "a", "PT1H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT30M"},
                {"op": "expect", "tasks": ["a"]},
                {"op": "advance", "duration": "PT30M"},
                {"op": "expect", "tasks": ["after-new"]}
                """
        );

    [Fact]
    public void A_reminder_that_has_happened_does_not_happen_again() =>
        Passes(
            Task("a") + Timer("remind", "a", "PT1H", "cancelActivity=\"false\""),
            Task("a") + Timer("remind", "a", "PT1H", "cancelActivity=\"false\""),
            StartIt
                + """
                {"op": "advance", "duration": "PT2H"},
                {"op": "expect", "tasks": ["a", "after-remind"], "timers": 0},
                MOVE},
                {"op": "advance", "duration": "PT9H"},
                {"op": "expect", "tasks": ["a", "after-remind"], "timers": 0}
                """
        );

    [Fact]
    public void A_cycle_goes_on_on_its_grid()
    {
        var cycle =
            "<boundaryEvent id=\"r\" attachedToRef=\"a\" cancelActivity=\"false\"><timerEventDefinition><timeCycle xsi:type=\"tFormalExpression\">R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>"
            + "<task id=\"done\"/>"
            + Flow("r", "done");
        Passes(
            Task("a") + cycle,
            Task("a") + cycle,
            StartIt
                + """
                {"op": "advance", "duration": "PT90M"},
                MOVE},
                {"op": "advance", "duration": "PT30M"},
                {"op": "expect", "completed": ["done", "done"]},
                {"op": "advance", "duration": "PT9H"},
                {"op": "expect", "completed": ["done", "done", "done"], "timers": 0}
                """
        );
    }

    [Fact]
    public void A_catch_event_keeps_its_timer_under_its_new_name()
    {
        static string Wait(string id, string due) =>
            $"<intermediateCatchEvent id=\"{id}\"><timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">{due}</timeDuration></timerEventDefinition></intermediateCatchEvent>"
            + Task("t")
            + Flow(id, "t");
        Passes(
            Wait("a", "PT1H"),
            Wait("b", "PT9H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE, "mapping": {"a": "b"}},
                {"op": "expect", "active": ["b"], "timers": 1},
                {"op": "advance", "duration": "PT10M"},
                {"op": "expect", "tasks": ["t"]}
                """
        );
    }

    [Fact]
    public void A_catch_event_that_waits_for_something_else_is_refused()
    {
        var before =
            "<intermediateCatchEvent id=\"a\"><messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>";
        var after =
            "<intermediateCatchEvent id=\"a\"><signalEventDefinition signalRef=\"s\"/></intermediateCatchEvent>";
        new Stage()
            .With("old.bpmn", WithMessages(before))
            .With("-new.bpmn", BpmnText.Process(after, "<signal id=\"s\" name=\"s\"/>"))
            .MustPass(
                StartIt
                    + MoveIt
                    + ", \"refused\": true}, {\"op\": \"message\", \"name\": \"m\"}, {\"op\": \"expect\", \"ended\": [\"p1\"]}"
            );
    }

    [Fact]
    public void A_subscription_is_kept_by_its_old_name_and_leads_on_in_the_new_definition()
    {
        static string Receive(string message) =>
            $"<receiveTask id=\"a\" messageRef=\"{message}\"/>" + Task("t") + Flow("a", "t");
        WithMessages(Receive("m"), Receive("n"))
            .MustPass(
                StartIt
                    + MoveIt
                    + """
                    },
                    {"op": "expect", "subscriptions": {"message": 1}},
                    {"op": "message", "name": "n", "refused": true},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "tasks": ["t"], "subscriptions": {}}
                    """
            );
    }

    [Fact]
    public void At_an_event_based_gateway_events_come_and_go()
    {
        static string Catch(string id, string message) =>
            $"<intermediateCatchEvent id=\"{id}\"><messageEventDefinition messageRef=\"{message}\"/></intermediateCatchEvent>"
            + Task($"after-{id}")
            + Flow("g", id)
            + Flow(id, $"after-{id}");
        WithMessages(
                "<eventBasedGateway id=\"g\"/>" + Catch("one", "m") + Catch("two", "n"),
                "<eventBasedGateway id=\"g\"/>"
                    + Catch("one", "m")
                    + "<intermediateCatchEvent id=\"three\"><timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
                    + Task("after-three")
                    + Flow("g", "three")
                    + Flow("three", "after-three")
            )
            .MustPass(
                StartIt
                    + "{\"op\": \"expect\", \"subscriptions\": {\"message\": 2}, \"timers\": 0},"
                    + MoveIt
                    + """
                    },
                    {"op": "expect", "subscriptions": {"message": 1}, "timers": 1, "active": ["g"]},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "tasks": ["after-one"], "timers": 0}
                    """
            );
    }

    [Fact]
    public void A_condition_is_read_from_the_new_definition()
    {
        static string Wait(string condition) =>
            $"<intermediateCatchEvent id=\"c\"><conditionalEventDefinition><condition xsi:type=\"tFormalExpression\">{condition}</condition></conditionalEventDefinition></intermediateCatchEvent>"
            + Task("t")
            + Flow("c", "t");
        Passes(
            Wait("n &gt; 5"),
            Wait("n &gt; 2"),
            """
            {"op": "start", "process": "p", "variables": {"n": 1}},
            MOVE},
            {"op": "expect", "subscriptions": {"conditional": 1}, "active": ["c"]},
            {"op": "setVariable", "name": "n", "value": 3},
            {"op": "expect", "tasks": ["t"], "subscriptions": {}}
            """
        );
    }

    [Fact]
    public void A_new_condition_that_holds_already_happens_at_once() =>
        Passes(
            Task("a"),
            Task("a")
                + "<boundaryEvent id=\"b\" attachedToRef=\"a\"><conditionalEventDefinition><condition xsi:type=\"tFormalExpression\">n = 1</condition></conditionalEventDefinition></boundaryEvent>"
                + Task("t")
                + Flow("b", "t"),
            """
            {"op": "start", "process": "p", "variables": {"n": 1}},
            MOVE},
            {"op": "expect", "tasks": ["t"]}
            """
        );

    // ---- scopes ----

    [Fact]
    public void A_scope_that_is_new_is_made_around_the_task_with_what_is_armed_at_it() =>
        Passes(
            Task("a"),
            Sub("sub", Task("a") + Task("b") + Flow("a", "b")) + Timer("late", "sub", "PT1H"),
            StartIt
                + """
                {"op": "expect", "rememberTaskId": "x"},
                MOVE},
                {"op": "expect", "tasks": ["a"], "timers": 1, "sameTaskId": "x"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["b"], "timers": 1},
                {"op": "complete", "task": "b"},
                {"op": "expect", "ended": ["p1"], "timers": 0, "completed": ["a", "b", "sub"]}
                """
        );

    [Fact]
    public void Two_tasks_come_into_one_new_scope() =>
        Passes(
            "<task id=\"s\"/>" + Task("a") + Task("b") + Flow("s", "a") + Flow("s", "b"),
            Sub("outer", Sub("inner", Task("a") + Task("b")) + Task("c") + Flow("inner", "c")),
            StartIt
                + """
                MOVE},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["b"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["c"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "ended": ["p1"], "completedOf": ["subProcess"], "completed": ["inner", "outer"]}
                """
        );

    [Fact]
    public void A_scope_that_is_gone_leaves_its_task_to_the_scope_around_it() =>
        Passes(
            Sub("sub", Task("a")) + Timer("late", "sub", "PT1H") + Task("next") + Flow("sub", "next"),
            Task("a") + Task("b") + Flow("a", "b"),
            StartIt
                + """
                {"op": "expect", "timers": 1, "rememberTaskId": "x"},
                MOVE},
                {"op": "expect", "tasks": ["a"], "timers": 0, "sameTaskId": "x"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["b"]}
                """
        );

    [Fact]
    public void A_scope_keeps_its_variables_and_its_timers() =>
        Passes(
            Sub("sub", Task("a")) + Timer("late", "sub", "PT1H"),
            Sub("other", Task("a")) + Timer("late2", "other", "PT9H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE, "mapping": {"sub": "other", "late": "late2"}},
                {"op": "expect", "tasks": ["a"], "timers": 1},
                {"op": "advance", "duration": "PT10M"},
                {"op": "expect", "tasks": ["after-late2"]}
                """
        );

    [Fact]
    public void A_task_that_would_leave_a_scope_said_to_stay_is_refused() =>
        Passes(
            Sub("sub", Task("a")),
            Sub("sub", Task("x")) + Task("a"),
            StartIt
                + """
                MOVE, "mapping": {"sub": "sub"}, "refused": true},
                {"op": "migrate", "toFile": "-new.bpmn"},
                {"op": "expect", "tasks": ["a"]},
                {"op": "complete", "task": "a"},
                {"op": "expect", "ended": ["p1"], "completed": ["a"]}
                """
        );

    [Fact]
    public void Of_two_instances_of_a_scope_each_keeps_its_own_task() =>
        Passes(
            "<task id=\"s\"/>"
                + Sub("sub", Task("a"))
                + Flow("s", "sub")
                + "<sequenceFlow id=\"again\" sourceRef=\"s\" targetRef=\"sub\"/>",
            Sub("sub", Task("a") + Task("b") + Flow("a", "b")),
            StartIt
                + """
                {"op": "expect", "tasks": ["a", "a"]},
                MOVE},
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["a"], "completedOf": ["subProcess"], "completed": ["sub"]}
                """
        );

    // ---- event sub-processes ----

    [Fact]
    public void An_event_sub_process_that_is_new_is_armed_and_one_that_is_gone_disarmed() =>
        WithMessages(Task("a") + MessageHandler("h", "m"), Task("a") + MessageHandler("k", "n"))
            .MustPass(
                StartIt
                    + MoveIt
                    + """
                    },
                    {"op": "expect", "subscriptions": {"message": 1}},
                    {"op": "message", "name": "m", "refused": true},
                    {"op": "message", "name": "n"},
                    {"op": "expect", "tasks": ["a", "k-task"]}
                    """
            );

    [Fact]
    public void A_running_event_sub_process_moves_with_its_task() =>
        WithMessages(Task("a") + MessageHandler("h", "m", more: ""), Task("a") + MessageHandler("k", "m", more: ""))
            .MustPass(
                StartIt
                    + "{\"op\": \"message\", \"name\": \"m\"},"
                    + "{\"op\": \"expect\", \"tasks\": [\"h-task\"], \"subscriptions\": {}},"
                    + MoveIt
                    + """
                    , "mapping": {"h": "k", "h-start": "k-start", "h-task": "k-task"}},
                    {"op": "expect", "tasks": ["k-task"], "subscriptions": {}},
                    {"op": "complete", "task": "k-task"},
                    {"op": "expect", "ended": ["p1"]}
                    """
            );

    // ---- loops ----

    [Theory]
    [InlineData("", "")]
    [InlineData("isSequential=\"true\"", "isSequential=\"true\"")]
    public void A_loop_goes_on_as_a_loop_of_its_kind(string before, string after) =>
        Passes(
            Several("a", before),
            Several("b", after) + Task("t") + Flow("b", "t"),
            StartIt
                + """
                {"op": "complete", "task": "a"},
                MOVE, "mapping": {"a": "b", "a#multiInstanceBody": "b#multiInstanceBody"}},
                {"op": "expect", "tasks": ["b"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["t"], "completed": ["a", "b"]}
                """
        );

    [Fact]
    public void A_loop_of_another_kind_is_refused() =>
        Passes(
            Several("a"),
            Several("a", "isSequential=\"true\""),
            StartIt + "MOVE, \"refused\": true}, {\"op\": \"expect\", \"tasks\": [\"a\", \"a\"]}"
        );

    [Fact]
    public void A_single_task_does_not_become_a_loop() =>
        Passes(Task("a"), Several("a"), StartIt + "MOVE, \"refused\": true}, {\"op\": \"expect\", \"tasks\": [\"a\"]}");

    [Fact]
    public void The_runs_of_a_loop_that_is_gone_go_on_each_for_itself() =>
        Passes(
            Several("a") + Timer("late", "a", "PT1H"),
            Task("a") + Timer("late", "a", "PT1H") + Task("t") + Flow("a", "t"),
            StartIt
                + """
                MOVE},
                {"op": "expect", "tasks": ["a", "a"], "timers": 2},
                {"op": "complete", "task": "a"},
                {"op": "expect", "tasks": ["a", "t"], "timers": 1}
                """
        );

    [Fact]
    public void The_boundary_timer_of_a_loop_keeps_its_due_time() =>
        Passes(
            Several("a") + Timer("late", "a", "PT1H"),
            Several("a") + Timer("late", "a", "PT9H"),
            StartIt
                + """
                {"op": "advance", "duration": "PT50M"},
                MOVE},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT10M"},
                {"op": "expect", "tasks": ["after-late"]}
                """
        );

    // ---- gateways, calls, continuations ----

    private static string Fork(string join, string more = "") =>
        "<parallelGateway id=\"s\"/>"
        + Task("a")
        + Task("b")
        + Flow("s", "a")
        + Flow("s", "b")
        + $"<parallelGateway id=\"{join}\"/>"
        + Flow("a", join)
        + Flow("b", join)
        + Task("end")
        + Flow(join, "end")
        + more;

    [Fact]
    public void A_join_that_waits_goes_on_waiting() =>
        Passes(
            Fork("j"),
            Fork("k"),
            StartIt
                + """
                {"op": "complete", "task": "a"},
                MOVE, "mapping": {"j": "k"}},
                {"op": "expect", "active": ["b", "k"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["end"]}
                """
        );

    [Fact]
    public void A_join_waits_for_a_flow_that_is_new() =>
        Passes(
            Fork("j"),
            Fork("j", Task("c") + Flow("s", "c") + Flow("c", "j")),
            StartIt
                + """
                {"op": "complete", "task": "a"},
                MOVE},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": [], "active": ["j", "j"]},
                {"op": "startBefore", "activity": "c"},
                {"op": "complete", "task": "c"},
                {"op": "expect", "tasks": ["end"]}
                """
        );

    [Fact]
    public void A_join_for_which_nothing_is_missing_any_more_opens() =>
        Passes(
            Fork("j", Task("c") + Flow("s", "c") + Flow("c", "j")),
            Fork("j", Task("c") + Flow("s", "c")),
            StartIt
                + """
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["c"], "active": ["c", "j", "j"]},
                MOVE},
                {"op": "expect", "tasks": ["c", "end"]}
                """
        );

    [Fact]
    public void A_join_with_too_few_flows_is_refused() =>
        Passes(
            Fork("j", Task("c") + Flow("s", "c") + Flow("c", "j")),
            Task("a")
                + Task("b")
                + Task("c")
                + "<parallelGateway id=\"j\"/>"
                + Flow("a", "j")
                + Task("end")
                + Flow("j", "end"),
            StartIt
                + """
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                MOVE, "refused": true},
                {"op": "expect", "tasks": ["c"]}
                """
        );

    [Fact]
    public void A_join_without_a_target_is_refused() =>
        Passes(
            Fork("j"),
            Fork("other"),
            StartIt
                + "{\"op\": \"complete\", \"task\": \"a\"}, MOVE, \"refused\": true}, {\"op\": \"expect\", \"active\": [\"b\", \"j\"]}"
        );

    [Fact]
    public void A_called_instance_goes_on_and_returns_to_the_new_definition()
    {
        static string Call(string id, string rest) =>
            $"<callActivity id=\"{id}\" calledElement=\"child\"/>" + Task("t") + Flow(id, "t") + rest;
        new Stage()
            .With("old.bpmn", BpmnText.Process(Call("a", "")))
            .With("-new.bpmn", BpmnText.Process(Call("b", Timer("late", "b", "PT1H"))))
            .With("child.bpmn", BpmnText.File($"<process id=\"child\" isExecutable=\"true\">{Task("work")}</process>"))
            .MustPass(
                StartIt
                    + MoveIt
                    + """
                    , "mapping": {"a": "b"}},
                    {"op": "expect", "tasks": ["work"], "timers": 1, "instances": 2},
                    {"op": "complete", "task": "work"},
                    {"op": "expect", "tasks": ["t"], "timers": 0, "instances": 1}
                    """
            );
    }

    [Fact]
    public void A_continuation_moves_to_where_there_is_one_too() =>
        Passes(
            Task("a", "camunda:asyncBefore=\"true\""),
            Task("b", "camunda:asyncBefore=\"true\"") + Task("c"),
            StartIt
                + """
                MOVE, "mapping": {"a": "c"}, "refused": true},
                {"op": "migrate", "toFile": "-new.bpmn", "mapping": {"a": "b"}},
                {"op": "expect", "active": ["b"], "tasks": []},
                {"op": "runJobs"},
                {"op": "expect", "tasks": ["b"]}
                """
        );

    [Fact]
    public void A_continuation_before_a_task_may_become_one_before_a_loop() =>
        Passes(
            Task("a", "camunda:asyncBefore=\"true\""),
            Several("a").Replace("<userTask", "<userTask camunda:asyncBefore=\"true\"", StringComparison.Ordinal),
            StartIt
                + """
                MOVE},
                {"op": "runJobs"},
                {"op": "expect", "tasks": ["a", "a"]}
                """
        );

    [Fact]
    public void An_incident_moves_with_its_element() =>
        Passes(
            Task(
                "a",
                "camunda:asyncBefore=\"true\" camunda:assignee=\"=1 + missing.x\" camunda:priority=\"=&quot;x&quot;\""
            ),
            Task("b", "camunda:asyncBefore=\"true\""),
            StartIt
                + """
                {"op": "runJobs"},
                {"op": "expect", "incidents": 1},
                MOVE, "mapping": {"a": "b"}},
                {"op": "expect", "incidents": [{"element": "b"}], "active": ["b"]}
                """
        );

    [Fact]
    public void The_incident_of_a_timer_that_is_gone_goes_with_it()
    {
        var broken =
            Task("a")
            + "<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"false\"><timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
            + "<exclusiveGateway id=\"x\"/>"
            + Flow("b", "x")
            + Task("n")
            + "<sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"n\"><conditionExpression xsi:type=\"tFormalExpression\">false</conditionExpression></sequenceFlow>";
        Passes(
            broken,
            Task("a"),
            StartIt
                + """
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "incidents": 1},
                MOVE},
                {"op": "expect", "incidents": 0, "tasks": ["a"], "timers": 0}
                """
        );
    }

    [Fact]
    public void An_ad_hoc_sub_process_moves_with_what_runs_in_it() =>
        Passes(
            "<adHocSubProcess id=\"h\"><userTask id=\"a\"/></adHocSubProcess>",
            "<adHocSubProcess id=\"h\"><userTask id=\"b\"/><userTask id=\"c\"/></adHocSubProcess>",
            StartIt
                + """
                {"op": "adHocStart", "activity": "a"},
                MOVE, "mapping": {"a": "b"}},
                {"op": "adHocStart", "activity": "c"},
                {"op": "expect", "tasks": ["b", "c"]}
                """
        );

    private static string Undoable(string work, string undo) =>
        $"<task id=\"{work}\"/><boundaryEvent id=\"c-{work}\" attachedToRef=\"{work}\"><compensateEventDefinition/></boundaryEvent>"
        + $"<userTask id=\"{undo}\" isForCompensation=\"true\"/><association associationDirection=\"One\" sourceRef=\"c-{work}\" targetRef=\"{undo}\"/>"
        + Task("wait")
        + Flow(work, "wait")
        + "<intermediateThrowEvent id=\"throw\"><compensateEventDefinition/></intermediateThrowEvent>"
        + Flow("wait", "throw");

    [Fact]
    public void What_has_completed_can_still_be_undone() =>
        Passes(
            Undoable("work", "undo"),
            Undoable("done", "revoke"),
            StartIt
                + """
                MOVE, "mapping": {"work": "done"}},
                {"op": "complete", "task": "wait"},
                {"op": "expect", "tasks": ["revoke"]},
                {"op": "complete", "task": "revoke"},
                {"op": "expect", "ended": ["p1"], "completed": ["work", "wait", "revoke"]}
                """
        );

    [Fact]
    public void What_nothing_answers_to_any_more_is_not_undone() =>
        Passes(
            Undoable("work", "undo"),
            Undoable("other", "revoke"),
            StartIt + "MOVE}, {\"op\": \"complete\", \"task\": \"wait\"}, {\"op\": \"expect\", \"ended\": [\"p1\"]}"
        );

    [Fact]
    public void A_handler_that_runs_moves_while_its_thrower_waits() =>
        Passes(
            Undoable("work", "undo"),
            Undoable("work", "revoke"),
            StartIt
                + """
                {"op": "complete", "task": "wait"},
                {"op": "expect", "tasks": ["undo"]},
                MOVE, "mapping": {"undo": "revoke"}},
                {"op": "expect", "tasks": ["revoke"]},
                {"op": "complete", "task": "revoke"},
                {"op": "expect", "ended": ["p1"]}
                """
        );

    [Fact]
    public void What_happened_is_told()
    {
        var result = From(Task("a"), Task("b")).MustPass(StartIt + MoveIt + ", \"mapping\": {\"a\": \"b\"}}");

        Assert.Equal(
            ["p process migrated", "b userTask migrated"],
            result.History.Where(h => h.Entry == "migrated").Select(h => $"{h.Element} {h.Type} {h.Entry}")
        );
    }
}
