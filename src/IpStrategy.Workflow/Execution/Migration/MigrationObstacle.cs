using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>Why something in an instance cannot be moved to another definition.</summary>
public enum MigrationProblem
{
    /// <summary>The mapping names an element that the definition before does not have.</summary>
    SourceIsUnknown,

    /// <summary>The mapping names an element that the definition after does not have.</summary>
    TargetIsUnknown,

    /// <summary>A token waits there, and nothing in the other definition answers to it.</summary>
    HasNoTarget,

    /// <summary>What answers to it is another kind of element, does its work in another way, or waits for something else.</summary>
    IsOfAnotherKind,

    /// <summary>The one is repeated in another way than the other, or only one of them is.</summary>
    LoopsInAnotherWay,

    /// <summary>A continuation waits before or after it, and after the move there would be none.</summary>
    IsNotAsynchronous,

    /// <summary>It would leave a scope that the mapping says stays around it.</summary>
    WouldLeaveItsScope,

    /// <summary>It would come into a scope that cannot be made by hand: a loop or an event sub-process.</summary>
    ScopeCannotBeMade,

    /// <summary>More flows have been taken into the gateway than lead into the other one.</summary>
    HasTooFewFlows,
}

/// <summary>One thing that keeps an instance from being moved.</summary>
/// <param name="ActivityId">Id in the diagram before the move, where it is about an element of that.</param>
/// <param name="TargetId">Id in the diagram after it; null when there is none.</param>
public sealed record MigrationObstacle(string ActivityId, string? TargetId, MigrationProblem Problem);

/// <summary>Nothing has been moved; everything that stands in the way is named at once.</summary>
public sealed record InstanceCannotMigrate(DefinitionId Target, ImmutableArray<MigrationObstacle> Obstacles) : Refusal
{
    public bool Equals(InstanceCannotMigrate? other) =>
        other is not null && Target == other.Target && Obstacles.AsSpan().SequenceEqual(other.Obstacles.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Target, Obstacles.Length);

    public override string ToString() =>
        $"{Target}: {string.Join(", ", Obstacles.Select(o => $"{o.ActivityId} → {o.TargetId ?? "?"} {o.Problem}"))}";
}

/// <summary>Looks at a migration without doing it.</summary>
public static class MigrationReport
{
    /// <summary>Everything that cannot be moved; empty when the command would be carried out.</summary>
    public static ImmutableArray<MigrationObstacle> Of(
        ProcessDefinition source,
        ProcessDefinition target,
        InstanceState state,
        ImmutableSortedDictionary<string, string> mapping
    ) => new TreeMigration(new ActivityMapping(source, target, mapping), state).Run().Obstacles;
}
