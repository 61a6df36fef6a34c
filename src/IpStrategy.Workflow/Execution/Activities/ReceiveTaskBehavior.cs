using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>BPMN 2.0.2 §13.3.3: waits for its message. One that names none waits to be triggered by hand.</summary>
internal static class ReceiveTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, ReceiveTask task)
    {
        element.WaitsFor = WaitingFor.Event;
        if (task.Message is { } message)
        {
            Subscriptions.Open(turn, element, task.Id, message);
        }
    }
}
