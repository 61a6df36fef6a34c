using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>An entry of a context, a property of a value, or that of every item of a list.</summary>
internal sealed record PathNode(Node Source, string Name) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var source = Source.Evaluate(frame);
        return source is FeelValue.List list && !frame.Run.Charge(list.Items.Length)
            ? FeelValue.Null
            : frame.Run.Kept(Of(source, Name));
    }

    public static FeelValue Of(FeelValue source, string name) =>
        source is FeelValue.List list
            ? FeelValue.From(list.Items.Select(item => Properties.Of(item, name)))
            : Properties.Of(source, name);
}

/// <summary>An item by its position from 1, or those that satisfy a condition (table 60).</summary>
internal sealed record FilterNode(Node Source, Node Criterion) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var source = Source.Evaluate(frame);
        if (source.IsNull)
        {
            return source;
        }

        var items = source is FeelValue.List list ? list.Items : [source];
        if (Criterion is ConstantNode { Value: FeelValue.Number fixedPosition })
        {
            return At(items, fixedPosition.Value);
        }

        // An empty list has no item to tell a position from a condition by; the criterion is asked without one.
        if (items.IsEmpty)
        {
            return Criterion.Evaluate(new ItemFrame(frame, FeelValue.Null)) is FeelValue.Number
                ? At(items, 1)
                : FeelValue.List.Empty;
        }

        return Select(items, frame);
    }

    private FeelValue Select(ImmutableArray<FeelValue> items, Frame frame)
    {
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        for (var i = 0; i < items.Length && !frame.Run.Stopped; i++)
        {
            var answer = Criterion.Evaluate(new ItemFrame(frame, items[i]));
            if (i == 0 && answer is FeelValue.Number position)
            {
                return At(items, position.Value);
            }

            if (answer is FeelValue.Bool { Value: true })
            {
                kept.Add(items[i]);
            }
            else if (answer is not (FeelValue.Bool or FeelValue.NullValue))
            {
                return FeelValue.Error($"a filter is a position or a condition, not {FeelKindNames.Of(answer)}");
            }
        }

        return new FeelValue.List(kept.ToImmutable());
    }

    private static FeelValue At(ImmutableArray<FeelValue> items, decimal position)
    {
        var index = position < 0 ? items.Length + position : position - 1;
        return decimal.IsInteger(position) && position != 0 && index >= 0 && index < items.Length
            ? items[(int)index]
            : FeelValue.Null;
    }
}

/// <summary>Whether a name or a path leads to something, even to null.</summary>
internal sealed record IsDefinedNode(Node Asked) : Node
{
    protected override FeelValue Compute(Frame frame) =>
        Asked switch
        {
            NameNode name => FeelValue.From(frame.TryGet(name.Name, out _)),
            PathNode path when path.Source.Evaluate(frame) is FeelValue.Context context => FeelValue.From(
                context.TryGet(path.Name, out _)
            ),
            _ => FeelValue.From(Asked.Evaluate(frame) is not FeelValue.NullValue { Reason: not null }),
        };
}
