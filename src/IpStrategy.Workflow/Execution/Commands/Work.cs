using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>What comes back from handlers of the host and from external workers.</summary>
internal static class Work
{
    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.CompleteWork { Work: var id } trigger when IsReceiving(turn, id, out var element):
                VariableScope.SetOutward(turn, element, trigger.Variables);
                Lifecycle.Complete(turn, element);
                break;
            case Command.CompleteWork complete when TryOpen(turn, complete.Work, out var element):
                VariableScope.SetOutward(turn, element, complete.Variables);
                AutomaticWork.Finish(turn, element);
                break;
            case Command.FailWork fail when TryOpen(turn, fail.Work, out var element):
                var incident = new Incident("WORK_FAILED", element.ActivityId, fail.Reason, new IncidentRetry.Work());
                Incidents.Raise(turn, element, incident);
                break;
            case Command.ThrowError thrown when TryOpen(turn, thrown.Work, out var element):
                VariableScope.SetOutward(turn, element, thrown.Variables);
                Errors.Throw(turn, element, element.Node!, new ThrownError(thrown.ErrorCode, thrown.Message));
                break;
            default:
                break;
        }
    }

    /// <summary>A receive task may be continued by hand without its message.</summary>
    private static bool IsReceiving(Turn turn, ElementId id, out LiveElement element)
    {
        element = turn.Find(id)!;
        return element is { WaitsFor: WaitingFor.Event, Node: ReceiveTask };
    }

    private static bool TryOpen(Turn turn, ElementId id, out LiveElement element)
    {
        element = turn.Find(id)!;
        if (element is { WaitsFor: WaitingFor.Work })
        {
            return true;
        }
        turn.Refuse(new WorkIsNotOpen(id));
        return false;
    }
}
