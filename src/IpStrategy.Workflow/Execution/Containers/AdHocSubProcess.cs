using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>
/// BPMN 2.0.2 §13.3.5: nodes that no flow leads to are enabled, and stay so: each may run many times. Automatic ones start
/// once by themselves, work for people is started by hand. The completion condition is asked after each inner activity.
/// </summary>
internal static class AdHocSubProcess
{
    private static readonly AdHocProgress Nothing = new([], IsEnding: false);

    public static bool Is(LiveElement at) => at is { Role: ElementRole.Element, Node: SubProcess { AdHoc: not null } };

    public static void Execute(Turn turn, LiveElement scope, AdHocRules rules)
    {
        SubProcessBehavior.Open(turn, scope);
        if (turn.Refusal is not null)
        {
            return;
        }
        var automatic = Enabled(turn, scope).Where(n => !IsStartedByHand(n));
        if (rules.IsSequential)
        {
            scope.AdHoc = Nothing with { ToStart = [.. automatic.Select(n => n.Id)] };
        }
        else
        {
            foreach (var node in automatic)
            {
                Start(turn, scope, node);
            }
        }
        Scopes.Check(turn, scope);
    }

    /// <summary>When nothing runs in it: goes on with what starts by itself, or ends when nothing can be started any more.</summary>
    public static void CameToRest(Turn turn, LiveElement scope)
    {
        var progress = scope.AdHoc ?? Nothing;
        if (!progress.ToStart.IsEmpty)
        {
            scope.AdHoc = progress with { ToStart = progress.ToStart.RemoveAt(0) };
            Start(turn, scope, turn.Definition.Node(progress.ToStart[0]));
        }
        else if (progress.IsEnding || (Rules(scope).CompletionCondition is null && !OffersWork(turn, scope)))
        {
            Lifecycle.Complete(turn, scope);
        }
    }

    /// <summary>Asked when something in a scope has completed: false when its flows are not to be taken any more.</summary>
    public static bool GoesOnAfter(Turn turn, LiveElement scope, FlowNode completed)
    {
        if (
            !Is(scope)
            || completed is not Activity { IsForCompensation: false }
            || completed is SubProcess { TriggeredByEvent: true }
        )
        {
            return true;
        }
        if (scope.AdHoc is { IsEnding: true })
        {
            return false;
        }
        if (Rules(scope).CompletionCondition is not { } condition)
        {
            return true;
        }
        if (!Evaluation.TryDecide(turn, scope, scope.ActivityId, condition, out var enough))
        {
            return false;
        }
        if (enough)
        {
            EndSoon(turn, scope);
        }
        return !enough;
    }

    /// <summary>Starts nothing more; what runs is cancelled or waited for, as the sub-process says.</summary>
    public static void EndSoon(Turn turn, LiveElement scope)
    {
        if (Rules(scope).CancelsRemaining)
        {
            Scopes.Clear(turn, scope);
        }
        else
        {
            scope.DropFlows();
        }
        scope.AdHoc = Nothing with { IsEnding = true };
        Scopes.Check(turn, scope);
    }

    public static bool IsEnabled(Turn turn, LiveElement scope, string activityId) =>
        scope.AdHoc is not { IsEnding: true }
        && (!Rules(scope).IsSequential || Scopes.HasNothingLeft(scope))
        && Enabled(turn, scope).Any(n => n.Id == activityId);

    /// <summary>One in which nothing runs any more lives on as long as it has something to start or to offer.</summary>
    public static bool GoesOnAfterCancelling(Turn turn, LiveElement at)
    {
        if (
            !Is(at)
            || at.AdHoc is { IsEnding: true }
            || (at.AdHoc is not { ToStart.IsEmpty: false } && !OffersWork(turn, at))
        )
        {
            return false;
        }
        Scopes.Check(turn, at);
        return true;
    }

    public static void Start(Turn turn, LiveElement scope, FlowNode node) =>
        turn.Enqueue(StepKind.Enter, Lifecycle.Create(turn, scope, node));

    private static bool OffersWork(Turn turn, LiveElement scope) => Enabled(turn, scope).Any(IsStartedByHand);

    private static bool IsStartedByHand(FlowNode node) => node is UserTask or ManualTask;

    private static IEnumerable<FlowNode> Enabled(Turn turn, LiveElement scope) =>
        SubProcessBehavior.FirstNodes(turn.Definition, turn.Definition.ScopeOf(scope.ActivityId));

    private static AdHocRules Rules(LiveElement scope) => ((SubProcess)scope.Node!).AdHoc!;
}
