using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>BPMN 2.0.2 §13.4.3, the split: every flow whose condition holds; the default when none does.</summary>
internal static class InclusiveGatewayBehavior
{
    public static void TakeOutgoing(Turn turn, LiveElement scope, FlowNode node)
    {
        if (Flows.TryTakeWhereTrue(turn, scope, node) is false)
        {
            Flows.TakeDefaultOrRefuse(turn, scope, node);
        }
    }
}
