using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// Timers belong to the element that waits with them, and go with it. Every firing has an id of its own, also in a cycle,
/// so that firing one twice is refused by construction.
/// </summary>
internal static class Timers
{
    public static void Arm(Turn turn, LiveElement owner, string activityId, EventDefinition.Timer timer)
    {
        if (!Evaluation.TryEvaluate(turn, owner, activityId, timer.Text, out var value))
        {
            return;
        }
        if (TimerText.Plan(timer.Kind, value, turn.Surroundings) is not { } plan)
        {
            turn.Refuse(
                new TimerTextIsNotUnderstood(activityId, value.ToString(), $"is not a {timer.Kind} of ISO 8601 or cron")
            );
            return;
        }
        Add(turn, owner, activityId, plan);
    }

    public static void Fire(Turn turn, TimerId id)
    {
        if (Owner(turn, id) is not { } owner)
        {
            turn.Refuse(new TimerIsGone(id));
            return;
        }
        var timer = owner.Timers.First(t => t.Id == id);
        var node = turn.Definition.Node(timer.ActivityId);
        owner.Timers = owner.Timers.Remove(timer);
        turn.Emit(new Effect.DisarmTimer(id));
        turn.Record(HistoryEntryKind.TimerFired, node.ElementType, node.Id, owner.Id, facts: null);
        if (GoesOn(node) && TimerText.Next(timer, turn.Surroundings.Now) is { } next)
        {
            Add(turn, owner, node.Id, next);
        }
        EventTriggers.Happened(turn, owner, node);
    }

    /// <summary>An armed timer at another instant: under a new id, so that the old firing is refused wherever it is under way.</summary>
    public static void Move(Turn turn, TimerId id, DateTimeOffset dueAt)
    {
        if (Owner(turn, id) is not { } owner)
        {
            turn.Refuse(new TimerIsGone(id));
            return;
        }
        var timer = owner.Timers.First(t => t.Id == id);
        owner.Timers = owner.Timers.Remove(timer);
        turn.Emit(new Effect.DisarmTimer(id));
        var plan = new TimerPlan(dueAt, timer.Anchor, timer.Cycle, timer.RepetitionsLeft);
        Add(turn, owner, timer.ActivityId, plan);
        var type = turn.Definition.Node(timer.ActivityId).ElementType;
        turn.Record(HistoryEntryKind.TimerMoved, type, timer.ActivityId, owner.Id, Places(timer.DueAt, dueAt));
    }

    public static LiveElement? Owner(Turn turn, TimerId id) =>
        turn.Elements.FirstOrDefault(e => e.Timers.Any(t => t.Id == id));

    /// <summary>An interrupting event happens once, whatever its timer says; one that waits for more arms anew by itself.</summary>
    private static bool GoesOn(FlowNode node) =>
        !ParallelMultiple.Is(node)
        && node is BoundaryEvent { IsInterrupting: false } or StartEvent { IsInterrupting: false };

    private static ImmutableSortedDictionary<string, string> Places(DateTimeOffset from, DateTimeOffset to) =>
        Facts
            .Of("from", from.ToString("O", CultureInfo.InvariantCulture))
            .Add("to", to.ToString("O", CultureInfo.InvariantCulture));

    private static void Add(Turn turn, LiveElement owner, string activityId, TimerPlan plan)
    {
        var id = new TimerId(turn.NewId());
        owner.Timers = owner.Timers.Add(
            new ArmedTimer(id, activityId, plan.DueAt, plan.Anchor, plan.Cycle, plan.RepetitionsLeft)
        );
        turn.Emit(new Effect.ArmTimer(id, owner.Id, activityId, plan.DueAt));
    }
}
