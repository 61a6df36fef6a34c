using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>The first branch when the condition is true, else the second (table 49).</summary>
internal sealed record IfNode(Node Condition, Node Then, Node Else) : Node
{
    protected override FeelValue Compute(Frame frame) =>
        Condition.Evaluate(frame) is FeelValue.Bool { Value: true } ? Then.Evaluate(frame) : Else.Evaluate(frame);
}

/// <summary>One variable of an iteration with what it goes through.</summary>
internal sealed record Iterator(string Name, Node Domain);

/// <summary>The numbers or dates from one end to the other, in an iteration.</summary>
internal sealed record IterationRangeNode(Node Start, Node End) : Node
{
    protected override FeelValue Compute(Frame frame) =>
        Iteration.Expand(new FeelValue.Range(Start.Evaluate(frame), End.Evaluate(frame), true, true), frame.Run);
}

/// <summary>A list with one item for each combination; <c>partial</c> holds those before.</summary>
internal sealed record ForNode(ImmutableArray<Iterator> Iterators, Node Body) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var partial = new PartialResult();
        var failed = Iteration.ForEach(
            Iterators,
            new PartialFrame(frame, partial),
            inner =>
            {
                partial.Items.Add(Body.Evaluate(inner));
                return frame.Run.Fits(partial.Items.Count);
            }
        );
        return failed ?? frame.Run.Kept(FeelValue.From(partial.Items));
    }

    private sealed class PartialResult
    {
        public List<FeelValue> Items { get; } = [];
    }

    private sealed class PartialFrame(Frame parent, PartialResult partial) : Frame(parent.Run, parent)
    {
        protected override bool TryGetOwn(string name, out FeelValue value)
        {
            var sought = name == "partial";
            // Each look copies what is there so far, so it is charged.
            value = sought && Run.Charge(partial.Items.Count) ? FeelValue.From(partial.Items) : FeelValue.Null;
            return sought;
        }
    }
}

/// <summary>Whether some or every combination satisfies a condition, in three-valued logic.</summary>
internal sealed record QuantifiedNode(bool Every, ImmutableArray<Iterator> Iterators, Node Condition) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        FeelValue result = FeelValue.From(Every);
        var failed = Iteration.ForEach(
            Iterators,
            frame,
            inner =>
            {
                var held = Condition.Evaluate(inner);
                if (held is FeelValue.Bool boolean)
                {
                    result = boolean.Value == Every ? result : held;
                    return boolean.Value == Every;
                }

                result = held.IsNull
                    ? held
                    : FeelValue.Error($"satisfies needs a boolean, not {FeelKindNames.Of(held)}");
                return true;
            }
        );
        return failed ?? result;
    }
}

internal static class Iteration
{
    /// <summary>Runs the body for each combination, the last iterator fastest; the body says whether to go on. Null, or why it failed.</summary>
    public static FeelValue? ForEach(ImmutableArray<Iterator> iterators, Frame frame, Func<Frame, bool> body)
    {
        FeelValue? failed = null;
        Descend(0, frame);
        return failed;

        bool Descend(int level, Frame outer)
        {
            if (level == iterators.Length)
            {
                return body(outer) && !frame.Run.Stopped;
            }

            var iterator = iterators[level];
            var domain = Expand(iterator.Domain.Evaluate(outer), frame.Run);
            if (domain is not FeelValue.List list)
            {
                failed = domain;
                return false;
            }

            foreach (var item in list.Items)
            {
                if (!frame.Run.Charge(1) || !Descend(level + 1, new BindingFrame(outer, iterator.Name, item)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What an iteration goes through: the items of a list, the steps of a range, or the one value.</summary>
    public static FeelValue Expand(FeelValue domain, EvaluationRun run) =>
        domain switch
        {
            FeelValue.List => domain,
            FeelValue.NullValue { Reason: not null } => domain,
            FeelValue.NullValue => FeelValue.Error("an iteration over null"),
            FeelValue.Range range => Steps(range, run),
            _ => new FeelValue.List([domain]),
        };

    private static FeelValue Steps(FeelValue.Range range, EvaluationRun run)
    {
        if (
            Ordinal(range.Start) is not { } first
            || Ordinal(range.End) is not { } last
            || range.Start.Kind != range.End.Kind
        )
        {
            return FeelValue.Error(
                $"an iteration from {FeelText.Literal(range.Start)} to {FeelText.Literal(range.End)}"
            );
        }

        var step = first <= last ? 1 : -1;
        first += range.StartIncluded ? 0 : step;
        last -= range.EndIncluded ? 0 : step;
        var count = Math.Max(0, Math.Floor((last - first) * step) + 1);
        if (!run.Allows((long)Math.Min(count, long.MaxValue / 2)) || !run.Charge((int)count))
        {
            return FeelValue.Null;
        }

        var start = first;
        return FeelValue.From(Enumerable.Range(0, (int)count).Select(i => At(range.Start, start + (i * step))));
    }

    private static decimal? Ordinal(FeelValue value) =>
        value switch
        {
            FeelValue.Number number
                when decimal.IsInteger(number.Value) && Math.Abs(number.Value) < 1_000_000_000_000_000m => number.Value,
            FeelValue.Date date => date.Value.DayNumber,
            _ => null,
        };

    private static FeelValue At(FeelValue model, decimal ordinal) =>
        model is FeelValue.Date
            ? CalendarDate.FromDayNumber((long)ordinal) is { } day
                ? new FeelValue.Date(day)
                : FeelValue.Null
            : new FeelValue.Number(ordinal);
}
