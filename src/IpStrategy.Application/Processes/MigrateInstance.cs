using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Migration;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="ProcessId">Null = the process the instance is of.</param>
/// <param name="Version">Null = the newest.</param>
/// <param name="Mapping">Ids of the diagram before, and what they become; equal ids map by themselves.</param>
public sealed record MigrationOrder(string? ProcessId, int? Version, ImmutableSortedDictionary<string, string> Mapping);

/// <param name="ActivityId">Id in the diagram before.</param>
/// <param name="TargetId">Id in the diagram after; null when there is none.</param>
public sealed record ObstacleView(string ActivityId, string? TargetId, string Problem);

/// <summary>What a migration would meet; nothing has been moved.</summary>
public sealed record MigrationView(
    string ProcessId,
    int Version,
    bool IsPossible,
    IReadOnlyList<ObstacleView> Obstacles
);

/// <summary>Moves a running instance to another definition: looks first what stands in the way, moves everything or nothing.</summary>
public sealed class MigrateInstance
{
    private readonly IpStrategyContext _db;
    private readonly DefinitionCache _definitions;
    private readonly InstanceActs _acts;

    internal MigrateInstance(IpStrategyContext db, DefinitionCache definitions, InstanceActs acts) =>
        (_db, _definitions, _acts) = (db, definitions, acts);

    public async Task<Outcome<InstanceView>> RunAsync(
        long id,
        MigrationOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal
            ? refusal
            : await _acts.RunAsync(
                id,
                request,
                actor,
                async act =>
                    await TargetAsync(act.Instance, order, cancel) is { } target
                        ? await act.ExecuteAsync(new Command.Migrate(target.Id, order.Mapping), cancel)
                        : Unknown(act.Instance, order),
                cancel
            );

    /// <summary>The report alone.</summary>
    public async Task<Outcome<MigrationView>> TryAsync(
        long id,
        MigrationOrder order,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal)
        {
            return refusal;
        }
        if (await _db.Instances.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } instance)
        {
            return new InstanceDoesNotExist();
        }
        if (await TargetAsync(instance, order, cancel) is not { } target)
        {
            return Unknown(instance, order);
        }
        var state = StateSerializer.Read(instance.State);
        if (state.HasEnded)
        {
            return new InstanceHasEnded(state.Status);
        }
        var source = (await _definitions.WithAsync(_db, instance.Definition, cancel)).Find(instance.Definition)!;
        var obstacles = MigrationReport.Of(source, target, state, order.Mapping);
        return new MigrationView(
            target.Id.ProcessId,
            target.Id.Version,
            obstacles.IsEmpty,
            [.. obstacles.Select(o => new ObstacleView(o.ActivityId, o.TargetId, Words.Of(o.Problem)))]
        );
    }

    private async Task<ProcessDefinition?> TargetAsync(
        StoredInstance instance,
        MigrationOrder order,
        CancellationToken cancel
    )
    {
        var process = order.ProcessId ?? instance.ProcessId;
        if (order.Version is not { } version)
        {
            return await _definitions.NewestAsync(_db, process, cancel);
        }
        var id = new DefinitionId(process, version);
        return (await _definitions.WithAsync(_db, id, cancel)).Find(id);
    }

    private static ProcessDoesNotExist Unknown(StoredInstance instance, MigrationOrder order) =>
        new(order.ProcessId ?? instance.ProcessId, order.Version);
}
