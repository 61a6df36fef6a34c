using System.Collections.Concurrent;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Deployed definitions, compiled once. A version never changes, so what is here stays right; only a newer version has to be looked
/// for, which deployment does for this process and <see cref="RefreshAsync"/> for others.
/// </summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<DefinitionId, bool> _compiled = new();
    private readonly Lock _gate = new();
    private volatile DefinitionSet _set = DefinitionSet.Empty;
    private volatile int _decisions;

    /// <summary>Reads versions that are in the database and not here yet.</summary>
    public async Task RefreshAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var known = await db.Definitions.Select(d => new { d.ProcessId, d.Version }).ToListAsync(cancel);
        foreach (
            var id in known
                .Select(k => new DefinitionId(k.ProcessId, k.Version))
                .Where(id => !_compiled.ContainsKey(id))
        )
        {
            var stored = await db
                .Definitions.Where(d => d.ProcessId == id.ProcessId && d.Version == id.Version)
                .Select(d => new { d.Xml, d.DeploymentId })
                .SingleAsync(cancel);
            var resources = await ResourcesAsync(db, stored.DeploymentId, cancel);
            Add(Compile(stored.Xml, id, resources), stored.DeploymentId);
        }
        await RefreshDecisionsAsync(db, cancel);
    }

    /// <summary>The set with this definition in it, and, where it asks for decisions, the newest of these; whichever host deployed them.</summary>
    public async Task<DefinitionSet> WithAsync(IpStrategyContext db, DefinitionId id, CancellationToken cancel)
    {
        if (!_compiled.TryGetValue(id, out var asksForDecisions))
        {
            await RefreshAsync(db, cancel);
        }
        else if (asksForDecisions)
        {
            await RefreshDecisionsAsync(db, cancel);
        }
        return _set;
    }

    /// <summary>
    /// The newest version of a process, whichever host deployed it; null when there is none. Asked of the database each time: a
    /// process just deployed elsewhere must not start in its old version here.
    /// </summary>
    public async Task<ProcessDefinition?> NewestAsync(IpStrategyContext db, string processId, CancellationToken cancel)
    {
        var version = await db.Definitions.Where(d => d.ProcessId == processId).MaxAsync(d => (int?)d.Version, cancel);
        if (version is not { } newest)
        {
            return null;
        }
        var id = new DefinitionId(processId, newest);
        return (await WithAsync(db, id, cancel)).Find(id);
    }

    /// <summary>Which version a call means. Version 0, which nobody has, where there is none: the engine refuses it by name.</summary>
    internal async Task<DefinitionId> CalledAsync(
        IpStrategyContext db,
        DefinitionId caller,
        Effect.StartChild call,
        CancellationToken cancel
    )
    {
        if (call.Version is { } version)
        {
            return new DefinitionId(call.ProcessId, version);
        }
        if (!call.SameDeployment)
        {
            return (await NewestAsync(db, call.ProcessId, cancel))?.Id ?? new DefinitionId(call.ProcessId, 0);
        }
        // What came unchanged with the caller's deployment kept the number of an earlier one.
        var together = await db
            .Definitions.Where(d => d.ProcessId == call.ProcessId)
            .Where(d =>
                db.Definitions.Any(c =>
                    c.ProcessId == caller.ProcessId && c.Version == caller.Version && c.DeploymentId >= d.DeploymentId
                )
            )
            .MaxAsync(d => (int?)d.Version, cancel);
        return new DefinitionId(call.ProcessId, together ?? 0);
    }

    internal void Add(ProcessDefinition definition, int deployment)
    {
        // One after the other, or the set of the slower one would lack what the faster has added.
        lock (_gate)
        {
            _set = _set.With(definition, deployment);
            _compiled[definition.Id] = definition.Nodes.Any(n =>
                n is BusinessRuleTask { Implementation: Implementation.Decision }
            );
        }
    }

    /// <summary>Versions of decisions are never taken back, so their number tells whether there are new ones.</summary>
    private async Task RefreshDecisionsAsync(IpStrategyContext db, CancellationToken cancel)
    {
        if (await db.Decisions.CountAsync(cancel) == _decisions)
        {
            return;
        }
        var all = await db.Decisions.AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancel);
        foreach (var file in all.Where(d => _set.Find(IdOf(d)) is null).GroupBy(d => (d.DeploymentId, d.FileName)))
        {
            var resources = await ResourcesAsync(db, file.Key.DeploymentId, cancel);
            var options = new BpmnReadingOptions { Import = DeploymentFiles.Importing(resources) };
            var read = DmnReader
                .Read(resources[file.Key.FileName], options)
                .Decisions.ToDictionary(d => d.Id.DecisionId, StringComparer.Ordinal);
            lock (_gate)
            {
                _set = file.Aggregate(
                    _set,
                    (set, d) => set.With(read[d.DecisionId].WithVersion(d.Version, d.DeploymentId))
                );
            }
        }
        _decisions = all.Count;
    }

    private static DecisionVersion IdOf(StoredDecision d) => new(d.DecisionId, d.Version);

    private static Task<Dictionary<string, byte[]>> ResourcesAsync(
        IpStrategyContext db,
        int deployment,
        CancellationToken cancel
    ) =>
        db
            .Resources.AsNoTracking()
            .Where(r => r.DeploymentId == deployment)
            .ToDictionaryAsync(r => r.Name, r => r.Content, cancel);

    private static ProcessDefinition Compile(byte[] xml, DefinitionId id, Dictionary<string, byte[]> resources) =>
        BpmnReader
            .Read(xml, new BpmnReadingOptions { Import = DeploymentFiles.Importing(resources) })
            .Processes.Single(p => p.Id.ProcessId == id.ProcessId)
            .WithVersion(id.Version);
}
