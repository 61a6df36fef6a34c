using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>BPMN 2.0.2 §13.4.2: the first flow whose condition holds, in document order; else the default. Merges by passing through.</summary>
internal static class ExclusiveGatewayBehavior
{
    public static void TakeOutgoing(Turn turn, LiveElement scope, FlowNode node)
    {
        foreach (var id in node.Outgoing)
        {
            var flow = turn.Definition.Flow(id);
            if (id == node.DefaultFlow)
            {
                continue;
            }
            if (!Evaluation.TryHolds(turn, scope, flow, out var holds))
            {
                return;
            }
            if (holds)
            {
                Flows.Take(turn, scope, flow);
                return;
            }
        }
        Flows.TakeDefaultOrRefuse(turn, scope, node);
    }
}
