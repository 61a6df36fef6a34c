using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Whether the engine will understand what a timer says, as far as that can be told without an instance.</summary>
internal static class TimerCheck
{
    // Early enough that every date of a timer still lies ahead.
    private static readonly DateTimeOffset Before = DateTimeOffset.UnixEpoch;

    private static readonly Surroundings Nowhere = new(
        DefinitionSet.Empty,
        Before,
        new AnyZone(),
        EngineLimits.Default
    );

    public static bool IsUnderstood(TimerKind kind, FeelValue value) =>
        TimerText.Plan(kind, value, Nowhere) is not null;

    /// <summary>An expression that needs no variables, such as one of literals and functions.</summary>
    public static bool IsUnderstood(EventDefinition.Timer timer)
    {
        var result = timer.Text.Evaluate(FeelScope.Of([], Before, Nowhere.Zones));
        return result.Error is null && IsUnderstood(timer.Kind, result.Value);
    }

    /// <summary>Which zones there are is known where the process runs.</summary>
    private sealed class AnyZone : ITimeZoneRules
    {
        public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
        {
            offset = TimeSpan.Zero;
            return true;
        }

        public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) => TimeSpan.Zero;
    }
}
