using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IpStrategy.Workflow.Definitions;

/// <summary>A process by the id its author gave it and the version it got at deployment (from 1; 0 = not deployed yet).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DefinitionId(string ProcessId, int Version)
{
    public override string ToString() => $"{ProcessId}:{Version}";
}

/// <summary>Line and column, from 1, in the file an element was read from.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourcePlace(int Line, int Column);

/// <summary>
/// One executable process, compiled once and immutable: nodes and flows by id, boundary events by activity, event sub-processes by scope.
/// Nodes refer to each other by id, so the whole is a plain value without cycles.
/// </summary>
public sealed class ProcessDefinition
{
    private readonly FrozenDictionary<string, FlowNode> _nodes;
    private readonly FrozenDictionary<string, SequenceFlow> _flows;
    private readonly FrozenDictionary<string, Scope> _scopes;
    private readonly FrozenDictionary<string, ImmutableArray<BoundaryEvent>> _boundary;

    public ProcessDefinition(
        DefinitionId id,
        string? name,
        ImmutableArray<FlowNode> nodes,
        ImmutableArray<SequenceFlow> flows,
        ImmutableArray<Scope> scopes,
        ImmutableArray<Lane> lanes
    )
    {
        (Id, Name, Nodes, Flows, Scopes, Lanes) = (id, name, nodes, flows, scopes, lanes);
        _nodes = nodes.ToFrozenDictionary(n => n.Id, StringComparer.Ordinal);
        _flows = flows.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);
        _scopes = scopes.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        WaitsForConditions = nodes.OfType<Event>().Any(e => e.Definitions.Any(d => d is EventDefinition.Conditional));
        _boundary = nodes
            .OfType<BoundaryEvent>()
            .GroupBy(b => b.AttachedTo, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    public DefinitionId Id { get; }
    public string? Name { get; }

    /// <summary>All nodes of all scopes, in document order.</summary>
    public ImmutableArray<FlowNode> Nodes { get; }
    public ImmutableArray<SequenceFlow> Flows { get; }

    /// <summary>The process itself (its id is the process id) and every sub-process (its id is the sub-process's id).</summary>
    public ImmutableArray<Scope> Scopes { get; }
    public ImmutableArray<Lane> Lanes { get; }

    /// <summary>What messages must share with an instance to be for it.</summary>
    public ImmutableArray<Correlation> Correlations { get; init; } = [];

    /// <summary>Every event that starts an instance by itself, in document order.</summary>
    public IReadOnlyList<EntryPoint> EntryPoints => field ??= EntryPoint.Of(this);

    /// <summary>Whether changes of variables matter to any event.</summary>
    internal bool WaitsForConditions { get; }

    internal Reachability Reachability => field ??= new Reachability(this);

    public FlowNode Node(string id) => _nodes[id];

    public FlowNode? FindNode(string id) => _nodes.GetValueOrDefault(id);

    public SequenceFlow Flow(string id) => _flows[id];

    public SequenceFlow? FindFlow(string id) => _flows.GetValueOrDefault(id);

    public Scope RootScope => _scopes[Id.ProcessId];

    public Scope ScopeOf(string id) => _scopes[id];

    /// <summary>Boundary events of an activity in document order; empty when it has none.</summary>
    public ImmutableArray<BoundaryEvent> BoundaryEventsOf(string activityId) =>
        _boundary.GetValueOrDefault(activityId, []);

    /// <summary>The same process under the version that deployment gave it.</summary>
    public ProcessDefinition WithVersion(int version) =>
        new(Id with { Version = version }, Name, Nodes, Flows, Scopes, Lanes) { Correlations = Correlations };
}

/// <summary>A process or sub-process as the place where nodes and flows live.</summary>
/// <param name="ParentId">Null for the process.</param>
/// <param name="NodeIds">Nodes directly in this scope, in document order.</param>
/// <param name="FlowIds">Sequence flows directly in this scope, in document order.</param>
/// <param name="EventSubProcessIds">Event sub-processes directly in this scope, in document order.</param>
/// <param name="Properties">Names of data objects and properties declared in this scope.</param>
public sealed record Scope(
    string Id,
    string? ParentId,
    ImmutableArray<string> NodeIds,
    ImmutableArray<string> FlowIds,
    ImmutableArray<string> EventSubProcessIds,
    ImmutableArray<string> Properties
);

public sealed record Lane(string Id, string? Name, ImmutableArray<string> NodeIds);

/// <param name="Condition">Null = no condition: always taken (except beside a default flow's siblings, as the gateway says).</param>
public sealed record SequenceFlow(
    string Id,
    string? Name,
    string SourceId,
    string TargetId,
    Expressions.FeelExpression? Condition,
    SourcePlace Place
);
