using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>BPMN 2.0.2 §13.3.3: sends its message, if it names one, then does what it is bound to.</summary>
internal static class SendTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, SendTask task)
    {
        if (task.Message is { } message)
        {
            // The message carries the task's data inputs and nothing else of the process.
            turn.Emit(new Effect.SendMessage(message.Name, element.Variables));
        }
        AutomaticWork.Execute(turn, element, task.Implementation, task.ResultVariable);
    }
}
