using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>Literal text with expressions in between, joined as a string; null adds nothing, an error remains one.</summary>
internal sealed record JoinNode(ImmutableArray<Node> Parts) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var joined = new StringBuilder();
        foreach (var part in Parts)
        {
            var value = part.Evaluate(frame);
            if (value is FeelValue.NullValue { Reason: not null })
            {
                return value;
            }

            joined.Append(value.IsNull ? "" : FeelText.Of(value));
            if (!frame.Run.Fits(joined.Length))
            {
                return FeelValue.Null;
            }
        }

        return FeelValue.From(joined.ToString());
    }
}
