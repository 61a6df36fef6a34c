using System.Collections.Immutable;
using IpStrategy.Workflow.Decisions;

namespace IpStrategy.Workflow.Definitions;

/// <summary>The immutable set of definitions that an instance may use: its own process, those it may call, and decisions.</summary>
public sealed class DefinitionSet
{
    private readonly ImmutableDictionary<DefinitionId, ProcessDefinition> _byId;
    private readonly ImmutableDictionary<DefinitionId, int> _deployments;
    private readonly ImmutableDictionary<DecisionVersion, DecisionDefinition> _decisions;

    private DefinitionSet(
        ImmutableDictionary<DefinitionId, ProcessDefinition> byId,
        ImmutableDictionary<DefinitionId, int> deployments,
        ImmutableDictionary<DecisionVersion, DecisionDefinition> decisions
    ) => (_byId, _deployments, _decisions) = (byId, deployments, decisions);

    public static DefinitionSet Empty { get; } =
        new(
            ImmutableDictionary<DefinitionId, ProcessDefinition>.Empty,
            ImmutableDictionary<DefinitionId, int>.Empty,
            ImmutableDictionary<DecisionVersion, DecisionDefinition>.Empty
        );

    public static DefinitionSet Of(IEnumerable<ProcessDefinition> definitions) =>
        new(definitions.ToImmutableDictionary(d => d.Id), Empty._deployments, Empty._decisions);

    public DefinitionSet With(ProcessDefinition definition) =>
        new(_byId.SetItem(definition.Id, definition), _deployments, _decisions);

    /// <summary>A definition with the deployment it came in, which its decisions may be bound to.</summary>
    public DefinitionSet With(ProcessDefinition definition, int deployment) =>
        new(_byId.SetItem(definition.Id, definition), _deployments.SetItem(definition.Id, deployment), _decisions);

    public DefinitionSet With(DecisionDefinition decision) =>
        new(_byId, _deployments, _decisions.SetItem(decision.Id, decision));

    public ProcessDefinition? Find(DefinitionId id) => _byId.GetValueOrDefault(id);

    public DecisionDefinition? Find(DecisionVersion id) => _decisions.GetValueOrDefault(id);

    /// <summary>The newest version of a process, or null when there is none of that id.</summary>
    public ProcessDefinition? Newest(string processId) =>
        _byId.Values.Where(d => d.Id.ProcessId == processId).MaxBy(d => d.Id.Version);

    /// <summary>The newest version of a decision, or null when there is none of that id.</summary>
    public DecisionDefinition? NewestDecision(string decisionId) => Versions(decisionId).MaxBy(d => d.Id.Version);

    /// <summary>The version of a decision that was deployed together with a process, or null when none was.</summary>
    public DecisionDefinition? DecisionBeside(DefinitionId process, string decisionId) =>
        _deployments.TryGetValue(process, out var deployment)
            ? Versions(decisionId).Where(d => d.Deployment == deployment).MaxBy(d => d.Id.Version)
            : null;

    private IEnumerable<DecisionDefinition> Versions(string decisionId) =>
        _decisions.Values.Where(d => d.Id.DecisionId == decisionId);
}
