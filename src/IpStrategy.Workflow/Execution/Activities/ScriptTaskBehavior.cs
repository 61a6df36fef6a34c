using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>An expression with a result variable: no definition can run code.</summary>
internal static class ScriptTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, ScriptTask task)
    {
        if (task.Script is { } script)
        {
            AutomaticWork.Evaluate(turn, element, script, task.ResultVariable);
            return;
        }
        Lifecycle.Complete(turn, element);
    }
}
