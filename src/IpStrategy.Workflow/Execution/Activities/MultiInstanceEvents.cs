using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>
/// BPMN 2.0.2 §13.3.7 and table 10.29, <c>behavior</c>: what a multi-instance activity throws when one of its runs is about
/// to be over. None: an event for each of them; one: for the first; all: nothing; complex: whatever its conditions say. The
/// events are thrown at the activity as a whole, so that its boundary can catch them.
/// </summary>
internal static class MultiInstanceEvents
{
    /// <summary>False when nothing of the activity is left to go on with.</summary>
    public static bool TryThrow(Turn turn, LiveElement body, LiveElement run, LoopCharacteristics.MultiInstance loop)
    {
        switch (loop.Behavior)
        {
            case MultiInstanceBehavior.ForEach each:
                Throw(turn, body, each.Thrown);
                break;
            case MultiInstanceBehavior.ForFirst first when body.Loop!.Completed == 1:
                Throw(turn, body, first.Thrown);
                break;
            case MultiInstanceBehavior.Complex complex:
                ThrowWhereTrue(turn, body, run, complex);
                break;
            default:
                break;
        }
        return turn.Refusal is null && !body.IsGone;
    }

    private static void ThrowWhereTrue(
        Turn turn,
        LiveElement body,
        LiveElement run,
        MultiInstanceBehavior.Complex complex
    )
    {
        foreach (var choice in complex.Choices)
        {
            if (body.IsGone || !Evaluation.TryDecide(turn, run, body.ActivityId, choice.Condition, out var holds))
            {
                return;
            }
            if (holds && choice.Thrown is { } thrown)
            {
                Throw(turn, body, thrown);
            }
        }
    }

    private static void Throw(Turn turn, LiveElement body, EventDefinition thrown)
    {
        if (thrown is EventDefinition.Error error)
        {
            Errors.Throw(turn, body, body.Node!, new ThrownError(error.Code, error.Text));
            return;
        }
        Throwing.ThrowAll(turn, body, [thrown]);
    }
}
