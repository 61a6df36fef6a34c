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
            _ = sent is Sent.Signal signal ? Broadcast(host, signal) : Deliver(host, sent);
        }
        return null;
    }

    private static Refusal? Broadcast(ScenarioHost host, Sent.Signal signal)
    {
        var others = host.World.InOrder.Where(i => i.Id != signal.Sender).Select(i => i.Id).ToList();
        return Broadcasts.ToInstances(host, others, signal.Name, signal.Variables)
            ?? Broadcasts.StartBySignal(host, signal.Name, signal.Variables);
    }

    private static Refusal? Deliver(ScenarioHost host, Sent message)
    {
        var waiting = host
            .World.Subscriptions()
            .Where(s => s.Instance.IsActive && s.Subscription.Kind == SubscriptionKind.Message)
            .Where(s => s.Subscription.Name == message.Name)
            .ToList();
        return Receiver(host, message, waiting) is { } receiver
                ? host.Send(
                    host.World.Instances[receiver.Instance.Id],
                    new Command.DeliverMessage(receiver.Subscription.Id, message.Name, message.Variables)
                )
            : waiting.Count == 0 ? StartByMessage(host, message)
            : new SeveralMatch($"waiting subscriptions for {message.Name}");
    }

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

    private static Refusal? StartByMessage(ScenarioHost host, Sent message)
    {
        var starts = host.Starts(d => d is EventDefinition.Message m && m.Reference.Name == message.Name).ToList();
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
