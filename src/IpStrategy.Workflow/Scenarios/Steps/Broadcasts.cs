using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Signals to instances that wait for them, and to the newest definitions that they start.</summary>
internal static class Broadcasts
{
    public static Refusal? ToInstances(
        ScenarioHost host,
        IEnumerable<string> instances,
        string name,
        ImmutableSortedDictionary<string, FeelValue> variables
    ) =>
        ScenarioHost.Each(
            instances,
            id =>
            {
                var instance = host.World.Instances[id];
                var waits = instance.State.Elements.Any(e =>
                    e.Subscriptions.Any(s => s.Kind == SubscriptionKind.Signal && s.Name == name)
                );
                return waits && instance.IsActive
                    ? host.Send(instance, new Command.DeliverSignal(name, variables))
                    : null;
            }
        );

    public static Refusal? StartBySignal(
        ScenarioHost host,
        string name,
        ImmutableSortedDictionary<string, FeelValue> variables
    ) =>
        ScenarioHost.Each(
            host.Starts(d => d is EventDefinition.Signal s && NameOf(host, s) == name).ToList(),
            start =>
            {
                var id = Dispatcher.NewInstance(host.World);
                var command = new Command.Start(id, start.Definition, variables, StartEvent: start.Entry.NodeId)
                {
                    Position = start.Entry.Position,
                };
                return host.Start(command, name: null);
            }
        );

    private static string NameOf(ScenarioHost host, EventDefinition.Signal signal) =>
        signal.Name.Evaluate(FeelScope.Of([], host.World.Now, host.Options.Zones)).Value.ToString();
}
