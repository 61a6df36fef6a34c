using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §10.7.2 and §13.5.5: a throwing or end event undoes what has completed in its scope, or the one activity it
/// names; thrown in an event sub-process it means the scope around that too. In which order: <see cref="CompensationOrder"/>.
/// The event goes on when all have been undone, or at once with <c>waitForCompletion="false"</c>.
/// What has not completed, or was undone before, is passed over.
/// </summary>
internal static class CompensationEvents
{
    /// <summary>False when there is nothing to wait for.</summary>
    public static bool TryThrow(LiveElement element, ImmutableArray<EventDefinition> definitions)
    {
        foreach (var definition in definitions.OfType<EventDefinition.Compensation>())
        {
            Start(element, Choose(element, definition.ActivityId));
        }
        return IsWaiting(element);
    }

    /// <summary>Sets off the handlers of these runs; the event waits for them.</summary>
    public static void Start(LiveElement thrower, IEnumerable<DueRecord> chosen)
    {
        var asked = new CompensationRequest(thrower.Id, Handler: null);
        foreach (var from in chosen.GroupBy(c => c.Scope))
        {
            var numbers = from.Select(c => c.Record.Number).ToHashSet();
            from.Key.Compensations =
            [
                .. from.Key.Compensations.Select(r => numbers.Contains(r.Number) ? r with { Request = asked } : r),
            ];
            thrower.WaitsFor = WaitingFor.Compensation;
        }
    }

    /// <summary>Starts the next handler that is due, else lets go on one event that need not wait any longer.</summary>
    public static bool TryGoOn(Turn turn)
    {
        if (TryStartOne(turn))
        {
            return true;
        }
        if (turn.Elements.FirstOrDefault(e => IsWaiting(e) && !MustWait(turn, e)) is not { } element)
        {
            return false;
        }
        element.WaitsFor = WaitingFor.Nothing;
        switch (element.Node)
        {
            case EndEvent end:
                EndEventBehavior.Finish(turn, element, end);
                break;
            case IntermediateThrowEvent thrown:
                IntermediateThrowEventBehavior.Finish(turn, element, thrown);
                break;
            default:
                throw new InvalidOperationException($"{element.ActivityId} throws no compensation");
        }
        return true;
    }

    private static bool TryStartOne(Turn turn)
    {
        var scopes = turn.Elements.Where(e => !e.Compensations.IsEmpty).ToList();
        scopes.ForEach(s => CompensationOrder.Tidy(turn, s));
        foreach (var scope in scopes)
        {
            if (CompensationOrder.Next(turn, scope) is { } record)
            {
                CompensationScope.Begin(turn, scope, record);
                return true;
            }
        }
        return false;
    }

    private static bool IsWaiting(LiveElement element) => element.WaitsFor == WaitingFor.Compensation;

    private static bool MustWait(Turn turn, LiveElement thrower) =>
        ((Event)thrower.Node!).Definitions.Any(d =>
            d is EventDefinition.Cancel or EventDefinition.Compensation { WaitForCompletion: true }
        ) && turn.Elements.Any(e => e.CompensatedFor == thrower.Id || IsAskedBy(thrower, e));

    private static bool IsAskedBy(LiveElement thrower, LiveElement scope) =>
        scope.Compensations.Any(r => r.Request is { Handler: null, Thrower: { } asking } && asking == thrower.Id);

    private static List<DueRecord> Choose(LiveElement thrower, string? activityId)
    {
        var chosen = new List<DueRecord>();
        foreach (var scope in VisibleScopes(thrower))
        {
            // An event handler may name the very scope it belongs to (§10.7.2: "defaults to the current Activity").
            var all = activityId is null || (scope.ActivityId == activityId && scope != thrower.Parent);
            chosen.AddRange(Of(scope).Where(c => all || c.Record.ActivityId == activityId));
        }
        return chosen.Count > 0 || activityId is null ? chosen : FurtherOut(thrower, activityId);
    }

    /// <summary>The scope it stands in; of an event sub-process also the one which that belongs to.</summary>
    private static IEnumerable<LiveElement> VisibleScopes(LiveElement thrower)
    {
        for (var scope = thrower.Parent; scope is not null; scope = scope.Parent)
        {
            yield return scope;
            if (scope is not { Role: ElementRole.Element, Node: SubProcess { TriggeredByEvent: true } })
            {
                yield break;
            }
        }
    }

    private static List<DueRecord> FurtherOut(LiveElement thrower, string activityId)
    {
        for (var scope = thrower.Parent; scope is not null; scope = scope.Parent)
        {
            var found = Of(scope).Where(c => c.Record.ActivityId == activityId).ToList();
            if (found.Count > 0 && scope.Role != ElementRole.LoopBody)
            {
                return found;
            }
        }
        return [];
    }

    private static IEnumerable<DueRecord> Of(LiveElement scope) =>
        scope.Compensations.Where(r => r.Request is null).Select(record => new DueRecord(record, scope));
}

internal readonly record struct DueRecord(CompensationRecord Record, LiveElement Scope);
