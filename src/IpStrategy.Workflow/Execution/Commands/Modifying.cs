using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>
/// Moving tokens by hand: first everything that is cancelled, then everything that is started. Scopes that are empty after
/// that are cancelled too, outward; the instance ends only when nothing is left at all.
/// </summary>
internal static class Modifying
{
    public static void Perform(Turn turn, Command.Modify modify)
    {
        var emptied = new List<LiveElement>();
        foreach (var step in modify.Steps)
        {
            Cancel(turn, step, emptied);
        }
        foreach (var step in modify.Steps)
        {
            Start(turn, step);
        }
        if (turn.Refusal is null)
        {
            emptied.ForEach(parent => CancelWhenEmpty(turn, parent));
        }
    }

    /// <summary>Puts a token before a node, into the scope that runs; makes the scopes that do not.</summary>
    public static void StartBefore(Turn turn, string activityId)
    {
        if (
            FindStartable(turn, Loops.ActivityNamed(activityId)) is { } node
            && ModifiedScopes.For(turn, node) is { } scope
        )
        {
            turn.Record(HistoryEntryKind.Moved, node.ElementType, node.Id);
            Interrupt(turn, scope, node);
            if (Joins.FreeFlow(scope, node) is { } flow)
            {
                Flows.Enqueue(turn, scope, turn.Definition.Flow(flow));
                return;
            }
            turn.Enqueue(StepKind.Enter, Lifecycle.Create(turn, scope, node));
        }
    }

    private static void Cancel(Turn turn, Modification step, List<LiveElement> emptied)
    {
        switch (step)
        {
            case Modification.CancelActivity activity:
                CancelAll(turn, Loops.ActivityNamed(activity.ActivityId), emptied);
                break;
            case Modification.CancelElement { Element: var id } when turn.Find(id) is { Node: not null } element:
                emptied.Add(element.Parent!);
                Lifecycle.Cancel(turn, element);
                CountRun(element);
                break;
            case Modification.CancelElement { Element: var id }:
                turn.Refuse(new ElementIsGone(id));
                break;
            default:
                break;
        }
    }

    private static void CancelAll(Turn turn, string activityId, List<LiveElement> emptied)
    {
        if (turn.Definition.FindNode(activityId) is not { } node)
        {
            turn.Refuse(new ActivityIsUnknown(activityId));
            return;
        }
        var any = false;
        foreach (var element in turn.Elements.ToList())
        {
            if (element.Node == node && element is { IsGone: false, Role: not ElementRole.Compensation })
            {
                any = true;
                emptied.Add(element.Parent!);
                Lifecycle.Cancel(turn, element);
            }
            else if (element.TakenFlows.Any(t => node.Incoming.Contains(t.FlowId)))
            {
                any = true;
                emptied.Add(element);
                element.TakenFlows = element.TakenFlows.RemoveAll(t => node.Incoming.Contains(t.FlowId));
            }
        }
        if (!any)
        {
            turn.Refuse(new NothingToCancelAt(activityId));
        }
    }

    private static void CountRun(LiveElement element)
    {
        if (element.Parent is { Role: ElementRole.LoopBody, Loop: { } loop } body)
        {
            body.Loop = loop with { Terminated = loop.Terminated + 1 };
        }
    }

    private static void Start(Turn turn, Modification step)
    {
        switch (step)
        {
            case Modification.StartBefore before:
                StartBefore(turn, before.ActivityId);
                break;
            case Modification.StartAfter after:
                StartAfter(turn, after.ActivityId);
                break;
            case Modification.StartTransition transition:
                StartTransition(turn, transition.FlowId);
                break;
            case Modification.AddRun more:
                AddRun(turn, more);
                break;
            default:
                break;
        }
    }

    /// <summary>An interrupting boundary event that is taken to have happened ends its activity, if that runs.</summary>
    private static void Interrupt(Turn turn, LiveElement scope, FlowNode node)
    {
        if (node is BoundaryEvent { IsInterrupting: true, AttachedTo: var host })
        {
            foreach (var running in scope.Children.Where(c => c.ActivityId == host).ToList())
            {
                Lifecycle.Cancel(turn, running);
            }
        }
    }

    private static void StartAfter(Turn turn, string activityId)
    {
        if (
            FindStartable(turn, Loops.ActivityNamed(activityId)) is { } node
            && ModifiedScopes.For(turn, node) is { } scope
        )
        {
            turn.Record(HistoryEntryKind.Moved, node.ElementType, node.Id);
            Flows.TakeOutgoing(turn, scope, node);
            Scopes.Check(turn, scope);
        }
    }

    private static void StartTransition(Turn turn, string flowId)
    {
        if (turn.Definition.FindFlow(flowId) is not { } flow)
        {
            turn.Refuse(new FlowIsUnknown(flowId));
            return;
        }
        if (ModifiedScopes.For(turn, turn.Definition.Node(flow.TargetId)) is { } scope)
        {
            turn.Record(HistoryEntryKind.Moved, "sequenceFlow", flow.Id);
            Flows.Take(turn, scope, flow);
        }
    }

    private static void AddRun(Turn turn, Modification.AddRun more)
    {
        var activity = Loops.ActivityNamed(more.ActivityId);
        var bodies = turn
            .Elements.Where(e => e.ActivityId == activity && e is { Role: ElementRole.LoopBody, IsGone: false })
            .Take(2)
            .ToList();
        if (
            bodies is not [{ WaitsFor: WaitingFor.Contents } body]
            || body.Node is not Activity { Loop: LoopCharacteristics.MultiInstance { IsSequential: false } loop }
        )
        {
            turn.Refuse(new LoopTakesNoFurtherRun(more.ActivityId));
            return;
        }
        turn.Record(HistoryEntryKind.Moved, body.Node.ElementType, activity);
        MultiInstance.AddRun(turn, body, loop, more.Item);
    }

    /// <summary>An event sub-process is started at its start event: the event is taken to have happened.</summary>
    private static FlowNode? FindStartable(Turn turn, string activityId)
    {
        switch (turn.Definition.FindNode(activityId))
        {
            case null:
                turn.Refuse(new ActivityIsUnknown(activityId));
                return null;
            case SubProcess { TriggeredByEvent: true } node when EventSubProcess.StartOf(turn, node.Id) is { } start:
                return start;
            case Event { Definitions: [EventDefinition.Compensation, ..] }
            and (BoundaryEvent or StartEvent)
            and var node:
                turn.Refuse(new ActivityCannotBeStartedAt(activityId, node.ElementType));
                return null;
            case var node:
                return node;
        }
    }

    /// <summary>What is left empty after something was cancelled by hand is cancelled too, outward.</summary>
    public static void CancelWhenEmpty(Turn turn, LiveElement parent)
    {
        for (var at = parent; at is { IsGone: false, Children.Count: 0, PendingFlows: 0 }; at = at.Parent)
        {
            if (!at.TakenFlows.IsEmpty || CompensationOrder.HasDue(at))
            {
                return;
            }
            if (at.Role == ElementRole.Process)
            {
                ProcessScope.Cancel(turn, reason: null);
                return;
            }
            if (Loops.GoesOnAfterCancelling(turn, at) || AdHocSubProcess.GoesOnAfterCancelling(turn, at))
            {
                return;
            }
            Lifecycle.Cancel(turn, at);
        }
    }
}
