using System.Collections.Immutable;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Something an instance waits for, with what tells instances apart.</summary>
internal sealed class Waiting
{
    public required long InstanceId { get; init; }
    public required long SubscriptionId { get; init; }
    public required string ActivityId { get; init; }
    public required string Name { get; init; }
    public required SubscriptionKind Kind { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required long RootId { get; init; }
    public required InstanceStatus Status { get; init; }
    public string? BusinessKey { get; init; }
    public long? PartnerId { get; init; }
    public required string ProcessId { get; init; }
    public required int Version { get; init; }
}

/// <summary>Who waits for what, in all instances; and which processes a message or signal starts.</summary>
internal sealed class EventReceivers(IpStrategyContext db, DefinitionCache definitions)
{
    public IQueryable<Waiting> WaitingFor(SubscriptionKind kind) =>
        from s in db.Subscriptions
        where s.Kind == kind
        join i in db.Instances on s.InstanceId equals i.Id
        select new Waiting
        {
            InstanceId = s.InstanceId,
            SubscriptionId = s.SubscriptionId,
            ActivityId = s.ActivityId,
            Name = s.Name,
            Kind = s.Kind,
            OpenedAt = s.OpenedAt,
            RootId = i.RootId,
            Status = i.Status,
            BusinessKey = i.BusinessKey,
            PartnerId = i.PartnerId,
            ProcessId = i.ProcessId,
            Version = i.DefinitionVersion,
        };

    public IQueryable<StoredStart> Starts => db.Starts.AsNoTracking();

    public Task<List<StoredStart>> StartsByMessageAsync(string name, CancellationToken cancel) =>
        Starts.Where(s => s.Kind == StartKind.Message && s.Name == name).OrderBy(s => s.Id).ToListAsync(cancel);

    /// <summary>
    /// One copy of a broadcast for every instance that waits for it but the one that threw it, which has had it already, and
    /// one for every process that it starts. They stand in the line where the broadcast stood.
    /// </summary>
    public async Task<IReadOnlyList<StoredDelivery>> CopiesAsync(
        StoredDelivery signal,
        Ids ids,
        CancellationToken cancel
    )
    {
        var waiting = await WaitingFor(SubscriptionKind.Signal)
            .Where(w => w.Name == signal.Name && w.InstanceId != signal.SenderId)
            .Select(w => w.InstanceId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancel);
        // A start event that waits for it in an instance, beside other things, starts no other.
        var starts = await Starts
            .Where(s => s.Kind == StartKind.Signal && s.Name == signal.Name)
            .Where(s =>
                !db.Subscriptions.Any(w =>
                    w.Kind == SubscriptionKind.Signal
                    && w.Name == signal.Name
                    && w.ActivityId == s.EventId
                    && db.Instances.Any(i =>
                        i.Id == w.InstanceId && i.ProcessId == s.ProcessId && i.DefinitionVersion == s.Version
                    )
                )
            )
            .OrderBy(s => s.Id)
            .ToListAsync(cancel);
        return
        [
            .. waiting.Select(w => signal.CopyFor(ids.Next(), w, null)),
            .. starts.Select(s => signal.CopyFor(ids.Next(), null, s.Id)),
        ];
    }

    /// <summary>
    /// Of those that wait, the ones a message may go to by the correlation keys of their process. Only where a process has some, the
    /// states have to be read.
    /// </summary>
    public async Task<List<Waiting>> AllowedAsync(
        List<Waiting> waiting,
        ImmutableSortedDictionary<string, FeelValue> carried,
        CancellationToken cancel
    )
    {
        var allowed = new List<Waiting>();
        foreach (var candidate in waiting)
        {
            var id = new DefinitionId(candidate.ProcessId, candidate.Version);
            var definition = (await definitions.WithAsync(db, id, cancel)).Find(id)!;
            if (
                definition.Correlations.IsEmpty
                || MessageCorrelation.Allows(
                    definition,
                    await StateAsync(candidate.InstanceId, cancel),
                    candidate.Name,
                    carried
                )
            )
            {
                allowed.Add(candidate);
            }
        }
        return allowed;
    }

    /// <summary>Whether any of those that wait is of a process with correlation keys.</summary>
    public async Task<bool> CorrelateAsync(IQueryable<Waiting> waiting, CancellationToken cancel)
    {
        foreach (var d in await waiting.Select(w => new { w.ProcessId, w.Version }).Distinct().ToListAsync(cancel))
        {
            var id = new DefinitionId(d.ProcessId, d.Version);
            if ((await definitions.WithAsync(db, id, cancel)).Find(id) is { Correlations.IsEmpty: false })
            {
                return true;
            }
        }
        return false;
    }

    public async Task<InstanceState> StateAsync(long instance, CancellationToken cancel) =>
        StateSerializer.Read(await db.Instances.Where(i => i.Id == instance).Select(i => i.State).SingleAsync(cancel));

    public Task<bool> StillWaitsAsync(Waiting waiting, CancellationToken cancel) =>
        db.Subscriptions.AnyAsync(
            s =>
                s.InstanceId == waiting.InstanceId
                && s.SubscriptionId == waiting.SubscriptionId
                && db.Instances.Any(i => i.Id == s.InstanceId && i.Status == waiting.Status),
            cancel
        );
}
