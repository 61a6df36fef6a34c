using System.Text.Json;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>One live element of an instance.</summary>
/// <param name="WaitsFor">What must come before it goes on: <c>task work child event contents entry exit nothing</c>.</param>
/// <param name="Variables">Its own; those of the process stand with the instance.</param>
public sealed record ElementView(
    string Id,
    string? Parent,
    string ActivityId,
    string Type,
    string WaitsFor,
    JsonElement? Variables
);

/// <summary>An instance that a call activity started.</summary>
public sealed record ChildView(string Id, string ProcessId, int Version, string Status, string? CalledAt);

public sealed record TimerView(string ActivityId, DateTimeOffset DueAt);

/// <summary>A process instance as it is now.</summary>
/// <param name="Version">Of the definition; it stays whatever is deployed later.</param>
/// <param name="Active">Diagram ids where tokens wait, one entry for every token.</param>
/// <param name="Revision">Rises with every change.</param>
public sealed record InstanceView(
    string Id,
    string ProcessId,
    int Version,
    string? BusinessKey,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Parent,
    IReadOnlyList<string> Active,
    IReadOnlyList<ElementView> Elements,
    JsonElement Variables,
    IReadOnlyList<TimerView> Timers,
    IReadOnlyList<IncidentView> Incidents,
    IReadOnlyList<ChildView> Children,
    int Revision
);

/// <summary>One process instance with all that is alive in it.</summary>
public sealed class InstanceDetail(IpStrategyContext db, DefinitionCache definitions)
{
    public async Task<Outcome<InstanceView>> RunAsync(long id, Domain.Approvals.Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal)
        {
            return refusal;
        }
        return await db.Instances.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is { } instance
            ? await ViewAsync(instance, cancel)
            : new InstanceDoesNotExist();
    }

    internal async Task<InstanceView> ViewAsync(StoredInstance instance, CancellationToken cancel)
    {
        var state = StateSerializer.Read(instance.State);
        var definition = (await definitions.WithAsync(db, instance.Definition, cancel)).Find(instance.Definition)!;
        return new InstanceView(
            Opaque.Of(instance.Id),
            instance.ProcessId,
            instance.DefinitionVersion,
            instance.BusinessKey,
            Words.Of(instance.Status),
            instance.StartedAt,
            instance.EndedAt,
            instance.ParentId is { } parent ? Opaque.Of(parent) : null,
            state.WaitingAt(definition),
            [.. state.Elements.Where(e => e.Role != ElementRole.Process).Select(Of)],
            VariablesText.Plain(state.Variables),
            await TimersAsync(instance.Id, cancel),
            await IncidentsAsync(instance.Id, cancel),
            await ChildrenAsync(instance.Id, cancel),
            instance.Version
        );
    }

    private static ElementView Of(ElementInstance e) =>
        new(
            e.Id.ToString(),
            e.Parent?.ToString(),
            e.ActivityId,
            e.ElementType,
            Words.Of(e.WaitsFor),
            e.Variables.IsEmpty ? null : VariablesText.Plain(e.Variables)
        );

    private async Task<IReadOnlyList<TimerView>> TimersAsync(long id, CancellationToken cancel) =>
        await db
            .Timers.Where(t => t.InstanceId == id)
            .OrderBy(t => t.DueAt)
            .Select(t => new TimerView(t.ActivityId, t.DueAt))
            .ToListAsync(cancel);

    private async Task<IReadOnlyList<IncidentView>> IncidentsAsync(long id, CancellationToken cancel)
    {
        var open = await db
            .Incidents.AsNoTracking()
            .Where(i => i.InstanceId == id && i.ClosedAt == null)
            .OrderBy(i => i.Id)
            .ToListAsync(cancel);
        return open.ConvertAll(IncidentView.Of);
    }

    private async Task<IReadOnlyList<ChildView>> ChildrenAsync(long id, CancellationToken cancel)
    {
        var children = await db
            .Instances.AsNoTracking()
            .Where(i => i.ParentId == id)
            .OrderBy(i => i.Id)
            .Select(i => new
            {
                i.Id,
                i.ProcessId,
                i.DefinitionVersion,
                i.Status,
                i.ParentActivity,
            })
            .ToListAsync(cancel);
        return children.ConvertAll(c => new ChildView(
            Opaque.Of(c.Id),
            c.ProcessId,
            c.DefinitionVersion,
            Words.Of(c.Status),
            c.ParentActivity
        ));
    }
}
