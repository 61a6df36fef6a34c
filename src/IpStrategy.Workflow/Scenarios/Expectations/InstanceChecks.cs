using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios.Expectations;

/// <summary>What an <c>expect</c> step says of instances and their variables.</summary>
internal static class InstanceChecks
{
    public static string? Ended(ScenarioHost host, StepFields step) => All(host, step, "ended", hasEnded => hasEnded);

    public static string? Running(ScenarioHost host, StepFields step) =>
        All(host, step, "running", hasEnded => !hasEnded);

    public static string? Status(ScenarioHost host, StepFields step)
    {
        var instance = host.Instance(step);
        if (instance.IsRefused)
        {
            return Missing(instance.Refusal!);
        }
        var expected = step.Required("status");
        var actual = WordFor(instance.Value.State.Status);
        return expected == actual ? null : $"expected {expected}, found {actual}";
    }

    public static string? Instances(ScenarioHost host, StepFields step)
    {
        var process = step.Text("process");
        var running = host.World.Instances.Values.Count(i =>
            !i.HasEnded && (process is null || i.State.Definition.ProcessId == process)
        );
        return Expectation.Count(step.Count("instances"), running);
    }

    public static string? Variables(ScenarioHost host, StepFields step)
    {
        var instance = host.Instance(step);
        if (instance.IsRefused)
        {
            return Missing(instance.Refusal!);
        }
        foreach (var (name, expected) in step.Variables())
        {
            var actual = instance.Value.State.Variables.GetValueOrDefault(name) ?? FeelValue.Null;
            if (!Comparison.AreSame(expected, actual))
            {
                return $"{name}: expected {Comparison.Shown(expected)}, found {Comparison.Shown(actual)}";
            }
        }
        return null;
    }

    public static string? VariablesAbsent(ScenarioHost host, StepFields step)
    {
        var instance = host.Instance(step);
        if (instance.IsRefused)
        {
            return Missing(instance.Refusal!);
        }
        var present = step.Texts("variablesAbsent").FirstOrDefault(instance.Value.State.Variables.ContainsKey);
        return present is null ? null : $"{present} is {Comparison.Shown(instance.Value.State.Variables[present])}";
    }

    private static string? All(ScenarioHost host, StepFields step, string field, Func<bool, bool> holds)
    {
        foreach (var name in step.Texts(field))
        {
            if (HasEnded(host.World, name) is not { } hasEnded)
            {
                return $"there is no instance {name}";
            }
            if (!holds(hasEnded))
            {
                return $"{name} has {(hasEnded ? "ended" : "not ended")}";
            }
        }
        return null;
    }

    // A name may stand for one run of a sub-process, too.
    private static bool? HasEnded(World world, string name) =>
        world.Scopes.TryGetValue(name, out var scope) && scope.Element is { } element
            ? world.Instances[scope.Instance].State.Find(element) is null
            : world.Named(name)?.HasEnded;

    private static string Missing(Refusal refusal) =>
        refusal is NothingMatches nothing ? $"there is no {nothing.What}" : refusal.Code;

    private static string WordFor(InstanceStatus status) =>
        status switch
        {
            InstanceStatus.Active => "active",
            InstanceStatus.Suspended => "suspended",
            InstanceStatus.Completed => "completed",
            InstanceStatus.Cancelled => "cancelled",
            _ => "failed",
        };
}
