using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>
/// BPMN 2.0.2 §13.3.2 and table 10.3: an activity begins once <c>startQuantity</c> tokens have come, by whichever of its
/// flows, and sends <c>completionQuantity</c> tokens along each flow it leaves by. Tokens that are too few wait.
/// </summary>
internal static class Quantities
{
    public static bool Collects(FlowNode node) => node is Activity { StartQuantity: > 1 };

    public static void Collect(Turn turn, LiveElement scope, Activity activity, string flowId)
    {
        Joins.Put(scope, flowId);
        if (activity.Incoming.Sum(id => Joins.Count(scope, id)) < activity.StartQuantity)
        {
            return;
        }
        for (var taken = 0; taken < activity.StartQuantity; taken++)
        {
            Joins.Consume(scope, [activity.Incoming.First(id => Joins.Has(scope, id))]);
        }
        Lifecycle.Begin(turn, Lifecycle.Create(turn, scope, activity));
    }

    public static int Sent(FlowNode node) => node is Activity activity ? activity.CompletionQuantity : 1;
}
