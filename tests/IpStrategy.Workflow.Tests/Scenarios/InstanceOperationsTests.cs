using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>What is done to whole instances: suspend and resume, cancel, and versions.</summary>
public sealed class InstanceOperationsTests
{
    private const string StartIt = "{\"op\": \"start\", \"process\": \"p\"},";

    private static string Boundary(string id, string at, string what, string more = "") =>
        $"<boundaryEvent id='{id}' attachedToRef='{at}' {more}>{what}</boundaryEvent>";

    private static string Catch(string id, string what) =>
        $"<intermediateCatchEvent id='{id}'>{what}</intermediateCatchEvent>";

    [Fact]
    public void Suspended_every_command_but_resume_and_cancel_is_refused() =>
        Stage(
                $"{Ends}{Users("a", "b")}{Boundary("m", "a", Message("go"))}<serviceTask id='w' camunda:type='external' camunda:topic='x'/>{Boundary("t", "b", Timer("PT1H"))}",
                "s -> a; s -> b; s -> w; a -> e; b -> e; w -> e; m -> e; t -> e",
                Roots("go")
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "suspend"},
                    {"op": "expect", "status": "suspended", "running": ["p1"], "instances": 1, "tasks": ["a", "b"], "timers": 1},
                    {"op": "suspend", "refused": true},
                    {"op": "complete", "task": "a", "refused": true},
                    {"op": "claim", "task": "a", "user": "zhang", "refused": true},
                    {"op": "trigger", "activity": "w", "refused": true},
                    {"op": "throwError", "activity": "w", "code": "E", "refused": true},
                    {"op": "message", "name": "go", "refused": true},
                    {"op": "fireTimer", "activity": "t", "refused": true},
                    {"op": "setVariable", "name": "x", "value": 1, "refused": true},
                    {"op": "move", "from": "a", "to": "b", "refused": true},
                    {"op": "migrate", "toFile": "p.bpmn", "refused": true},
                    {"op": "resume"},
                    {"op": "resume", "refused": true},
                    {"op": "complete", "task": "a"},
                    {"op": "suspend"},
                    {"op": "cancelInstance"},
                    {"op": "expect", "status": "cancelled", "timers": 0}
                    """
            );

    [Fact]
    public void Overdue_timers_fire_in_due_order_on_resume()
    {
        var result = Stage(
                $"{Ends}{Users("a")}{Boundary("late", "a", Timer("PT2H"), "cancelActivity='false'")}{Boundary("early", "a", Timer("PT1H"), "cancelActivity='false'")}<task id='x'/><task id='y'/>",
                "s -> a; a -> e; early -> x; late -> y"
            )
            .MustPass(
                StartIt
                    + """
                    {"op": "suspend"},
                    {"op": "advance", "duration": "P1D"},
                    {"op": "expect", "timers": 2, "completed": []},
                    {"op": "resume"},
                    {"op": "expect", "timers": 0, "completed": ["x", "y"]}
                    """
            );

        Assert.Equal(["early", "late"], result.History.Where(h => h.Entry == "timerFired").Select(h => h.Element));
        Assert.All(result.History.Where(h => h.Entry == "timerFired"), h => Assert.Equal(2, h.At.Day));
    }

    [Fact]
    public void Continuations_wait_while_suspended() =>
        Stage($"{Ends}<userTask id='a' camunda:asyncBefore='true'/>", "s -> a; a -> e")
            .MustPass(
                StartIt
                    + """
                    {"op": "suspend"},
                    {"op": "runJobs"},
                    {"op": "expect", "tasks": [], "active": ["a"]},
                    {"op": "resume"},
                    {"op": "runJobs"},
                    {"op": "expect", "tasks": ["a"]}
                    """
            );

    private static Stage Sender(string thrown, string caught, string roots) =>
        Stage($"{Ends}{Catch("c", caught)}{Users("a")}", "s -> c; c -> a; a -> e", roots)
            .With(
                "q.bpmn",
                File(
                    "q",
                    $"{Ends}<intermediateThrowEvent id='t'>{thrown}</intermediateThrowEvent>",
                    "s -> t; t -> e",
                    roots
                )
            );

    private static string File(string process, string nodes, string flows, string roots = "") =>
        BpmnText.File(roots + Pool(process, nodes, flows));

    [Fact]
    public void A_message_of_another_instance_is_held_for_a_suspended_one() =>
        Sender(Message("m"), Message("m"), Roots("m"))
            .MustPass(
                StartIt
                    + """
                    {"op": "suspend"},
                    {"op": "start", "process": "q", "as": "q1"},
                    {"op": "expect", "ended": ["q1"], "active": ["c"]},
                    {"op": "resume"},
                    {"op": "expect", "tasks": ["a"]}
                    """
            );

    [Fact]
    public void A_signal_of_another_instance_is_held_for_a_suspended_one_and_reaches_the_others_at_once() =>
        Sender(Signal("g"), Signal("g"), Roots("", "g"))
            .MustPass(
                StartIt
                    + """
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "suspend"},
                    {"op": "start", "process": "q", "as": "q1"},
                    {"op": "expect", "tasks": ["a"], "active": ["a", "c"]},
                    {"op": "resume"},
                    {"op": "expect", "tasks": ["a", "a"]}
                    """
            );

    private static Stage Called() =>
        Stage(
                $"{Ends}<callActivity id='call' calledElement='child'/>{Users("after")}",
                "s -> call; call -> after; after -> e"
            )
            .With("child.bpmn", File("child", $"{Ends}{Users("work")}", "s -> work; work -> e"));

    [Fact]
    public void Suspending_goes_down_to_called_instances() =>
        Called()
            .MustPass(
                StartIt
                    + """
                    {"op": "suspend"},
                    {"op": "complete", "task": "work", "refused": true},
                    {"op": "expect", "instance": "child#1", "status": "suspended"},
                    {"op": "resume"},
                    {"op": "complete", "task": "work"},
                    {"op": "expect", "tasks": ["after"]}
                    """
            );

    [Fact]
    public void Cancelling_goes_down_to_called_instances_with_everything_that_is_open() =>
        Called()
            .MustPass(
                StartIt
                    + """
                    {"op": "cancelInstance", "reason": "no longer wanted"},
                    {"op": "expect", "ended": ["p1", "child#1"], "tasks": [], "instances": 0, "status": "cancelled"},
                    {"op": "expect", "instance": "child#1", "status": "cancelled"},
                    {"op": "cancelInstance", "refused": true}
                    """
            );

    [Theory]
    [InlineData("")]
    [InlineData("{\"op\": \"suspend\"},")]
    public void A_called_instance_cancelled_from_outside_is_an_incident_of_its_caller(string before) =>
        Called()
            .MustPass(
                StartIt
                    + before
                    + """
                    {"op": "cancelInstance", "instance": "child#1", "reason": "wrong file"},
                    {"op": "expect", "running": ["p1"], "incidents": [{"element": "call", "code": "CHILD_WAS_CANCELLED"}]}
                    """
            );

    [Fact]
    public void Cancelling_a_call_ends_what_it_called() =>
        Called()
            .MustPass(
                StartIt
                    + """
                    {"op": "move", "from": "call", "to": "after"},
                    {"op": "expect", "tasks": ["after"], "ended": ["child#1"], "running": ["p1"]}
                    """
            );

    [Fact]
    public void Running_instances_keep_their_version_and_new_ones_take_the_newest() =>
        Stage($"{Ends}{Users("a", "b")}", "s -> a; a -> b; b -> e")
            .With("-new.bpmn", Process($"{Ends}{Users("a", "c")}", "s -> a; a -> c; c -> e"))
            .MustPass(
                StartIt
                    + """
                    {"op": "deploy", "files": ["-new.bpmn"]},
                    {"op": "start", "process": "p", "as": "p2"},
                    {"op": "completeAll"},
                    {"op": "expect", "instance": "p1", "tasks": ["b"]},
                    {"op": "expect", "instance": "p2", "tasks": ["c"]}
                    """
            );

    private static string StartedBy(string id, string what, string task) =>
        $"<startEvent id='{id}'>{what}</startEvent><startEvent id='s'/><endEvent id='e'/>{Users(task)}";

    [Fact]
    public void Message_and_signal_starts_of_the_old_version_are_disarmed_by_the_new_one()
    {
        var (messages, signals) = (Roots("old new"), Roots("", "old new"));
        new Stage()
            .With("p.bpmn", Process(StartedBy("m", Message("old"), "a"), "s -> a; m -> a; a -> e", messages))
            .With("q.bpmn", File("q", StartedBy("g", Signal("old"), "b"), "s -> b; g -> b; b -> e", signals))
            .With("-p2.bpmn", Process(StartedBy("m", Message("new"), "a"), "s -> a; m -> a; a -> e", messages))
            .With("-q2.bpmn", File("q", StartedBy("g", Signal("new"), "b"), "s -> b; g -> b; b -> e", signals))
            .MustPass(
                """
                {"op": "startByMessage", "name": "old"},
                {"op": "signal", "name": "old"},
                {"op": "expect", "instances": 2},
                {"op": "deploy", "files": ["-p2.bpmn", "-q2.bpmn"]},
                {"op": "startByMessage", "name": "old", "refused": true},
                {"op": "signal", "name": "old"},
                {"op": "expect", "instances": 2},
                {"op": "startByMessage", "name": "new"},
                {"op": "signal", "name": "new"},
                {"op": "expect", "instances": 4},
                {"op": "expect", "instances": 2, "process": "q"}
                """
            );
    }

    [Fact]
    public void Timer_starts_of_the_old_version_are_disarmed_by_the_new_one() =>
        new Stage()
            .With("p.bpmn", Process(StartedBy("t", Timer("PT1H"), "a"), "s -> a; t -> a; a -> e"))
            .With("-p2.bpmn", Process(StartedBy("t", Timer("PT2H"), "b"), "s -> b; t -> b; b -> e"))
            .MustPass(
                """
                {"op": "expect", "timers": 1},
                {"op": "deploy", "files": ["-p2.bpmn"]},
                {"op": "expect", "timers": 1},
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "instances": 0},
                {"op": "advance", "duration": "PT1H"},
                {"op": "expect", "tasks": ["b"], "timers": 0}
                """
            );
}
