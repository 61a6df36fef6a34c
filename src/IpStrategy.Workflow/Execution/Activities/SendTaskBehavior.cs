using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>BPMN 2.0.2 §13.3.3: sends its message, if it names one, then does what it is bound to.</summary>
internal static class SendTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, SendTask task)
    {
        if (task.Message is { } message && !Throwing.TrySend(turn, element, message))
        {
            return;
        }
        AutomaticWork.Execute(turn, element, task.Implementation, task.ResultVariable);
    }
}
