using System.Text.Json;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Finds who a delivery is for and gives it to them, in the transaction at hand.</summary>
internal sealed class HandOver(
    IpStrategyContext db,
    EventReceivers receivers,
    MessageRoutes routes,
    InstanceStore store,
    ProcessRuns runs,
    InstanceStarter starter,
    Ids ids
)
{
    public Task<Refusal?> RunAsync(StoredDelivery delivery, CancellationToken cancel) =>
        delivery switch
        {
            { Kind: SubscriptionKind.Message } => MessageAsync(delivery, cancel),
            { TargetId: { } target } => SignalAsync(delivery, target, cancel),
            { StartId: { } start } => StartBySignalAsync(delivery, start, cancel),
            _ => SpreadAsync(delivery, cancel),
        };

    private async Task<Refusal?> SpreadAsync(StoredDelivery signal, CancellationToken cancel)
    {
        db.Deliveries.AddRange(await receivers.CopiesAsync(signal, ids, cancel));
        db.Deliveries.Remove(signal);
        return null;
    }

    private async Task<Refusal?> SignalAsync(StoredDelivery signal, long target, CancellationToken cancel)
    {
        var root = await db.Instances.Where(i => i.Id == target).Select(i => i.RootId).SingleAsync(cancel);
        await store.LockTreeAsync(root, cancel);
        var run = runs.Begin(Actor.Automatic);
        var instance = await run.InstanceAsync(target, cancel);
        if (instance.Status == InstanceStatus.Suspended)
        {
            signal.HoldFor(target);
            return null;
        }
        db.Deliveries.Remove(signal);
        // A broadcast is for whoever waits when it comes: not waiting any more is no fault.
        var waits = await receivers
            .WaitingFor(SubscriptionKind.Signal)
            .AnyAsync(w => w.InstanceId == target && w.Name == signal.Name, cancel);
        return waits
            ? await run.ExecuteAsync(
                instance,
                new Command.DeliverSignal(signal.Name, VariablesText.Read(signal.Variables)),
                cancel
            )
            : null;
    }

    private async Task<Refusal?> StartBySignalAsync(StoredDelivery signal, long startId, CancellationToken cancel)
    {
        var start = await receivers.Starts.FirstOrDefaultAsync(s => s.Id == startId, cancel);
        return start is null ? new NobodyWaitsForSignal(signal.Name) : await StartAsync(signal, start, null, cancel);
    }

    private async Task<Refusal?> MessageAsync(StoredDelivery message, CancellationToken cancel)
    {
        var sender = await routes.SenderAsync(message, cancel);
        var targets = message.Targets is { } drawn ? JsonSerializer.Deserialize<MessageTarget[]>(drawn)! : [];
        if (targets.Length > 1 && await TrySplitAsync(message, targets, sender, cancel))
        {
            return null;
        }
        var route = targets is [var only] ? await routes.FindAsync(message, only, sender, cancel) : null;
        if (route is null or MessageRoute.Nowhere)
        {
            route = await routes.FindAsync(message, null, sender, cancel);
        }
        return route switch
        {
            MessageRoute.ToInstance to => await GiveAsync(message, to.Receiver, cancel),
            MessageRoute.ToStart to => await StartAsync(message, to.Start, sender, cancel),
            MessageRoute.Nowhere nowhere => nowhere.Why,
            _ => throw new InvalidOperationException("MessageRoute is a closed set."),
        };
    }

    /// <summary>Along each of several message flows that leads to somebody now, as a letter of its own; false when none does.</summary>
    private async Task<bool> TrySplitAsync(
        StoredDelivery message,
        MessageTarget[] targets,
        Sender? sender,
        CancellationToken cancel
    )
    {
        var split = false;
        foreach (var target in targets)
        {
            if (await routes.FindAsync(message, target, sender, cancel) is not MessageRoute.Nowhere)
            {
                split = true;
                db.Deliveries.Add(message.CopyAlong(ids.Next(), JsonSerializer.Serialize(new[] { target })));
            }
        }
        if (split)
        {
            db.Deliveries.Remove(message);
        }
        return split;
    }

    private async Task<Refusal?> GiveAsync(StoredDelivery message, Waiting receiver, CancellationToken cancel)
    {
        await store.LockTreeAsync(receiver.RootId, cancel);
        if (!await receivers.StillWaitsAsync(receiver, cancel))
        {
            // It has gone on, or was suspended or resumed, between the look and the lock: the next round looks again.
            return null;
        }
        if (receiver.Status == InstanceStatus.Suspended)
        {
            message.HoldFor(receiver.InstanceId);
            return null;
        }
        db.Deliveries.Remove(message);
        var run = runs.Begin(Actor.Automatic);
        var command = new Command.DeliverMessage(
            new ElementId(receiver.SubscriptionId),
            receiver.Name,
            VariablesText.Read(message.Variables)
        );
        return await run.ExecuteAsync(await run.InstanceAsync(receiver.InstanceId, cancel), command, cancel);
    }

    private async Task<Refusal?> StartAsync(
        StoredDelivery delivery,
        StoredStart start,
        Sender? sender,
        CancellationToken cancel
    )
    {
        db.Deliveries.Remove(delivery);
        var wanted = new NewInstance(
            start.Definition,
            start.EventId,
            VariablesText.Read(delivery.Variables),
            sender?.BusinessKey,
            sender?.Id,
            start.Position
        );
        return (await starter.StartAsync(runs.Begin(Actor.Automatic), wanted, cancel)).Refusal;
    }
}
