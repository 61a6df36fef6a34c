using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Driving an ad-hoc sub-process.</summary>
internal static class AdHocSteps
{
    /// <summary>In the oldest sub-process that offers the activity; where none does now, it is refused by the oldest that knows it.</summary>
    public static Refusal? Start(ScenarioHost host, StepFields step)
    {
        var activity = step.Required("activity");
        Refusal? refusal = null;
        foreach (var scope in Open(host, step, step.Text("scope")))
        {
            if (host.World.DefinitionOf(scope.Instance).FindNode(activity)?.ScopeId != scope.Element.ActivityId)
            {
                continue;
            }
            var refused = host.Send(scope.Instance, new Command.StartAdHocActivity(scope.Element.Id, activity));
            if (refused is not ActivityIsNotEnabled)
            {
                return refused;
            }
            refusal ??= refused;
        }
        return refusal ?? new NothingMatches($"ad-hoc sub-process that offers {activity}");
    }

    public static Refusal? Complete(ScenarioHost host, StepFields step)
    {
        var named = step.Text("activity") ?? step.Text("scope");
        return Open(host, step, named).FirstOrDefault() is { } scope
            ? host.Send(scope.Instance, new Command.CompleteAdHoc(scope.Element.Id))
            : new NothingMatches($"ad-hoc sub-process {named}".TrimEnd());
    }

    // A scope is meant by its id in the diagram, or by the name a step gave to one run of it.
    private static List<Found> Open(ScenarioHost host, StepFields step, string? named) =>
        [
            .. host
                .World.Elements(e => e is { Role: ElementRole.Element, WaitsFor: WaitingFor.Contents })
                .Where(f => host.Means(step, f.Instance) && IsAdHoc(host, f) && IsNamed(host, f, named)),
        ];

    private static bool IsAdHoc(ScenarioHost host, Found found) =>
        host.World.DefinitionOf(found.Instance).FindNode(found.Element.ActivityId) is SubProcess { AdHoc: not null };

    private static bool IsNamed(ScenarioHost host, Found found, string? name) =>
        name is null
        || found.Element.ActivityId == name
        || (
            host.World.Scopes.TryGetValue(name, out var scope)
            && scope.Instance == found.Instance.Id
            && scope.Element == found.Element.Id
        );
}
