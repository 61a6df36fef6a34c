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
        if (element.Compensations.IsEmpty && (isBody || !HasHandler(turn.Definition, activity)))
        {
            return;
        }
        var keepsData = isBody || element.IsLoopRun || activity is SubProcess;
        var record = new CompensationRecord(
            turn.NewId(),
            activity.Id,
            OnlyContents: isBody,
            keepsData ? element.Variables : Command.NoVariables,
            element.Compensations
        );
        element.Parent!.Compensations = element.Parent.Compensations.Add(record);
    }

    /// <summary>What had completed in an element that is about to be cancelled; null when that is nothing.</summary>
    public static CompensationRecord? RememberParts(Turn turn, LiveElement element)
    {
        var inner = element.Children.Select(c => RememberParts(turn, c)).OfType<CompensationRecord>();
        var parts = element.Compensations.Concat(inner).OrderBy(r => r.Number).ToImmutableArray();
        return parts.IsEmpty
            ? null
            : new CompensationRecord(turn.NewId(), element.ActivityId, OnlyContents: true, element.Variables, parts);
    }

    /// <summary>The scope does not end before the handler has started and ended.</summary>
    public static void Schedule(Turn turn, LiveElement scope, CompensationRecord record, ElementId? thrower)
    {
        scope.PendingFlows++;
        turn.DueHandlers.Push(new DueHandler(record, scope, scope.Epoch, thrower));
    }

    public static void Begin(Turn turn, DueHandler due)
    {
        var (record, scope) = (due.Record, due.Scope);
        if (scope.IsGone || scope.Epoch != due.Epoch)
        {
            return;
        }
        scope.PendingFlows--;
        var activity = turn.Definition.Node(record.ActivityId);
        if (activity is not SubProcess && !record.OnlyContents && record.Variables.IsEmpty)
        {
            StartAssociated(turn, scope, activity, due.Thrower);
            Scopes.Check(turn, scope);
            return;
        }
        var inside = BringBack(turn, activity, due);
        if (record.OnlyContents || !TryStartHandler(turn, inside, activity))
        {
            UndoContents(turn, inside);
        }
        Scopes.Check(turn, inside);
    }

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

    private static LiveElement BringBack(Turn turn, FlowNode activity, DueHandler due) =>
        turn.Add(
            due.Scope,
            new ElementInstance
            {
                Id = new ElementId(turn.NewId()),
                ActivityId = activity.Id,
                ElementType = activity.ElementType,
                Role = ElementRole.Compensation,
                WaitsFor = WaitingFor.Contents,
                Variables = due.Record.Variables,
                Compensations = due.Record.Contents,
                CompensatedFor = due.Thrower,
            }
        );

    private static void UndoContents(Turn turn, LiveElement inside)
    {
        var contents = inside.Compensations;
        inside.Compensations = [];
        foreach (var record in contents)
        {
            Schedule(turn, inside, record, thrower: null);
        }
    }

    private static bool TryStartHandler(Turn turn, LiveElement inside, FlowNode activity)
    {
        if (EventHandler(turn.Definition, activity) is not { } start)
        {
            return StartAssociated(turn, inside, activity, thrower: null);
        }
        EventSubProcess.Start(turn, inside, start);
        return true;
    }

    /// <summary>False when the activity has no such handler.</summary>
    private static bool StartAssociated(Turn turn, LiveElement scope, FlowNode activity, ElementId? thrower)
    {
        if (AssociatedHandler(turn.Definition, activity) is not { } id)
        {
            return false;
        }
        var handler = Lifecycle.Create(turn, scope, turn.Definition.Node(id));
        handler.CompensatedFor = thrower;
        Lifecycle.Begin(turn, handler);
        return true;
    }

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
