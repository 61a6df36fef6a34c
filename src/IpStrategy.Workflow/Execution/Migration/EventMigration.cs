using System.Collections.Immutable;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>
/// What is armed stays armed, with its due time and name, where its event has a counterpart of the same kind; else it is
/// taken back. An event that had no counterpart before is armed anew; one that has happened already stays so.
/// </summary>
internal sealed class EventMigration(ActivityMapping mapping, ILookup<ElementId, ElementInstance> contents)
{
    private readonly HashSet<ElementId> _bodies =
    [
        .. contents.SelectMany(c => c).Where(e => e.Role == ElementRole.LoopBody).Select(e => e.Id),
    ];
    private readonly ImmutableArray<Effect>.Builder _released = ImmutableArray.CreateBuilder<Effect>();

    public ImmutableArray<Effect> Apply(List<Placed> placed, List<ElementInstance> gone)
    {
        var inherited = placed.Select(p => p.Inherits).OfType<ElementInstance>().ToList();
        foreach (var element in gone)
        {
            Release(inherited.Contains(element) ? element with { Timers = [], Subscriptions = [] } : element);
        }
        foreach (var element in placed)
        {
            if (element.Source is not null)
            {
                Apply(element, element.Source);
            }
        }
        return _released.ToImmutable();
    }

    private void Apply(Placed placed, ElementInstance source)
    {
        var after = After(placed).ToList();
        var before = Before(placed, source).ToList();
        var armed = new Armed(source, placed.Inherits);
        var timers = armed.Timers.Where(t => Finds(after, t.ActivityId, Heard.TimerKind)).ToList();
        var subscriptions = armed.Subscriptions.Where(s => Finds(after, s.ActivityId, Heard.KindOf(s))).ToList();
        placed.ToArm.AddRange(after.Select(h => Uncovered(h, before)).Where(h => !h.Definitions.IsEmpty));
        foreach (var timer in armed.Timers.Except(timers))
        {
            _released.Add(new Effect.DisarmTimer(timer.Id));
        }
        foreach (var subscription in armed.Subscriptions.Except(subscriptions))
        {
            _released.Add(new Effect.Unsubscribe(subscription.Id));
        }
        placed.Element = placed.Element with
        {
            Timers = [.. timers.Select(t => t with { ActivityId = Renamed(t.Id.Value, t.ActivityId) })],
            Subscriptions = [.. subscriptions.Select(s => s with { ActivityId = Renamed(s.Id.Value, s.ActivityId) })],
            Incidents = Incidents(source, timers, subscriptions),
        };
        Renamed(source.Id.Value, source.ActivityId, placed.Element.ActivityId);
    }

    private IEnumerable<Heard> Before(Placed placed, ElementInstance source)
    {
        var isRun = source.Parent is { } parent && _bodies.Contains(parent);
        var own = Of(source, isRun);
        return placed.Inherits is { } body ? own.Concat(Of(body, isLoopRun: false)) : own;

        IEnumerable<Heard> Of(ElementInstance element, bool isLoopRun) =>
            new Listening(
                mapping.Source,
                element,
                isLoopRun,
                Listening.IsInterruptedBy(mapping.Source, contents[element.Id])
            ).All();
    }

    private IEnumerable<Heard> After(Placed placed) =>
        new Listening(
            mapping.Target,
            placed.Element,
            placed.Parent is { Element.Role: ElementRole.LoopBody },
            Listening.IsInterruptedBy(mapping.Target, placed.Children.Select(c => c.Element))
        ).All();

    private bool Finds(List<Heard> heard, string activityId, string kind) =>
        mapping.NodeFor(activityId) is { } id && heard.Exists(h => h.ActivityId == id && h.Has(kind));

    private Heard Uncovered(Heard heard, List<Heard> before)
    {
        var counterparts = before.Where(b => mapping.NodeFor(b.ActivityId) == heard.ActivityId).ToList();
        return heard with
        {
            Definitions = [.. heard.Definitions.Where(d => !counterparts.Exists(c => c.Has(Heard.KindOf(d))))],
        };
    }

    private ImmutableArray<Incident> Incidents(
        ElementInstance source,
        List<ArmedTimer> timers,
        List<EventSubscription> subscriptions
    )
    {
        var kept = source.Incidents.RemoveAll(i =>
            i.Retry switch
            {
                IncidentRetry.Timer timer => !timers.Exists(t => t.Id == timer.Id),
                IncidentRetry.Message message => !subscriptions.Exists(s => s.Id == message.Subscription),
                _ => false,
            }
        );
        if (kept.IsEmpty && !source.Incidents.IsEmpty)
        {
            _released.Add(new Effect.CloseIncident(source.Id));
        }
        return [.. kept.Select(i => i with { ActivityId = mapping.NodeFor(i.ActivityId) ?? i.ActivityId })];
    }

    private string Renamed(long id, string before)
    {
        var after = mapping.NodeFor(before)!;
        Renamed(id, before, after);
        return after;
    }

    private void Renamed(long id, string before, string after)
    {
        if (before != after)
        {
            _released.Add(new Effect.ChangeActivity(new ElementId(id), after));
        }
    }

    private void Release(ElementInstance element)
    {
        _released.AddRange(element.Timers.Select(t => new Effect.DisarmTimer(t.Id)));
        _released.AddRange(element.Subscriptions.Select(s => new Effect.Unsubscribe(s.Id)));
        if (!element.Incidents.IsEmpty)
        {
            _released.Add(new Effect.CloseIncident(element.Id));
        }
    }

    private readonly record struct Armed(ElementInstance Source, ElementInstance? Inherited)
    {
        public ImmutableArray<ArmedTimer> Timers => [.. Source.Timers, .. Inherited?.Timers ?? []];
        public ImmutableArray<EventSubscription> Subscriptions =>
            [.. Source.Subscriptions, .. Inherited?.Subscriptions ?? []];
    }
}
