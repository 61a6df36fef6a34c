using System.Collections.Concurrent;
using System.Text;
using IpStrategy.Persistence;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Deployed definitions, compiled once. A version never changes, so what is here stays right; only a newer version has to be looked
/// for, which deployment does for this process and <see cref="RefreshAsync"/> for others.
/// </summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<DefinitionId, ProcessDefinition> _compiled = new();
    private volatile DefinitionSet _set = DefinitionSet.Empty;

    public DefinitionSet Set => _set;

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
            var xml = await db
                .Definitions.Where(d => d.ProcessId == id.ProcessId && d.Version == id.Version)
                .Select(d => d.Xml)
                .SingleAsync(cancel);
            Add(Compile(xml, id));
        }
    }

    /// <summary>The set with this definition in it; one deployed by another process is fetched.</summary>
    public async Task<DefinitionSet> WithAsync(IpStrategyContext db, DefinitionId id, CancellationToken cancel)
    {
        if (!_compiled.ContainsKey(id))
        {
            await RefreshAsync(db, cancel);
        }
        return _set;
    }

    internal void Add(ProcessDefinition definition)
    {
        _compiled[definition.Id] = definition;
        _set = DefinitionSet.Of(_compiled.Values);
    }

    private static ProcessDefinition Compile(string xml, DefinitionId id) =>
        BpmnReader
            .Read(Encoding.UTF8.GetBytes(xml))
            .Processes.Single(p => p.Id.ProcessId == id.ProcessId)
            .WithVersion(id.Version);
}
