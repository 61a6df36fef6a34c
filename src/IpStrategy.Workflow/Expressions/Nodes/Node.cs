using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Builtins;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>A part of an expression, as read.</summary>
internal abstract record Node
{
    /// <summary>The value in a frame, within the limits of its run.</summary>
    public FeelValue Evaluate(Frame frame)
    {
        var run = frame.Run;
        if (!run.Enter())
        {
            return FeelValue.Null;
        }

        var value = Compute(frame);
        run.Leave();
        return value;
    }

    protected abstract FeelValue Compute(Frame frame);
}

/// <summary>A literal.</summary>
internal sealed record ConstantNode(FeelValue Value) : Node
{
    protected override FeelValue Compute(Frame frame) => Value;
}

/// <summary>A date, time or duration after <c>@</c> that needs the zones or the day to be read.</summary>
internal sealed record TemporalLiteralNode(string Text) : Node
{
    public static FeelValue Read(string text, FeelScope scope) =>
        TemporalText.Any(text, scope) ?? FeelValue.Error($"@\"{text}\" is no date, time or duration");

    protected override FeelValue Compute(Frame frame) => Read(Text, frame.Run.Scope);
}

/// <summary>A variable, or a built-in function by its name.</summary>
internal sealed record NameNode(string Name) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        if (frame.TryGet(Name, out var value))
        {
            return value;
        }

        return BuiltinTable.Find(Name) is { } builtin
            ? new FeelValue.Function(builtin)
            : FeelValue.Error($"there is no variable '{Name}'");
    }
}

/// <summary>A list as written.</summary>
internal sealed record ListNode(ImmutableArray<Node> Items) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>(Items.Length);
        foreach (var item in Items)
        {
            items.Add(item.Evaluate(frame));
        }

        return frame.Run.Kept(new FeelValue.List(items.MoveToImmutable()));
    }
}

/// <summary>A context as written; an entry sees those before it.</summary>
internal sealed record ContextNode(ImmutableArray<KeyValuePair<string, Node>> Entries) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var block = new BlockFrame(frame.Run, frame);
        foreach (var entry in Entries)
        {
            if (block.Contains(entry.Key))
            {
                return FeelValue.Error($"the context has two entries '{entry.Key}'");
            }

            block.Add(entry.Key, entry.Value.Evaluate(block));
        }

        return frame.Run.Kept(new FeelValue.Context([.. block.Entries]));
    }
}

/// <summary>A range as written; a missing end is unbounded.</summary>
internal sealed record RangeNode(Node? Start, Node? End, bool StartIncluded, bool EndIncluded) : Node
{
    private const FeelKinds Comparable =
        FeelKinds.Number
        | FeelKinds.Text
        | FeelKinds.Date
        | FeelKinds.Time
        | FeelKinds.DateAndTime
        | FeelKinds.DaysAndTime
        | FeelKinds.YearsAndMonths;

    protected override FeelValue Compute(Frame frame)
    {
        var start = Start?.Evaluate(frame) ?? FeelValue.Null;
        var end = End?.Evaluate(frame) ?? FeelValue.Null;
        if (
            !IsEnd(Start, start)
            || !IsEnd(End, end)
            || (Start is not null && End is not null && start.Kind != end.Kind)
        )
        {
            return start is FeelValue.NullValue { Reason: not null }
                ? start
                : FeelValue.Error($"no range from {FeelKindNames.Of(start)} to {FeelKindNames.Of(end)}");
        }

        // The ends must be in order (clause 10.3.2.7).
        return Comparison.Order(start, end) > 0
            ? FeelValue.Error($"the range ends at {FeelText.Literal(end)} before its start {FeelText.Literal(start)}")
            : new FeelValue.Range(start, end, StartIncluded, EndIncluded);
    }

    private static bool IsEnd(Node? written, FeelValue value) =>
        written is null || (value.Kind & Comparable) != FeelKinds.None;
}
