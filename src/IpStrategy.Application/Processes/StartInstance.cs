using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <param name="Version">Null = the newest.</param>
/// <param name="StartEvent">Null = the none start event.</param>
public sealed record StartOrder(
    string ProcessId,
    int? Version,
    string? StartEvent,
    string? BusinessKey,
    ImmutableSortedDictionary<string, FeelValue> Variables
);

/// <summary>Starts an instance of a deployed process that belongs to no assignment.</summary>
public sealed class StartInstance
{
    private readonly IpStrategyContext _db;
    private readonly DefinitionCache _definitions;
    private readonly ProcessWrites _writes;
    private readonly ProcessRuns _runs;
    private readonly InstanceStarter _starter;
    private readonly InstanceDetail _detail;

    internal StartInstance(
        IpStrategyContext db,
        DefinitionCache definitions,
        ProcessWrites writes,
        ProcessRuns runs,
        InstanceStarter starter,
        InstanceDetail detail
    ) => (_db, _definitions, _writes, _runs, _starter, _detail) = (db, definitions, writes, runs, starter, detail);

    public async Task<Outcome<InstanceView>> RunAsync(
        StartOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal
            ? refusal
            : await _writes.RunAsync(request, actor, () => StartAsync(order, actor, cancel), cancel);

    private async Task<Outcome<InstanceView>> StartAsync(StartOrder order, Actor actor, CancellationToken cancel)
    {
        if (await FindAsync(order, cancel) is not { } definition)
        {
            return new ProcessDoesNotExist(order.ProcessId, order.Version);
        }
        var wanted = new NewInstance(definition.Id, order.StartEvent, order.Variables, order.BusinessKey);
        var started = await _starter.StartAsync(_runs.Begin(actor), wanted, cancel);
        if (started.IsRefused)
        {
            return started.Refusal!;
        }
        await _db.SaveChangesAsync(cancel);
        return await _detail.ViewAsync(started.Value, cancel);
    }

    private async Task<ProcessDefinition?> FindAsync(StartOrder order, CancellationToken cancel)
    {
        if (order.Version is not { } version)
        {
            return await _definitions.NewestAsync(_db, order.ProcessId, cancel);
        }
        var id = new DefinitionId(order.ProcessId, version);
        return (await _definitions.WithAsync(_db, id, cancel)).Find(id);
    }
}
