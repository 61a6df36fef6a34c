using IpStrategy.Workflow.Scenarios;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

public sealed class ScenarioRunnerTests
{
    private const string UserTask =
        "<userTask id=\"a\" name=\"签收\" camunda:candidateGroups=\"agency:zscqj\" camunda:priority=\"50\"/>";

    private const string Timer = """
        <boundaryEvent id="remind" attachedToRef="a" cancelActivity="false"><outgoing>r</outgoing>
          <timerEventDefinition><timeCycle xsi:type="tFormalExpression">R3/P1D</timeCycle></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="r" sourceRef="remind" targetRef="reminded"/>
        <endEvent id="reminded"><incoming>r</incoming></endEvent>
        """;

    private static Stage OneTask() => new Stage().With("p.bpmn", BpmnText.Around(UserTask, "a"));

    [Fact]
    public void A_task_is_completed_and_the_instance_ends()
    {
        var result = OneTask()
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"n": 1.0, "list": [1, {"x": null}]}},
                {"op": "expect", "tasks": ["a"], "taskCount": 1, "active": ["a"], "running": ["p1"], "status": "active", "instances": 1},
                {"op": "complete", "task": "a", "variables": {"ok": true}},
                {"op": "expect", "tasks": [], "active": [], "ended": ["p1"], "status": "completed", "instances": 0,
                  "variables": {"ok": true, "n": 1, "list": [1, {}], "none": null}, "variablesAbsent": ["no"], "completed": ["a"]}
                """
            );

        Assert.Equal(
            [
                "p instanceStarted",
                "start entered",
                "start completed",
                "in flowTaken",
                "a entered",
                "a completed",
                "out flowTaken",
                "end entered",
                "end completed",
                "p instanceCompleted",
            ],
            result.History.Where(h => h.Entry != "variableSet").Select(h => $"{h.Element} {h.Entry}")
        );
        Assert.All(result.History, h => Assert.Equal("p1", h.Instance));
    }

    [Fact]
    public void The_first_difference_fails_the_scenario_at_its_step_with_its_history()
    {
        var result = OneTask()
            .MustFail(
                """{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["b"]}""",
                1,
                "expected [b], found [a]"
            );

        Assert.Contains(result.History, h => h is { Element: "a", Type: "userTask", Entry: "entered" });
    }

    [Theory]
    [InlineData("{\"op\": \"dance\"}", "dance")]
    [InlineData("{\"op\": \"migrate\"}", "\"toFile\" is missing")]
    [InlineData("{\"op\": \"expect\", \"taskz\": []}", "taskz")]
    [InlineData("{\"op\": \"start\"}", "\"process\" is missing")]
    [InlineData("{\"op\": \"start\", \"process\": 5}", "\"process\" is a text")]
    [InlineData("{\"op\": \"start\", \"process\": \"p\", \"refused\": true}", "should have been refused")]
    [InlineData("{\"op\": \"complete\", \"task\": \"a\"}", "NOTHING_MATCHES")]
    [InlineData("[]", "a step is an object")]
    public void What_is_not_understood_or_not_as_said_fails_clearly(string step, string message) =>
        OneTask().MustFail(step, 0, message);

    [Theory]
    [InlineData("[1]", "an object")]
    [InlineData("{\"steps\": 1}", "\"steps\" is a list")]
    [InlineData("{", "not JSON")]
    [InlineData("{\"deploy\": [\"missing.bpmn\"]}", "FILE_CANNOT_BE_READ")]
    public void A_broken_file_is_a_failed_scenario(string json, string message)
    {
        var options = new ScenarioOptions { ReadFile = _ => null };

        var result = Assert.Single(ScenarioRunner.Run(System.Text.Encoding.UTF8.GetBytes(json), options));

        Assert.False(result.Passed);
        Assert.Equal(-1, result.FailedStep);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_step_changes_nothing()
    {
        var process = BpmnText.Around(
            "<userTask id=\"a\"/>",
            "a",
            rest: """
            <userTask id="b"><incoming>f</incoming></userTask>
            <sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression xsi:type="tFormalExpression">x &gt; 1</conditionExpression></sequenceFlow>
            """
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": "one"}},
                {"op": "complete", "task": "a", "variables": {"y": 1}, "refused": true},
                {"op": "expect", "tasks": ["a"], "variablesAbsent": ["y"], "completed": []}
                """
            );
    }

    [Fact]
    public void Timers_fire_at_their_own_time_and_as_often_as_they_say()
    {
        var result = new Stage()
            .With("p.bpmn", BpmnText.Around(UserTask, "a", rest: Timer))
            .MustPass(
                """
                {"op": "setClock", "at": "2010-03-15T09:00:00+08:00"},
                {"op": "start", "process": "p"},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT23H"},
                {"op": "expect", "timers": 1},
                {"op": "advance", "seconds": 3600},
                {"op": "advance", "duration": "P1D"},
                {"op": "fireTimer", "activity": "remind"},
                {"op": "expect", "timers": 0, "tasks": ["a"]},
                {"op": "fireTimer", "activity": "remind", "refused": true}
                """
            );

        Assert.Equal(
            ["2010-03-16T09:00:00+08:00", "2010-03-17T09:00:00+08:00", "2010-03-17T09:00:00+08:00"],
            result
                .History.Where(h => h.Entry == "timerFired")
                .Select(h => h.At.ToString("yyyy-MM-ddTHH:mm:sszzz", null))
        );
    }

    [Fact]
    public void A_suspended_instance_fires_nothing_and_makes_up_for_it_when_resumed()
    {
        new Stage()
            .With("p.bpmn", BpmnText.Around(UserTask, "a", rest: Timer.Replace("R3/", "R1/", StringComparison.Ordinal)))
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "suspend"},
                {"op": "advance", "duration": "P3D"},
                {"op": "expect", "timers": 1, "status": "suspended"},
                {"op": "complete", "task": "a", "refused": true},
                {"op": "resume"},
                {"op": "expect", "timers": 0, "status": "active"},
                {"op": "cancelInstance", "reason": "作废"},
                {"op": "expect", "status": "cancelled", "tasks": []}
                """
            );
    }

    [Fact]
    public void Start_timers_belong_to_the_newest_version_alone()
    {
        var process = BpmnText
            .Around(UserTask, "a")
            .Replace(
                "<outgoing>in</outgoing>",
                "<outgoing>in</outgoing><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>",
                StringComparison.Ordinal
            );
        var result = new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "expect", "timers": 1, "instances": 0},
                {"op": "deploy", "files": ["p.bpmn"]},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "tasks": ["a"], "timers": 1},
                {"op": "advance", "duration": "PT5H"},
                {"op": "expect", "tasks": ["a", "a"], "timers": 0}
                """
            );

        Assert.Equal(["p#1", "p#2"], result.History.Select(h => h.Instance).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Tasks_are_told_apart_by_their_details()
    {
        OneTask()
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "x"},
                {"op": "start", "process": "p", "as": "y"},
                {"op": "claim", "task": "a", "instance": "x", "user": "li.ming"},
                {"op": "expect", "taskDetails": [
                    {"task": "a", "name": "签收", "candidateGroups": ["agency:zscqj"], "priority": 50},
                    {"task": "a", "assignee": null, "candidateUsers": [], "dueDate": null, "delegation": null}],
                  "assigned": {"li.ming": 1, "wang.wu": 0}, "candidateTasks": {"group:agency:zscqj": 1, "user:li.ming": 1, "user:wang.wu": 0}},
                {"op": "complete", "task": "a", "user": "wang.wu", "refused": true},
                {"op": "complete", "task": "a", "assignee": "li.ming", "user": "li.ming"},
                {"op": "expect", "ended": ["x"], "running": ["y"]}
                """,
                """ "users": {"li.ming": ["agency:zscqj"], "wang.wu": ["agency:gsj"]}, """
            );
    }

    [Fact]
    public void One_task_cannot_match_two_entries()
    {
        OneTask()
            .MustFail(
                """{"op": "start", "process": "p"}, {"op": "expect", "taskDetails": [{"task": "a"}, {"task": "a"}]}""",
                1,
                "taskDetails"
            );
    }

    [Fact]
    public void Delegating_goes_back_to_the_owner_before_completion()
    {
        OneTask()
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "claim", "task": "a", "user": "zhang.san"},
                {"op": "claim", "task": "a", "user": "zhang.san"},
                {"op": "claim", "task": "a", "user": "li.si", "refused": true},
                {"op": "delegate", "task": "a", "user": "li.si"},
                {"op": "expect", "taskState": {"a": {"owner": "zhang.san", "assignee": "li.si", "delegation": "pending"}}},
                {"op": "complete", "task": "a", "refused": true},
                {"op": "resolve", "task": "a", "variables": {"done": true}},
                {"op": "expect", "taskState": {"a": {"assignee": "zhang.san", "delegation": "resolved"}}, "variables": {"done": true}},
                {"op": "unclaim", "task": "a"},
                {"op": "assign", "task": "a", "user": "wang.wu"},
                {"op": "expect", "rememberTaskId": "t", "assigned": {"wang.wu": 1}},
                {"op": "expect", "sameTaskId": "t"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "ended": ["p1"]}
                """,
                """ "users": {"zhang.san": ["agency:zscqj"]}, """
            );
    }

    [Fact]
    public void Tasks_of_their_own_follow_the_same_rules()
    {
        new Stage().MustPass(
            """
            {"op": "newTask", "as": "t", "owner": "zhang.san"},
            {"op": "expect", "taskCount": 1, "tasks": []},
            {"op": "delegate", "ref": "t", "user": "li.si"},
            {"op": "expect", "taskState": {"t": {"owner": "zhang.san", "assignee": "li.si", "delegation": "pending"}}},
            {"op": "complete", "ref": "t", "refused": true},
            {"op": "resolve", "ref": "t"},
            {"op": "complete", "ref": "t"},
            {"op": "deleteTask", "ref": "t", "refused": true}
            """
        );
    }

    [Fact]
    public void Called_instances_are_named_by_the_task_in_them()
    {
        var caller = BpmnText.Around(
            """
            <callActivity id="a" calledElement="sub"><extensionElements><camunda:in source="item" target="item"/>
              <camunda:out source="result" target="results"/></extensionElements><incoming>in</incoming><outgoing>out</outgoing>
              <multiInstanceLoopCharacteristics camunda:collection="items" camunda:elementVariable="item"/></callActivity>
            """,
            "a"
        );
        var called = BpmnText
            .Around("<userTask id=\"u\"/>", "u", rest: "")
            .Replace("id=\"p\"", "id=\"sub\"", StringComparison.Ordinal);
        var result = new Stage()
            .With("p.bpmn", caller)
            .With("sub.bpmn", called)
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "main", "variables": {"items": ["x", "y"]}},
                {"op": "expect", "tasks": ["u", "u"], "instances": 3},
                {"op": "complete", "task": "u", "scopeAs": "first", "variables": {"result": 1}},
                {"op": "expect", "ended": ["first"], "instances": 2},
                {"op": "complete", "task": "u", "instance": "sub#2", "variables": {"result": 2}},
                {"op": "expect", "ended": ["main"], "instances": 0, "variables": {"results": 2}}
                """
            );

        Assert.Equal(
            ["main", "first", "sub#2"],
            result.History.Select(h => h.Instance).Distinct(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Scopes_limit_what_a_step_means()
    {
        var process = BpmnText.Around(
            """
            <subProcess id="a"><incoming>in</incoming><outgoing>out</outgoing>
              <multiInstanceLoopCharacteristics camunda:collection="items" camunda:elementVariable="item"/>
              <startEvent id="s"><outgoing>f1</outgoing></startEvent><sequenceFlow id="f1" sourceRef="s" targetRef="one"/>
              <userTask id="one"><incoming>f1</incoming><outgoing>f2</outgoing></userTask><sequenceFlow id="f2" sourceRef="one" targetRef="two"/>
              <userTask id="two" camunda:assignee="${item}"><incoming>f2</incoming><outgoing>f3</outgoing></userTask>
              <sequenceFlow id="f3" sourceRef="two" targetRef="e"/><endEvent id="e"><incoming>f3</incoming></endEvent>
            </subProcess>
            """,
            "a"
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"items": ["x", "y"]}},
                {"op": "complete", "task": "one"},
                {"op": "complete", "task": "one", "scopeAs": "second"},
                {"op": "setVariable", "inScope": "second", "name": "item", "value": "z"},
                {"op": "expect", "running": ["second"]},
                {"op": "complete", "task": "two", "inScope": "second"},
                {"op": "expect", "ended": ["second"], "running": ["p1"]},
                {"op": "expect", "tasks": ["two"], "taskDetails": [{"assignee": "x"}], "completed": ["one", "one", "two", "a"]},
                {"op": "completeAll"},
                {"op": "expect", "ended": ["p1"], "completedOf": ["subProcess"], "completed": ["a", "a"]}
                """
            );
    }

    [Fact]
    public void Messages_find_the_one_subscription_that_is_meant()
    {
        var process = BpmnText.Around(
            "<receiveTask id=\"a\" messageRef=\"m\"/>",
            "a",
            "<message id=\"m\" name=\"reply\"/>"
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "message", "name": "reply", "refused": true},
                {"op": "start", "process": "p", "as": "x", "businessKey": "1", "variables": {"party": "gsj"}},
                {"op": "start", "process": "p", "as": "y", "businessKey": "2", "variables": {"party": "hg"}},
                {"op": "start", "process": "p", "as": "z", "businessKey": "3", "variables": {"party": "wgj"}},
                {"op": "expect", "subscriptions": {"message": 3, "signal": 0}, "active": ["a", "a", "a"]},
                {"op": "message", "name": "reply", "refused": true},
                {"op": "message", "name": "other", "any": true, "refused": true},
                {"op": "message", "name": "reply", "correlation": {"party": "hg"}, "variables": {"ok": true}},
                {"op": "expect", "ended": ["y"], "running": ["x", "z"]},
                {"op": "message", "activity": "a", "businessKey": "3"},
                {"op": "trigger", "activity": "a"},
                {"op": "expect", "ended": ["x", "y", "z"], "subscriptions": {}},
                {"op": "expect", "instance": "y", "variables": {"ok": true}}
                """
            );
    }

    [Fact]
    public void Pools_of_one_file_talk_to_each_other()
    {
        var file = BpmnText.File(
            """
            <message id="ask" name="ask"/><message id="answer" name="answer"/>
            <process id="office" isExecutable="true">
              <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="send"/>
              <intermediateThrowEvent id="send"><messageEventDefinition messageRef="ask"/></intermediateThrowEvent>
              <sequenceFlow id="f2" sourceRef="send" targetRef="wait"/>
              <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="answer"/></intermediateCatchEvent>
              <sequenceFlow id="f3" sourceRef="wait" targetRef="e"/><endEvent id="e"/>
            </process>
            <process id="agency" isExecutable="true">
              <startEvent id="asked"><messageEventDefinition messageRef="ask"/></startEvent><sequenceFlow id="g1" sourceRef="asked" targetRef="reply"/>
              <userTask id="reply"/><sequenceFlow id="g2" sourceRef="reply" targetRef="done"/>
              <endEvent id="done"><messageEventDefinition messageRef="answer"/></endEvent>
            </process>
            """
        );
        new Stage()
            .With("p.bpmn", file)
            .MustPass(
                """
                {"op": "start", "process": "office", "as": "one"},
                {"op": "start", "process": "office", "as": "two"},
                {"op": "expect", "tasks": ["reply", "reply"], "instances": 4},
                {"op": "complete", "task": "reply"},
                {"op": "expect", "ended": ["one"], "running": ["two"], "instances": 2},
                {"op": "startByMessage", "name": "ask", "as": "extra"},
                {"op": "startByMessage", "name": "nobody", "refused": true},
                {"op": "expect", "running": ["extra"], "taskCount": 2}
                """
            );
    }

    [Fact]
    public void Handlers_that_are_known_complete_and_unknown_ones_refuse_deployment()
    {
        var process = BpmnText.Around("<serviceTask id=\"a\" camunda:delegateExpression=\"${remind}\"/>", "a");

        new Stage()
            .With("p.bpmn", process)
            .Knowing("remind")
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "ended": ["p1"], "completed": ["a"]}""");
        new Stage().With("p.bpmn", process).MustFail("", -1, "HANDLER_UNKNOWN");
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """{"op": "start", "process": "p"}, {"op": "expect", "ended": ["p1"]}""",
                "\"scripts\": \"ignore\","
            );
    }

    [Fact]
    public void External_work_waits_and_may_end_in_an_error()
    {
        var process = BpmnText.Around(
            "<serviceTask id=\"a\" camunda:type=\"external\" camunda:topic=\"seal\"/>",
            "a",
            "<error id=\"err\" errorCode=\"NO_SEAL\"/>",
            """
            <boundaryEvent id="b" attachedToRef="a"><outgoing>f</outgoing><errorEventDefinition errorRef="err"/></boundaryEvent>
            <sequenceFlow id="f" sourceRef="b" targetRef="mend"/><userTask id="mend"><incoming>f</incoming></userTask>
            """
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "x"},
                {"op": "start", "process": "p", "as": "y"},
                {"op": "start", "process": "p", "as": "z"},
                {"op": "expect", "active": ["a", "a", "a"]},
                {"op": "throwError", "activity": "a", "code": "NO_SEAL"},
                {"op": "expect", "tasks": ["mend"]},
                {"op": "trigger", "activity": "a", "instance": "y"},
                {"op": "throwError", "activity": "a", "code": "OTHER"},
                {"op": "expect", "ended": ["y", "z"], "instance": "z", "status": "failed"},
                {"op": "trigger", "activity": "a", "refused": true}
                """
            );
    }

    [Fact]
    public void Continuations_wait_for_runJobs_and_their_failures_are_incidents()
    {
        var process = BpmnText
            .Around(
                "<scriptTask id=\"a\" scriptFormat=\"feel\" camunda:asyncBefore=\"true\" camunda:resultVariable=\"r\"><incoming>in</incoming><outgoing>out</outgoing><script>if n then 1 else 2</script></scriptTask>",
                "a"
            )
            .Replace("if n then 1 else 2", "1 + \"x\"", StringComparison.Ordinal);
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["a"], "completed": [], "incidents": 0},
                {"op": "runJobs"},
                {"op": "expect", "active": ["a"], "status": "active", "incidents": [{"element": "a", "code": "EXPRESSION_FAILED"}]},
                {"op": "runJobs"},
                {"op": "expect", "incidents": 1}
                """
            );
    }

    [Fact]
    public void Tokens_are_moved_in_one_step()
    {
        var process = BpmnText.Around(
            UserTask,
            "a",
            rest: "<userTask id=\"b\"><outgoing>g</outgoing></userTask><sequenceFlow id=\"g\" sourceRef=\"b\" targetRef=\"c\"/><userTask id=\"c\"><incoming>g</incoming></userTask>"
        );
        new Stage()
            .With("p.bpmn", process)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "move", "from": "a", "to": "b"},
                {"op": "expect", "tasks": ["b"]},
                {"op": "move", "from": "a", "to": "b", "refused": true},
                {"op": "startAfter", "activity": "b"},
                {"op": "startTransition", "transition": "g"},
                {"op": "startBefore", "activity": "a"},
                {"op": "expect", "tasks": ["a", "b", "c", "c"]},
                {"op": "modify", "cancel": ["a", "b"], "startBefore": ["b"]},
                {"op": "cancelActivity", "activity": "c"},
                {"op": "expect", "tasks": ["b"]},
                {"op": "cancelActivity", "activity": "b"},
                {"op": "expect", "status": "cancelled"}
                """
            );
    }
}
