using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>
/// BPMN 2.0.2 §13.4.3: an inclusive join opens when an incoming flow has a token and no other token of the scope can still
/// come to an empty incoming flow, unless that token can as well come to one that has a token; ways through the gateway
/// itself do not count. Looked at whenever the instance has come to rest, so also when another branch has ended.
/// </summary>
internal static class InclusiveJoin
{
    /// <summary>Opens the first join that need not wait any longer; true when one was opened.</summary>
    public static bool TryOpenOne(Turn turn)
    {
        foreach (var scope in turn.ScopesWithTakenFlows)
        {
            foreach (var taken in scope.TakenFlows)
            {
                var node = turn.Definition.Node(turn.Definition.Flow(taken.FlowId).TargetId);
                if (node is InclusiveGateway && !MustWait(turn, scope, node, f => Joins.Has(scope, f)))
                {
                    Joins.Open(turn, scope, node);
                    return true;
                }
            }
        }
        return false;
    }

    /// <param name="isServed">Whether an incoming flow has its token, or need not have one.</param>
    public static bool MustWait(Turn turn, LiveElement scope, FlowNode gateway, Func<string, bool> isServed)
    {
        var reach = turn.Definition.Reachability.Into(gateway);
        foreach (var child in scope.Children)
        {
            if (child.Node is SubProcess { TriggeredByEvent: true } || child.Role == ElementRole.Compensation)
            {
                continue; // runs beside the scope's flows and never comes into them
            }
            // A token waiting to enter a gateway is still on the flow by which it came.
            var awaited = child.ArrivedBy is { } flow
                ? IsAwaited(turn, isServed, reach, flow)
                : IsAwaitedAt(isServed, reach, child.ActivityId);
            if (awaited)
            {
                return true;
            }
        }
        return scope.TakenFlows.Any(t => IsAwaited(turn, isServed, reach, t.FlowId));
    }

    private static bool IsAwaited(
        Turn turn,
        Func<string, bool> isServed,
        ImmutableArray<FlowReach> reach,
        string flowId
    )
    {
        foreach (var into in reach)
        {
            if (into.FlowId == flowId)
            {
                return !isServed(flowId);
            }
        }
        return IsAwaitedAt(isServed, reach, turn.Definition.Flow(flowId).TargetId);
    }

    private static bool IsAwaitedAt(Func<string, bool> isServed, ImmutableArray<FlowReach> reach, string nodeId)
    {
        var reachesEmpty = false;
        foreach (var into in reach)
        {
            if (!into.Sources.Contains(nodeId))
            {
                continue;
            }
            if (isServed(into.FlowId))
            {
                return false;
            }
            reachesEmpty = true;
        }
        return reachesEmpty;
    }
}
