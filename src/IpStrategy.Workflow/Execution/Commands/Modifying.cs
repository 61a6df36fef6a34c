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
        if (FindStartable(turn, activityId) is { } node && ScopeFor(turn, node) is { } scope)
        {
            turn.Record(HistoryEntryKind.Moved, node.ElementType, node.Id);
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
                CancelAll(turn, activity.ActivityId, emptied);
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
            default:
                break;
        }
    }

    private static void StartAfter(Turn turn, string activityId)
    {
        if (FindStartable(turn, activityId) is { } node && ScopeFor(turn, node) is { } scope)
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
        if (ScopeFor(turn, turn.Definition.Node(flow.TargetId)) is { } scope)
        {
            turn.Record(HistoryEntryKind.Moved, "sequenceFlow", flow.Id);
            Flows.Take(turn, scope, flow);
        }
    }

    private static FlowNode? FindStartable(Turn turn, string activityId)
    {
        switch (turn.Definition.FindNode(activityId))
        {
            case null:
                turn.Refuse(new ActivityIsUnknown(activityId));
                return null;
            case SubProcess { TriggeredByEvent: true } node:
                turn.Refuse(new ActivityCannotBeStartedAt(activityId, node.ElementType));
                return null;
            case var node:
                return node;
        }
    }

    /// <summary>Null, and the turn refused, when it cannot be told which one is meant.</summary>
    private static LiveElement? ScopeFor(Turn turn, FlowNode node)
    {
        var missing = new Stack<FlowNode>();
        var scopeId = node.ScopeId;
        while (scopeId != turn.Definition.RootScope.Id)
        {
            var running = turn.Elements.Where(e => e.ActivityId == scopeId && IsOpenScope(e)).Take(2).ToList();
            if (running.Count > 1)
            {
                turn.Refuse(new SeveralScopesCouldBeMeant(node.Id, scopeId));
                return null;
            }
            if (running.Count == 1)
            {
                return Make(turn, running[0], missing);
            }
            var scope = turn.Definition.Node(scopeId);
            missing.Push(scope);
            scopeId = scope.ScopeId;
        }
        return Make(turn, turn.Process, missing);
    }

    private static bool IsOpenScope(LiveElement element) =>
        element is { Role: ElementRole.Element, Node: SubProcess, WaitsFor: WaitingFor.Contents };

    /// <summary>Enclosing scopes come with all that is armed at them, but nothing in them is started.</summary>
    private static LiveElement? Make(Turn turn, LiveElement inside, Stack<FlowNode> missing)
    {
        foreach (var node in missing)
        {
            var scope = Lifecycle.Create(turn, inside, node);
            if (!Lifecycle.TryOpen(turn, scope))
            {
                return null;
            }
            if (scope.Role == ElementRole.LoopBody)
            {
                scope = Loops.OpenSingleRun(turn, scope);
                if (!Lifecycle.TryOpen(turn, scope))
                {
                    return null;
                }
            }
            SubProcessBehavior.Open(turn, scope);
            inside = scope;
        }
        return inside;
    }

    private static void CancelWhenEmpty(Turn turn, LiveElement parent)
    {
        for (var at = parent; at is { IsGone: false, Children.Count: 0, PendingFlows: 0 }; at = at.Parent)
        {
            if (!at.TakenFlows.IsEmpty)
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
