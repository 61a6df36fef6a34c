using System.Collections.Frozen;
using System.Globalization;

namespace IpStrategy.Workflow.Scenarios.Expectations;

/// <summary>The checks of an <c>expect</c> step; each gives the difference in words, or null when all is as it should be.</summary>
internal static class Expectation
{
    private static readonly FrozenDictionary<string, Func<ScenarioHost, StepFields, string?>> Checks = new Dictionary<
        string,
        Func<ScenarioHost, StepFields, string?>
    >
    {
        ["tasks"] = TaskChecks.Tasks,
        ["taskCount"] = TaskChecks.TaskCount,
        ["taskDetails"] = TaskDetails.Check,
        ["taskState"] = TaskChecks.TaskState,
        ["candidateTasks"] = TaskChecks.CandidateTasks,
        ["assigned"] = TaskChecks.Assigned,
        ["rememberTaskId"] = TaskChecks.RememberTaskId,
        ["sameTaskId"] = TaskChecks.SameTaskId,
        ["ended"] = InstanceChecks.Ended,
        ["running"] = InstanceChecks.Running,
        ["status"] = InstanceChecks.Status,
        ["instances"] = InstanceChecks.Instances,
        ["variables"] = InstanceChecks.Variables,
        ["variablesAbsent"] = InstanceChecks.VariablesAbsent,
        ["active"] = CourseChecks.Active,
        ["timers"] = CourseChecks.Timers,
        ["subscriptions"] = CourseChecks.Subscriptions,
        ["completed"] = CourseChecks.Completed,
        ["incidents"] = CourseChecks.Incidents,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Fields that say which, not what; and words for the reader.
    private static readonly FrozenSet<string> Companions = FrozenSet.Create(
        "op",
        "instance",
        "process",
        "completedOf",
        "refused",
        "comment",
        "note",
        "name",
        "description"
    );

    public static string? Difference(ScenarioHost host, StepFields step)
    {
        foreach (var name in step.Names.Where(n => !Companions.Contains(n)))
        {
            // A check nobody knows must not count as one that holds.
            var difference = Checks.TryGetValue(name, out var check)
                ? check(host, step)
                : "is no expectation this runner knows";
            if (difference is not null)
            {
                return $"{name}: {difference}";
            }
        }
        // Without a list of its own, completedOf alone would check nothing.
        return step.Has("completedOf") && !step.Has("completed") ? "completedOf: needs \"completed\"" : null;
    }

    /// <summary>Two lists as multisets.</summary>
    public static string? Multiset(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (want, have) = (Sorted(expected), Sorted(actual));
        return want.SequenceEqual(have, StringComparer.Ordinal) ? null : $"expected {Shown(want)}, found {Shown(have)}";
    }

    public static string? Count(int? expected, int actual) =>
        expected is null || expected == actual
            ? null
            : $"expected {expected.Value.ToString(CultureInfo.InvariantCulture)}, found {actual.ToString(CultureInfo.InvariantCulture)}";

    private static List<string> Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];

    private static string Shown(List<string> items) => $"[{string.Join(", ", items)}]";
}
