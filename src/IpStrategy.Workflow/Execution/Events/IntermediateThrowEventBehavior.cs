using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>BPMN 2.0.2 §13.5.2: throws what it names and goes on.</summary>
internal static class IntermediateThrowEventBehavior
{
    public static void Execute(Turn turn, LiveElement element, IntermediateThrowEvent node)
    {
        Throwing.ThrowAll(turn, element, node.Definitions);
        if (turn.Refusal is not null || element.IsGone)
        {
            return; // an escalation may have ended the scope it was thrown in
        }
        if (!CompensationEvents.TryThrow(element, node.Definitions))
        {
            Finish(turn, element, node);
        }
    }

    /// <summary>Also when what it has thrown is done.</summary>
    public static void Finish(Turn turn, LiveElement element, IntermediateThrowEvent node)
    {
        if (Throwing.TryStartWork(turn, element, node.Definitions))
        {
            return;
        }
        if (node.Definitions.OfType<EventDefinition.Link>().FirstOrDefault() is { } link)
        {
            Links.Follow(turn, element, link);
            return;
        }
        Lifecycle.Complete(turn, element);
    }
}
