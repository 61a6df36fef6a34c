using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Messages and signals that instances throw to each other: first in, first out, until nothing is on its way.</summary>
internal static class Delivery
{
    private const int MostDeliveries = 10_000;

    public static Refusal? UntilIdle(ScenarioHost host)
    {
        for (var count = 0; !host.World.Outbox.IsEmpty; count++)
        {
            var rest = host.World.Outbox.Dequeue(out var sent);
            host.Set(host.World with { Outbox = rest });
            if (count == MostDeliveries)
            {
                return new DeliveriesDoNotEnd(sent.Name);
            }
            // What a receiver refuses is an incident of its own, or lost as a letter to nobody is; the sender has gone on.
            _ = sent switch
            {
                Sent.Signal signal => Broadcast(host, signal),
                Sent.Message message => Deliver(host, message),
                _ => null,
            };
        }
        return null;
    }

    /// <summary>What was held for instances that are active again goes on its way.</summary>
    public static Refusal? Release(ScenarioHost host)
    {
        var due = host.World.Held.Where(h => host.World.Instances[h.Instance].IsActive).ToList();
        host.Set(host.World with { Held = host.World.Held.RemoveRange(due) });
        foreach (var held in due)
        {
            // As for all that is delivered: what the receiver makes of it is its own affair.
            _ = held.What switch
            {
                Sent.Message message => Deliver(host, message),
                var signal => Broadcasts.ToInstances(host, [held.Instance], signal.Name, signal.Variables),
            };
        }
        return null;
    }

    private static Refusal? Broadcast(ScenarioHost host, Sent.Signal signal)
    {
        var others = host.World.InOrder.Where(i => i.Id != signal.Sender).Select(i => i.Id).ToList();
        Hold(host, signal, Suspended(host).Where(s => IsFor(s.Subscription, signal)));
        return Broadcasts.Everywhere(host, others, signal.Name, signal.Variables);
    }

    /// <summary>To the end of each message flow drawn from the sender; by its name where none leads to anyone.</summary>
    private static Refusal? Deliver(ScenarioHost host, Sent.Message message)
    {
        var reached = message.Targets.Select(t => Deliver(host, message, t)).ToList();
        if (reached.Exists(r => r is null))
        {
            return null;
        }
        return Deliver(host, message, target: null);
    }

    private static Refusal? Deliver(ScenarioHost host, Sent.Message message, MessageTarget? target)
    {
        var waiting = host
            .World.Subscriptions()
            .Where(s => s.Instance.IsActive && s.Subscription.Kind == SubscriptionKind.Message)
            .Where(s => IsMeant(s, message, target) && MessageSteps.Allows(host, s, message.Variables))
            .ToList();
        return Receiver(host, message, waiting) is { } receiver
                ? host.Send(
                    host.World.Instances[receiver.Instance.Id],
                    new Command.DeliverMessage(receiver.Subscription.Id, receiver.Subscription.Name, message.Variables)
                )
            : waiting.Count == 0 ? HoldOrStart(host, message, target)
            : new SeveralMatch($"waiting subscriptions for {message.Name}");
    }

    private static Refusal? HoldOrStart(ScenarioHost host, Sent.Message message, MessageTarget? target)
    {
        var suspended = Suspended(host)
            .Where(s => s.Subscription.Kind == SubscriptionKind.Message && IsMeant(s, message, target))
            .Take(1)
            .ToList();
        return Hold(host, message, suspended) ? null : StartByMessage(host, message, target);
    }

    private static IEnumerable<FoundSubscription> Suspended(ScenarioHost host) =>
        host.World.Subscriptions().Where(s => s.Instance.State.Status == InstanceStatus.Suspended);

    private static bool IsFor(EventSubscription subscription, Sent.Signal signal) =>
        subscription.Kind == SubscriptionKind.Signal && subscription.Name == signal.Name;

    private static bool Hold(ScenarioHost host, Sent what, IEnumerable<FoundSubscription> suspended)
    {
        var held = suspended.Select(s => s.Instance.Id).Distinct(StringComparer.Ordinal).Select(i => new Held(i, what));
        var before = host.World.Held;
        host.Set(host.World with { Held = before.AddRange(held) });
        return host.World.Held.Length > before.Length;
    }

    private static bool IsMeant(FoundSubscription found, Sent.Message message, MessageTarget? target) =>
        target is null ? found.Subscription.Name == message.Name
        : found.Instance.State.Definition.ProcessId != target.ProcessId ? false
        : target.NodeId is null ? found.Subscription.Name == message.Name
        : found.Subscription.ActivityId == target.NodeId;

    /// <summary>
    /// The one that waits; of several the partner of the conversation, else the one with the same business key. A message is
    /// never given to just anybody.
    /// </summary>
    private static FoundSubscription? Receiver(ScenarioHost host, Sent message, List<FoundSubscription> waiting)
    {
        if (waiting.Count <= 1)
        {
            return waiting.FirstOrDefault();
        }
        var sender = host.World.Instances[message.Sender];
        var partners = waiting.Where(w => w.Instance.Id == sender.Partner || w.Instance.Partner == sender.Id).ToList();
        var related =
            partners.Count > 0
                ? partners
                : waiting
                    .Where(w => w.Instance.State.BusinessKey is { } key && key == sender.State.BusinessKey)
                    .ToList();
        return related.Count == 1 ? related[0] : null;
    }

    private static Refusal? StartByMessage(ScenarioHost host, Sent.Message message, MessageTarget? target)
    {
        var isNamed = target?.NodeId is null;
        var starts = host.Starts(d => d is EventDefinition.Message m && (!isNamed || m.Reference?.Name == message.Name))
            .Where(s => target is null || s.Definition.ProcessId == target.ProcessId)
            .Where(s => isNamed || s.Entry.NodeId == target!.NodeId)
            .ToList();
        if (starts is not [var only])
        {
            return new NothingMatches($"waiting subscription for {message.Name}");
        }
        var sender = host.World.Instances[message.Sender];
        var start = new Command.Start(
            Dispatcher.NewInstance(host.World),
            only.Definition,
            message.Variables,
            sender.State.BusinessKey,
            StartEvent: only.Entry.NodeId,
            Position: only.Entry.Position
        );
        return host.Start(start, name: null, sender.Id);
    }
}
