using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>
/// BPMN 2.0.2 §13.5.4: armed as long as its scope is active. Interrupting, it takes the place of everything in the scope and
/// no other handler of the scope starts any more; else it runs beside it, as often as its event happens. The scope ends only
/// when its handlers have.
/// </summary>
internal static class EventSubProcess
{
    public static void Arm(Turn turn, LiveElement scope) => EventTriggers.ArmAll(turn, scope, Starts(turn, scope));

    /// <summary>The start events that can still be triggered in this scope.</summary>
    public static IEnumerable<StartEvent> ListeningStarts(Turn turn, LiveElement at) =>
        IsScope(at) && !IsInterrupted(turn, at) ? Starts(turn, at) : [];

    public static void Trigger(Turn turn, LiveElement scope, StartEvent start)
    {
        MakeRoom(turn, scope, start);
        Start(turn, scope, start);
    }

    /// <summary>Interrupting, it ends whatever runs in the scope, and no other handler of the scope is started any more.</summary>
    public static void MakeRoom(Turn turn, LiveElement scope, StartEvent start)
    {
        if (start.IsInterrupting && !start.Definitions.Any(d => d is EventDefinition.Compensation))
        {
            Scopes.Clear(turn, scope);
            Disarm(turn, scope);
        }
    }

    /// <summary>The first start event of an event sub-process; by §13.5.4 there is one.</summary>
    public static StartEvent? StartOf(Turn turn, string id) =>
        turn.Definition.ScopeOf(id).NodeIds.Select(turn.Definition.Node).OfType<StartEvent>().FirstOrDefault();

    /// <summary>The handler itself, whatever becomes of the scope around it.</summary>
    public static void Start(Turn turn, LiveElement scope, StartEvent start)
    {
        var element = Lifecycle.Create(turn, scope, turn.Definition.Node(start.ScopeId), start.Id);
        if (Lifecycle.TryOpen(turn, element))
        {
            SubProcessBehavior.Open(turn, element);
            turn.Enqueue(StepKind.Enter, Lifecycle.Create(turn, element, start));
        }
    }

    public static IEnumerable<StartEvent> StartsOf(ProcessDefinition definition, string scopeId) =>
        definition
            .ScopeOf(scopeId)
            .EventSubProcessIds.SelectMany(id => definition.ScopeOf(id).NodeIds)
            .Select(definition.Node)
            .OfType<StartEvent>();

    private static bool IsScope(LiveElement at) =>
        at.Role == ElementRole.Process || (at.Role == ElementRole.Element && at.Node is SubProcess);

    /// <summary>Whether a handler has taken the place of everything in the scope.</summary>
    public static bool IsInterrupted(Turn turn, LiveElement scope) =>
        scope.Children.Any(c =>
            c.Node is SubProcess { TriggeredByEvent: true }
            && c.ArrivedBy is { } start
            && turn.Definition.Node(start) is StartEvent { IsInterrupting: true }
        );

    /// <summary>
    /// The state Completing: its contents have ended and handlers alone still run, so that "no new Event Sub-Processes can
    /// be initiated".
    /// </summary>
    public static bool IsOnlyHandling(LiveElement scope) =>
        scope.Children.Count > 0
        && scope.Children.TrueForAll(c =>
            c is { Role: ElementRole.Element, Node: SubProcess { TriggeredByEvent: true } }
        )
        && !Scopes.HasTokensUnderWay(scope)
        && scope.Role is ElementRole.Process or ElementRole.Element
        && !(AdHocSubProcess.Is(scope) && scope.AdHoc is not { IsEnding: true });

    private static IEnumerable<StartEvent> Starts(Turn turn, LiveElement scope) =>
        StartsOf(turn.Definition, scope.ActivityId);

    /// <summary>The scope's own handlers alone; boundary events of a sub-process stay armed on the same element.</summary>
    public static void Disarm(Turn turn, LiveElement scope)
    {
        foreach (var timer in scope.Timers.Where(t => turn.Definition.Node(t.ActivityId) is StartEvent))
        {
            scope.Timers = scope.Timers.Remove(timer);
            turn.Emit(new Effect.DisarmTimer(timer.Id));
        }
        foreach (var open in scope.Subscriptions.Where(s => turn.Definition.Node(s.ActivityId) is StartEvent))
        {
            scope.Subscriptions = scope.Subscriptions.Remove(open);
            turn.Emit(new Effect.Unsubscribe(open.Id));
        }
    }
}
