using IpStrategy.Workflow.Execution.Containers;

namespace IpStrategy.Workflow.Execution;

/// <summary>When a process or sub-process ends: BPMN 2.0.2 §13.3.4, when no token is left in it.</summary>
internal static class Scopes
{
    /// <summary>To be called whenever something in the scope has ended.</summary>
    public static void Check(Turn turn, LiveElement scope)
    {
        if (HasNothingLeft(scope) || EventSubProcess.IsOnlyHandling(scope))
        {
            turn.Enqueue(StepKind.EndScope, scope);
        }
    }

    /// <summary>Looked at again, because what came before on the agenda may have put a token into it.</summary>
    public static void End(Turn turn, LiveElement scope)
    {
        if (EventSubProcess.IsOnlyHandling(scope))
        {
            EventSubProcess.Disarm(turn, scope);
            return;
        }
        if (!HasNothingLeft(scope))
        {
            return;
        }
        if (scope.Role == ElementRole.Process)
        {
            ProcessScope.Complete(turn);
            return;
        }
        if (scope.Role == ElementRole.Compensation)
        {
            CompensationScope.Close(turn, scope);
            return;
        }
        if (AdHocSubProcess.Is(scope))
        {
            AdHocSubProcess.CameToRest(turn, scope);
            return;
        }
        Lifecycle.Complete(turn, scope);
    }

    public static bool HasNothingLeft(LiveElement scope) =>
        scope.Children.Count == 0
        && !HasTokensUnderWay(scope)
        && scope.Role != ElementRole.LoopBody
        && scope.WaitsFor is WaitingFor.Contents
        && !CompensationOrder.HasDue(scope);

    public static bool HasTokensUnderWay(LiveElement scope) =>
        scope.PendingFlows > 0 || !scope.TakenFlows.IsEmpty || !scope.Resets.IsEmpty;

    /// <summary>Ends everything inside, and the flows taken, but not the scope itself.</summary>
    public static void Clear(Turn turn, LiveElement scope)
    {
        foreach (var child in scope.Children.ToArray())
        {
            Lifecycle.Cancel(turn, child);
        }
        scope.DropFlows();
        CompensationOrder.TakeBack(scope);
    }
}
