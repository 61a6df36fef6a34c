using System.Collections.Immutable;

namespace IpStrategy.Workflow.Execution;

/// <summary>What a command leads to: the new state, what happened, and what the host must do. All of it or nothing is stored.</summary>
public sealed record Decision(
    InstanceState State,
    ImmutableArray<HistoryEntry> History,
    ImmutableArray<Effect> Effects
);

public enum InstanceStatus
{
    Active,
    Suspended,
    Completed,
    Cancelled,
    Failed,
}

/// <param name="StepBudget">How many agenda steps one command may take before it counts as an endless loop.</param>
public sealed record EngineLimits(int StepBudget = 100_000)
{
    public static EngineLimits Default { get; } = new();
}
