using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Containers;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>
/// Where a token put somewhere by hand belongs: the scope that runs, where there is one; else scopes are made, with all that
/// is armed at them, but without anything started in them.
/// </summary>
internal static class ModifiedScopes
{
    /// <summary>Null, and the turn refused, when it cannot be told which one is meant.</summary>
    public static LiveElement? For(Turn turn, FlowNode node)
    {
        var missing = new Stack<FlowNode>();
        var scopeId = node.ScopeId;
        while (scopeId != turn.Definition.RootScope.Id)
        {
            var running = turn.Elements.Where(e => e.ActivityId == scopeId && IsOpenScope(e)).Take(2).ToList();
            if (running.Count > 1)
            {
                turn.Refuse(new SeveralScopesCouldBeMeant(node.Id, scopeId));
                return null;
            }
            if (running.Count == 1)
            {
                return Make(turn, running[0], missing, node);
            }
            var scope = turn.Definition.Node(scopeId);
            missing.Push(scope);
            scopeId = scope.ScopeId;
        }
        return Make(turn, turn.Process, missing, node);
    }

    private static bool IsOpenScope(LiveElement element) =>
        element is { Role: ElementRole.Element, Node: SubProcess, WaitsFor: WaitingFor.Contents };

    private static LiveElement? Make(Turn turn, LiveElement inside, Stack<FlowNode> missing, FlowNode wanted)
    {
        foreach (var node in missing)
        {
            var scope = Create(turn, inside, node, wanted);
            if (!Lifecycle.TryOpen(turn, scope))
            {
                return null;
            }
            if (scope.Role == ElementRole.LoopBody)
            {
                scope = Loops.OpenSingleRun(turn, scope);
                if (!Lifecycle.TryOpen(turn, scope))
                {
                    return null;
                }
            }
            SubProcessBehavior.Open(turn, scope);
            inside = scope;
        }
        return inside;
    }

    /// <summary>An event sub-process takes the place of what runs, as if its event had happened.</summary>
    private static LiveElement Create(Turn turn, LiveElement inside, FlowNode node, FlowNode wanted)
    {
        if (node is not SubProcess { TriggeredByEvent: true })
        {
            return Lifecycle.Create(turn, inside, node);
        }
        var start = wanted as StartEvent ?? EventSubProcess.StartOf(turn, node.Id);
        if (start is not null)
        {
            EventSubProcess.MakeRoom(turn, inside, start);
        }
        return Lifecycle.Create(turn, inside, node, start?.Id);
    }
}
