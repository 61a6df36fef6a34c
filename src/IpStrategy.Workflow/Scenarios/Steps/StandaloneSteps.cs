using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Tasks of their own, outside any process: the same rules for who has them, nothing goes on after them.</summary>
internal static class StandaloneSteps
{
    public static Refusal? NewTask(ScenarioHost host, StepFields step)
    {
        var name = step.Required("as");
        if (Find(host, name) is not null)
        {
            return new NameIsTaken(name);
        }
        var attributes = new TaskAttributes(
            Assignee: null,
            step.Text("owner"),
            DelegationState.None,
            CandidateUsers: [],
            CandidateGroups: [],
            DueDate: null,
            FollowUpDate: null,
            Priority: null,
            FormKey: null
        );
        var task = new StandaloneTask(name, attributes);
        host.Set(host.World with { StandaloneTasks = host.World.StandaloneTasks.Add(task) });
        return null;
    }

    public static Refusal? DeleteTask(ScenarioHost host, StepFields step)
    {
        var reference = step.Required("ref");
        return Find(host, reference) is { } task ? Remove(host, task) : new NothingMatches($"task {reference}");
    }

    public static StandaloneTask? Find(ScenarioHost host, string name) =>
        host.World.StandaloneTasks.FirstOrDefault(t => t.Name == name);

    public static Refusal? Complete(ScenarioHost host, StepFields step, StandaloneTask task)
    {
        if (People.Refusal(host, step.Text("user"), task.Attributes, task.Name) is { } refusal)
        {
            return refusal;
        }
        return task.Attributes.Delegation == DelegationState.Pending
            ? new TaskIsStillDelegated(default, task.Attributes.Owner)
            : Remove(host, task);
    }

    public static Refusal? Claim(ScenarioHost host, StandaloneTask task, string user) =>
        task.Attributes.Assignee is { } other && other != user
            ? new TaskIsClaimedBySomebodyElse(default, other)
            : Change(host, task, task.Attributes with { Assignee = user });

    public static Refusal? Delegate(ScenarioHost host, StandaloneTask task, string user) =>
        Change(
            host,
            task,
            task.Attributes with
            {
                Owner = task.Attributes.Owner ?? task.Attributes.Assignee,
                Assignee = user,
                Delegation = DelegationState.Pending,
            }
        );

    public static Refusal? Resolve(ScenarioHost host, StandaloneTask task) =>
        task.Attributes.Delegation != DelegationState.Pending
            ? new TaskIsNotDelegated(default)
            : Change(
                host,
                task,
                task.Attributes with
                {
                    Assignee = task.Attributes.Owner,
                    Delegation = DelegationState.Resolved,
                }
            );

    public static Refusal? Change(ScenarioHost host, StandaloneTask task, TaskAttributes attributes)
    {
        var tasks = host.World.StandaloneTasks.Replace(task, task with { Attributes = attributes });
        host.Set(host.World with { StandaloneTasks = tasks });
        return null;
    }

    private static Refusal? Remove(ScenarioHost host, StandaloneTask task)
    {
        host.Set(host.World with { StandaloneTasks = host.World.StandaloneTasks.Remove(task) });
        return null;
    }
}
