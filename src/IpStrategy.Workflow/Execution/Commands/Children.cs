using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>What comes up from called instances.</summary>
internal static class Children
{
    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.ChildEnded ended when TryOpen(turn, ended.Call, out var call):
                CallActivityBehavior.ChildEnded(turn, call, ended.Variables);
                break;
            case Command.ChildFailed failed when TryOpen(turn, failed.Call, out var call):
                // The child has ended already: nothing is left to cancel in it.
                call.WaitsFor = WaitingFor.Nothing;
                Errors.Throw(turn, call, call.Node!, new ThrownError(failed.ErrorCode, failed.Message));
                break;
            case Command.ChildCancelled cancelled when TryOpen(turn, cancelled.Call, out var call):
                var reason = cancelled.Reason ?? "";
                Incidents.Raise(
                    turn,
                    call,
                    new Incident("CHILD_WAS_CANCELLED", call.ActivityId, reason, new IncidentRetry.Child())
                );
                break;
            case Command.ChildEscalated escalated when TryOpen(turn, escalated.Call, out var call):
                Escalations.Throw(turn, call, escalated.EscalationCode);
                break;
            default:
                break;
        }
    }

    private static bool TryOpen(Turn turn, ElementId id, out LiveElement call)
    {
        call = turn.Find(id)!;
        if (call is { WaitsFor: WaitingFor.Child })
        {
            return true;
        }
        turn.Refuse(new CallIsGone(id));
        return false;
    }
}
