using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §13.5.3: armed while its activity is active. Interrupting, it ends the activity; else it runs beside it, as
/// often as it happens.
/// </summary>
internal static class BoundaryEventBehavior
{
    public static void Arm(Turn turn, LiveElement host) =>
        EventTriggers.ArmAll(turn, host, turn.Definition.BoundaryEventsOf(host.ActivityId));

    public static void Trigger(Turn turn, LiveElement host, BoundaryEvent boundary)
    {
        var scope = host.Parent!;
        if (boundary.IsInterrupting)
        {
            Lifecycle.Cancel(turn, host);
        }
        Lifecycle.Begin(turn, Lifecycle.Create(turn, scope, boundary));
        Scopes.Check(turn, scope);
    }
}
