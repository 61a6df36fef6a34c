using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §10.5.2 to §10.5.4, parallel multiple: the event happens when everything it names has happened, in whatever
/// order. What has happened is no longer armed, so what is still armed is what is still missing. Non-interrupting, it begins
/// anew after each time; a condition then has to be asked again by a change.
/// </summary>
internal static class ParallelMultiple
{
    public static bool Is(FlowNode node) =>
        node
            is StartEvent { IsParallelMultiple: true, Definitions.Length: > 1 }
                or IntermediateCatchEvent { IsParallelMultiple: true, Definitions.Length: > 1 }
                or BoundaryEvent { IsParallelMultiple: true, Definitions.Length: > 1 };

    /// <summary>At the start of a process one of them has made the instance; it begins when the others have happened.</summary>
    public static void AwaitRest(Turn turn, LiveElement element, StartEvent start, int happened)
    {
        element.WaitsFor = WaitingFor.Event;
        EventTriggers.Arm(turn, element, start.Id, [.. start.Definitions.Where((_, i) => i != happened)]);
    }

    /// <summary>Takes off what has just happened; true when nothing is missing any more.</summary>
    public static bool IsComplete(Turn turn, LiveElement owner, Event node, EventSubscription? by)
    {
        if (by is not null)
        {
            Subscriptions.Close(turn, owner, by);
        }
        if (owner.Subscriptions.Any(s => s.ActivityId == node.Id) || owner.Timers.Any(t => t.ActivityId == node.Id))
        {
            return false;
        }
        if (node is BoundaryEvent { IsInterrupting: false } or StartEvent { IsInterrupting: false })
        {
            EventTriggers.Arm(turn, owner, node.Id, node.Definitions);
        }
        return true;
    }
}
