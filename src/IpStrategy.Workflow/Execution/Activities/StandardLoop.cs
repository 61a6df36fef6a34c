using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>BPMN 2.0.2 §13.3.6: one run after the other while the condition holds, at most <c>loopMaximum</c> times.</summary>
internal static class StandardLoop
{
    public static void Begin(Turn turn, LiveElement body, LoopCharacteristics.Standard loop)
    {
        body.Loop = new LoopProgress(loop.LoopMaximum ?? -1, Started: 0, Completed: 0, Terminated: 0, [], []);
        body.WaitsFor = WaitingFor.Contents;
        VariableScope.SetLocal(body, "loopCounter", FeelValue.From(0));
        if (loop.LoopMaximum <= 0)
        {
            Lifecycle.Complete(turn, body);
            return;
        }
        if (!loop.TestBefore)
        {
            StartNext(turn, body);
            return;
        }
        GoOn(turn, body, body, loop);
    }

    public static void RunEnded(Turn turn, LiveElement body, LiveElement run, LoopCharacteristics.Standard loop)
    {
        body.Loop = body.Loop! with { Completed = body.Loop.Completed + 1 };
        if (body.Loop.Started == loop.LoopMaximum)
        {
            Lifecycle.Complete(turn, body);
            return;
        }
        GoOn(turn, body, run, loop);
    }

    private static void GoOn(Turn turn, LiveElement body, LiveElement askedAt, LoopCharacteristics.Standard loop)
    {
        var again = true;
        if (
            loop.Condition is { } condition
            && !Evaluation.TryDecide(turn, askedAt, body.ActivityId, condition, out again)
        )
        {
            return;
        }
        if (again)
        {
            StartNext(turn, body);
            return;
        }
        Lifecycle.Complete(turn, body);
    }

    private static void StartNext(Turn turn, LiveElement body)
    {
        var index = body.Loop!.Started;
        body.Loop = body.Loop with { Started = index + 1 };
        VariableScope.SetLocal(body, "loopCounter", FeelValue.From(index));
        var run = Lifecycle.CreateRun(turn, body, index);
        VariableScope.SetLocal(run, "loopCounter", FeelValue.From(index));
        Loops.StartRun(turn, run);
    }
}
