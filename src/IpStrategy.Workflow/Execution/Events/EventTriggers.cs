using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>What is armed for an event, and where things go on once it has happened.</summary>
internal static class EventTriggers
{
    /// <summary>All these events on one owner; a condition that holds already happens at once, when all are armed.</summary>
    public static void ArmAll(Turn turn, LiveElement owner, IEnumerable<Event> events)
    {
        var mark = turn.Mark;
        foreach (var node in events)
        {
            Arm(turn, owner, node.Id, node.Definitions);
        }
        ConditionalEvents.TriggerSatisfied(turn, owner, mark);
    }

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
                case EventDefinition.Message { Reference: { } message }:
                    Subscriptions.Open(turn, owner, activityId, message);
                    break;
                case EventDefinition.Signal signal when Signals.TryName(turn, owner, activityId, signal, out var name):
                    Subscriptions.Open(turn, owner, activityId, SubscriptionKind.Signal, name);
                    break;
                case EventDefinition.Conditional conditional:
                    ConditionalEvents.Arm(turn, owner, activityId, conditional);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>One of the things an event waits for; an event that waits for all of them may not have happened yet.</summary>
    public static void Happened(Turn turn, LiveElement owner, FlowNode node, EventSubscription? by = null)
    {
        if (!ParallelMultiple.Is(node) || ParallelMultiple.IsComplete(turn, owner, (Event)node, by))
        {
            Trigger(turn, owner, node);
        }
    }

    public static void Trigger(Turn turn, LiveElement owner, FlowNode happened)
    {
        switch (happened)
        {
            case BoundaryEvent boundary:
                BoundaryEventBehavior.Trigger(turn, owner, boundary);
                break;
            case StartEvent start when owner.Node != start:
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
