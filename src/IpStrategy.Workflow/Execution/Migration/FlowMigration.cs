using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>
/// Tokens that wait before a joining gateway. Each stays on the flow that stands for its own; one whose flow is gone takes
/// a flow of the gateway that no other token stands on.
/// </summary>
internal sealed class FlowMigration(ActivityMapping mapping, List<MigrationObstacle> obstacles)
{
    private readonly List<(TakenFlow Taken, FlowNode Gateway, Placed Scope)> _rest = [];

    /// <summary>The gateway a token waits before after the move; null, and an obstacle, when there is none.</summary>
    public FlowNode? GatewayFor(TakenFlow taken)
    {
        var from = mapping.Source.Node(mapping.Source.Flow(taken.FlowId).TargetId);
        var to = mapping.NodeFor(from.Id) is { } id ? mapping.Target.FindNode(id) : null;
        if (to is null || to.ElementType != from.ElementType)
        {
            var problem = to is null ? MigrationProblem.HasNoTarget : MigrationProblem.IsOfAnotherKind;
            obstacles.Add(new MigrationObstacle(from.Id, to?.Id, problem));
            return null;
        }
        return to;
    }

    public void Place(TakenFlow taken, FlowNode gateway, Placed scope)
    {
        if (mapping.FlowFor(taken.FlowId, gateway) is { } flow)
        {
            Put(scope, flow, taken.Count);
            return;
        }
        _rest.Add((taken, gateway, scope));
    }

    /// <summary>When all that have a flow of their own stand on it.</summary>
    public void PlaceRest()
    {
        foreach (var (taken, gateway, scope) in _rest)
        {
            if (gateway.Incoming.FirstOrDefault(f => !IsTaken(scope, f)) is { } free)
            {
                Put(scope, free, taken.Count);
                continue;
            }
            var source = mapping.Source.Flow(taken.FlowId).TargetId;
            obstacles.Add(new MigrationObstacle(source, gateway.Id, MigrationProblem.HasTooFewFlows));
        }
    }

    /// <summary>
    /// Complex gateways of a scope that wait for the rest of their tokens. One that is not there any more has nothing to wait
    /// for: its tokens of the first phase have gone on long ago.
    /// </summary>
    public ImmutableArray<PendingReset> ResetsOf(ElementInstance scope, string targetScope) =>
        [
            .. scope
                .Resets.Select(r =>
                    mapping.NodeFor(r.GatewayId) is { } id
                    && mapping.Target.FindNode(id) is ComplexGateway gateway
                    && gateway.ScopeId == targetScope
                        ? new PendingReset(
                            id,
                            [.. r.Consumed.Select(f => mapping.FlowFor(f, gateway)).OfType<string>()]
                        )
                        : null
                )
                .OfType<PendingReset>(),
        ];

    /// <summary>The flow before a gateway that is entered later, or the start event that set off an event sub-process.</summary>
    public string? ArrivalAt(ElementInstance element, FlowNode to)
    {
        if (to is SubProcess { TriggeredByEvent: true })
        {
            var starts = mapping
                .Target.ScopeOf(to.Id)
                .NodeIds.Select(mapping.Target.Node)
                .OfType<StartEvent>()
                .ToList();
            var mapped = element.ArrivedBy is { } start ? mapping.NodeFor(start) : null;
            return (starts.Find(s => s.Id == mapped) ?? starts.FirstOrDefault())?.Id;
        }
        return element.ArrivedBy is { } flow && mapping.Source.FindFlow(flow) is not null
            ? mapping.FlowFor(flow, to) ?? to.Incoming.FirstOrDefault()
            : null;
    }

    private static bool IsTaken(Placed scope, string flow) => scope.Element.TakenFlows.Any(t => t.FlowId == flow);

    private static void Put(Placed scope, string flow, int count)
    {
        var flows = scope.Element.TakenFlows;
        var there = flows.FirstOrDefault(t => t.FlowId == flow);
        flows = there is null
            ? flows.Add(new TakenFlow(flow, count))
            : flows.Replace(there, there with { Count = there.Count + count });
        scope.Element = scope.Element with { TakenFlows = flows };
    }
}
