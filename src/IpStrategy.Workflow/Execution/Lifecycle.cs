using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// How every element comes to life and ends. Create → Begin (waits for its continuation when asyncBefore) → Enter →
/// behaviour → Complete (waits when asyncAfter) → Leave. Cancel may come at any point in between.
/// </summary>
internal static class Lifecycle
{
    /// <summary>Makes an element under a scope; of an activity with loop characteristics its body.</summary>
    public static LiveElement Create(Turn turn, LiveElement scope, FlowNode node, string? arrivedBy = null)
    {
        var loop = (node as Activity)?.Loop;
        return turn.Add(
            scope,
            new ElementInstance
            {
                Id = new ElementId(turn.NewId()),
                ActivityId = node.Id,
                ElementType = loop is null ? node.ElementType : Loops.ElementTypeOf(loop),
                Role = loop is null ? ElementRole.Element : ElementRole.LoopBody,
                ArrivedBy = arrivedBy,
            }
        );
    }

    /// <summary>Makes one run of a loop; it is a plain element inside its body.</summary>
    public static LiveElement CreateRun(Turn turn, LiveElement body, int index) =>
        turn.Add(
            body,
            new ElementInstance
            {
                Id = new ElementId(turn.NewId()),
                ActivityId = body.ActivityId,
                ElementType = body.Node!.ElementType,
                Role = ElementRole.Element,
                LoopIndex = index,
            }
        );

    /// <summary>When a token has come: goes on at once, or later when the element says asyncBefore.</summary>
    public static void Begin(Turn turn, LiveElement element)
    {
        if (WaitsBefore(element))
        {
            element.WaitsFor = WaitingFor.Entry;
            turn.Emit(new Effect.ScheduleContinuation(element.Id, element.ActivityId));
            return;
        }
        Enter(turn, element);
    }

    /// <summary>Goes in: inputs first, so that whatever is armed or evaluated after them can see them.</summary>
    public static void Enter(Turn turn, LiveElement element)
    {
        if (!TryOpen(turn, element))
        {
            return;
        }
        if (element.Role == ElementRole.LoopBody)
        {
            Loops.Begin(turn, element);
            return;
        }
        Behaviors.Execute(turn, element);
    }

    /// <summary>Everything of going in but the behaviour itself; enough where a modification makes an enclosing scope.</summary>
    public static bool TryOpen(Turn turn, LiveElement element)
    {
        element.WaitsFor = WaitingFor.Nothing;
        turn.Record(HistoryEntryKind.Entered, element);
        Listeners.Notify(turn, element, "start");
        if (element.Role != ElementRole.LoopBody)
        {
            Mappings.ApplyInputs(turn, element);
        }
        if (turn.Refusal is null && !element.IsLoopRun && element.Node is Activity)
        {
            BoundaryEventBehavior.Arm(turn, element);
        }
        return turn.Refusal is null && !element.IsGone;
    }

    /// <summary>When its work is done: outputs, then everything it had armed goes, then it is left.</summary>
    public static void Complete(Turn turn, LiveElement element)
    {
        if (element.Role != ElementRole.LoopBody)
        {
            Mappings.ApplyOutputs(turn, element);
        }
        if (turn.Refusal is not null)
        {
            return;
        }
        Release(turn, element, TaskClosing.Completed);
        turn.Record(HistoryEntryKind.Completed, element);
        CompensationScope.Remember(turn, element);
        Listeners.Notify(turn, element, "end");
        if (WaitsAfter(element))
        {
            element.WaitsFor = WaitingFor.Exit;
            turn.Emit(new Effect.ScheduleContinuation(element.Id, element.ActivityId));
            return;
        }
        Leave(turn, element);
    }

    /// <summary>Takes it out of the tree; its token goes along the outgoing flows, or back to its loop.</summary>
    public static void Leave(Turn turn, LiveElement element)
    {
        var parent = element.Parent!;
        element.Remove();
        if (parent.Role == ElementRole.LoopBody)
        {
            Loops.RunEnded(turn, parent, element);
            return;
        }
        if (AdHocSubProcess.GoesOnAfter(turn, parent, element.Node!))
        {
            Flows.TakeOutgoing(turn, parent, element.Node!);
        }
        Scopes.Check(turn, parent);
    }

    /// <summary>Ends it and all it holds, from the inside out, without taking any flow.</summary>
    public static void Cancel(Turn turn, LiveElement element)
    {
        foreach (var gone in InnermostFirst(element))
        {
            Release(turn, gone, TaskClosing.Cancelled);
            gone.IsGone = true;
            if (gone.Role != ElementRole.Compensation)
            {
                turn.Record(HistoryEntryKind.Cancelled, gone);
                Listeners.Notify(turn, gone, "end");
            }
        }
        element.Remove();
    }

    /// <summary>
    /// The one place where what an element armed or opened is taken back, whatever ended it: nothing outlives its element.
    /// </summary>
    public static void Release(Turn turn, LiveElement element, TaskClosing closing)
    {
        foreach (var timer in element.Timers)
        {
            turn.Emit(new Effect.DisarmTimer(timer.Id));
        }
        foreach (var subscription in element.Subscriptions)
        {
            turn.Emit(new Effect.Unsubscribe(subscription.Id));
        }
        (element.Timers, element.Subscriptions) = ([], []);
        if (!element.Incidents.IsEmpty)
        {
            element.Incidents = [];
            turn.Emit(new Effect.CloseIncident(element.Id));
        }
        CloseWait(turn, element, closing);
    }

    private static bool WaitsBefore(LiveElement element) =>
        element.IsLoopRun
            ? element.Node is Activity { Loop: LoopCharacteristics.MultiInstance { AsyncBefore: true } }
            : element.Node!.AsyncBefore;

    private static bool WaitsAfter(LiveElement element) =>
        element.IsLoopRun
            ? element.Node is Activity { Loop: LoopCharacteristics.MultiInstance { AsyncAfter: true } }
            : element.Node!.AsyncAfter;

    private static void CloseWait(Turn turn, LiveElement element, TaskClosing closing)
    {
        switch (element.WaitsFor, closing)
        {
            case (WaitingFor.Task, _):
                turn.Emit(new Effect.CloseTask(element.Id, closing));
                if (closing == TaskClosing.Cancelled)
                {
                    Listeners.Notify(turn, element, "delete");
                }
                break;
            case (WaitingFor.Work, TaskClosing.Cancelled):
                turn.Emit(new Effect.CancelWork(element.Id));
                break;
            case (WaitingFor.Child, TaskClosing.Cancelled):
                turn.Emit(new Effect.CancelChild(element.Id, "the caller was cancelled"));
                break;
            case (WaitingFor.Entry or WaitingFor.Exit, TaskClosing.Cancelled):
                turn.Emit(new Effect.CancelContinuation(element.Id));
                break;
            default:
                break;
        }
        element.WaitsFor = WaitingFor.Nothing;
        element.Task = null;
    }

    private static List<LiveElement> InnermostFirst(LiveElement element)
    {
        var order = new List<LiveElement>();
        var open = new Stack<LiveElement>([element]);
        while (open.TryPop(out var next))
        {
            order.Add(next);
            next.Children.ForEach(open.Push);
        }
        order.Reverse();
        return order;
    }
}
