using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>
/// Everything there is at one moment of a scenario. Immutable: a step that is refused leaves the world it began with, so that
/// nothing can have changed.
/// </summary>
internal sealed record World(DateTimeOffset Now)
{
    public DefinitionSet Definitions { get; init; } = DefinitionSet.Empty;
    public ImmutableArray<Deployed> Deployed { get; init; } = [];

    /// <summary>What was deployed together has the same number.</summary>
    public int LastDeployment { get; init; }
    public ImmutableDictionary<string, Running> Instances { get; init; } =
        ImmutableDictionary.Create<string, Running>(StringComparer.Ordinal);

    /// <summary>When a task, timer, subscription or continuation was opened, as a running number.</summary>
    public ImmutableDictionary<LocalId, long> Opened { get; init; } = ImmutableDictionary<LocalId, long>.Empty;
    public ImmutableArray<StartTimer> StartTimers { get; init; } = [];
    public ImmutableArray<StandaloneTask> StandaloneTasks { get; init; } = [];

    /// <summary>Sub-process instances and called instances that a scenario has given a name.</summary>
    public ImmutableDictionary<string, NamedScope> Scopes { get; init; } =
        ImmutableDictionary.Create<string, NamedScope>(StringComparer.Ordinal);
    public ImmutableDictionary<string, string> RememberedTasks { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
    public ImmutableQueue<Sent> Outbox { get; init; } = [];

    /// <summary>What other instances have thrown to suspended ones: it reaches them when they are resumed.</summary>
    public ImmutableArray<Held> Held { get; init; } = [];
    public ImmutableList<Happened> History { get; init; } = [];
    public long NextNumber { get; init; } = 1;

    /// <summary>Instances, oldest first.</summary>
    public IEnumerable<Running> InOrder => Instances.Values.OrderBy(i => i.Number);

    /// <summary>The oldest instance of that name.</summary>
    public Running? Named(string name) => InOrder.FirstOrDefault(i => i.Name == name) ?? CalledUnder(name);

    public ProcessDefinition DefinitionOf(Running instance) => Definitions.Find(instance.State.Definition)!;

    /// <summary>The newest version of every process.</summary>
    public IEnumerable<Deployed> Newest =>
        Deployed
            .GroupBy(d => d.Id.ProcessId, StringComparer.Ordinal)
            .Select(g => g.MaxBy(d => d.Id.Version)!)
            .OrderBy(d => d.Deployment);

    // Called instances go by the name of a task's scope, else by the one they have in the history.
    private Running? CalledUnder(string name)
    {
        if (Scopes.TryGetValue(name, out var scope))
        {
            return scope.Element is null ? Instances.GetValueOrDefault(scope.Instance) : null;
        }
        return name.Contains('#', StringComparison.Ordinal)
            ? Instances.GetValueOrDefault(ScenarioHistory.Names(this).FirstOrDefault(n => n.Value == name).Key ?? "")
            : null;
    }
}

/// <summary>An instance as the host keeps it.</summary>
/// <param name="Name">The name the scenario gave; null for instances nobody named.</param>
/// <param name="Partner">The instance whose message started it, or the first it had an answer from.</param>
internal sealed record Running(string Id, long Number, string? Name, InstanceState State, string? Partner = null)
{
    public bool HasEnded => State.HasEnded;
    public bool IsActive => State.Status == InstanceStatus.Active;
}

internal readonly record struct LocalId(string Instance, long Id);

internal sealed record Deployed(DefinitionId Id, int Deployment, string File);

/// <summary>A timer start event of the newest version of a process.</summary>
internal sealed record StartTimer(DefinitionId Definition, ArmedTimer Timer, long Number);

/// <summary>A task of its own, outside any process.</summary>
internal sealed record StandaloneTask(string Name, TaskAttributes Attributes);

/// <param name="Element">Null = the whole instance.</param>
internal sealed record NamedScope(string Instance, ElementId? Element);

/// <summary>A message or signal on its way to other instances.</summary>
internal abstract record Sent(string Name, ImmutableSortedDictionary<string, FeelValue> Variables, string Sender)
{
    internal sealed record Message(string Name, ImmutableSortedDictionary<string, FeelValue> Variables, string Sender)
        : Sent(Name, Variables, Sender)
    {
        public ImmutableArray<MessageTarget> Targets { get; init; } = [];
    }

    internal sealed record Signal(string Name, ImmutableSortedDictionary<string, FeelValue> Variables, string Sender)
        : Sent(Name, Variables, Sender);
}

/// <summary>A message or signal that waits until an instance is resumed.</summary>
internal sealed record Held(string Instance, Sent What);

internal sealed record Happened(string Instance, HistoryEntry Entry);
