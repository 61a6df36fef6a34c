using System.Text.Json;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Scenarios.Steps;

namespace IpStrategy.Workflow.Scenarios.Expectations;

/// <summary>What an <c>expect</c> step says of user tasks.</summary>
internal static class TaskChecks
{
    public static IEnumerable<Found> Open(ScenarioHost host, StepFields step) =>
        host.World.Tasks().Where(t => host.Means(step, t.Instance));

    /// <summary>Those outside any process too, unless one instance is meant: they belong to none.</summary>
    public static IEnumerable<OpenTask> All(ScenarioHost host, StepFields step) =>
        Open(host, step)
            .Select(t => new OpenTask($"{t.Instance.Id}/{t.Element.Id}", t.Element.ActivityId, t.Element.Task!))
            .Concat(
                step.Has("instance")
                    ? []
                    : host.World.StandaloneTasks.Select(t => new OpenTask(t.Name, t.Name, t.Attributes))
            );

    public static string? Tasks(ScenarioHost host, StepFields step) =>
        Expectation.Multiset(step.Texts("tasks"), Open(host, step).Select(t => t.Element.ActivityId));

    public static string? TaskCount(ScenarioHost host, StepFields step) =>
        Expectation.Count(step.Count("taskCount"), Attributes(host, step).Count());

    public static string? TaskState(ScenarioHost host, StepFields step)
    {
        foreach (var expected in step.Object("taskState"))
        {
            var task = All(host, step).FirstOrDefault(t => t.Id == expected.Name);
            var difference = task is null
                ? $"no open task {expected.Name}"
                : TaskDetails.Difference(expected.Value, task);
            if (difference is not null)
            {
                return difference;
            }
        }
        return null;
    }

    public static string? CandidateTasks(ScenarioHost host, StepFields step)
    {
        foreach (var expected in step.Object("candidateTasks"))
        {
            var offered = Attributes(host, step).Count(a => a.Assignee is null && IsOffered(host, expected.Name, a));
            if (Counted(expected, offered) is { } difference)
            {
                return difference;
            }
        }
        return null;
    }

    public static string? Assigned(ScenarioHost host, StepFields step)
    {
        foreach (var expected in step.Object("assigned"))
        {
            var assigned = Attributes(host, step).Count(a => a.Assignee == expected.Name);
            if (Counted(expected, assigned) is { } difference)
            {
                return difference;
            }
        }
        return null;
    }

    public static string? RememberTaskId(ScenarioHost host, StepFields step)
    {
        if (OnlyTask(host, step) is not { } id)
        {
            return "there is not exactly one open task";
        }
        var remembered = host.World.RememberedTasks.SetItem(step.Required("rememberTaskId"), id);
        host.Set(host.World with { RememberedTasks = remembered });
        return null;
    }

    public static string? SameTaskId(ScenarioHost host, StepFields step)
    {
        var name = step.Required("sameTaskId");
        if (!host.World.RememberedTasks.TryGetValue(name, out var remembered))
        {
            return $"no task is remembered as {name}";
        }
        return OnlyTask(host, step) switch
        {
            null => "there is not exactly one open task",
            var id when id == remembered => null,
            var id => $"expected {remembered}, found {id}",
        };
    }

    private static string? OnlyTask(ScenarioHost host, StepFields step) =>
        All(host, step).ToList() is [var only] ? only.Key : null;

    private static IEnumerable<TaskAttributes> Attributes(ScenarioHost host, StepFields step) =>
        All(host, step).Select(t => t.Attributes);

    private static bool IsOffered(ScenarioHost host, string who, TaskAttributes task)
    {
        var colon = who.IndexOf(':', StringComparison.Ordinal);
        var name = who[(colon + 1)..];
        return colon > 0 && who[..colon] == "group"
            ? task.CandidateGroups.Contains(name)
            : People.IsOffered(host, name, task);
    }

    private static string? Counted(JsonProperty expected, int actual) =>
        expected.Value.ValueKind == JsonValueKind.Number && expected.Value.TryGetInt32(out var count)
            ? Expectation.Count(count, actual) is { } difference
                ? $"{expected.Name}: {difference}"
                : null
            : $"{expected.Name}: a whole number is expected";
}

/// <param name="Key">Different for every task.</param>
/// <param name="Id">The id in the diagram, or the name a step gave.</param>
internal sealed record OpenTask(string Key, string Id, TaskAttributes Attributes);
