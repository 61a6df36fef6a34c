using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Decisions;

/// <summary>Logic whose result is bound to a variable of a type (DMN 1.5, clause 10.3.2.9.4).</summary>
internal sealed record TypedNode(Node Inner, FeelType Type, string Name) : Node
{
    protected override FeelValue Compute(Frame frame) => Convert(Inner.Evaluate(frame));

    public FeelValue Convert(FeelValue value) =>
        Type.Convert(value) ?? FeelValue.Error($"'{Name}' cannot be {FeelKindNames.Of(value)}");
}

/// <summary>A boxed context: its entries one after the other, and the result that may stand last (clause 10.2.1.4).</summary>
internal sealed record BoxedContextNode(ImmutableArray<KeyValuePair<string, Node>> Entries, Node? Result) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var block = new BlockFrame(frame.Run, frame);
        foreach (var (name, node) in Entries)
        {
            if (block.Contains(name))
            {
                return FeelValue.Error($"the context has two entries '{name}'");
            }

            block.Add(name, node.Evaluate(block));
        }

        return Result?.Evaluate(block) ?? frame.Run.Kept(new FeelValue.Context([.. block.Entries]));
    }
}
