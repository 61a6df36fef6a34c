using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>
/// BPMN 2.0.2 §10.6.6 and §13.4.4: an event-based gateway that begins a process. The event that has happened makes the
/// instance; exclusive, the others are out of it; parallel, the instance waits for each of them as well, and each goes on
/// along its own flow.
/// </summary>
internal static class InstantiatingGateway
{
    /// <summary>The gateway that makes a node an entry to the process; null for any other node.</summary>
    public static EventBasedGateway? Before(ProcessDefinition definition, FlowNode node) =>
        node
            .Incoming.Select(f => definition.Node(definition.Flow(f).SourceId))
            .OfType<EventBasedGateway>()
            .FirstOrDefault(g => g.Instantiate);

    public static void Begin(Turn turn, EventBasedGateway gateway, FlowNode happened)
    {
        var element = Lifecycle.Create(turn, turn.Process, gateway);
        if (!Lifecycle.TryOpen(turn, element))
        {
            return;
        }
        EventBasedGatewayBehavior.Trigger(turn, element, happened);
        if (!gateway.IsParallel)
        {
            return;
        }
        foreach (var id in gateway.Outgoing)
        {
            var flow = turn.Definition.Flow(id);
            if (flow.TargetId != happened.Id)
            {
                Flows.Take(turn, turn.Process, flow);
            }
        }
    }
}
