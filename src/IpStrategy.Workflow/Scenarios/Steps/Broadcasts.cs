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

    /// <summary>To these instances and to what it starts; a start event that waits for it in an instance starts no other.</summary>
    public static Refusal? Everywhere(
        ScenarioHost host,
        IEnumerable<string> instances,
        string name,
        ImmutableSortedDictionary<string, FeelValue> variables
    )
    {
        var awaited = host
            .World.Subscriptions()
            .Where(s => s.Subscription.Kind == SubscriptionKind.Signal && s.Subscription.Name == name)
            .Select(s => (s.Instance.State.Definition, s.Subscription.ActivityId))
            .ToHashSet();
        var starts = host.Starts(d => d is EventDefinition.Signal s && NameOf(host, s) == name)
            .Where(s => !awaited.Contains((s.Definition, s.Entry.NodeId)))
            .ToList();
        return ToInstances(host, instances, name, variables) ?? Start(host, starts, variables);
    }

    private static Refusal? Start(
        ScenarioHost host,
        List<(DefinitionId Definition, EntryPoint Entry)> starts,
        ImmutableSortedDictionary<string, FeelValue> variables
    ) =>
        ScenarioHost.Each(
            starts,
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
