using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>What throwing and end events send out before they go on.</summary>
internal static class Throwing
{
    public static void ThrowAll(Turn turn, LiveElement element, ImmutableArray<EventDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            if (turn.Refusal is not null || element.IsGone)
            {
                return;
            }
            switch (definition)
            {
                case EventDefinition.Message { Reference: { } message }:
                    TrySend(turn, element, message);
                    break;
                case EventDefinition.Signal signal:
                    Signals.Throw(turn, element, signal);
                    break;
                case EventDefinition.Escalation escalation:
                    Escalations.Throw(turn, element, escalation.Code);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Messages of an event may be bound to work, as a send task may: one after the other as they stand in the file, for
    /// every one of them is thrown (§10.5.1). It goes on when the last is done.
    /// </summary>
    public static bool TryStartWork(Turn turn, LiveElement element, ImmutableArray<EventDefinition> definitions)
    {
        if (Bound(element, definitions) is not { } bound)
        {
            return false;
        }
        AutomaticWork.Execute(turn, element, bound.Implementation, bound.ResultVariable);
        return true;
    }

    /// <summary>The message whose work is to be done now; null when none is left.</summary>
    public static EventDefinition.Message? Bound(LiveElement element, ImmutableArray<EventDefinition> definitions) =>
        definitions
            .OfType<EventDefinition.Message>()
            .Where(m => m.Implementation is not Implementation.None)
            .ElementAtOrDefault(element.WorksDone);

    /// <summary>A message carries the data inputs of what sends it and nothing else of the process.</summary>
    public static bool TrySend(Turn turn, LiveElement element, MessageReference message)
    {
        if (!Evaluation.TryName(turn, element, element.ActivityId, message.Name, out var name))
        {
            return false;
        }
        turn.Emit(new Effect.SendMessage(name, element.Variables) { Targets = message.Targets });
        return true;
    }
}
