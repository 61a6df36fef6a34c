using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Finding and completing user tasks.</summary>
internal static class TaskSteps
{
    public static Refusal? Complete(ScenarioHost host, StepFields step)
    {
        if (step.Text("ref") is { } reference && StandaloneSteps.Find(host, reference) is { } standalone)
        {
            return StandaloneSteps.Complete(host, step, standalone);
        }
        var found = Find(host, step);
        if (found.IsRefused)
        {
            return found.Refusal;
        }
        var task = found.Value;
        if (People.Refusal(host, step.Text("user"), task.Element.Task!, task.Element.ActivityId) is { } refusal)
        {
            return refusal;
        }
        if (step.Text("scopeAs") is { } name)
        {
            NameScope(host, task, name);
        }
        return host.Send(task.Instance, new Command.CompleteTask(task.Element.Id, step.Variables()));
    }

    /// <summary>Those outside any process last; one that is still delegated refuses.</summary>
    public static Refusal? CompleteAll(ScenarioHost host, StepFields step)
    {
        var ofInstances = host.World.Tasks().Where(t => t.Instance.IsActive && host.Means(step, t.Instance)).ToList();
        var standalone = step.Has("instance") ? [] : host.World.StandaloneTasks;
        return ScenarioHost.Each(ofInstances, task => CompleteIfOpen(host, step, task))
            ?? ScenarioHost.Each(standalone, task => StandaloneSteps.Complete(host, step, task));
    }

    /// <summary>The oldest open task that a step means.</summary>
    public static Outcome<Found> Find(ScenarioHost host, StepFields step)
    {
        var id = step.Text("task") ?? step.Text("ref");
        if (id is null)
        {
            step.Complain("\"task\" is missing");
        }
        var tasks = host.World.Tasks().Where(t => t.Element.ActivityId == id && host.Means(step, t.Instance));
        if (step.Text("assignee") is { } assignee)
        {
            tasks = tasks.Where(t => t.Element.Task!.Assignee == assignee);
        }
        if (step.Text("inScope") is { } scope)
        {
            if (!host.World.Scopes.TryGetValue(scope, out var named))
            {
                return new NothingMatches($"scope {scope}");
            }
            tasks = tasks.Where(t => host.World.IsInside(t.Instance, t.Element, named));
        }
        return tasks.FirstOrDefault() is { } found ? found : new NothingMatches($"open task {id}");
    }

    private static Refusal? CompleteIfOpen(ScenarioHost host, StepFields step, Found task)
    {
        var instance = host.World.Instances[task.Instance.Id];
        return instance.State.Find(task.Element.Id) is { WaitsFor: WaitingFor.Task }
            ? host.Send(instance, new Command.CompleteTask(task.Element.Id, step.Variables()))
            : null;
    }

    // The innermost sub-process around the task; without one the instance itself.
    private static void NameScope(ScenarioHost host, Found task, string name)
    {
        var definition = host.World.DefinitionOf(task.Instance);
        var inner = Views
            .Outward(task.Instance.State, task.Element)
            .Skip(1)
            .FirstOrDefault(e => e.Role == ElementRole.Element && definition.FindNode(e.ActivityId) is SubProcess);
        var scope = new NamedScope(task.Instance.Id, inner?.Id);
        host.Set(host.World with { Scopes = host.World.Scopes.SetItem(name, scope) });
    }
}
