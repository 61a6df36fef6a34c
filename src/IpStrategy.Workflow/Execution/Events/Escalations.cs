using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>BPMN 2.0.2 §10.5.5: like an error it goes outward to the first catcher, but nobody need catch it: then all goes on.</summary>
internal static class Escalations
{
    public static void Throw(Turn turn, LiveElement thrower, string? code)
    {
        turn.Record(HistoryEntryKind.EscalationThrown, thrower, Facts.Of("code", code));
        LiveElement? from = null;
        for (var at = thrower; at is not null; (from, at) = (at, at.Parent))
        {
            // A handler that throws does not catch itself: what it throws goes further out.
            var starts = EventSubProcess.ListeningStarts(turn, at).Where(s => s.ScopeId != from?.ActivityId);
            if (Best(starts, code) is { } start)
            {
                Catch(turn, at, start, code);
                return;
            }
            if (at.HasBoundary && Best(turn.Definition.BoundaryEventsOf(at.ActivityId), code) is { } boundary)
            {
                Catch(turn, at, boundary, code);
                return;
            }
        }
        if (turn.ParentLink is not null)
        {
            turn.Emit(new Effect.EscalateToParent(code));
        }
    }

    private static Event? Best(IEnumerable<Event> events, string? code) =>
        events.Where(e => DefinitionOf(e, code) is not null).MinBy(e => DefinitionOf(e, code)!.Code is null ? 1 : 0);

    private static EventDefinition.Escalation? DefinitionOf(Event candidate, string? code) =>
        candidate
            .Definitions.OfType<EventDefinition.Escalation>()
            .FirstOrDefault(d => d.Code is null || d.Code == code);

    private static void Catch(Turn turn, LiveElement at, Event caught, string? code)
    {
        if (DefinitionOf(caught, code)!.CodeVariable is { } variable)
        {
            var from = caught is BoundaryEvent ? at.Parent! : at;
            VariableScope.SetOutward(turn, from, variable, FeelValue.From(code));
        }
        EventTriggers.Trigger(turn, at, caught);
    }
}
