using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>
/// BPMN 2.0.2 §13.3.7. The collection is read once; the completion condition is asked after each run, and once it holds
/// the other runs are cancelled. Outputs stand in the order of the inputs, null where a run did not end.
/// </summary>
internal static class MultiInstance
{
    public static void Begin(Turn turn, LiveElement body, LoopCharacteristics.MultiInstance loop)
    {
        if (!TryReadInputs(turn, body, loop, out var total, out var items))
        {
            return;
        }
        if (total > turn.Surroundings.Limits.StepBudget)
        {
            turn.Refuse(new StepBudgetUsedUp([body.ActivityId]));
            return;
        }
        ImmutableArray<FeelValue> outputs = loop.OutputCollection is null
            ? []
            : [.. Enumerable.Repeat(FeelValue.Null, total)];
        body.Loop = new LoopProgress(total, Started: 0, Completed: 0, Terminated: 0, items, outputs);
        body.WaitsFor = WaitingFor.Contents;
        GoOn(turn, body, loop);
    }

    public static void RunEnded(Turn turn, LiveElement body, LiveElement run, LoopCharacteristics.MultiInstance loop)
    {
        body.Loop = WithOutput(body.Loop! with { Completed = body.Loop.Completed + 1 }, run, loop);
        Count(body, loop);
        if (!MultiInstanceEvents.TryThrow(turn, body, run, loop))
        {
            return;
        }
        if (loop.CompletionCondition is { } condition)
        {
            // Asked where the run stood, so that it can speak of the run's own element too.
            if (!Evaluation.TryDecide(turn, run, body.ActivityId, condition, out var enough))
            {
                return;
            }
            if (enough)
            {
                Finish(turn, body, loop);
                return;
            }
        }
        GoOn(turn, body, loop);
    }

    private static LoopProgress WithOutput(
        LoopProgress progress,
        LiveElement run,
        LoopCharacteristics.MultiInstance loop
    )
    {
        if (
            loop is not { OutputCollection: not null, OutputVariable: { } name }
            || run.LoopIndex is not { } index
            || index >= progress.Outputs.Length
        )
        {
            return progress;
        }
        VariableScope.TryGet(run, name, out var output);
        return progress with { Outputs = progress.Outputs.SetItem(index, output) };
    }

    /// <summary>Starts what may start now; ends the body when nothing runs and nothing is to come.</summary>
    public static void GoOn(Turn turn, LiveElement body, LoopCharacteristics.MultiInstance loop)
    {
        var progress = body.Loop!;
        var until = loop.IsSequential
            ? Math.Min(progress.Total, progress.Started + 1 - Math.Min(1, body.Children.Count))
            : progress.Total;
        var runs = new List<LiveElement>();
        for (var index = progress.Started; index < until; index++)
        {
            runs.Add(NewRun(turn, body, loop, index, progress.Items.IsEmpty ? null : progress.Items[index]));
        }
        body.Loop = progress with { Started = until, Items = until == progress.Total ? [] : progress.Items };
        Count(body, loop);
        runs.ForEach(run => Loops.StartRun(turn, run));
        if (body.Children.Count == 0)
        {
            Finish(turn, body, loop);
        }
    }

    /// <summary>By hand, beside those that run: its output stands last.</summary>
    public static void AddRun(Turn turn, LiveElement body, LoopCharacteristics.MultiInstance loop, FeelValue item)
    {
        var progress = body.Loop!;
        body.Loop = progress with
        {
            Total = progress.Total + 1,
            Started = progress.Started + 1,
            Outputs = loop.OutputCollection is null ? [] : progress.Outputs.Add(FeelValue.Null),
        };
        var run = NewRun(turn, body, loop, progress.Total, item);
        Count(body, loop);
        Loops.StartRun(turn, run);
    }

    private static void Finish(Turn turn, LiveElement body, LoopCharacteristics.MultiInstance loop)
    {
        foreach (var run in body.Children.ToArray())
        {
            Lifecycle.Cancel(turn, run);
        }
        if (loop.OutputCollection is { } collection)
        {
            VariableScope.SetOutward(turn, body.Parent!, collection, new FeelValue.List(body.Loop!.Outputs));
        }
        Lifecycle.Complete(turn, body);
    }

    private static LiveElement NewRun(
        Turn turn,
        LiveElement body,
        LoopCharacteristics.MultiInstance loop,
        int index,
        FeelValue? item
    )
    {
        var run = Lifecycle.CreateRun(turn, body, index);
        var local = run.Variables.SetItem("loopCounter", FeelValue.From(index));
        if (loop.OutputVariable is { } output)
        {
            // Declared here, so that what the run sets under this name stays its own contribution.
            local = local.SetItem(output, FeelValue.Null);
        }
        if (loop.ElementVariable is { } name && item is not null)
        {
            local = local.SetItem(name, item);
        }
        run.Variables = local;
        return run;
    }

    /// <summary>Table 10.32 has the standard's names; the short ones are what existing files use.</summary>
    private static void Count(LiveElement body, LoopCharacteristics.MultiInstance loop)
    {
        var progress = body.Loop!;
        var total = FeelValue.From(progress.Total);
        var active = FeelValue.From(body.Children.Count);
        var completed = FeelValue.From(progress.Completed);
        var variables = body
            .Variables.SetItem("nrOfInstances", total)
            .SetItem("numberOfInstances", total)
            .SetItem("nrOfActiveInstances", active)
            .SetItem("numberOfActiveInstances", active)
            .SetItem("nrOfCompletedInstances", completed)
            .SetItem("numberOfCompletedInstances", completed)
            .SetItem("numberOfTerminatedInstances", FeelValue.From(progress.Terminated));
        body.Variables = variables;
    }

    private static bool TryReadInputs(
        Turn turn,
        LiveElement body,
        LoopCharacteristics.MultiInstance loop,
        out int total,
        out ImmutableArray<FeelValue> items
    )
    {
        (total, items) = (0, []);
        if (loop.Collection is { } collection)
        {
            if (!TryCollection(turn, body, collection, out items))
            {
                return false;
            }
            total = items.Length;
            return true;
        }
        return loop.Cardinality is not { } cardinality || TryCardinality(turn, body, cardinality, out total);
    }

    private static bool TryCollection(
        Turn turn,
        LiveElement body,
        FeelExpression collection,
        out ImmutableArray<FeelValue> items
    )
    {
        items = [];
        if (!Evaluation.TryEvaluate(turn, body, body.ActivityId, collection, out var value))
        {
            return false;
        }
        if (collection.Constant is FeelValue.Text name)
        {
            // The plain attribute value is the name of a variable.
            VariableScope.TryGet(body, name.Value, out value);
        }
        if (value is not FeelValue.List list)
        {
            turn.Refuse(new ExpressionFailed(body.ActivityId, collection.Source, "is not a list"));
            return false;
        }
        items = list.Items;
        return true;
    }

    private static bool TryCardinality(Turn turn, LiveElement body, FeelExpression cardinality, out int total)
    {
        total = 0;
        if (!Evaluation.TryEvaluate(turn, body, body.ActivityId, cardinality, out var value))
        {
            return false;
        }
        if (value is not FeelValue.Number { Value: >= 0 and <= int.MaxValue } number || number.Value % 1 != 0)
        {
            turn.Refuse(new ExpressionFailed(body.ActivityId, cardinality.Source, "is not a whole number from 0"));
            return false;
        }
        total = (int)number.Value;
        return true;
    }
}
