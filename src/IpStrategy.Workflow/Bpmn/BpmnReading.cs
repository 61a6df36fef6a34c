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
/// <param name="Code">Stable name of the rule, UPPER_SNAKE_CASE.</param>
/// <param name="Message">The finding in English; other languages put <see cref="Arguments"/> into a text of their own.</param>
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
)
{
    /// <summary>The facts that the message names, in order.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];
}

/// <summary>What a BPMN file holds: the executable processes, and every finding.</summary>
/// <param name="Processes">The executable processes; none when the file is not deployable.</param>
public sealed record BpmnFile(ImmutableArray<ProcessDefinition> Processes, ImmutableArray<BpmnDiagnostic> Diagnostics)
{
    public bool IsOk => Diagnostics.All(d => !d.BreaksStandard);
    public bool IsDeployable => Diagnostics.All(d => !d.PreventsExecution);
}

/// <summary>What the host knows that a file alone does not say.</summary>
public sealed record BpmnReadingOptions
{
    public static BpmnReadingOptions Default { get; } = new();

    /// <summary>Handlers that the host has, by the name a definition uses; null = every name is accepted.</summary>
    public ImmutableHashSet<string>? Handlers { get; init; }

    /// <summary>True: scripts in unknown languages and unknown handlers do nothing instead of refusing deployment.</summary>
    public bool IgnoreUnknownScripts { get; init; }

    /// <summary>Gives the bytes of an imported file by its location, or null when it cannot be read. Never a network.</summary>
    public Func<string, ReadOnlyMemory<byte>?>? Import { get; init; }

    public int MaximumBytes { get; init; } = 16 * 1024 * 1024;
    public int MaximumDepth { get; init; } = 200;
    public int MaximumElements { get; init; } = 500_000;
}
