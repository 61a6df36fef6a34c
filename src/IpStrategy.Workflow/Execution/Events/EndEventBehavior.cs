using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §13.5.1: takes its token; error and terminate then act on the scope it stands in. Terminate ends that scope
/// alone: of a multi-instance sub-process the one run, of a called process the called one.
/// </summary>
internal static class EndEventBehavior
{
    public static void Execute(Turn turn, LiveElement element, EndEvent node)
    {
        Throwing.ThrowAll(turn, element, node.Definitions);
        if (turn.Refusal is not null || element.IsGone)
        {
            return;
        }
        var waits = node.Definitions.Any(d => d is EventDefinition.Cancel)
            ? Transaction.TryRollBack(turn, element)
            : CompensationEvents.TryThrow(element, node.Definitions);
        if (!waits)
        {
            Finish(turn, element, node);
        }
    }

    /// <summary>Also when what it has thrown is done.</summary>
    public static void Finish(Turn turn, LiveElement element, EndEvent node)
    {
        var scope = element.Parent!;
        if (node.Definitions.Any(d => d is EventDefinition.Cancel))
        {
            Transaction.Leave(turn, element);
            return;
        }
        if (Throwing.TryStartWork(turn, element, node.Definitions))
        {
            return;
        }
        Lifecycle.Complete(turn, element);
        if (node.Definitions.Any(d => d is EventDefinition.Terminate))
        {
            Scopes.Clear(turn, scope);
            Scopes.Check(turn, scope);
        }
        else if (node.Definitions.OfType<EventDefinition.Error>().FirstOrDefault() is { } error)
        {
            Errors.Throw(turn, scope, node, new ThrownError(error.Code, error.Text));
        }
    }
}
