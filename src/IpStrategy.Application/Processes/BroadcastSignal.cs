using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="Instance">Only to this one; null = a broadcast, which also starts processes.</param>
public sealed record SignalOrder(string Name, long? Instance, ImmutableSortedDictionary<string, FeelValue> Variables);

/// <param name="Instances">How many instances were waiting for it.</param>
/// <param name="Starts">How many processes it starts.</param>
public sealed record SignalResult(string Name, int Instances, int Starts);

/// <summary>
/// A signal from outside. Who is to have it is written down in one transaction; each has it in one of its own, so that a
/// broadcast to thousands holds nobody up. Answers when those it found have had it.
/// </summary>
public sealed class BroadcastSignal
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly EventReceivers _receivers;
    private readonly DeliverThrownEvents _deliveries;
    private readonly Ids _ids;
    private readonly DomainClock _clock;
    private readonly AuditTrail _audit;

    internal BroadcastSignal(
        IpStrategyContext db,
        ProcessWrites writes,
        EventReceivers receivers,
        DeliverThrownEvents deliveries,
        Ids ids,
        DomainClock clock,
        AuditTrail audit
    ) =>
        (_db, _writes, _receivers, _deliveries, _ids, _clock, _audit) = (
            db,
            writes,
            receivers,
            deliveries,
            ids,
            clock,
            audit
        );

    public async Task<Outcome<SignalResult>> RunAsync(
        SignalOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.Integrate) is { } refusal)
        {
            return refusal;
        }
        var signal = new StoredDelivery(
            _ids.Next(),
            SubscriptionKind.Signal,
            order.Name,
            VariablesText.Write(order.Variables)
        ).From(null, _clock.Now);
        var outcome = await _writes.RunAsync(
            request,
            actor,
            () => WriteDownAsync(order, signal, actor, cancel),
            cancel
        );
        while (
            await _db.Deliveries.AnyAsync(
                d => d.Position == signal.Position && d.State == DeliveryState.Waiting,
                cancel
            )
            && await _deliveries.RunAsync(cancel) > 0
        ) { }
        return outcome;
    }

    private async Task<Outcome<SignalResult>> WriteDownAsync(
        SignalOrder order,
        StoredDelivery signal,
        Actor actor,
        CancellationToken cancel
    )
    {
        var copies = await _receivers.CopiesAsync(signal, _ids, cancel);
        if (order.Instance is { } only)
        {
            copies = [.. copies.Where(c => c.TargetId == only)];
            if (copies.Count == 0)
            {
                return new NobodyWaitsForSignal(order.Name);
            }
        }
        _db.Deliveries.AddRange(copies);
        var starts = copies.Count(c => c.StartId is not null);
        var result = new SignalResult(order.Name, copies.Count - starts, starts);
        _audit.Note(new AuditNote(actor, "broadcast-signal", $"signal:{order.Name}", null, result));
        return result;
    }
}
