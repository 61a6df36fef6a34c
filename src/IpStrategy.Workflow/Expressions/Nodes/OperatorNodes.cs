using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>Arithmetic on two operands.</summary>
internal sealed record ArithmeticNode(ArithmeticOperator Operator, Node Left, Node Right) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var left = Left.Evaluate(frame);
        var right = Right.Evaluate(frame);
        if (
            left is FeelValue.Text a
            && right is FeelValue.Text b
            && !frame.Run.Allows((long)a.Value.Length + b.Value.Length)
        )
        {
            return FeelValue.Null;
        }

        return Arithmetic.Apply(Operator, left, right, frame.Run.Scope.Zones);
    }
}

/// <summary>The sign before an operand.</summary>
internal sealed record NegationNode(Node Operand) : Node
{
    protected override FeelValue Compute(Frame frame) => Arithmetic.Negate(Operand.Evaluate(frame));
}

/// <summary>A comparison of two operands.</summary>
internal sealed record ComparisonNode(ComparisonOperator Operator, Node Left, Node Right) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var left = Left.Evaluate(frame);
        var right = Right.Evaluate(frame);
        return frame.Run.ChargeComparison(left, right) ? Comparison.Apply(Operator, left, right) : FeelValue.Null;
    }
}

/// <summary>Conjunction in three-valued logic: false decides, all else that is not true is unknown (table 50).</summary>
internal sealed record AndNode(Node Left, Node Right) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var left = Left.Evaluate(frame);
        if (left is FeelValue.Bool { Value: false })
        {
            return FeelValue.False;
        }

        var right = Right.Evaluate(frame);
        return Logic.Both(left, right);
    }
}

/// <summary>Disjunction in three-valued logic: true decides.</summary>
internal sealed record OrNode(Node Left, Node Right) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var left = Left.Evaluate(frame);
        if (left is FeelValue.Bool { Value: true })
        {
            return FeelValue.True;
        }

        var right = Right.Evaluate(frame);
        if (right is FeelValue.Bool { Value: true })
        {
            return FeelValue.True;
        }

        return Logic.Certain(left, right) ? FeelValue.False : Logic.Unknown("or", left, right);
    }
}

/// <summary>Not true is false, not false is true, anything else is unknown; as an argument a list of one item stands for the item.</summary>
internal sealed record NotNode(Node Operand) : Node
{
    protected override FeelValue Compute(Frame frame) => Logic.Not(Operand.Evaluate(frame));
}

/// <summary>Whether a value lies between two others, ends included: short for two comparisons joined by <c>and</c> (table 55).</summary>
internal sealed record BetweenNode(Node Value, Node Low, Node High) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var value = Value.Evaluate(frame);
        var low = Comparison.Apply(ComparisonOperator.GreaterOrEqual, value, Low.Evaluate(frame));
        var high = Comparison.Apply(ComparisonOperator.LessOrEqual, value, High.Evaluate(frame));
        return Logic.Both(low, high);
    }
}

/// <summary>Whether a value passes one of several tests.</summary>
internal sealed record InNode(Node Value, ImmutableArray<UnaryTest> Tests) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var value = Value.Evaluate(frame);
        return UnaryTest.Any(Tests, value, new BindingFrame(frame, "?", value));
    }
}

/// <summary>Whether a value is of a type.</summary>
internal sealed record InstanceOfNode(Node Value, FeelType Type) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var value = Value.Evaluate(frame);
        return Type is FeelType.UnknownType unknown
            ? FeelValue.Error($"there is no type '{unknown.Name}'")
            : FeelValue.From(Type.Includes(value));
    }
}

internal static class Logic
{
    public static bool Certain(FeelValue left, FeelValue right) => left is FeelValue.Bool && right is FeelValue.Bool;

    /// <summary>The conjunction of two values (table 50).</summary>
    public static FeelValue Both(FeelValue left, FeelValue right)
    {
        if (left is FeelValue.Bool { Value: false } || right is FeelValue.Bool { Value: false })
        {
            return FeelValue.False;
        }

        return Certain(left, right) ? FeelValue.True : Unknown("and", left, right);
    }

    public static FeelValue Not(FeelValue value) =>
        value switch
        {
            FeelValue.Bool boolean => FeelValue.From(!boolean.Value),
            FeelValue.List { Items: [FeelValue.Bool only] } => FeelValue.From(!only.Value),
            _ => Unknown("not", value, value),
        };

    public static FeelValue Unknown(string word, FeelValue left, FeelValue right)
    {
        var odd = left is FeelValue.Bool ? right : left;
        return odd.IsNull ? odd : FeelValue.Error($"'{word}' is not defined for {FeelKindNames.Of(odd)}");
    }
}
