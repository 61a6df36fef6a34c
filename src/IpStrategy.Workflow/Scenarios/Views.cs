using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>An element instance of some process instance, with its place in the order of opening.</summary>
internal sealed record Found(Running Instance, ElementInstance Element, long Number);

internal sealed record FoundTimer(Running Instance, ArmedTimer Timer, long Number);

internal sealed record FoundSubscription(Running Instance, EventSubscription Subscription, long Number);

/// <summary>What is open in a world, read from the states themselves; oldest first.</summary>
internal static class Views
{
    public static IEnumerable<Found> Tasks(this World world) =>
        world.Elements(e => e.WaitsFor == WaitingFor.Task && e.Task is not null);

    public static IEnumerable<Found> Work(this World world) =>
        world.Elements(e => e.WaitsFor == WaitingFor.Work && e.Incidents.IsEmpty);

    /// <summary>Continuations that are due; one that ended in an incident is not.</summary>
    public static IEnumerable<Found> Continuations(this World world) =>
        world
            .Elements(e =>
                e.WaitsFor is WaitingFor.Entry or WaitingFor.Exit
                && !e.Incidents.Any(i => i.Retry is IncidentRetry.Continuation)
            )
            .Where(f => f.Instance.IsActive);

    public static IEnumerable<Found> Elements(this World world, Func<ElementInstance, bool> wanted) =>
        world
            .Instances.Values.SelectMany(i =>
                i.State.Elements.Where(wanted).Select(e => new Found(i, e, world.NumberOf(i, e.Id.Value)))
            )
            .OrderBy(f => f.Number)
            .ThenBy(f => f.Instance.Number);

    public static IEnumerable<FoundTimer> Timers(this World world) =>
        world
            .Instances.Values.SelectMany(i =>
                i.State.Elements.SelectMany(e => e.Timers).Select(t => (Instance: i, Timer: t))
            )
            .Select(t => new FoundTimer(t.Instance, t.Timer, world.NumberOf(t.Instance, t.Timer.Id.Value)))
            .OrderBy(t => t.Timer.DueAt)
            .ThenBy(t => t.Number);

    public static IEnumerable<FoundSubscription> Subscriptions(this World world) =>
        world
            .Instances.Values.SelectMany(i =>
                i.State.Elements.SelectMany(e => e.Subscriptions).Select(s => (Instance: i, Subscription: s))
            )
            .Select(s => new FoundSubscription(
                s.Instance,
                s.Subscription,
                world.NumberOf(s.Instance, s.Subscription.Id.Value)
            ))
            .OrderBy(s => s.Number);

    /// <summary>The element and all around it, innermost first.</summary>
    public static IEnumerable<ElementInstance> Outward(InstanceState state, ElementInstance element)
    {
        for (var at = element; at is not null; at = at.Parent is { } parent ? state.Find(parent) : null)
        {
            yield return at;
        }
    }

    /// <summary>Whether an element lies in a scope, also across the border of a called instance.</summary>
    public static bool IsInside(this World world, Running instance, ElementInstance element, NamedScope scope)
    {
        var (at, inside) = (instance, element);
        while (true)
        {
            if (at.Id == scope.Instance && Holds(at.State, inside, scope.Element))
            {
                return true;
            }
            if (
                at.State.Parent is not { } link
                || world.Instances.GetValueOrDefault(link.Instance.Value) is not { } parent
            )
            {
                return false;
            }
            if (parent.State.Find(link.Call) is not { } call)
            {
                return false;
            }
            (at, inside) = (parent, call);
        }
    }

    private static bool Holds(InstanceState state, ElementInstance element, ElementId? scope) =>
        scope is null || Outward(state, element).Any(e => e.Id == scope);

    private static long NumberOf(this World world, Running instance, long id) =>
        world.Opened.GetValueOrDefault(new LocalId(instance.Id, id));
}
