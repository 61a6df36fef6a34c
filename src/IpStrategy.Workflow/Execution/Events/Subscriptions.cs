using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>Messages and signals an element waits for. They stay until their element ends or is left.</summary>
internal static class Subscriptions
{
    public static void Open(Turn turn, LiveElement owner, string activityId, SubscriptionKind kind, string name)
    {
        var subscription = new EventSubscription(new ElementId(turn.NewId()), activityId, kind, name);
        owner.Subscriptions = owner.Subscriptions.Add(subscription);
        turn.Emit(new Effect.Subscribe(subscription.Id, activityId, kind, name, Command.NoVariables));
    }

    public static void Open(Turn turn, LiveElement owner, string activityId, MessageReference message)
    {
        if (Evaluation.TryName(turn, owner, activityId, message.Name, out var name))
        {
            Open(turn, owner, activityId, SubscriptionKind.Message, name);
        }
    }

    public static void DeliverMessage(Turn turn, Command.DeliverMessage message)
    {
        if (
            Owner(turn, message.Subscription) is not { } owner
            || owner.Subscriptions.First(s => s.Id == message.Subscription) is not { } subscription
            || subscription.Kind != SubscriptionKind.Message
        )
        {
            turn.Refuse(new SubscriptionIsGone(message.Subscription));
            return;
        }
        if (subscription.Name != message.Name)
        {
            turn.Refuse(new SubscriptionHasAnotherName(message.Subscription, subscription.Name));
            return;
        }
        Deliver(turn, owner, subscription, message.Variables);
    }

    public static void Deliver(
        Turn turn,
        LiveElement owner,
        EventSubscription subscription,
        ImmutableSortedDictionary<string, FeelValue> variables
    )
    {
        var node = turn.Definition.Node(subscription.ActivityId);
        var kind =
            subscription.Kind == SubscriptionKind.Message
                ? HistoryEntryKind.MessageReceived
                : HistoryEntryKind.SignalReceived;
        turn.Record(kind, node.ElementType, node.Id, owner.Id, Facts.Of("name", subscription.Name));
        // What a boundary event brings belongs to where it goes on, not into the activity it may end.
        var from = node is BoundaryEvent ? owner.Parent! : owner;
        VariableScope.SetOutward(turn, from, variables);
        EventTriggers.Happened(turn, owner, node, subscription);
    }

    public static void Close(Turn turn, LiveElement owner, EventSubscription subscription)
    {
        owner.Subscriptions = owner.Subscriptions.Remove(subscription);
        turn.Emit(new Effect.Unsubscribe(subscription.Id));
    }

    public static LiveElement? Owner(Turn turn, ElementId subscription) =>
        turn.Elements.FirstOrDefault(e => e.Subscriptions.Any(s => s.Id == subscription));
}
