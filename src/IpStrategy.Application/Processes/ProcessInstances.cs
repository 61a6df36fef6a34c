using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

public sealed record InstanceSummary(
    string Id,
    string ProcessId,
    int Version,
    string? BusinessKey,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Parent
);

/// <param name="Status">Null = whatever it is.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record InstanceFilter(
    string? ProcessId = null,
    int? Version = null,
    InstanceStatus? Status = null,
    string? BusinessKey = null,
    int PageSize = 50,
    long? After = null
);

/// <summary>Process instances, the newest first.</summary>
public sealed class ProcessInstances(IpStrategyContext db)
{
    public async Task<Outcome<Page<InstanceSummary>>> RunAsync(
        InstanceFilter filter,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal)
        {
            return refusal;
        }
        var all = Filtered(filter);
        var total = await all.CountAsync(cancel);
        var before = filter.After ?? long.MaxValue;
        // The states stay where they are: a list needs none of them.
        var rows = await Heads(all.Where(i => i.Id < before))
            .OrderByDescending(i => i.Id)
            .Take(filter.PageSize + 1)
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).Select(View).ToList();
        return new Page<InstanceSummary>(page, total, rows.Count > filter.PageSize ? page[^1].Id : null);
    }

    private static IQueryable<Head> Heads(IQueryable<StoredInstance> instances) =>
        instances.Select(i => new Head
        {
            Id = i.Id,
            ProcessId = i.ProcessId,
            Version = i.DefinitionVersion,
            BusinessKey = i.BusinessKey,
            Status = i.Status,
            StartedAt = i.StartedAt,
            EndedAt = i.EndedAt,
            Parent = i.ParentId,
        });

    private static InstanceSummary View(Head i) =>
        new(
            Opaque.Of(i.Id),
            i.ProcessId,
            i.Version,
            i.BusinessKey,
            Words.Of(i.Status),
            i.StartedAt,
            i.EndedAt,
            i.Parent is { } parent ? Opaque.Of(parent) : null
        );

    private IQueryable<StoredInstance> Filtered(InstanceFilter filter)
    {
        var all = db.Instances.AsNoTracking();
        if (filter.ProcessId is { } process)
        {
            all = all.Where(i => i.ProcessId == process);
        }
        if (filter.Version is { } version)
        {
            all = all.Where(i => i.DefinitionVersion == version);
        }
        if (filter.Status is { } status)
        {
            all = all.Where(i => i.Status == status);
        }
        return filter.BusinessKey is { } key ? all.Where(i => i.BusinessKey == key) : all;
    }

    private sealed class Head
    {
        public required long Id { get; init; }
        public required string ProcessId { get; init; }
        public required int Version { get; init; }
        public string? BusinessKey { get; init; }
        public required InstanceStatus Status { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public long? Parent { get; init; }
    }
}
