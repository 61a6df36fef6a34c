using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

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
                case EventDefinition.Message message:
                    turn.Emit(new Effect.SendMessage(message.Reference.Name, element.Variables));
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
}
