using System.Collections.Immutable;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Messages and signals from outside.</summary>
internal static class MessageSteps
{
    public static Refusal? Message(ScenarioHost host, StepFields step)
    {
        var what = step.Text("name") ?? step.Text("activity");
        if (what is null)
        {
            step.Complain("\"name\" or \"activity\" is missing");
        }
        var waiting = host.World.Subscriptions().Where(s => Means(host, step, s)).ToList();
        if (waiting.Count == 0)
        {
            return new NothingMatches($"waiting subscription for {what}");
        }
        if (waiting.Count > 1 && !step.Flag("all") && !step.Flag("any"))
        {
            return new SeveralMatch($"waiting subscriptions for {what}");
        }
        return ScenarioHost.Each(step.Flag("all") ? waiting : waiting.Take(1), s => Deliver(host, step, s));
    }

    /// <summary>A broadcast: nobody need be waiting, unless one instance is meant.</summary>
    public static Refusal? Signal(ScenarioHost host, StepFields step)
    {
        var name = step.Required("name");
        var waiting = host
            .World.Subscriptions()
            .Where(s =>
                s.Instance.IsActive && s.Subscription.Kind == SubscriptionKind.Signal && s.Subscription.Name == name
            )
            .Where(s => host.Means(step, s.Instance))
            .Select(s => s.Instance.Id)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (step.Text("instance") is { } only)
        {
            return waiting.Count == 0
                ? new NothingMatches($"waiting subscription for {name} in {only}")
                : Broadcasts.ToInstances(host, waiting, name, step.Variables());
        }
        return Broadcasts.Everywhere(host, waiting, name, step.Variables());
    }

    private static bool Means(ScenarioHost host, StepFields step, FoundSubscription found) =>
        found is { Instance.IsActive: true, Subscription.Kind: SubscriptionKind.Message }
        && (step.Text("name") is not { } name || found.Subscription.Name == name)
        && (step.Text("activity") is not { } activity || found.Subscription.ActivityId == activity)
        && (step.Text("businessKey") is not { } key || found.Instance.State.BusinessKey == key)
        && host.Means(step, found.Instance)
        && Allows(host, found, step.Variables())
        && step.Object("correlation").All(c => Holds(found.Instance, c.Name, FeelJson.Read(c.Value)));

    public static bool Allows(
        ScenarioHost host,
        FoundSubscription found,
        ImmutableSortedDictionary<string, FeelValue> carried
    ) =>
        MessageCorrelation.Allows(
            host.World.DefinitionOf(found.Instance),
            found.Instance.State,
            found.Subscription.Name,
            carried
        );

    private static bool Holds(Running instance, string name, FeelValue value) =>
        Comparison.AreSame(value, instance.State.Variables.GetValueOrDefault(name) ?? FeelValue.Null);

    private static Refusal? Deliver(ScenarioHost host, StepFields step, FoundSubscription found)
    {
        var instance = host.World.Instances[found.Instance.Id];
        var isStillOpen = instance.State.Elements.Any(e => e.Subscriptions.Any(s => s.Id == found.Subscription.Id));
        return isStillOpen
            ? host.Send(
                instance,
                new Command.DeliverMessage(found.Subscription.Id, found.Subscription.Name, step.Variables())
            )
            : null;
    }
}
