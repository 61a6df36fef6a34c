using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>What external workers do, and continuing a receive task without its message.</summary>
internal static class WorkSteps
{
    public static Refusal? Trigger(ScenarioHost host, StepFields step)
    {
        var activity = step.Required("activity");
        var waiting = host.World.Elements(e =>
            e.ActivityId == activity
            && (e.WaitsFor == WaitingFor.Work || e is { WaitsFor: WaitingFor.Event, ElementType: "receiveTask" })
        );
        return waiting.FirstOrDefault(w => host.Means(step, w.Instance)) is { } found
            ? host.Send(found.Instance, new Command.CompleteWork(found.Element.Id, step.Variables()))
            : new NothingMatches($"waiting work {activity}");
    }

    public static Refusal? ThrowError(ScenarioHost host, StepFields step)
    {
        var activity = step.Required("activity");
        var code = step.Required("code");
        var work = host
            .World.Work()
            .FirstOrDefault(w => w.Element.ActivityId == activity && host.Means(step, w.Instance));
        return work is not null
            ? host.Send(
                work.Instance,
                new Command.ThrowError(work.Element.Id, code, step.Text("message"), step.Variables())
            )
            : new NothingMatches($"waiting work {activity}");
    }
}
