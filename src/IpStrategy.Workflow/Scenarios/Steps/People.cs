using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Who may act on a task. Without a user the scenario itself acts, and may do everything.</summary>
internal static class People
{
    public static Refusal? Refusal(ScenarioHost host, string? user, TaskAttributes task, string name) =>
        user is null || task.Assignee == user || (task.Assignee is null && IsCandidate(host, user, task))
            ? null
            : new UserMayNotAct(user, name);

    /// <summary>Without candidates anyone may.</summary>
    public static bool IsCandidate(ScenarioHost host, string user, TaskAttributes task) =>
        (task.CandidateUsers.IsEmpty && task.CandidateGroups.IsEmpty) || IsOffered(host, user, task);

    public static bool IsOffered(ScenarioHost host, string user, TaskAttributes task) =>
        task.CandidateUsers.Contains(user)
        || (host.Scenario.Users.TryGetValue(user, out var groups) && groups.Any(g => task.CandidateGroups.Contains(g)));
}
