using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>
/// Tokens that wait before a gateway, kept per scope and per incoming flow: two tokens on one flow are never taken
/// for one token on each of two flows.
/// </summary>
internal static class Joins
{
    public static bool IsJoin(FlowNode node) => node is ParallelGateway or InclusiveGateway or ComplexGateway;

    /// <summary>One more token on this flow; opens the gateway when that is decided by its own flows alone.</summary>
    public static void Collect(Turn turn, LiveElement scope, FlowNode node, string flowId)
    {
        Put(scope, flowId);
        if (node is ComplexGateway complex)
        {
            ComplexGatewayBehavior.Arrived(turn, scope, complex);
        }
        else if (node.Incoming.Length <= 1 || (node is ParallelGateway && node.Incoming.All(id => Has(scope, id))))
        {
            Open(turn, scope, node);
        }
    }

    /// <summary>Parallel joins for which nothing is missing any more, though no token has come: others flows lead into them now.</summary>
    public static void OpenReady(Turn turn)
    {
        foreach (var scope in turn.ScopesWithTakenFlows.ToList())
        {
            foreach (var taken in scope.TakenFlows)
            {
                var node = turn.Definition.Node(turn.Definition.Flow(taken.FlowId).TargetId);
                if (node is ParallelGateway && node.Incoming.All(id => Has(scope, id)))
                {
                    Open(turn, scope, node);
                }
            }
        }
    }

    /// <summary>Takes one token from every incoming flow that has one, and lets the gateway run.</summary>
    public static void Open(Turn turn, LiveElement scope, FlowNode node)
    {
        Consume(scope, node.Incoming);
        Lifecycle.Enter(turn, Lifecycle.Create(turn, scope, node));
    }

    /// <summary>One more token that waits at the end of this flow.</summary>
    public static void Put(LiveElement scope, string flowId) => scope.TakenFlows = With(scope.TakenFlows, flowId);

    /// <summary>One token from each of these flows that has one.</summary>
    public static void Consume(LiveElement scope, IEnumerable<string> flows)
    {
        foreach (var id in flows)
        {
            scope.TakenFlows = Without(scope.TakenFlows, id);
        }
    }

    public static int Count(LiveElement scope, string flowId) =>
        IndexOf(scope.TakenFlows, flowId) is var at and >= 0 ? scope.TakenFlows[at].Count : 0;

    /// <summary>
    /// A token put before a join by hand is one of those it waits for: it stands on the first flow that has none yet.
    /// Null where nothing is joined.
    /// </summary>
    public static string? FreeFlow(LiveElement scope, FlowNode node) =>
        IsJoin(node) && node.Incoming.Length > 1
            ? node.Incoming.FirstOrDefault(id => !Has(scope, id)) ?? node.Incoming[0]
            : null;

    public static bool Has(LiveElement scope, string flowId) => IndexOf(scope.TakenFlows, flowId) >= 0;

    private static ImmutableArray<TakenFlow> With(ImmutableArray<TakenFlow> flows, string flowId)
    {
        var at = IndexOf(flows, flowId);
        return at < 0
            ? flows.Add(new TakenFlow(flowId, 1))
            : flows.SetItem(at, flows[at] with { Count = flows[at].Count + 1 });
    }

    private static ImmutableArray<TakenFlow> Without(ImmutableArray<TakenFlow> flows, string flowId)
    {
        var at = IndexOf(flows, flowId);
        if (at < 0)
        {
            return flows;
        }
        return flows[at].Count == 1
            ? flows.RemoveAt(at)
            : flows.SetItem(at, flows[at] with { Count = flows[at].Count - 1 });
    }

    private static int IndexOf(ImmutableArray<TakenFlow> flows, string flowId)
    {
        for (var i = 0; i < flows.Length; i++)
        {
            if (flows[i].FlowId == flowId)
            {
                return i;
            }
        }
        return -1;
    }
}
