using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Decisions;

/// <summary>A decision by the id its author gave it and the version it got at deployment (from 1; 0 = not deployed yet).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DecisionVersion(string DecisionId, int Version)
{
    public override string ToString() => $"{DecisionId}:{Version}";
}

/// <summary>One decision of a DMN file with everything it requires, compiled once and immutable.</summary>
public sealed class DecisionDefinition
{
    private readonly DecisionModel _model;

    internal DecisionDefinition(DecisionVersion id, string name, DecisionModel model, int? deployment = null) =>
        (Id, Name, _model, Deployment) = (id, name, model, deployment);

    public DecisionVersion Id { get; }
    public string Name { get; }

    /// <summary>The deployment it came with; null when the host does not say.</summary>
    public int? Deployment { get; }

    /// <summary>The same decision under the version and deployment that the host gave it.</summary>
    public DecisionDefinition WithVersion(int version, int? deployment = null) =>
        new(Id with { Version = version }, Name, _model, deployment);

    /// <summary>Evaluates the decision and what it requires; never throws, always ends, also where the standard leaves the result undefined.</summary>
    public DecisionResult Evaluate(FeelScope inputs, FeelLimits? limits = null) =>
        DecisionRun.Evaluate(_model, Id.DecisionId, inputs, limits ?? FeelLimits.Default);
}

/// <summary>What a DMN file holds: its decisions, and every finding.</summary>
/// <param name="Decisions">None when the file is not deployable.</param>
public sealed record DecisionFile(
    ImmutableArray<DecisionDefinition> Decisions,
    ImmutableArray<BpmnDiagnostic> Diagnostics
)
{
    public bool IsOk => Diagnostics.All(d => !d.BreaksStandard);
    public bool IsDeployable => Diagnostics.All(d => !d.PreventsExecution);
}
