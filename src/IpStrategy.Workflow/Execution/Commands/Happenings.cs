using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>What comes by itself: timers, continuations, messages, signals; and all of these once more after an incident.</summary>
internal static class Happenings
{
    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.FireTimer timer:
                Timers.Fire(turn, timer.Timer);
                break;
            case Command.RunContinuation continuation:
                Continue(turn, continuation.Element);
                break;
            case Command.DeliverMessage message:
                Subscriptions.DeliverMessage(turn, message);
                break;
            case Command.DeliverSignal signal:
                Signals.Deliver(turn, signal);
                break;
            case Command.ResolveIncident resolve:
                Incidents.Resolve(turn, resolve.Element);
                break;
            default:
                break;
        }
    }

    public static void Continue(Turn turn, ElementId id)
    {
        var element = turn.Find(id);
        switch (element?.WaitsFor)
        {
            case WaitingFor.Entry when element.ArrivedBy is { } flow && Joins.IsJoin(element.Node!):
                element.WaitsFor = WaitingFor.Nothing;
                element.Remove();
                Joins.Collect(turn, element.Parent!, element.Node!, flow);
                break;
            case WaitingFor.Entry:
                Lifecycle.Enter(turn, element);
                break;
            case WaitingFor.Exit:
                Lifecycle.Leave(turn, element);
                break;
            default:
                turn.Refuse(new ContinuationIsGone(id));
                break;
        }
    }
}
