using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>What is armed for an event, and where things go on once it has happened.</summary>
internal static class EventTriggers
{
    /// <summary>Errors, escalations and the like are thrown at their catchers and need nothing armed.</summary>
    public static void Arm(Turn turn, LiveElement owner, string activityId, ImmutableArray<EventDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            switch (definition)
            {
                case EventDefinition.Timer timer:
                    Timers.Arm(turn, owner, activityId, timer);
                    break;
                case EventDefinition.Message message:
                    Subscriptions.Open(turn, owner, activityId, message.Reference);
                    break;
                case EventDefinition.Signal signal when Signals.TryName(turn, owner, activityId, signal, out var name):
                    Subscriptions.Open(turn, owner, activityId, SubscriptionKind.Signal, name);
                    break;
                default:
                    break;
            }
        }
    }

    public static void Trigger(Turn turn, LiveElement owner, FlowNode happened)
    {
        switch (happened)
        {
            case BoundaryEvent boundary:
                BoundaryEventBehavior.Trigger(turn, owner, boundary);
                break;
            case StartEvent start:
                EventSubProcess.Trigger(turn, owner, start);
                break;
            case not null when owner.Node is EventBasedGateway:
                EventBasedGatewayBehavior.Trigger(turn, owner, happened);
                break;
            default:
                Lifecycle.Complete(turn, owner);
                break;
        }
    }
}
