using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

public enum DiagnosticSeverity
{
    Information,
    Warning,
    Error,
}

/// <summary>A finding in a BPMN file, with its place.</summary>
/// <param name="BreaksStandard">True when a normative rule of BPMN 2.0.2 is broken (the file is not <c>ok</c>).</param>
/// <param name="PreventsExecution">True when the engine cannot run the file (it is not <c>deployable</c>).</param>
public sealed record BpmnDiagnostic(
    DiagnosticSeverity Severity,
    string Code,
    string Message,
    SourcePlace Place,
    string? ElementId,
    bool BreaksStandard,
    bool PreventsExecution
);

/// <summary>What a BPMN file holds: the executable processes, and every finding.</summary>
public sealed record BpmnFile(ImmutableArray<ProcessDefinition> Processes, ImmutableArray<BpmnDiagnostic> Diagnostics)
{
    public bool IsOk => Diagnostics.All(d => !d.BreaksStandard);
    public bool IsDeployable => Diagnostics.All(d => !d.PreventsExecution);
}
