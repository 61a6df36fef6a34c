using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>
/// When nobody stands behind a command to be told that it failed, the failure is kept at the element that waits, and the
/// instance stays where it was. Resolving does the same again, this time for a person.
/// </summary>
internal static class Incidents
{
    public static bool Concerns(Command command) =>
        command is Command.FireTimer or Command.RunContinuation or Command.DeliverMessage or Command.DeliverSignal;

    /// <param name="turn">A fresh one: of what failed nothing is kept.</param>
    public static Outcome<Decision> Decide(Turn turn, Command command, CourseRefusal why)
    {
        switch (command)
        {
            case Command.FireTimer timer:
                RaiseAtTimer(turn, timer.Timer, why);
                break;
            case Command.RunContinuation continuation:
                var waiting = turn.Find(continuation.Element)!;
                turn.Emit(new Effect.CancelContinuation(waiting.Id));
                Raise(turn, waiting, Of(why, new IncidentRetry.Continuation()));
                break;
            case Command.DeliverMessage message:
                var owner = Subscriptions.Owner(turn, message.Subscription)!;
                var retry = new IncidentRetry.Message(message.Subscription, message.Variables);
                Raise(turn, owner, Of(why, retry));
                break;
            case Command.DeliverSignal signal:
                RaiseAtSignal(turn, signal, why);
                break;
            default:
                return why;
        }
        return turn.ToDecision();
    }

    public static void Raise(Turn turn, LiveElement element, Incident incident)
    {
        // A second failure of the same thing takes the place of the first.
        element.Incidents = element.Incidents.RemoveAll(i => i.Retry == incident.Retry).Add(incident);
        var facts = Facts.Of("code", incident.Code).SetItem("at", incident.ActivityId);
        turn.Record(HistoryEntryKind.Incident, element, facts);
        turn.Emit(new Effect.RaiseIncident(element.Id, incident.ActivityId, incident.Code, incident.Message));
    }

    /// <summary>Does again what failed; refused as a whole, and the incident stays, when it fails again.</summary>
    public static void Resolve(Turn turn, ElementId id)
    {
        if (turn.Find(id) is not { Incidents.IsEmpty: false } element)
        {
            turn.Refuse(new ElementHasNoIncident(id));
            return;
        }
        var incidents = element.Incidents;
        element.Incidents = [];
        turn.Emit(new Effect.CloseIncident(id));
        foreach (var incident in incidents)
        {
            // What one of them set off may have ended the element, and with it the others.
            if (!element.IsGone && turn.Refusal is null)
            {
                Retry(turn, element, incident.Retry);
            }
        }
    }

    private static void Retry(Turn turn, LiveElement element, IncidentRetry retry)
    {
        switch (retry)
        {
            case IncidentRetry.Timer timer:
                Timers.Fire(turn, timer.Id);
                break;
            case IncidentRetry.Continuation:
                Happenings.Continue(turn, element.Id);
                break;
            case IncidentRetry.Message message
                when element.Subscriptions.FirstOrDefault(s => s.Id == message.Subscription) is { } subscription:
                Subscriptions.Deliver(turn, element, subscription, message.Variables);
                break;
            case IncidentRetry.Work:
                AutomaticWork.Restart(turn, element);
                break;
            case IncidentRetry.Child:
                CallActivityBehavior.Execute(turn, element, (CallActivity)element.Node!);
                break;
            default:
                break;
        }
    }

    private static void RaiseAtTimer(Turn turn, TimerId id, CourseRefusal why)
    {
        var owner = Timers.Owner(turn, id)!;
        var timer = owner.Timers.First(t => t.Id == id);
        owner.Timers = owner.Timers.Replace(timer, timer with { HasFailed = true });
        // Not armed any more, or it would fail again and again; it is still there to be fired by hand.
        turn.Emit(new Effect.DisarmTimer(id));
        Raise(turn, owner, Of(why, new IncidentRetry.Timer(id)));
    }

    private static void RaiseAtSignal(Turn turn, Command.DeliverSignal signal, CourseRefusal why)
    {
        foreach (var element in turn.Elements.ToList())
        {
            foreach (var subscription in element.Subscriptions)
            {
                if (subscription.Kind == SubscriptionKind.Signal && subscription.Name == signal.Name)
                {
                    Raise(turn, element, Of(why, new IncidentRetry.Message(subscription.Id, signal.Variables)));
                }
            }
        }
    }

    private static Incident Of(CourseRefusal why, IncidentRetry retry) =>
        new(why.Code, why.ElementId, why.Detail, retry);
}
