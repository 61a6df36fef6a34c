using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>What of the sender tells which of several receivers is meant.</summary>
internal sealed record Sender(long Id, string? BusinessKey, long? PartnerId);

/// <summary>Where a message between instances goes.</summary>
internal abstract record MessageRoute
{
    public sealed record ToInstance(Waiting Receiver) : MessageRoute;

    public sealed record ToStart(StoredStart Start) : MessageRoute;

    public sealed record Nowhere(DomainRefusal Why) : MessageRoute;
}

/// <summary>
/// Finds the receiver of a message that an instance sent: the one that waits; of several the partner of the conversation, else the
/// one with the same business key; where nobody waits, the process that begins with it. Never just anybody.
/// </summary>
internal sealed class MessageRoutes(IpStrategyContext db, EventReceivers receivers)
{
    public Task<Sender?> SenderAsync(StoredDelivery message, CancellationToken cancel) =>
        db
            .Instances.AsNoTracking()
            .Where(i => i.Id == message.SenderId)
            .Select(i => new Sender(i.Id, i.BusinessKey, i.PartnerId))
            .FirstOrDefaultAsync(cancel);

    /// <param name="target">The end of a message flow; null = whoever waits for it by name.</param>
    public async Task<MessageRoute> FindAsync(
        StoredDelivery message,
        MessageTarget? target,
        Sender? sender,
        CancellationToken cancel
    )
    {
        var all = Meant(message, target);
        // Those that are suspended only where nobody else waits: the message is held for them.
        foreach (var status in (InstanceStatus[])[InstanceStatus.Active, InstanceStatus.Suspended])
        {
            var waiting = await AllowedAsync(all.Where(w => w.Status == status), message, cancel);
            if (await waiting.AnyAsync(cancel))
            {
                return await ReceiverAsync(waiting, sender, cancel) is { } receiver
                    ? new MessageRoute.ToInstance(receiver)
                    : new MessageRoute.Nowhere(new SeveralWaitForMessage(message.Name));
            }
        }
        return await Starts(message, target).OrderBy(s => s.Id).Take(2).ToListAsync(cancel) switch
        {
            [] => new MessageRoute.Nowhere(new NobodyWaitsForMessage(message.Name)),
            [var only] => new MessageRoute.ToStart(only),
            _ => new MessageRoute.Nowhere(new SeveralProcessesStartByMessage(message.Name)),
        };
    }

    private async Task<IQueryable<Waiting>> AllowedAsync(
        IQueryable<Waiting> waiting,
        StoredDelivery message,
        CancellationToken cancel
    )
    {
        if (!await receivers.CorrelateAsync(waiting, cancel))
        {
            return waiting;
        }
        var carried = VariablesText.Read(message.Variables);
        var allowed = await receivers.AllowedAsync(await waiting.ToListAsync(cancel), carried, cancel);
        var ids = allowed.ConvertAll(w => w.InstanceId);
        return waiting.Where(w => ids.Contains(w.InstanceId));
    }

    /// <summary>A message flow that ends at an element leads there whatever the message is called.</summary>
    private IQueryable<Waiting> Meant(StoredDelivery message, MessageTarget? target)
    {
        var waiting = receivers.WaitingFor(SubscriptionKind.Message);
        if (target is { ProcessId: var process })
        {
            waiting = waiting.Where(w => w.ProcessId == process);
        }
        return target is { NodeId: { } node }
            ? waiting.Where(w => w.ActivityId == node)
            : waiting.Where(w => w.Name == message.Name);
    }

    private IQueryable<StoredStart> Starts(StoredDelivery message, MessageTarget? target)
    {
        var starts = receivers.Starts.Where(s => s.Kind == StartKind.Message);
        if (target is { ProcessId: var process })
        {
            starts = starts.Where(s => s.ProcessId == process);
        }
        return target is { NodeId: { } node }
            ? starts.Where(s => s.EventId == node)
            : starts.Where(s => s.Name == message.Name);
    }

    private static async Task<Waiting?> ReceiverAsync(
        IQueryable<Waiting> waiting,
        Sender? sender,
        CancellationToken cancel
    )
    {
        if (await OnlyAsync(waiting, cancel) is { } only)
        {
            return only;
        }
        if (sender is null)
        {
            return null;
        }
        var partners = waiting.Where(w => w.InstanceId == sender.PartnerId || w.PartnerId == sender.Id);
        return await partners.AnyAsync(cancel) ? await OnlyAsync(partners, cancel)
            : sender.BusinessKey is null ? null
            : await OnlyAsync(waiting.Where(w => w.BusinessKey == sender.BusinessKey), cancel);
    }

    private static async Task<Waiting?> OnlyAsync(IQueryable<Waiting> waiting, CancellationToken cancel) =>
        await waiting.OrderBy(w => w.InstanceId).Take(2).ToListAsync(cancel) is [var only] ? only : null;
}
