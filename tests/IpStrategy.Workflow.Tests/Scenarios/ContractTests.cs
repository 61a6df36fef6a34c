using System.Diagnostics;
using System.Text;
using IpStrategy.Workflow.Scenarios;
using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>The sentences of the scenario contract's section Precisely, and of its results, one by one.</summary>
public sealed class ContractTests
{
    private const string StartIt = "{\"op\": \"start\", \"process\": \"p\"},";

    private static Stage OneTask() => Stage($"{Ends}{Users("a")}", "s -> a; a -> e");

    private static string Cycle(string cycle) =>
        $"<timerEventDefinition><timeCycle>{cycle}</timeCycle></timerEventDefinition>";

    private static Stage Reminded(string what) =>
        Stage(
            $"{Ends}{Users("a")}<boundaryEvent id='r' attachedToRef='a' cancelActivity='false'>{what}</boundaryEvent><task id='done'/>",
            "s -> a; a -> e; r -> done"
        );

    // ---- which instance ----

    [Fact]
    public void Without_an_instance_tasks_of_all_are_meant_the_oldest_first_and_variables_of_p1() =>
        OneTask()
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "p2", "variables": {"n": 2}},
                {"op": "start", "process": "p", "as": "p1", "variables": {"n": 1}},
                {"op": "expect", "tasks": ["a", "a"], "taskCount": 2, "active": ["a", "a"], "variables": {"n": 1}, "status": "active"},
                {"op": "expect", "instance": "p2", "tasks": ["a"], "active": ["a"], "variables": {"n": 2}},
                {"op": "setVariable", "name": "n", "value": 10},
                {"op": "expect", "instance": "p2", "variables": {"n": 2}},
                {"op": "complete", "task": "a"},
                {"op": "expect", "ended": ["p2"], "running": ["p1"]},
                {"op": "cancelInstance"},
                {"op": "expect", "ended": ["p1", "p2"], "variables": {"n": 10}},
                {"op": "complete", "task": "a", "refused": true},
                {"op": "setVariable", "instance": "p9", "name": "n", "value": 1, "refused": true}
                """
            );

    [Fact]
    public void Ended_is_completed_cancelled_or_failed() =>
        Stage(
                $"{Ends}{Users("a")}<endEvent id='bad'><errorEventDefinition errorRef='err'/></endEvent><exclusiveGateway id='x'/>",
                "s -> a; a -> x; x -> e [ok]; x -> bad [not(ok)]",
                "<error id='err' errorCode='E1'/>"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "start", "process": "p", "as": "p3"},
                    {"op": "complete", "task": "a", "variables": {"ok": true}},
                    {"op": "complete", "task": "a", "variables": {"ok": false}},
                    {"op": "cancelInstance", "instance": "p3"},
                    {"op": "expect", "ended": ["p1", "p2", "p3"], "instances": 0, "status": "completed"},
                    {"op": "expect", "instance": "p2", "status": "failed"},
                    {"op": "expect", "instance": "p3", "status": "cancelled"}
                    """
            );

    [Fact]
    public void A_scope_goes_by_the_name_a_task_in_it_gave_it() =>
        Stage(
                $"{Ends}<subProcess id='u'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>{Users("a", "b")}{Flows("a -> b")}</subProcess>",
                "s -> u; u -> e"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "complete", "task": "a", "scopeAs": "one"},
                    {"op": "complete", "task": "a", "scopeAs": "two"},
                    {"op": "setVariable", "inScope": "two", "name": "x", "value": 1},
                    {"op": "expect", "variablesAbsent": ["x"]},
                    {"op": "complete", "task": "b", "inScope": "two"},
                    {"op": "expect", "ended": ["two"], "running": ["one", "p1"]},
                    {"op": "complete", "task": "b", "inScope": "two", "refused": true},
                    {"op": "complete", "task": "b", "inScope": "one"},
                    {"op": "expect", "ended": ["p1"]}
                    """
            );

    // ---- clock and jobs ----

    [Fact]
    public void The_clock_starts_in_2010_unless_it_is_set() =>
        Stage($"{Ends}<userTask id='a' camunda:dueDate='P1D'/>", "s -> a; a -> e")
            .MustPass(StartIt + """{"op": "expect", "taskDetails": [{"dueDate": "2010-01-02T00:00:00Z"}]}""");

    [Fact]
    public void The_clock_may_be_set_before_anything_is_started_and_start_timers_go_by_it() =>
        Stage($"<startEvent id='s'>{Timer("PT1H")}</startEvent><endEvent id='e'/>{Users("a")}", "s -> a; a -> e")
            .MustPass(
                """
                {"op": "setClock", "at": "2015-06-01T08:00:00+08:00"},
                {"op": "expect", "timers": 1},
                {"op": "advance", "seconds": 3599},
                {"op": "expect", "instances": 0},
                {"op": "advance", "seconds": 1},
                {"op": "expect", "instances": 1, "timers": 0}
                """
            );

    [Fact]
    public void What_falls_due_runs_in_order_each_at_its_own_time_also_what_is_armed_meanwhile()
    {
        var result = Stage(
                $"{Ends}<intermediateCatchEvent id='t1'>{Timer("PT1H")}</intermediateCatchEvent><intermediateCatchEvent id='t2'>{Timer("PT1H")}</intermediateCatchEvent><intermediateCatchEvent id='u'>{Timer("PT90M")}</intermediateCatchEvent>",
                "s -> t1; t1 -> t2; t2 -> e; s -> u; u -> e"
            )
            .MustPass(
                StartIt + """{"op": "advance", "duration": "PT3H"}, {"op": "expect", "ended": ["p1"], "timers": 0}"""
            );

        Assert.Equal(
            ["t1 01:00", "u 01:30", "t2 02:00"],
            result.History.Where(h => h.Entry == "timerFired").Select(h => $"{h.Element} {h.At:HH:mm}")
        );
    }

    [Fact]
    public void Of_two_due_at_once_the_older_fires_first()
    {
        var result = Stage(
                $"{Ends}<intermediateCatchEvent id='x'>{Timer("PT1H")}</intermediateCatchEvent><intermediateCatchEvent id='w'>{Timer("PT1H")}</intermediateCatchEvent>",
                "s -> x; x -> e; s -> w; w -> e"
            )
            .MustPass(StartIt + """{"op": "advance", "duration": "PT1H"}, {"op": "expect", "ended": ["p1"]}""");

        Assert.Equal(["x", "w"], result.History.Where(h => h.Entry == "timerFired").Select(h => h.Element));
    }

    [Fact]
    public void Firing_by_hand_leaves_the_clock_alone_and_a_cycle_on_its_grid() =>
        Reminded(Cycle("R3/PT1H"))
            .MustPass(
                StartIt
                    + """
                    {"op": "advance", "duration": "PT10M"},
                    {"op": "fireTimer", "activity": "r"},
                    {"op": "expect", "completed": ["done"], "timers": 1},
                    {"op": "advance", "duration": "PT49M"},
                    {"op": "expect", "completed": ["done"]},
                    {"op": "advance", "duration": "P1D"},
                    {"op": "expect", "completed": ["done", "done", "done"], "timers": 0},
                    {"op": "fireTimer", "activity": "r", "refused": true}
                    """
            );

    [Fact]
    public void Of_several_open_timers_of_one_element_none_is_fired() =>
        Reminded(Timer("PT1H"))
            .MustPass(
                StartIt
                    + """
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "fireTimer", "activity": "r", "refused": true},
                    {"op": "fireTimer", "activity": "r", "instance": "p2"},
                    {"op": "fireTimer", "activity": "r"},
                    {"op": "expect", "timers": 0, "completed": ["done", "done"]}
                    """
            );

    [Fact]
    public void Cron_and_dates_are_in_the_offset_of_the_clock() =>
        Reminded(Cycle("0 30 9 * * ?"))
            .MustPass(
                StartIt
                    + """
                    {"op": "advance", "duration": "PT29M"},
                    {"op": "expect", "completed": []},
                    {"op": "advance", "duration": "PT1M"},
                    {"op": "expect", "completed": ["done"]},
                    {"op": "advance", "duration": "P2D"},
                    {"op": "expect", "completed": ["done", "done", "done"], "timers": 1}
                    """,
                "\"clock\": \"2010-03-15T09:00:00+08:00\","
            );

    [Fact]
    public void Continuations_wait_for_runJobs_or_advance() =>
        Stage(
                $"{Ends}<task id='a' camunda:asyncBefore='true' camunda:asyncAfter='true'/>{Users("b")}",
                "s -> a; a -> b; b -> e"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "expect", "active": ["a"], "completed": []},
                    {"op": "runJobs"},
                    {"op": "expect", "tasks": ["b"], "completed": ["a"]},
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "advance", "seconds": 0},
                    {"op": "expect", "tasks": ["b", "b"]}
                    """
            );

    // ---- refusal or incident ----

    [Fact]
    public void A_step_budget_used_up_refuses_and_names_the_loop() =>
        Stage($"{Ends}<task id='x'/><task id='y'/>", "s -> x; x -> y; y -> x")
            .MustFail("""{"op": "start", "process": "p"}""", 0, "step budget used up: ");

    [Fact]
    public void What_is_refused_is_told_in_a_sentence_with_its_place() =>
        Stage($"{Ends}<exclusiveGateway id='x'/>", "s -> x; x -> e [n > 1]")
            .MustFail(
                """{"op": "start", "process": "p", "variables": {"n": 0}}""",
                0,
                "start: refused: no flow can be taken: x [NO_FLOW_CAN_BE_TAKEN]"
            );

    [Fact]
    public void An_escalation_nobody_catches_goes_on() =>
        Stage(
                $"{Ends}<intermediateThrowEvent id='t'><escalationEventDefinition escalationRef='x'/></intermediateThrowEvent>{Users("a")}",
                "s -> t; t -> a; a -> e",
                "<escalation id='x' escalationCode='X'/>"
            )
            .MustPass(StartIt + """{"op": "expect", "tasks": ["a"], "status": "active"}""");

    // ---- counts ----

    [Fact]
    public void Subscriptions_are_counted_by_type_and_absent_ones_are_none()
    {
        var nodes =
            $"{Ends}{Users("a")}<receiveTask id='rec' messageRef='m'/><boundaryEvent id='b' attachedToRef='a' cancelActivity='false'>{Signal("g")}</boundaryEvent>"
            + $"<eventBasedGateway id='gw'/><intermediateCatchEvent id='c1'>{Message("m")}</intermediateCatchEvent><intermediateCatchEvent id='c2'>{Timer("PT1H")}</intermediateCatchEvent>"
            + $"<subProcess id='h' triggeredByEvent='true'><startEvent id='hs' isInterrupting='false'>{Signal("g")}</startEvent></subProcess>";
        Stage(
                nodes,
                "s -> a; a -> e; s -> rec; rec -> e; s -> gw; gw -> c1; gw -> c2; c1 -> e; c2 -> e; b -> e",
                Roots("m", "g")
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "expect", "subscriptions": {"message": 2, "signal": 2, "conditional": 0}, "timers": 1, "active": ["a", "gw", "rec"]},
                    {"op": "message", "name": "m", "refused": true},
                    {"op": "message", "name": "m", "activity": "rec"},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "subscriptions": {"signal": 2}, "timers": 0, "active": ["a"]},
                    {"op": "message", "name": "m", "refused": true}
                    """
            );
    }

    [Fact]
    public void Active_has_one_entry_for_every_token_and_not_the_scopes_around_it() =>
        Stage(
                $"{Ends}<subProcess id='u'>{Users("a")}</subProcess><callActivity id='call' calledElement='child'/><serviceTask id='w' camunda:type='external' camunda:topic='x'/><parallelGateway id='j'/>{Users("b")}",
                "s -> u; s -> call; s -> w; s -> j; u -> j; j -> b; b -> e; call -> e; w -> e"
            )
            .With("child.bpmn", BpmnText.File(Pool("child", $"{Ends}{Users("c")}", "s -> c; c -> e")))
            .MustPass(
                StartIt
                    + """
                    {"op": "expect", "active": ["a", "c", "j", "w"], "tasks": ["a", "c"], "instances": 2},
                    {"op": "expect", "instance": "p1", "active": ["a", "j", "w"]},
                    {"op": "expect", "instances": 1, "process": "child"}
                    """
            );

    [Fact]
    public void Completed_counts_every_single_run_and_never_a_body() =>
        Stage(
                $"{Ends}<scriptTask id='l' scriptFormat='feel'><standardLoopCharacteristics loopMaximum='3'/><script>1</script></scriptTask><task id='m'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>",
                "s -> l; l -> m; m -> e"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "expect", "completed": ["l", "l", "l", "m", "m"]},
                    {"op": "expect", "completedOf": ["scriptTask"], "completed": ["l", "l", "l"]},
                    {"op": "expect", "completedOf": ["userTask"], "completed": []},
                    {"op": "expect", "completedOf": ["startEvent", "endEvent"], "completed": ["s", "e"]}
                    """
            );

    [Fact]
    public void Timers_count_the_start_timers_of_the_newest_versions() =>
        Stage(
                $"<startEvent id='s'/><startEvent id='t'>{Cycle("R/PT1H")}</startEvent><endEvent id='e'/>{Users("a")}<boundaryEvent id='b' attachedToRef='a'>{Timer("P9D")}</boundaryEvent>",
                "s -> a; t -> a; a -> e; b -> e"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "expect", "timers": 2},
                    {"op": "expect", "instance": "p1", "timers": 1},
                    {"op": "advance", "duration": "PT2H"},
                    {"op": "expect", "instances": 3, "timers": 4, "tasks": ["a", "a", "a"], "running": ["p1", "p#2", "p#3"]}
                    """
            );

    // ---- variables ----

    [Fact]
    public void What_a_task_brings_is_set_where_the_name_exists_looking_outward_else_at_the_instance() =>
        Stage(
                $"{Ends}<subProcess id='u'><property id='inner' name='inner'/>{Users("a", "b")}{Flows("a -> b")}</subProcess>",
                "s -> u; u -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"outer": 1}},
                {"op": "complete", "task": "a", "variables": {"inner": 5, "outer": 6, "fresh": 7}},
                {"op": "expect", "variables": {"outer": 6, "fresh": 7, "nothing": null}, "variablesAbsent": ["inner"]}
                """
            );

    [Fact]
    public void Variables_compare_numbers_by_value_and_the_rest_deeply_and_null_matches_absent() =>
        OneTask()
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"n": 1.50, "l": [1, {"x": [true, null]}], "nil": null}},
                {"op": "complete", "task": "a"},
                {"op": "expect", "variables": {"n": 1.5, "l": [1.0, {"x": [true, null], "y": null}], "nil": null, "other": null}}
                """
            );

    [Fact]
    public void A_difference_is_told_in_words()
    {
        var started = """{"op": "start", "process": "p", "variables": {"n": {"a": [1]}}},""";
        OneTask()
            .MustFail(
                started + """{"op": "expect", "variables": {"n": {"a": [2]}}}""",
                1,
                "variables: n: expected {\"a\":[2]}, found {\"a\":[1]}"
            );
        OneTask()
            .MustFail(
                started + """{"op": "expect", "status": "completed"}""",
                1,
                "status: expected completed, found active"
            );
        OneTask().MustFail(started + """{"op": "expect", "ended": ["p1"]}""", 1, "p1 has not ended");
        OneTask().MustFail(started + """{"op": "expect", "running": ["p2"]}""", 1, "there is no instance p2");
        OneTask().MustFail(started + """{"op": "expect", "timers": 1}""", 1, "timers: expected 1, found 0");
    }

    // ---- messages ----

    [Fact]
    public void Messages_go_to_exactly_one_to_all_or_to_any()
    {
        var stage = Stage($"{Ends}<receiveTask id='r' messageRef='m'/>", "s -> r; r -> e", Roots("m"));
        var three = """
            {"op": "start", "process": "p", "as": "p1", "businessKey": "k1", "variables": {"no": 1}},
            {"op": "start", "process": "p", "as": "p2", "businessKey": "k2", "variables": {"no": 2}},
            {"op": "start", "process": "p", "as": "p3", "businessKey": "k3", "variables": {"no": 3}},
            """;
        stage.MustPass(
            three
                + """
                {"op": "message", "name": "m", "refused": true},
                {"op": "message", "name": "other", "refused": true},
                {"op": "message", "name": "m", "correlation": {"no": 2}, "variables": {"got": true}},
                {"op": "expect", "ended": ["p2"]},
                {"op": "expect", "instance": "p2", "variables": {"got": true}},
                {"op": "message", "name": "m", "correlation": {"no": 9}, "refused": true},
                {"op": "message", "name": "m", "businessKey": "k3"},
                {"op": "expect", "ended": ["p3"], "running": ["p1"]},
                {"op": "message", "name": "m", "instance": "p1"},
                {"op": "expect", "ended": ["p1"]}
                """
        );
        stage.MustPass(
            three
                + """{"op": "message", "name": "m", "any": true}, {"op": "expect", "ended": ["p1"], "running": ["p2", "p3"]}"""
        );
        stage.MustPass(three + """{"op": "message", "name": "m", "all": true}, {"op": "expect", "instances": 0}""");
    }

    [Fact]
    public void A_message_never_starts_an_instance_but_startByMessage_does() =>
        Stage(
                $"<startEvent id='s'>{Message("m")}</startEvent><endEvent id='e'/>{Users("a")}",
                "s -> a; a -> e",
                Roots("m")
            )
            .MustPass(
                """
                {"op": "message", "name": "m", "refused": true},
                {"op": "startByMessage", "name": "m", "as": "x", "businessKey": "k", "variables": {"n": 1}},
                {"op": "expect", "running": ["x"], "tasks": ["a"]},
                {"op": "expect", "instance": "x", "variables": {"n": 1}},
                {"op": "startByMessage", "name": "other", "refused": true}
                """
            );

    [Fact]
    public void A_signal_reaches_all_that_wait_or_the_one_that_is_named() =>
        Stage(
                $"{Ends}<intermediateCatchEvent id='c'>{Signal("g")}</intermediateCatchEvent>",
                "s -> c; c -> e",
                Roots("", "g")
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "start", "process": "p", "as": "p3"},
                    {"op": "signal", "name": "g", "instance": "p2", "variables": {"n": 1}},
                    {"op": "expect", "ended": ["p2"], "instances": 2},
                    {"op": "signal", "name": "nobody"},
                    {"op": "signal", "name": "g"},
                    {"op": "expect", "instances": 0}
                    """
            );

    [Fact]
    public void A_start_event_may_be_named() =>
        Stage(
                $"<startEvent id='s'/><startEvent id='m1'>{Message("m")}</startEvent><endEvent id='e'/>{Users("a", "b")}",
                "s -> a; m1 -> b; a -> e; b -> e",
                Roots("m")
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "startEvent": "m1"},
                {"op": "expect", "tasks": ["b"]},
                {"op": "start", "process": "p", "startEvent": "nowhere", "refused": true},
                {"op": "start", "process": "nobody", "refused": true}
                """
            );

    // ---- results ----

    [Fact]
    public void The_history_of_a_failed_scenario_is_complete_and_names_those_nobody_named()
    {
        var result = Stage($"{Ends}<callActivity id='call' calledElement='child'/>", "s -> call; call -> e")
            .With("child.bpmn", BpmnText.File(Pool("child", $"{Ends}{Users("c")}", "s -> c; c -> e")))
            .MustFail(
                StartIt + """{"op": "complete", "task": "c"}, {"op": "expect", "status": "active"}""",
                2,
                "status"
            );

        Assert.Contains(
            result.History,
            h => h is { Instance: "child#1", Element: "c", Type: "userTask", Entry: "completed" }
        );
        Assert.Contains(
            result.History,
            h => h is { Instance: "p1", Element: "p", Type: "process", Entry: "instanceCompleted" }
        );
        Assert.Contains(
            result.History,
            h => h is { Instance: "p1", Element: "s-call", Type: "sequenceFlow", Entry: "flowTaken" }
        );
    }

    [Fact]
    public void A_deployment_that_fails_is_told_with_its_place()
    {
        var result = Stage(
                $"{Ends}<scriptTask id='x' scriptFormat='groovy'><script>1</script></scriptTask>",
                "s -> x; x -> e"
            )
            .MustFail("", -1, "deploy: refused: file is not deployable");

        Assert.Empty(result.History);
    }

    [Fact]
    public void Unknown_scripts_may_be_passed_over() =>
        Stage($"{Ends}<scriptTask id='x' scriptFormat='groovy'><script>1</script></scriptTask>", "s -> x; x -> e")
            .MustPass(
                StartIt + """{"op": "expect", "ended": ["p1"], "completed": ["x"]}""",
                "\"scripts\": \"ignore\","
            );

    [Fact]
    public void A_thousand_scenarios_run_in_seconds()
    {
        var file = Encoding.UTF8.GetBytes(Process($"{Ends}{Users("a", "b")}", "s -> a; a -> b; b -> e"));
        const string scenario =
            """{"deploy": ["p.bpmn"], "steps": [{"op": "start", "process": "p"}, {"op": "complete", "task": "a"}, {"op": "complete", "task": "b"}, {"op": "expect", "ended": ["p1"]}]}""";
        var json = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(scenario, 1000))}]");
        var reads = 0;
        var watch = Stopwatch.StartNew();

        var results = ScenarioRunner.Run(
            json,
            new ScenarioOptions
            {
                ReadFile = _ =>
                {
                    reads++;
                    return file;
                },
            }
        );

        Assert.Equal(1000, results.Count(r => r.Passed));
        Assert.Equal(1, reads);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }
}
