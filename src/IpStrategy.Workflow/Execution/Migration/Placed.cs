using System.Collections.Immutable;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>An element in its new place.</summary>
/// <param name="source">What it was; null for a scope that is made around elements that had none.</param>
internal sealed class Placed(ElementInstance element, ElementInstance? source, Placed? parent)
{
    public ElementInstance Element { get; set; } = element;
    public ElementInstance? Source { get; } = source;
    public Placed? Parent { get; } = parent;
    public List<Placed> Children { get; } = [];

    /// <summary>The loop body it came out of, whose boundary events are its own now.</summary>
    public ElementInstance? Inherits { get; init; }

    /// <summary>The mapping says that it stays around what it holds.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Events that have to be armed anew.</summary>
    public List<Heard> ToArm { get; } = [];
}

/// <summary>What a migration comes to.</summary>
/// <param name="State">Of no use while there are obstacles.</param>
/// <param name="Elements">Those of the state, in its order.</param>
/// <param name="Released">What is taken back of everything that goes, or has another name now.</param>
internal sealed record MigrationPlan(
    ImmutableArray<MigrationObstacle> Obstacles,
    InstanceState State,
    ImmutableArray<Placed> Elements,
    ImmutableArray<Effect> Released
);
