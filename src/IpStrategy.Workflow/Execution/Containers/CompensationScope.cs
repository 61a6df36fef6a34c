using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Commands;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>
/// BPMN 2.0.2 §13.5.5: what has completed is remembered in its scope with its data as they were then: a sub-process and each
/// run of a loop, a loop as the body that holds its runs. To undo it, a run is brought back under its old scope, and its
/// handler runs in it: the compensation event sub-process, else the associated activity, else, with neither, the handlers
/// of what had completed in it. A called process is undone by the handler of its call alone.
/// </summary>
internal static class CompensationScope
{
    /// <summary>To be called when an element has completed; nothing is kept of what nobody could undo.</summary>
    public static void Remember(Turn turn, LiveElement element)
    {
        if (element.Node is not Activity { IsForCompensation: false } activity)
        {
            return;
        }
        var isBody = element.Role == ElementRole.LoopBody;
        var contents = CompensationOrder.Kept(element.Compensations);
        if (contents.IsEmpty && (isBody || !HasHandler(turn.Definition, activity)))
        {
            return;
        }
        var keepsData = isBody || element.IsLoopRun || activity is SubProcess;
        var record = new CompensationRecord(
            turn.NewId(),
            activity.Id,
            OnlyContents: isBody,
            keepsData ? element.Variables : Command.NoVariables,
            contents
        )
        {
            Run = element.Id,
        };
        element.Parent!.Compensations = element.Parent.Compensations.Add(record);
    }

    /// <summary>What had completed in an element that is about to be cancelled; null when that is nothing.</summary>
    public static CompensationRecord? RememberParts(Turn turn, LiveElement element)
    {
        var inner = element.Children.Select(c => RememberParts(turn, c)).OfType<CompensationRecord>();
        var parts = CompensationOrder
            .Kept(element.Compensations)
            .Concat(inner)
            .OrderBy(r => r.Number)
            .ToImmutableArray();
        return parts.IsEmpty
            ? null
            : new CompensationRecord(turn.NewId(), element.ActivityId, OnlyContents: true, element.Variables, parts)
            {
                Run = element.Id,
            };
    }

    /// <summary>Starts the handler of one of the records of the scope, whose turn it is.</summary>
    public static void Begin(Turn turn, LiveElement scope, CompensationRecord record)
    {
        var activity = turn.Definition.Node(record.ActivityId);
        if (activity is not SubProcess && !record.OnlyContents && record.Variables.IsEmpty)
        {
            BeginAssociated(turn, scope, record, activity);
            return;
        }
        var inside = BringBack(turn, scope, record, activity);
        Note(scope, record, inside);
        if (record.OnlyContents || !TryStartHandler(turn, inside, activity))
        {
            UndoContents(inside);
        }
        Scopes.Check(turn, inside);
    }

    private static void BeginAssociated(Turn turn, LiveElement scope, CompensationRecord record, FlowNode activity)
    {
        if (CreateAssociated(turn, scope, activity) is not { } handler)
        {
            // A migration may have taken the handler away.
            scope.Compensations = scope.Compensations.Remove(record);
            Scopes.Check(turn, scope);
            return;
        }
        handler.CompensatedFor = record.Request!.Thrower;
        Note(scope, record, handler);
        Lifecycle.Begin(turn, handler);
    }

    private static void Note(LiveElement scope, CompensationRecord record, LiveElement handler) =>
        scope.Compensations = scope.Compensations.Replace(
            record,
            record with
            {
                Request = record.Request! with { Handler = handler.Id },
            }
        );

    /// <summary>When nothing is left of what was brought back.</summary>
    public static void Close(Turn turn, LiveElement scope)
    {
        var around = scope.Parent!;
        scope.Remove();
        if (around is { Role: ElementRole.LoopBody, Children.Count: 0 })
        {
            // The run that was to cancel the whole loop has been taken out by hand.
            Modifying.CancelWhenEmpty(turn, around);
            return;
        }
        Scopes.Check(turn, around);
    }

    private static LiveElement BringBack(Turn turn, LiveElement scope, CompensationRecord record, FlowNode activity) =>
        turn.Add(
            scope,
            new ElementInstance
            {
                Id = new ElementId(turn.NewId()),
                ActivityId = activity.Id,
                ElementType = activity.ElementType,
                Role = ElementRole.Compensation,
                WaitsFor = WaitingFor.Contents,
                Variables = record.Variables,
                Compensations = record.Contents,
                CompensatedFor = record.Request!.Thrower,
            }
        );

    private static void UndoContents(LiveElement inside)
    {
        var asked = new CompensationRequest(Thrower: null, Handler: null);
        inside.Compensations = [.. inside.Compensations.Select(r => r with { Request = asked })];
    }

    private static bool TryStartHandler(Turn turn, LiveElement inside, FlowNode activity)
    {
        if (EventHandler(turn.Definition, activity) is not { } start)
        {
            if (CreateAssociated(turn, inside, activity) is not { } handler)
            {
                return false;
            }
            Lifecycle.Begin(turn, handler);
            return true;
        }
        EventSubProcess.Start(turn, inside, start);
        return true;
    }

    /// <summary>Null when the activity has no such handler.</summary>
    private static LiveElement? CreateAssociated(Turn turn, LiveElement scope, FlowNode activity) =>
        AssociatedHandler(turn.Definition, activity) is { } id
            ? Lifecycle.Create(turn, scope, turn.Definition.Node(id))
            : null;

    private static bool HasHandler(ProcessDefinition definition, Activity activity) =>
        AssociatedHandler(definition, activity) is not null || EventHandler(definition, activity) is not null;

    private static string? AssociatedHandler(ProcessDefinition definition, FlowNode activity)
    {
        foreach (var boundary in definition.BoundaryEventsOf(activity.Id))
        {
            if (boundary.CompensationHandler is { } handler && Compensates(boundary))
            {
                return handler;
            }
        }
        return null;
    }

    private static StartEvent? EventHandler(ProcessDefinition definition, FlowNode activity) =>
        activity is SubProcess ? EventSubProcess.StartsOf(definition, activity.Id).FirstOrDefault(Compensates) : null;

    private static bool Compensates(Event node) => node.Definitions.Any(d => d is EventDefinition.Compensation);
}
