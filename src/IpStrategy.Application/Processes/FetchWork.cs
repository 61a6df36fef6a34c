using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="Worker">Which of the caller's workers; the lock is its own.</param>
/// <param name="LockFor">How long the work is given to it.</param>
public sealed record FetchOrder(ImmutableArray<string> Topics, int Max, TimeSpan LockFor, string Worker);

/// <summary>External work as a worker gets it.</summary>
/// <param name="Id">Stays the same however often the work is given out: the key by which a worker knows that it has done it already.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="RetriesLeft">How often it may fail until it becomes an incident.</param>
public sealed record FetchedWork(
    string Id,
    string Topic,
    string Instance,
    string ProcessId,
    int Version,
    string? BusinessKey,
    string ActivityId,
    JsonElement Variables,
    int Attempt,
    int RetriesLeft,
    string? LastError,
    DateTimeOffset LockedUntil
);

public sealed record FetchResult(IReadOnlyList<FetchedWork> Items);

/// <summary>
/// Gives out external work, each piece to one worker at a time and for a time; at least once. Locks go by the time of machines.
/// </summary>
public sealed class FetchWork
{
    public const int MostAtOnce = 100;
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly DomainClock _clock;

    internal FetchWork(IpStrategyContext db, ProcessWrites writes, DomainClock clock) =>
        (_db, _writes, _clock) = (db, writes, clock);

    public async Task<Outcome<FetchResult>> RunAsync(
        FetchOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.Integrate) is { } refusal
            ? refusal
            : await _writes.RunAsync(request, actor, () => FetchAsync(order, actor, cancel), cancel);

    private async Task<Outcome<FetchResult>> FetchAsync(FetchOrder order, Actor actor, CancellationToken cancel)
    {
        var now = _clock.RealNow;
        var taken = await TakeAsync(order, now, cancel);
        taken.ForEach(w => w.GiveTo(actor.UserId, order.Worker, now + order.LockFor));
        var ids = taken.Select(w => w.InstanceId).Distinct().ToList();
        var instances = await _db
            .Instances.Where(i => ids.Contains(i.Id))
            .Select(i => new Origin(i.Id, i.ProcessId, i.DefinitionVersion, i.BusinessKey))
            .ToDictionaryAsync(i => i.Id, cancel);
        return new FetchResult(taken.ConvertAll(w => View(w, instances[w.InstanceId])));
    }

    /// <summary>What another fetch has its hands on is passed over, not waited for. SQLite's single writer has all hands off.</summary>
    private Task<List<StoredWork>> TakeAsync(FetchOrder order, DateTimeOffset now, CancellationToken cancel)
    {
        var topics = order.Topics.ToArray();
        return _db is PostgreSqlIpStrategyContext
            ? _db
                .ExternalWork.FromSql(
                    $"""
                    SELECT w.* FROM "ExternalWork" w JOIN "ProcessInstances" i ON i."Id" = w."InstanceId"
                    WHERE w."Topic" = ANY ({topics}) AND w."AvailableAt" <= {now.ToUniversalTime()}
                    AND i."Status" = {(int)InstanceStatus.Active}
                    ORDER BY w."AvailableAt", w."InstanceId", w."ElementId" LIMIT {order.Max} FOR UPDATE OF w SKIP LOCKED
                    """
                )
                .ToListAsync(cancel)
            : _db
                .ExternalWork.Where(w => topics.Contains(w.Topic) && w.AvailableAt <= now)
                .Where(w => _db.Instances.Any(i => i.Id == w.InstanceId && i.Status == InstanceStatus.Active))
                .OrderBy(w => w.AvailableAt)
                .ThenBy(w => w.InstanceId)
                .ThenBy(w => w.ElementId)
                .Take(order.Max)
                .ToListAsync(cancel);
    }

    private static FetchedWork View(StoredWork w, Origin instance) =>
        new(
            WorkId.Of(w),
            w.Topic,
            Opaque.Of(w.InstanceId),
            instance.ProcessId,
            instance.Version,
            instance.BusinessKey,
            w.ActivityId,
            VariablesText.Plain(VariablesText.Read(w.Variables)),
            w.Attempts,
            w.RetriesLeft,
            w.LastError,
            w.LockedUntil!.Value
        );

    private sealed record Origin(long Id, string ProcessId, int Version, string? BusinessKey);
}

/// <summary>Outside a piece of work has one id: its instance and its element.</summary>
internal static class WorkId
{
    public static string Of(StoredWork work) => $"{Opaque.Of(work.InstanceId)}-{Opaque.Of(work.ElementId)}";

    /// <summary>Null when the text is none of ours.</summary>
    public static (long Instance, long Element)? Read(string text) =>
        text.Split('-') is [var instance, var element]
        && Opaque.Read(instance) is { } i
        && Opaque.Read(element) is { } e
            ? (i, e)
            : null;
}
