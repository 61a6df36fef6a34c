using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>BPMN 2.0.2 §13.4.4: waits for all the events behind it; the first one to happen decides the way.</summary>
internal static class EventBasedGatewayBehavior
{
    public static void Execute(Turn turn, LiveElement element)
    {
        element.WaitsFor = WaitingFor.Event;
        var caughtEvents = new List<Event>();
        foreach (var flow in element.Node!.Outgoing)
        {
            switch (turn.Definition.Node(turn.Definition.Flow(flow).TargetId))
            {
                case IntermediateCatchEvent caught:
                    caughtEvents.Add(caught);
                    break;
                case ReceiveTask { Message: { } message } task:
                    Subscriptions.Open(turn, element, task.Id, message);
                    break;
                default:
                    break;
            }
        }
        EventTriggers.ArmAll(turn, element, caughtEvents);
    }

    public static void Trigger(Turn turn, LiveElement gateway, FlowNode happened)
    {
        var scope = gateway.Parent!;
        var taken = gateway.Node!.Outgoing.First(id => turn.Definition.Flow(id).TargetId == happened.Id);
        Lifecycle.Release(turn, gateway, TaskClosing.Completed);
        turn.Record(HistoryEntryKind.Completed, gateway);
        gateway.Remove();
        turn.Record(HistoryEntryKind.FlowTaken, "sequenceFlow", taken);
        var element = Lifecycle.Create(turn, scope, happened);
        if (Lifecycle.TryOpen(turn, element))
        {
            // What it waits for has happened already.
            Lifecycle.Complete(turn, element);
        }
    }
}
