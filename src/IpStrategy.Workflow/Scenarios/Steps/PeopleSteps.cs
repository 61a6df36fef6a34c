using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>What people do with tasks before they complete them.</summary>
internal static class PeopleSteps
{
    public static Refusal? Claim(ScenarioHost host, StepFields step)
    {
        var user = step.Required("user");
        return OnTask(
            host,
            step,
            standalone => StandaloneSteps.Claim(host, standalone, user),
            task =>
                task.Element.Task is { Assignee: null } open && !People.IsCandidate(host, user, open)
                    ? new UserMayNotAct(user, task.Element.ActivityId)
                    : host.Send(task.Instance, new Command.ClaimTask(task.Element.Id, user))
        );
    }

    public static Refusal? Unclaim(ScenarioHost host, StepFields step) =>
        OnTask(
            host,
            step,
            standalone => StandaloneSteps.Change(host, standalone, standalone.Attributes with { Assignee = null }),
            task => ByAssignee(step, task) ?? host.Send(task.Instance, new Command.UnclaimTask(task.Element.Id))
        );

    public static Refusal? Delegate(ScenarioHost host, StepFields step)
    {
        var user = step.Required("user");
        return OnTask(
            host,
            step,
            standalone => StandaloneSteps.Delegate(host, standalone, user),
            task => host.Send(task.Instance, new Command.DelegateTask(task.Element.Id, user))
        );
    }

    public static Refusal? Resolve(ScenarioHost host, StepFields step) =>
        OnTask(
            host,
            step,
            standalone => StandaloneSteps.Resolve(host, standalone),
            task =>
                ByAssignee(step, task)
                ?? host.Send(task.Instance, new Command.ResolveTask(task.Element.Id, step.Variables()))
        );

    public static Refusal? Assign(ScenarioHost host, StepFields step)
    {
        var user = step.Text("user");
        return OnTask(
            host,
            step,
            standalone => StandaloneSteps.Change(host, standalone, standalone.Attributes with { Assignee = user }),
            task => host.Send(task.Instance, new Command.AssignTask(task.Element.Id, user))
        );
    }

    private static Refusal? OnTask(
        ScenarioHost host,
        StepFields step,
        Func<StandaloneTask, Refusal?> standalone,
        Func<Found, Refusal?> inProcess
    )
    {
        if (step.Text("ref") is { } reference && StandaloneSteps.Find(host, reference) is { } task)
        {
            return standalone(task);
        }
        var found = TaskSteps.Find(host, step);
        return found.IsRefused ? found.Refusal : inProcess(found.Value);
    }

    private static UserMayNotAct? ByAssignee(StepFields step, Found task) =>
        step.Text("user") is { } user && task.Element.Task!.Assignee != user
            ? new UserMayNotAct(user, task.Element.ActivityId)
            : null;
}
