using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.5.5: which handler has to wait for which.</summary>
public sealed class CompensationOrderTests
{
    private const string Undo =
        "<intermediateThrowEvent id='undo'><compensateEventDefinition/></intermediateThrowEvent>";
    private const string Begin = """{"op": "start", "process": "p"},""";

    private static string Undone(string activity) =>
        $"<boundaryEvent id='on-{activity}' attachedToRef='{activity}'><compensateEventDefinition/></boundaryEvent>"
        + $"<userTask id='un-{activity}' isForCompensation='true'/>"
        + $"<association id='as-{activity}' associationDirection='One' sourceRef='on-{activity}' targetRef='un-{activity}'/>";

    private static string Many(string activity, string sequential) =>
        $"<userTask id='{activity}'><multiInstanceLoopCharacteristics isSequential='{sequential}'><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>{Undone(activity)}";

    [Fact]
    public void What_followed_is_undone_completely_before_what_it_followed() =>
        Stage(
                $"{Ends}{Users("a", "b", "c", "after")}{Undone("a")}{Undone("b")}{Undone("c")}{Undo}",
                "s -> a; a -> b; b -> c; c -> undo; undo -> after; after -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b"},
                    {"op": "complete", "task": "c"},
                    {"op": "expect", "active": ["undo", "un-c"]},
                    {"op": "complete", "task": "un-c"},
                    {"op": "expect", "active": ["undo", "un-b"]},
                    {"op": "complete", "task": "un-b"},
                    {"op": "expect", "active": ["undo", "un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "active": ["after"], "completed": ["a", "b", "c", "un-c", "un-b", "un-a"]}
                    """
            );

    [Fact]
    public void What_ran_side_by_side_is_undone_side_by_side_and_before_what_came_first() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/><parallelGateway id='j'/>{Users("a", "b", "c")}{Undone("a")}{Undone("b")}{Undone("c")}{Undo}",
                "s -> a; a -> f; f -> b; f -> c; b -> j; c -> j; j -> undo; undo -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b"},
                    {"op": "complete", "task": "c"},
                    {"op": "expect", "tasks": ["un-b", "un-c"]},
                    {"op": "complete", "task": "un-c"},
                    {"op": "expect", "tasks": ["un-b"]},
                    {"op": "complete", "task": "un-b"},
                    {"op": "expect", "tasks": ["un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 3)]
    public void Runs_of_a_multi_instance_are_undone_as_they_were_done(string sequential, int atOnce) =>
        Stage($"{Ends}{Many("a", sequential)}{Undo}", "s -> a; a -> undo; undo -> e")
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "taskCount": 
                    """
                    + atOnce
                    + """
                    },
                    {"op": "complete", "task": "un-a"},
                    {"op": "complete", "task": "un-a"},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void Rounds_of_a_loop_in_the_flow_are_undone_the_last_one_first() =>
        Stage(
                $"{Ends}<exclusiveGateway id='m'/><exclusiveGateway id='x' default='x-m'/>{Users("a", "b")}{Undone("a")}{Undone("b")}{Undo}",
                "s -> m; m -> a; a -> b; b -> x; x -> m; x -> undo [enough]; undo -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b", "variables": {"enough": false}},
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b", "variables": {"enough": true}},
                    {"op": "expect", "tasks": ["un-b"]},
                    {"op": "complete", "task": "un-b"},
                    {"op": "expect", "tasks": ["un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "tasks": ["un-b"]},
                    {"op": "complete", "task": "un-b"},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void What_a_boundary_event_led_to_is_undone_before_its_activity() =>
        Stage(
                $"{Ends}{Users("a", "b")}{Undone("a")}{Undone("b")}<boundaryEvent id='aside' attachedToRef='a' cancelActivity='false'>{Message("m")}</boundaryEvent>{Undo}",
                "s -> a; a -> undo; undo -> e; aside -> b; b -> e",
                Roots("m")
            )
            .MustPass(
                Begin
                    + """
                    {"op": "message", "name": "m"},
                    {"op": "complete", "task": "b"},
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "tasks": ["un-b"]},
                    {"op": "complete", "task": "un-b"},
                    {"op": "expect", "tasks": ["un-a"]}
                    """
            );

    [Fact]
    public void Without_waiting_the_flow_goes_on_and_the_order_is_the_same() =>
        Stage(
                $"{Ends}{Users("a", "b", "after")}{Undone("a")}{Undone("b")}<intermediateThrowEvent id='undo'><compensateEventDefinition waitForCompletion='false'/></intermediateThrowEvent>",
                "s -> a; a -> b; b -> undo; undo -> after; after -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b"},
                    {"op": "expect", "active": ["after", "un-b"]},
                    {"op": "complete", "task": "after"},
                    {"op": "expect", "active": ["un-b"], "status": "active"},
                    {"op": "complete", "task": "un-b"},
                    {"op": "expect", "active": ["un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void An_interruption_stops_undoing_and_what_was_not_undone_can_be_undone_later() =>
        Stage(
                $"{Ends}{Users("a", "b")}{Undone("a")}{Undone("b")}{Undo}"
                    + $"<subProcess id='stop' triggeredByEvent='true'><startEvent id='stopped'>{Message("m")}</startEvent><userTask id='look'/>"
                    + "<intermediateThrowEvent id='again'><compensateEventDefinition/></intermediateThrowEvent>"
                    + $"{Flows("stopped -> look; look -> again")}</subProcess>",
                "s -> a; a -> b; b -> undo; undo -> e",
                Roots("m")
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b"},
                    {"op": "expect", "tasks": ["un-b"]},
                    {"op": "message", "name": "m"},
                    {"op": "expect", "active": ["look"]},
                    {"op": "complete", "task": "look"},
                    {"op": "expect", "active": ["again", "un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "status": "completed"}
                    """
            );

    [Fact]
    public void A_handler_taken_out_by_hand_lets_the_next_one_start() =>
        Stage(
                $"{Ends}{Users("a", "b", "after")}{Undone("a")}{Undone("b")}{Undo}",
                "s -> a; a -> b; b -> undo; undo -> after; after -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "complete", "task": "b"},
                    {"op": "cancelActivity", "activity": "un-b"},
                    {"op": "expect", "tasks": ["un-a"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "tasks": ["after"]}
                    """
            );

    [Fact]
    public void Two_events_that_ask_for_one_activity_undo_it_once() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/>{Users("a", "x", "y")}{Undone("a")}"
                    + "<intermediateThrowEvent id='one'><compensateEventDefinition activityRef='a'/></intermediateThrowEvent>"
                    + "<intermediateThrowEvent id='two'><compensateEventDefinition activityRef='a'/></intermediateThrowEvent>",
                "s -> a; a -> f; f -> one; f -> two; one -> x; two -> y; x -> e; y -> e"
            )
            .MustPass(
                Begin
                    + """
                    {"op": "complete", "task": "a"},
                    {"op": "expect", "tasks": ["un-a", "y"]},
                    {"op": "complete", "task": "un-a"},
                    {"op": "expect", "tasks": ["x", "y"]}
                    """
            );
}
