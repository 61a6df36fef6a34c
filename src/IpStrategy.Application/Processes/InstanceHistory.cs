using System.Globalization;
using System.Text.Json;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>One thing that happened in an instance, and who did it.</summary>
/// <param name="Type">BPMN name of the element, such as <c>userTask</c>.</param>
/// <param name="Element">Which run of it; null for flows and the instance itself.</param>
/// <param name="Facts">Reason, code, variable, from, to; empty for most.</param>
/// <param name="Actor">Null where nobody did it: it came by itself.</param>
public sealed record HistoryView(
    int Number,
    DateTimeOffset At,
    string Entry,
    string Type,
    string ActivityId,
    string? Element,
    JsonElement? Facts,
    string? Actor,
    string? ActorBody
)
{
    internal static HistoryView Of(StoredHistory h) =>
        new(
            h.Number,
            h.At,
            Words.Of(h.Kind),
            h.ElementType,
            h.ActivityId,
            h.ElementId is { } element ? Opaque.Of(element) : null,
            h.Facts is null ? null : JsonElement.Parse(h.Facts),
            h.ActorId is null or 0 ? null : PersonName.Of(h.ActorName ?? "", h.ActorForName),
            h.ActorBody
        );
}

/// <summary>What happened in one instance, in order.</summary>
public sealed class InstanceHistory(IpStrategyContext db)
{
    /// <param name="after">Number of the last entry of the page before.</param>
    public async Task<Outcome<Page<HistoryView>>> RunAsync(
        long instance,
        int? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal)
        {
            return refusal;
        }
        if (!await db.Instances.AnyAsync(i => i.Id == instance, cancel))
        {
            return new InstanceDoesNotExist();
        }
        var all = db.History.AsNoTracking().Where(h => h.InstanceId == instance);
        var total = await all.CountAsync(cancel);
        var last = after ?? -1;
        var rows = await all.Where(h => h.Number > last).OrderBy(h => h.Number).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new Page<HistoryView>(
            page.ConvertAll(HistoryView.Of),
            total,
            rows.Count > pageSize ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
