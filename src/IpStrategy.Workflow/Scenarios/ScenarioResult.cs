using System.Collections.Immutable;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>What running a scenario needs from outside.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Gives the bytes of a file by the path a scenario names, or null when it cannot be read.</summary>
    public required Func<string, ReadOnlyMemory<byte>?> ReadFile { get; init; }

    /// <summary>Handlers of the host by name; in a scenario they complete at once and set nothing.</summary>
    public ImmutableHashSet<string> Handlers { get; init; } = [];
    public ITimeZoneRules Zones { get; init; } = UtcOnlyZones.Instance;
    public EngineLimits Limits { get; init; } = EngineLimits.Default;

    /// <summary>
    /// True: between all steps every instance is written out as it would be stored and read back, so that nothing can live on
    /// in memory alone.
    /// </summary>
    public bool RestoreBetweenSteps { get; init; }
}

/// <summary>How one scenario went.</summary>
/// <param name="FailedStep">Index from 0; null when passed; -1 when the file or its deployment failed.</param>
/// <param name="Message">The difference in words; null when passed.</param>
/// <param name="History">What happened, in order; complete also for a scenario that failed.</param>
public sealed record ScenarioResult(
    string? Name,
    bool Passed,
    int? FailedStep,
    string? Message,
    ImmutableArray<ScenarioEntry> History
);

/// <param name="Instance">The name the scenario gave, or <c>process#n</c>.</param>
/// <param name="Element">Id in the diagram.</param>
/// <param name="Type">The BPMN element name.</param>
/// <param name="Entry">What happened: entered, completed, flowTaken …</param>
public sealed record ScenarioEntry(DateTimeOffset At, string Instance, string Element, string Type, string Entry);
