using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>Activities that run more than once: a body holds the runs together and carries what is said about all of them.</summary>
internal static class Loops
{
    public static string ElementTypeOf(LoopCharacteristics loop) =>
        loop is LoopCharacteristics.Standard ? "standardLoopCharacteristics" : "multiInstanceLoopCharacteristics";

    // How existing tools name what holds the runs together.
    private const string BodySuffix = "#multiInstanceBody";

    /// <summary>The activity that a name means, which may be that of its loop body: here both go by one id.</summary>
    public static string ActivityNamed(string id) =>
        id.EndsWith(BodySuffix, StringComparison.Ordinal) ? id[..^BodySuffix.Length] : id;

    public static void Begin(Turn turn, LiveElement body)
    {
        switch (((Activity)body.Node!).Loop)
        {
            case LoopCharacteristics.MultiInstance several:
                MultiInstance.Begin(turn, body, several);
                break;
            case LoopCharacteristics.Standard standard:
                StandardLoop.Begin(turn, body, standard);
                break;
            default:
                throw new InvalidOperationException($"{body.ActivityId} has no loop");
        }
    }

    /// <summary>One run has come to its regular end and has left the tree already.</summary>
    public static void RunEnded(Turn turn, LiveElement body, LiveElement run)
    {
        switch (((Activity)body.Node!).Loop)
        {
            case LoopCharacteristics.MultiInstance several:
                MultiInstance.RunEnded(turn, body, run, several);
                break;
            case LoopCharacteristics.Standard standard:
                StandardLoop.RunEnded(turn, body, run, standard);
                break;
            default:
                throw new InvalidOperationException($"{body.ActivityId} has no loop");
        }
    }

    /// <summary>
    /// After runs were cancelled by hand and none is left: a loop in which others have ended, or are still to come, goes on
    /// without them. False when there is nothing to go on with, and for anything that is no loop.
    /// </summary>
    public static bool GoesOnAfterCancelling(Turn turn, LiveElement body)
    {
        if (body is not { Role: ElementRole.LoopBody, Loop: { } progress })
        {
            return false;
        }
        if (((Activity)body.Node!).Loop is not LoopCharacteristics.MultiInstance several)
        {
            return false;
        }
        if (progress.Completed == 0 && progress.Started >= progress.Total)
        {
            return false;
        }
        MultiInstance.GoOn(turn, body, several);
        return true;
    }

    /// <summary>A loop that a modification makes around an activity: it has this one run.</summary>
    public static LiveElement OpenSingleRun(Turn turn, LiveElement body)
    {
        body.Loop = new LoopProgress(Total: 1, Started: 1, Completed: 0, Terminated: 0, [], []);
        body.WaitsFor = WaitingFor.Contents;
        var run = Lifecycle.CreateRun(turn, body, index: 0);
        VariableScope.SetLocal(run, "loopCounter", Expressions.FeelValue.From(0));
        return run;
    }

    public static void StartRun(Turn turn, LiveElement run) => turn.Enqueue(StepKind.Enter, run);
}
