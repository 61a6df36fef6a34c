using IpStrategy.Workflow.Execution.Containers;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>What people do with an ad-hoc sub-process: start what it offers, and end it.</summary>
internal static class AdHocWork
{
    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.StartAdHocActivity start when TryOpen(turn, start.Scope, out var scope):
                Start(turn, scope, start.ActivityId);
                break;
            case Command.CompleteAdHoc complete when TryOpen(turn, complete.Scope, out var scope):
                AdHocSubProcess.EndSoon(turn, scope);
                break;
            default:
                break;
        }
    }

    private static void Start(Turn turn, LiveElement scope, string activityId)
    {
        if (!AdHocSubProcess.IsEnabled(turn, scope, activityId))
        {
            turn.Refuse(new ActivityIsNotEnabled(activityId, scope.ActivityId));
            return;
        }
        AdHocSubProcess.Start(turn, scope, turn.Definition.Node(activityId));
    }

    private static bool TryOpen(Turn turn, ElementId id, out LiveElement scope)
    {
        scope = turn.Find(id)!;
        if (scope is { WaitsFor: WaitingFor.Contents } && AdHocSubProcess.Is(scope))
        {
            return true;
        }
        turn.Refuse(new AdHocSubProcessIsGone(id));
        return false;
    }
}
