using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>What is done to an instance from outside.</summary>
internal static class InstanceSteps
{
    public static Refusal? SetVariable(ScenarioHost host, StepFields step)
    {
        var name = step.Required("name");
        var value = step.Find("value") is { } json ? FeelJson.Read(json) : FeelValue.Null;
        var variables = Command.NoVariables.SetItem(name, value);
        if (step.Text("inScope") is not { } scope)
        {
            return OnInstance(host, step, new Command.SetVariables(Scope: null, variables));
        }
        return host.World.Scopes.TryGetValue(scope, out var named)
            ? host.Send(host.World.Instances[named.Instance], new Command.SetVariables(named.Element, variables))
            : new NothingMatches($"scope {scope}");
    }

    public static Refusal? Cancel(ScenarioHost host, StepFields step) =>
        OnInstance(host, step, new Command.Cancel(step.Text("reason")));

    public static Refusal? Suspend(ScenarioHost host, StepFields step) => OnInstance(host, step, new Command.Suspend());

    /// <summary>What other instances have sent meanwhile arrives; what fell due fires, in the order of its due time.</summary>
    public static Refusal? Resume(ScenarioHost host, StepFields step) =>
        OnInstance(host, step, new Command.Resume()) ?? Delivery.Release(host) ?? TimeSteps.FireOverdue(host);

    public static Refusal? OnInstance(ScenarioHost host, StepFields step, Command command)
    {
        var instance = host.Instance(step);
        return instance.IsRefused ? instance.Refusal : host.Send(instance.Value, command);
    }
}
