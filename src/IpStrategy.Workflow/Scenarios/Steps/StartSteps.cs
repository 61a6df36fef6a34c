using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

internal static class StartSteps
{
    public static Refusal? Start(ScenarioHost host, StepFields step)
    {
        var process = step.Required("process");
        if (host.NewestOf(process) is not { } newest)
        {
            return new ProcessIsUnknown(process);
        }
        return Start(host, step, newest.Id, step.Text("startEvent"));
    }

    public static Refusal? StartByMessage(ScenarioHost host, StepFields step)
    {
        var name = step.Required("name");
        return host.Starts(d => d is EventDefinition.Message m && m.Reference?.Name == name).ToList() switch
        {
            [] => new NothingMatches($"start event for message {name}"),
            [var only] => Start(host, step, only.Definition, only.Entry.NodeId, only.Entry.Position),
            _ => new SeveralMatch($"start events for message {name}"),
        };
    }

    private static Refusal? Start(
        ScenarioHost host,
        StepFields step,
        DefinitionId definition,
        string? startEvent,
        int? position = null
    )
    {
        var start = new Command.Start(
            Dispatcher.NewInstance(host.World),
            definition,
            step.Variables(),
            step.Text("businessKey"),
            StartEvent: startEvent,
            Initiator: step.Text("user"),
            Position: position
        );
        return host.Start(start, step.Text("as") ?? ScenarioHost.DefaultName);
    }
}
