using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution;

/// <summary>Which flows a token leaves by, and what it meets at their other end.</summary>
internal static class Flows
{
    /// <summary>Chooses by the kind of element; flows are taken in document order.</summary>
    public static void TakeOutgoing(Turn turn, LiveElement scope, FlowNode node)
    {
        for (var sent = 0; sent < Quantities.Sent(node) && turn.Refusal is null; sent++)
        {
            TakeOutgoingOnce(turn, scope, node);
        }
    }

    private static void TakeOutgoingOnce(Turn turn, LiveElement scope, FlowNode node)
    {
        switch (node)
        {
            case { Outgoing.IsEmpty: true }:
                return; // BPMN 2.0.2 §13.3.1: an implicit end
            case ExclusiveGateway:
                ExclusiveGatewayBehavior.TakeOutgoing(turn, scope, node);
                return;
            case ParallelGateway:
                TakeAll(turn, scope, node);
                return;
            case InclusiveGateway:
                InclusiveGatewayBehavior.TakeOutgoing(turn, scope, node);
                return;
            case ComplexGateway:
                ComplexGatewayBehavior.TakeOutgoing(turn, scope, node);
                return;
            default:
                TakeEnabled(turn, scope, node);
                return;
        }
    }

    public static void TakeAll(Turn turn, LiveElement scope, FlowNode node)
    {
        foreach (var id in node.Outgoing)
        {
            Take(turn, scope, turn.Definition.Flow(id));
        }
    }

    public static void Take(Turn turn, LiveElement scope, SequenceFlow flow)
    {
        turn.Record(HistoryEntryKind.FlowTaken, "sequenceFlow", flow.Id);
        Enqueue(turn, scope, flow);
    }

    /// <summary>A token at this flow, however it came there.</summary>
    public static void Enqueue(Turn turn, LiveElement scope, SequenceFlow flow)
    {
        scope.PendingFlows++;
        turn.Enqueue(StepKind.TakeFlow, scope, flow);
    }

    /// <summary>A token at the end of a flow: joins collect it, everything else begins at once (implicit merge).</summary>
    public static void Arrive(Turn turn, LiveElement scope, SequenceFlow flow)
    {
        var node = turn.Definition.Node(flow.TargetId);
        if (!node.AsyncBefore && Joins.IsJoin(node))
        {
            Joins.Collect(turn, scope, node, flow.Id);
            return;
        }
        if (Quantities.Collects(node))
        {
            Quantities.Collect(turn, scope, (Activity)node, flow.Id);
            return;
        }
        Lifecycle.Begin(turn, Lifecycle.Create(turn, scope, node, Joins.IsJoin(node) ? flow.Id : null));
    }

    /// <summary>
    /// BPMN 2.0.2 §13.3.1 and table 8.41: flows without a condition always, those with one when it holds, the default when
    /// none of these is taken. That none at all can be taken is never a silent end.
    /// </summary>
    private static void TakeEnabled(Turn turn, LiveElement scope, FlowNode node)
    {
        if (TryTakeWhereTrue(turn, scope, node) is not false)
        {
            return;
        }
        TakeDefaultOrRefuse(turn, scope, node);
    }

    /// <summary>Null when a condition could not be decided; the turn is refused then.</summary>
    public static bool? TryTakeWhereTrue(Turn turn, LiveElement scope, FlowNode node)
    {
        var any = false;
        foreach (var id in node.Outgoing)
        {
            var flow = turn.Definition.Flow(id);
            if (id == node.DefaultFlow)
            {
                continue;
            }
            if (!Evaluation.TryHolds(turn, scope, flow, out var holds))
            {
                return null;
            }
            if (holds)
            {
                Take(turn, scope, flow);
                any = true;
            }
        }
        return any;
    }

    public static void TakeDefaultOrRefuse(Turn turn, LiveElement scope, FlowNode node)
    {
        if (node.DefaultFlow is { } id)
        {
            Take(turn, scope, turn.Definition.Flow(id));
            return;
        }
        turn.Refuse(new NoFlowCanBeTaken(node.Id));
    }
}
