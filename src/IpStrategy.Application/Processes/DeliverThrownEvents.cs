using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Hands on what instances throw to each other: first in, first out, each in a transaction of its own, in a cluster one host at
/// a time. The row goes in the transaction in which the receiver takes it: never lost, never twice.
/// </summary>
public sealed class DeliverThrownEvents
{
    private const int BatchSize = 100;
    private readonly IpStrategyContext _db;
    private readonly HandOver _handOver;
    private readonly ILogger<DeliverThrownEvents> _log;

    internal DeliverThrownEvents(IpStrategyContext db, HandOver handOver, ILogger<DeliverThrownEvents> log) =>
        (_db, _handOver, _log) = (db, handOver, log);

    /// <returns>How many were seen to; a full batch means that more may wait.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var done = 0;
        // Looking costs no lock; most of the time nothing is on its way.
        while (
            done < BatchSize
            && await _db.Deliveries.AnyAsync(d => d.State == DeliveryState.Waiting, cancel)
            && await NextAsync(cancel)
        )
        {
            done++;
        }
        return done;
    }

    private async Task<bool> NextAsync(CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        await RowLocks.NameAsync(_db, "deliveries", cancel);
        var next = await _db
            .Deliveries.Where(d => d.State == DeliveryState.Waiting)
            .OrderBy(d => d.Position)
            .ThenBy(d => d.Id)
            .FirstOrDefaultAsync(cancel);
        if (next is null)
        {
            return false;
        }
        if (await TryHandOnAsync(next, cancel) is { } refusal)
        {
            await transaction.DisposeAsync();
            await GiveUpAsync(next.Id, refusal, cancel);
            return true;
        }
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>One that fails must not keep the line waiting.</summary>
    private async Task<Refusal?> TryHandOnAsync(StoredDelivery delivery, CancellationToken cancel)
    {
        try
        {
            return await _handOver.RunAsync(delivery, cancel);
        }
        catch (Exception e)
            when (e is not (OperationCanceledException or StorageIsBusyException) && !StorageErrors.IsBusy(e))
        {
            _log.LogError(e, "{Kind} {Name} could not be handed on.", delivery.Kind, delivery.Name);
            return new DeliveryFailed(e.GetType().Name);
        }
    }

    /// <summary>The sender has gone on long ago and cannot be told: it stays on record as undeliverable.</summary>
    private async Task GiveUpAsync(long id, Refusal refusal, CancellationToken cancel)
    {
        _log.LogWarning("Delivery {Id} was given up: {Refusal}", id, refusal);
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        if (await _db.Deliveries.FirstOrDefaultAsync(d => d.Id == id, cancel) is { } delivery)
        {
            delivery.GiveUp(refusal.Code);
            await _db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }
}
