using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §10.5.5: a broadcast. Within the instance a signal waits until no token moves any more, so that a catcher armed
/// by the same step is not missed and a throw never calls into a catcher.
/// </summary>
internal static class Signals
{
    public static bool TryName(
        Turn turn,
        LiveElement scope,
        string activityId,
        EventDefinition.Signal signal,
        out string name
    )
    {
        name = "";
        if (!Evaluation.TryText(turn, scope, activityId, signal.Name, out var found))
        {
            return false;
        }
        if (string.IsNullOrEmpty(found))
        {
            turn.Refuse(new ExpressionFailed(activityId, signal.Name.Source, "gives no signal name"));
            return false;
        }
        name = found;
        return true;
    }

    public static void Throw(Turn turn, LiveElement thrower, EventDefinition.Signal signal)
    {
        if (!TryName(turn, thrower, thrower.ActivityId, signal, out var name))
        {
            return;
        }
        var payload = thrower.Variables;
        if (!signal.Payload.IsEmpty && !Mappings.TryCollect(turn, thrower, signal.Payload, out payload))
        {
            return;
        }
        turn.Emit(new Effect.RaiseSignal(name, payload));
        turn.Signals.Enqueue(new ThrownSignal(name, payload));
    }

    public static void Deliver(Turn turn, Command.DeliverSignal signal)
    {
        if (!turn.Elements.Any(e => e.Subscriptions.Any(s => Matches(s, signal.Name))))
        {
            turn.Refuse(new NobodyWaitsForSignal(signal.Name));
            return;
        }
        turn.Signals.Enqueue(new ThrownSignal(signal.Name, signal.Variables));
    }

    /// <summary>Gives the oldest thrown signal to everything that waits for it now; true when there was one.</summary>
    public static bool TryDeliverOne(Turn turn)
    {
        if (!turn.Signals.TryDequeue(out var signal))
        {
            return false;
        }
        var waiting = turn
            .Elements.SelectMany(e => e.Subscriptions.Where(s => Matches(s, signal.Name)).Select(s => (e, s)))
            .ToList();
        foreach (var (owner, subscription) in waiting)
        {
            // An earlier catcher may have ended this one.
            if (turn.Refusal is null && !owner.IsGone && owner.Subscriptions.Contains(subscription))
            {
                Subscriptions.Deliver(turn, owner, subscription, signal.Variables);
            }
        }
        return true;
    }

    private static bool Matches(EventSubscription subscription, string name) =>
        subscription.Kind == SubscriptionKind.Signal && subscription.Name == name;
}
