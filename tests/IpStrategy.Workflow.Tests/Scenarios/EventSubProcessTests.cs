using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.5.4: the life of handlers beside their scope.</summary>
public sealed class EventSubProcessTests
{
    private const string Begin = """{"op": "start", "process": "p"},""";

    private static string Handler(string id, string trigger) =>
        $"<subProcess id='{id}' triggeredByEvent='true'><startEvent id='{id}-s' isInterrupting='false'>{trigger}</startEvent><userTask id='{id}-t'/>"
        + $"<sequenceFlow id='{id}-f' sourceRef='{id}-s' targetRef='{id}-t'/></subProcess>";

    [Fact]
    public void A_scope_that_waits_for_its_handlers_alone_starts_no_new_ones() =>
        Stage(
                $"{Ends}<subProcess id='sub'><startEvent id='in'/><userTask id='a'/><endEvent id='out'/>{Flows("in -> a; a -> out")}"
                    + $"{Handler("said", Message("m"))}{Handler("late", Timer("PT1H"))}</subProcess>{Users("after")}",
                "s -> sub; sub -> after; after -> e",
                Roots("m")
            )
            .MustPass(
                Begin
                    + """
                    {"op": "message", "name": "m"},
                    {"op": "expect", "tasks": ["a", "said-t"], "subscriptions": {"message": 1}, "timers": 1},
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "tasks": ["said-t"], "subscriptions": {}, "timers": 0},
                    {"op": "message", "name": "m", "refused": true},
                    {"op": "complete", "task": "said-t"},
                    {"op": "expect", "tasks": ["after"]}
                    """
            );

    [Fact]
    public void The_process_itself_too() =>
        Stage($"{Ends}{Users("a")}{Handler("said", Message("m"))}", "s -> a; a -> e", Roots("m"))
            .MustPass(
                Begin
                    + """
                    {"op": "message", "name": "m"},
                    {"op": "message", "name": "m"},
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "tasks": ["said-t", "said-t"], "subscriptions": {}, "status": "active"},
                    {"op": "completeAll"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void What_the_last_step_throws_still_reaches_a_handler() =>
        Stage(
                $"<startEvent id='s'/><endEvent id='e'>{Signal("g")}</endEvent>{Users("a")}{Handler("first", Message("m"))}{Handler("second", Signal("g"))}",
                "s -> a; a -> e",
                Roots("m", "g")
            )
            .MustPass(
                Begin
                    + """
                    {"op": "message", "name": "m"},
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "tasks": ["first-t", "second-t"], "subscriptions": {}}
                    """
            );
}
