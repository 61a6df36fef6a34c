using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>What happened, as a scenario's result tells it.</summary>
internal static class ScenarioHistory
{
    public static ImmutableArray<ScenarioEntry> Of(World world)
    {
        var names = Names(world);
        return [.. world.History.Where(h => IsTold(h.Entry.Kind)).Select(h => Entry(h, names[h.Instance]))];
    }

    // What the contract lists; the rest is for the account that the host keeps.
    private static bool IsTold(HistoryEntryKind kind) =>
        kind
            is not (
                HistoryEntryKind.TaskChanged
                or HistoryEntryKind.InstanceSuspended
                or HistoryEntryKind.InstanceResumed
                or HistoryEntryKind.TimerMoved
            );

    private static ScenarioEntry Entry(Happened happened, string instance)
    {
        var kind = happened.Entry.Kind.ToString();
        return new ScenarioEntry(
            happened.Entry.At,
            instance,
            happened.Entry.ActivityId,
            happened.Entry.ElementType,
            char.ToLowerInvariant(kind[0]) + kind[1..]
        );
    }

    /// <summary>Every instance by its id with the name it goes by.</summary>
    public static Dictionary<string, string> Names(World world)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var instance in world.InOrder)
        {
            var process = instance.State.Definition.ProcessId;
            counts[process] = counts.GetValueOrDefault(process) + 1;
            names[instance.Id] =
                instance.Name
                ?? GivenAsScope(world, instance)
                ?? $"{process}#{counts[process].ToString(CultureInfo.InvariantCulture)}";
        }
        return names;
    }

    private static string? GivenAsScope(World world, Running instance) =>
        world
            .Scopes.Where(s => s.Value.Instance == instance.Id && s.Value.Element is null)
            .Select(s => s.Key)
            .FirstOrDefault();
}
