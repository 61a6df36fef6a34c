using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Ad-hoc sub-processes (BPMN 2.0.2 §13.3.5) as the scenario contract drives them.</summary>
public sealed class AdHocTests
{
    private const string TwoTasks = "<userTask id=\"t1\"/><userTask id=\"t2\"/>";

    private static string AdHoc(string content, string attributes = "", string rest = "", string roots = "") =>
        BpmnText.Around(
            $"<adHocSubProcess id=\"a\" {attributes}><incoming>in</incoming><outgoing>out</outgoing>{content}</adHocSubProcess>",
            "a",
            roots,
            rest
        );

    private static string Until(string condition) =>
        $"<completionCondition xsi:type=\"tFormalExpression\">{condition}</completionCondition>";

    private static Stage Of(string content, string attributes = "", string rest = "", string roots = "") =>
        new Stage().With("p.bpmn", AdHoc(content, attributes, rest, roots));

    private static string Script(string id, string text = "1", string result = "r") =>
        $"<scriptTask id=\"{id}\" scriptFormat=\"feel\" camunda:resultVariable=\"{result}\"><script>{text}</script></scriptTask>";

    [Fact]
    public void User_tasks_wait_to_be_started() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": [], "active": [], "status": "active"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "expect", "tasks": ["t2"], "active": ["t2"]}
                """
            );

    [Fact]
    public void In_parallel_several_run_at_once_and_each_may_run_again() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "expect", "tasks": ["t1", "t1", "t2"]},
                {"op": "complete", "task": "t1"},
                {"op": "complete", "task": "t1"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "expect", "tasks": ["t1", "t2"], "completed": ["t1", "t1"]}
                """
            );

    [Fact]
    public void In_sequence_one_runs_at_a_time() =>
        Of(TwoTasks, "ordering=\"Sequential\"")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "adHocStart", "activity": "t1", "refused": true},
                {"op": "expect", "tasks": ["t2"]},
                {"op": "complete", "task": "t2"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "expect", "tasks": ["t1"]}
                """
            );

    [Fact]
    public void Automatic_ones_start_at_once_and_the_end_comes_by_itself() =>
        Of(Script("s1") + Script("s2") + "<task id=\"n\"/>")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "ended": ["p1"], "completed": ["s1", "s2", "n", "a"]}
                """
            );

    [Fact]
    public void Automatic_ones_in_sequence_run_one_after_another_in_document_order()
    {
        var work = "<serviceTask id=\"w1\" camunda:type=\"external\" camunda:topic=\"x\"/>";
        Of(
                work + Script("s", "\"done\"") + work.Replace("w1", "w2", StringComparison.Ordinal),
                "ordering=\"Sequential\""
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["w1"], "completed": []},
                {"op": "trigger", "activity": "w1"},
                {"op": "expect", "active": ["w2"], "completed": ["w1", "s"]},
                {"op": "trigger", "activity": "w2"},
                {"op": "expect", "ended": ["p1"], "completedOf": ["adHocSubProcess"], "completed": ["a"]}
                """
            );
    }

    [Fact]
    public void Automatic_ones_in_parallel_all_wait_at_once() =>
        Of(
                "<serviceTask id=\"w1\" camunda:type=\"external\" camunda:topic=\"x\"/><serviceTask id=\"w2\" camunda:type=\"external\" camunda:topic=\"x\"/>"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["w1", "w2"]}
                """
            );

    [Fact]
    public void A_condition_that_holds_cancels_what_still_runs() =>
        Of(TwoTasks + Until("enough"))
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"enough": false}},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "tasks": ["t2"]},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "complete", "task": "t1", "variables": {"enough": true}},
                {"op": "expect", "tasks": [], "ended": ["p1"], "status": "completed", "completed": ["t1", "t1", "a"]}
                """
            );

    [Fact]
    public void Without_cancelling_what_still_runs_is_waited_for_and_nothing_more_is_started() =>
        Of(TwoTasks + Until("enough"), "cancelRemainingInstances=\"false\"")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "complete", "task": "t1", "variables": {"enough": true}},
                {"op": "expect", "tasks": ["t2"], "status": "active"},
                {"op": "adHocStart", "activity": "t1", "refused": true},
                {"op": "complete", "task": "t2", "variables": {"enough": false}},
                {"op": "expect", "ended": ["p1"], "completed": ["t1", "t2", "a"]}
                """
            );

    [Fact]
    public void A_condition_that_is_not_boolean_refuses_the_completion() =>
        Of(TwoTasks + Until("enough"))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "complete", "task": "t1", "refused": true},
                {"op": "expect", "tasks": ["t1"], "completed": []}
                """
            );

    [Fact]
    public void Automatic_ones_do_not_end_it_before_its_condition_holds() =>
        Of(Script("s", "2", "n") + "<userTask id=\"t\"/>" + Until("n &gt; 2"))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "status": "active", "completed": ["s"], "variables": {"n": 2}},
                {"op": "setVariable", "name": "n", "value": 3},
                {"op": "expect", "status": "active"},
                {"op": "adHocStart", "activity": "t"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "ended": ["p1"]}
                """
            );

    [Fact]
    public void Automatic_ones_may_be_started_again_by_hand() =>
        Of(Script("s", "if n = null then 1 else n + 1", "n") + Until("n = 3"))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "s"},
                {"op": "expect", "variables": {"n": 2}, "running": ["p1"]},
                {"op": "adHocStart", "activity": "s"},
                {"op": "expect", "variables": {"n": 3}, "ended": ["p1"]}
                """
            );

    [Fact]
    public void By_hand_it_ends_with_nothing_started() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocComplete", "activity": "a"},
                {"op": "expect", "ended": ["p1"], "completed": ["a"]},
                {"op": "adHocComplete", "refused": true}
                """
            );

    [Fact]
    public void By_hand_it_ends_and_cancels_what_runs() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocComplete"},
                {"op": "expect", "ended": ["p1"], "tasks": [], "completed": ["a"]}
                """
            );

    [Fact]
    public void By_hand_it_waits_for_what_runs_when_it_cancels_nothing() =>
        Of(TwoTasks, "cancelRemainingInstances=\"false\"")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocComplete"},
                {"op": "expect", "running": ["p1"], "tasks": ["t1"]},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "ended": ["p1"]}
                """
            );

    private const string Chain = """
        <userTask id="t1"><outgoing>f</outgoing></userTask>
        <sequenceFlow id="f" sourceRef="t1" targetRef="t2"/>
        <userTask id="t2"><incoming>f</incoming></userTask>
        """;

    [Fact]
    public void Flows_inside_are_followed_and_what_they_lead_to_is_not_enabled() =>
        Of(Chain)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t2", "refused": true},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "tasks": ["t2"]},
                {"op": "complete", "task": "t2"},
                {"op": "expect", "tasks": [], "running": ["p1"]}
                """
            );

    [Fact]
    public void A_condition_that_holds_stops_the_flows_inside() =>
        Of(Chain + Until("enough"))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "complete", "task": "t1", "variables": {"enough": true}},
                {"op": "expect", "ended": ["p1"], "completed": ["t1", "a"]}
                """
            );

    [Fact]
    public void Gateways_inside_split_and_join() =>
        Of(
                """
                <scriptTask id="s" scriptFormat="feel"><outgoing>f0</outgoing><script>1</script></scriptTask>
                <sequenceFlow id="f0" sourceRef="s" targetRef="g"/>
                <parallelGateway id="g"><incoming>f0</incoming><outgoing>f1</outgoing><outgoing>f2</outgoing></parallelGateway>
                <sequenceFlow id="f1" sourceRef="g" targetRef="t1"/><sequenceFlow id="f2" sourceRef="g" targetRef="t2"/>
                <userTask id="t1"><incoming>f1</incoming><outgoing>f3</outgoing></userTask>
                <userTask id="t2"><incoming>f2</incoming><outgoing>f4</outgoing></userTask>
                <sequenceFlow id="f3" sourceRef="t1" targetRef="j"/><sequenceFlow id="f4" sourceRef="t2" targetRef="j"/>
                <parallelGateway id="j"><incoming>f3</incoming><incoming>f4</incoming></parallelGateway>
                """
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["t1", "t2"]},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "tasks": ["t2"], "active": ["j", "t2"]},
                {"op": "complete", "task": "t2"},
                {"op": "expect", "ended": ["p1"]}
                """
            );

    [Fact]
    public void A_loop_counts_as_one_activity() =>
        Of(
                """
                <userTask id="t1"><multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
                """ + Until("true")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "tasks": ["t1"], "running": ["p1"]},
                {"op": "complete", "task": "t1"},
                {"op": "expect", "ended": ["p1"]}
                """
            );

    [Fact]
    public void Nested_the_inner_one_is_an_activity_of_the_outer_one() =>
        Of("<adHocSubProcess id=\"b\"><userTask id=\"t\"/>" + Until("inner") + "</adHocSubProcess>" + Until("outer"))
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"inner": true, "outer": false}},
                {"op": "adHocStart", "activity": "t"},
                {"op": "complete", "task": "t"},
                {"op": "expect", "running": ["p1"], "completed": ["t", "b"]},
                {"op": "adHocStart", "activity": "b"},
                {"op": "adHocStart", "activity": "t", "scope": "b"},
                {"op": "complete", "task": "t", "variables": {"outer": true}},
                {"op": "expect", "ended": ["p1"], "completed": ["t", "b", "t", "b", "a"]}
                """
            );

    [Fact]
    public void Nested_each_is_ended_by_its_own_name() =>
        Of("<adHocSubProcess id=\"b\"><userTask id=\"t\"/></adHocSubProcess>")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocComplete", "scope": "b"},
                {"op": "expect", "ended": ["p1"], "completed": ["b", "a"]}
                """
            );

    [Fact]
    public void Of_several_instances_each_goes_its_own_way() =>
        Of(
                "<multiInstanceLoopCharacteristics><loopCardinality xsi:type=\"tFormalExpression\">2</loopCardinality></multiInstanceLoopCharacteristics>"
                    + TwoTasks
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocComplete", "activity": "a"},
                {"op": "expect", "tasks": [], "running": ["p1"], "completed": ["a"]},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "expect", "tasks": ["t2"]},
                {"op": "adHocComplete", "activity": "a"},
                {"op": "expect", "ended": ["p1"], "completed": ["a", "a"]}
                """
            );

    [Fact]
    public void A_boundary_timer_ends_it_with_all_it_holds() =>
        Of(
                TwoTasks,
                rest: """
                <boundaryEvent id="late" attachedToRef="a"><outgoing>l</outgoing>
                  <timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>
                <sequenceFlow id="l" sourceRef="late" targetRef="after"/><userTask id="after"><incoming>l</incoming></userTask>
                """
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "tasks": ["after"], "timers": 0}
                """
            );

    [Fact]
    public void A_boundary_event_inside_belongs_to_the_inner_activity() =>
        Of(
                """
                <userTask id="t1"/>
                <boundaryEvent id="late" attachedToRef="t1"><outgoing>l</outgoing>
                  <timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>
                <sequenceFlow id="l" sourceRef="late" targetRef="t2"/><userTask id="t2"><incoming>l</incoming></userTask>
                """
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "timers": 0},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "tasks": ["t2"], "timers": 0},
                {"op": "adHocStart", "activity": "late", "refused": true}
                """
            );

    [Fact]
    public void An_error_inside_is_caught_at_its_border() =>
        Of(
                "<serviceTask id=\"w\" camunda:type=\"external\" camunda:topic=\"x\"/><userTask id=\"t1\"/>",
                rest: """
                <boundaryEvent id="caught" attachedToRef="a"><outgoing>c</outgoing><errorEventDefinition errorRef="e"/></boundaryEvent>
                <sequenceFlow id="c" sourceRef="caught" targetRef="after"/><userTask id="after"><incoming>c</incoming></userTask>
                """,
                roots: "<error id=\"e\" errorCode=\"E1\"/>"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "throwError", "activity": "w", "code": "E1"},
                {"op": "expect", "tasks": ["after"], "active": ["after"]}
                """
            );

    [Fact]
    public void Nothing_is_started_in_an_instance_that_is_suspended_or_has_ended() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "suspend"},
                {"op": "adHocStart", "activity": "t1", "refused": true},
                {"op": "adHocComplete", "refused": true},
                {"op": "resume"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "cancelInstance"},
                {"op": "adHocStart", "activity": "t1", "refused": true}
                """
            );

    [Fact]
    public void Cancelling_the_last_thing_that_runs_leaves_it_open() =>
        Of(TwoTasks)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "cancelActivity", "activity": "t1"},
                {"op": "expect", "tasks": [], "status": "active"},
                {"op": "adHocStart", "activity": "t2"},
                {"op": "cancelActivity", "activity": "a"},
                {"op": "expect", "status": "cancelled"}
                """
            );

    [Fact]
    public void Started_before_an_inner_activity_it_is_made_around_it() =>
        Of(Script("s") + TwoTasks, rest: "")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "modify", "cancel": ["a"], "startBefore": ["t2"]},
                {"op": "expect", "tasks": ["t2"], "completed": ["s"]},
                {"op": "adHocStart", "activity": "t1"},
                {"op": "adHocComplete"},
                {"op": "expect", "ended": ["p1"], "completed": ["s", "a"]}
                """
            );
}
