using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Workflow.Definitions;

/// <summary>From which nodes of its scope a token can come to a flow.</summary>
internal sealed record FlowReach(string FlowId, FrozenSet<string> Sources);

/// <summary>Worked out once for each joining gateway and kept with the definition.</summary>
internal sealed class Reachability(ProcessDefinition definition)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<FlowReach>> _byGateway = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FrozenSet<string>> _byNode = new(StringComparer.Ordinal);

    /// <summary>For each incoming flow the nodes that lead to it without passing the gateway itself.</summary>
    public ImmutableArray<FlowReach> Into(FlowNode gateway) =>
        _byGateway.GetOrAdd(gateway.Id, static (_, of) => of.Self.Measure(of.Gateway), (Self: this, Gateway: gateway));

    /// <summary>The nodes from which a token can come to this one, and itself.</summary>
    public FrozenSet<string> UpTo(FlowNode node) =>
        _byNode.GetOrAdd(node.Id, static (id, self) => self.Before(id, gatewayId: null), this);

    private ImmutableArray<FlowReach> Measure(FlowNode gateway) =>
        [.. gateway.Incoming.Select(id => new FlowReach(id, Before(definition.Flow(id).SourceId, gateway.Id)))];

    private FrozenSet<string> Before(string nodeId, string? gatewayId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([nodeId]);
        while (open.TryPop(out var id))
        {
            if (id == gatewayId || !seen.Add(id))
            {
                continue;
            }
            foreach (var before in Predecessors(definition.Node(id)))
            {
                open.Push(before);
            }
        }
        return seen.ToFrozenSet(StringComparer.Ordinal);
    }

    private IEnumerable<string> Predecessors(FlowNode node)
    {
        foreach (var flow in node.Incoming)
        {
            yield return definition.Flow(flow).SourceId;
        }
        // A token in an activity can leave it by a boundary event, and one at a link goes on at its other end.
        if (node is BoundaryEvent boundary)
        {
            yield return boundary.AttachedTo;
        }
        foreach (var link in LinkNames(node as IntermediateCatchEvent))
        {
            foreach (var source in definition.Nodes.OfType<IntermediateThrowEvent>())
            {
                if (source.ScopeId == node.ScopeId && LinkNames(source).Contains(link, StringComparer.Ordinal))
                {
                    yield return source.Id;
                }
            }
        }
    }

    private static IEnumerable<string> LinkNames(Event? node) =>
        node is null ? [] : node.Definitions.OfType<EventDefinition.Link>().Select(l => l.Name);
}
