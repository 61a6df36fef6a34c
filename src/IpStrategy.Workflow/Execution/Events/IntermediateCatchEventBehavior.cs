using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>BPMN 2.0.2 §13.5.2: waits for the first of what it names; parallel multiple, for all of it. The target of a link goes on at once.</summary>
internal static class IntermediateCatchEventBehavior
{
    public static void Execute(Turn turn, LiveElement element, IntermediateCatchEvent node)
    {
        if (node.Definitions.Any(d => d is EventDefinition.Link))
        {
            Lifecycle.Complete(turn, element);
            return;
        }
        element.WaitsFor = WaitingFor.Event;
        EventTriggers.ArmAll(turn, element, [node]);
    }
}
