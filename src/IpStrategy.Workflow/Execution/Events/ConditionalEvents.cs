using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §10.5.5, conditional events. Asked when armed, and again after every step that set a variable their element
/// can see, once for each variable; it happens when its condition becomes true, and again when that has been false in
/// between ("must become false and then true before the Event can be triggered again"). What a task brings at its end is not asked of its own boundary, which is gone by then. A condition that is null is not yet true: its variables
/// may still come. At the start of a process nothing asks: such a start is chosen by its id.
/// </summary>
internal static class ConditionalEvents
{
    public static void Arm(Turn turn, LiveElement owner, string activityId, EventDefinition.Conditional definition) =>
        Subscriptions.Open(turn, owner, activityId, SubscriptionKind.Conditional, definition.Condition.Source);

    /// <summary>Of what was armed from this mark on, everything that holds already.</summary>
    public static void TriggerSatisfied(Turn turn, LiveElement owner, long mark)
    {
        foreach (var subscription in owner.Subscriptions)
        {
            if (subscription.Id.Value >= mark && IsOpen(turn, owner, subscription))
            {
                TriggerIfHolds(turn, owner, subscription);
            }
        }
    }

    /// <summary>All that may have come true by the variables set since it was asked last; outermost first.</summary>
    public static void AskAgain(Turn turn)
    {
        while (turn.Refusal is null && turn.Changes.TryDequeue(out var change))
        {
            if (change.At.IsGone)
            {
                continue;
            }
            foreach (var owner in turn.Elements.Where(e => Sees(e, change)).ToList())
            {
                AskAgain(turn, owner, change);
            }
        }
    }

    private static void AskAgain(Turn turn, LiveElement owner, in VariableChange change)
    {
        foreach (var subscription in owner.Subscriptions)
        {
            if (
                subscription.Id.Value < change.Mark
                && IsOpen(turn, owner, subscription)
                && Concerns(DefinitionOf(turn, subscription), change)
            )
            {
                TriggerIfHolds(turn, owner, subscription);
            }
        }
    }

    private static void TriggerIfHolds(Turn turn, LiveElement owner, EventSubscription subscription)
    {
        var condition = DefinitionOf(turn, subscription).Condition;
        var result = condition.Evaluate(new ElementScope(turn, owner));
        switch (result.Value)
        {
            case FeelValue.Bool { Value: true } when subscription.Holds:
                break;
            case FeelValue.Bool { Value: true }:
                var happened = Note(owner, subscription, subscription with { Holds = true });
                EventTriggers.Happened(turn, owner, turn.Definition.Node(subscription.ActivityId), happened);
                break;
            case FeelValue.Bool or { IsNull: true }:
                Note(owner, subscription, subscription with { Holds = false });
                break;
            default:
                turn.Refuse(
                    new ConditionIsNotBoolean(subscription.ActivityId, condition.Source, $"gives {result.Value}")
                );
                break;
        }
    }

    private static EventSubscription Note(LiveElement owner, EventSubscription before, EventSubscription now)
    {
        owner.Subscriptions = owner.Subscriptions.Replace(before, now);
        return now;
    }

    /// <summary>An earlier event may have ended the owner or taken this one away.</summary>
    private static bool IsOpen(Turn turn, LiveElement owner, EventSubscription subscription) =>
        subscription.Kind == SubscriptionKind.Conditional
        && turn.Refusal is null
        && !owner.IsGone
        && owner.Subscriptions.Contains(subscription);

    private static bool Sees(LiveElement element, in VariableChange change)
    {
        if (element.Subscriptions.IsEmpty)
        {
            return false;
        }
        var at = element;
        while (at is not null && at != change.At)
        {
            if (at.Variables.ContainsKey(change.Name))
            {
                return false; // it has one of its own of that name
            }
            at = at.Parent;
        }
        return at is not null;
    }

    private static bool Concerns(EventDefinition.Conditional definition, in VariableChange change) =>
        (definition.VariableName is null || definition.VariableName == change.Name)
        && (
            definition.VariableEvents.IsDefaultOrEmpty
            || definition.VariableEvents.Contains(change.IsNew ? "create" : "update")
        );

    private static EventDefinition.Conditional DefinitionOf(Turn turn, EventSubscription subscription) =>
        ((Event)turn.Definition.Node(subscription.ActivityId))
            .Definitions.OfType<EventDefinition.Conditional>()
            .First(d => d.Condition.Source == subscription.Name);
}
