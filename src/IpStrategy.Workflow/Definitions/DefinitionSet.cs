using System.Collections.Immutable;

namespace IpStrategy.Workflow.Definitions;

/// <summary>The immutable set of process definitions that an instance may use: its own, and those it may call.</summary>
public sealed class DefinitionSet
{
    private readonly ImmutableDictionary<DefinitionId, ProcessDefinition> _byId;

    private DefinitionSet(ImmutableDictionary<DefinitionId, ProcessDefinition> byId) => _byId = byId;

    public static DefinitionSet Empty { get; } = new(ImmutableDictionary<DefinitionId, ProcessDefinition>.Empty);

    public static DefinitionSet Of(IEnumerable<ProcessDefinition> definitions) =>
        new(definitions.ToImmutableDictionary(d => d.Id));

    public DefinitionSet With(ProcessDefinition definition) => new(_byId.SetItem(definition.Id, definition));

    public ProcessDefinition? Find(DefinitionId id) => _byId.GetValueOrDefault(id);

    /// <summary>The newest version of a process, or null when there is none of that id.</summary>
    public ProcessDefinition? Newest(string processId) =>
        _byId.Values.Where(d => d.Id.ProcessId == processId).MaxBy(d => d.Id.Version);
}
