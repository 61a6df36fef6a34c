using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="ActivityId">Where in the diagram it failed.</param>
/// <param name="Element">The element instance that waits for it to be resolved.</param>
/// <param name="Message">The technical reason, in English.</param>
public sealed record IncidentView(
    string Id,
    string Instance,
    string ActivityId,
    string Element,
    string Code,
    string Message,
    DateTimeOffset RaisedAt,
    DateTimeOffset? ClosedAt
)
{
    internal static IncidentView Of(StoredIncident i) =>
        new(
            Opaque.Of(i.Id),
            Opaque.Of(i.InstanceId),
            i.ActivityId,
            Opaque.Of(i.ElementId),
            i.Code,
            i.Message,
            i.RaisedAt,
            i.ClosedAt
        );
}

public enum IncidentState
{
    Open,
    Closed,
}

/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record IncidentFilter(
    IncidentState State,
    long? Instance = null,
    string? ProcessId = null,
    string? Code = null,
    int PageSize = 50,
    long? After = null
);

/// <summary>What could not go on by itself and waits for a person, the oldest first.</summary>
public sealed class Incidents(IpStrategyContext db)
{
    public async Task<Outcome<Page<IncidentView>>> RunAsync(
        IncidentFilter filter,
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
        var after = filter.After ?? 0;
        var rows = await all.Where(i => i.Id > after)
            .OrderBy(i => i.Id)
            .Take(filter.PageSize + 1)
            .AsNoTracking()
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        return new Page<IncidentView>(
            page.ConvertAll(IncidentView.Of),
            total,
            rows.Count > filter.PageSize ? Opaque.Of(page[^1].Id) : null
        );
    }

    private IQueryable<StoredIncident> Filtered(IncidentFilter filter)
    {
        var all =
            filter.State == IncidentState.Open
                ? db.Incidents.Where(i => i.ClosedAt == null)
                : db.Incidents.Where(i => i.ClosedAt != null);
        if (filter.Instance is { } instance)
        {
            all = all.Where(i => i.InstanceId == instance);
        }
        if (filter.Code is { } code)
        {
            all = all.Where(i => i.Code == code);
        }
        return filter.ProcessId is { } process
            ? all.Where(i => db.Instances.Any(p => p.Id == i.InstanceId && p.ProcessId == process))
            : all;
    }
}
