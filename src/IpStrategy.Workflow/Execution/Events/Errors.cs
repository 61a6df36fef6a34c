using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <param name="Code">Null is caught by those alone that catch every error.</param>
internal sealed record ThrownError(string? Code, string? Message);

/// <summary>
/// BPMN 2.0.2 §13.5.3 and §13.5.4: goes outward from where it was thrown until something catches it. On each level event
/// sub-processes come before boundary events, and a catcher of this very code before one of every code, whatever the order
/// in the file. Caught by nobody, the instance has failed.
/// </summary>
internal static class Errors
{
    public static void Throw(Turn turn, LiveElement from, FlowNode thrower, ThrownError error)
    {
        turn.Record(
            HistoryEntryKind.ErrorThrown,
            thrower.ElementType,
            thrower.Id,
            element: null,
            Facts.Of("code", error.Code)
        );
        for (var at = from; at is not null; at = at.Parent)
        {
            if (Catcher(turn, at, error.Code) is { } caught)
            {
                SetVariables(turn, at, caught, error);
                EventTriggers.Trigger(turn, at, caught.Event);
                return;
            }
        }
        ProcessScope.Fail(turn, error);
    }

    private static Catch? Catcher(Turn turn, LiveElement at, string? code) =>
        Best(EventSubProcess.ListeningStarts(turn, at), code) ?? Best(Boundaries(turn, at), code);

    private static ImmutableArray<BoundaryEvent> Boundaries(Turn turn, LiveElement at) =>
        at.HasBoundary ? turn.Definition.BoundaryEventsOf(at.ActivityId) : [];

    private static Catch? Best(IEnumerable<Event> events, string? code)
    {
        Catch? catchAll = null;
        foreach (var candidate in events)
        {
            foreach (var definition in candidate.Definitions.OfType<EventDefinition.Error>())
            {
                if (definition.Code is null)
                {
                    catchAll ??= new Catch(candidate, definition);
                }
                else if (definition.Code == code)
                {
                    return new Catch(candidate, definition);
                }
            }
        }
        return catchAll;
    }

    private static void SetVariables(Turn turn, LiveElement at, Catch caught, ThrownError error)
    {
        var from = caught.Event is BoundaryEvent ? at.Parent! : at;
        if (caught.Definition.CodeVariable is { } code)
        {
            VariableScope.SetOutward(turn, from, code, FeelValue.From(error.Code));
        }
        if (caught.Definition.MessageVariable is { } message)
        {
            VariableScope.SetOutward(turn, from, message, FeelValue.From(error.Message));
        }
    }

    private sealed record Catch(Event Event, EventDefinition.Error Definition);
}
