using System.Globalization;
using System.Text.Json;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Expectations;

/// <summary>The attributes of open tasks: each entry must match a different one.</summary>
internal static class TaskDetails
{
    public static string? Check(ScenarioHost host, StepFields step)
    {
        var entries = step.Array("taskDetails");
        var tasks = TaskChecks.All(host, step).ToList();
        var fitting = entries.Select(e => Fitting(tasks, e)).ToList();
        var taken = new Dictionary<int, int>();
        for (var entry = 0; entry < fitting.Count; entry++)
        {
            if (!TryGive(entry, fitting, taken, []))
            {
                return $"no open task (or none left) for {entries[entry].GetRawText()}; {Nearest(tasks, entries[entry])}";
            }
        }
        return null;
    }

    /// <summary>The first difference between what is expected and what a task has; fields left out are not looked at.</summary>
    public static string? Difference(JsonElement expected, OpenTask open)
    {
        var (task, attributes) = (open.Id, open.Attributes);
        foreach (var field in expected.EnumerateObject())
        {
            var same = field.Name switch
            {
                "task" => Is(field.Value, task),
                "name" => Is(field.Value, attributes.Name),
                "assignee" => Is(field.Value, attributes.Assignee),
                "owner" => Is(field.Value, attributes.Owner),
                "candidateGroups" => AreSame(field.Value, attributes.CandidateGroups),
                "candidateUsers" => AreSame(field.Value, attributes.CandidateUsers),
                "dueDate" => IsInstant(field.Value, attributes.DueDate),
                "followUpDate" => IsInstant(field.Value, attributes.FollowUpDate),
                "priority" => IsNumber(field.Value, attributes.Priority),
                "delegation" => Is(field.Value, DelegationOf(attributes)),
                _ => false,
            };
            if (!same)
            {
                return $"{field.Name} of {task} is not {field.Value.GetRawText()} but {Shown(field.Name, attributes)}";
            }
        }
        return null;
    }

    private static List<int> Fitting(List<OpenTask> tasks, JsonElement entry) =>
        [.. Enumerable.Range(0, tasks.Count).Where(i => Difference(entry, tasks[i]) is null)];

    /// <summary>Gives the entry a task, moving earlier entries to others where need be: a task that fits two must not starve one.</summary>
    private static bool TryGive(int entry, List<List<int>> fitting, Dictionary<int, int> taken, HashSet<int> tried)
    {
        foreach (var task in fitting[entry].Where(tried.Add))
        {
            if (!taken.TryGetValue(task, out var holder) || TryGive(holder, fitting, taken, tried))
            {
                taken[task] = entry;
                return true;
            }
        }
        return false;
    }

    private static string Nearest(List<OpenTask> tasks, JsonElement entry) =>
        tasks.Select(t => Difference(entry, t)).FirstOrDefault(d => d is not null) ?? "no task is open";

    private static bool Is(JsonElement expected, string? actual) =>
        expected.ValueKind == JsonValueKind.Null
            ? string.IsNullOrEmpty(actual)
            : expected.ValueKind == JsonValueKind.String && expected.GetString() == actual;

    private static bool AreSame(JsonElement expected, IEnumerable<string> actual) =>
        expected.ValueKind switch
        {
            JsonValueKind.Null => !actual.Any(),
            JsonValueKind.Array => Expectation.Multiset(expected.EnumerateArray().Select(e => e.ToString()), actual)
                is null,
            _ => false,
        };

    private static bool IsInstant(JsonElement expected, DateTimeOffset? actual) =>
        expected.ValueKind == JsonValueKind.Null
            ? actual is null
            : expected.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(
                    expected.GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var instant
                )
                && actual == instant;

    private static bool IsNumber(JsonElement expected, decimal? actual) =>
        expected.ValueKind == JsonValueKind.Null
            ? actual is null
            : expected.ValueKind == JsonValueKind.Number && expected.GetDecimal() == actual;

    private static string? DelegationOf(TaskAttributes attributes) =>
        attributes.Delegation switch
        {
            DelegationState.Pending => "pending",
            DelegationState.Resolved => "resolved",
            _ => null,
        };

    private static string Shown(string field, TaskAttributes attributes) =>
        field switch
        {
            "name" => attributes.Name,
            "assignee" => attributes.Assignee,
            "owner" => attributes.Owner,
            "candidateGroups" => $"[{string.Join(", ", attributes.CandidateGroups)}]",
            "candidateUsers" => $"[{string.Join(", ", attributes.CandidateUsers)}]",
            "dueDate" => attributes.DueDate?.ToString("O", CultureInfo.InvariantCulture),
            "followUpDate" => attributes.FollowUpDate?.ToString("O", CultureInfo.InvariantCulture),
            "priority" => attributes.Priority?.ToString(CultureInfo.InvariantCulture),
            "delegation" => DelegationOf(attributes),
            "task" => "another",
            _ => "a field nobody knows",
        } ?? "null";
}
