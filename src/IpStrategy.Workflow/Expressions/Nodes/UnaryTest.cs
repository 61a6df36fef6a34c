using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>A test of one value, as after <c>in</c> and in decision tables (DMN 1.5, table 52).</summary>
internal abstract record UnaryTest
{
    private UnaryTest() { }

    /// <summary>True if one test holds, false if none does for certain, else unknown.</summary>
    public static FeelValue Any(ImmutableArray<UnaryTest> tests, FeelValue value, Frame frame)
    {
        FeelValue result = FeelValue.False;
        foreach (var test in tests)
        {
            var held = test.Holds(value, frame);
            if (held is FeelValue.Bool { Value: true })
            {
                return held;
            }

            result = held is FeelValue.Bool ? result : held;
        }

        return result;
    }

    /// <summary>Whether the value passes; the frame knows it as <c>?</c>.</summary>
    public abstract FeelValue Holds(FeelValue value, Frame frame);

    private static FeelValue Matches(FeelValue value, FeelValue expected)
    {
        if (expected is FeelValue.NullValue { Reason: not null })
        {
            return expected;
        }

        if (expected is FeelValue.Range range && value is not FeelValue.Range)
        {
            return Comparison.IsIn(value, range) is { } isIn
                ? FeelValue.From(isIn)
                : FeelValue.Error($"{FeelKindNames.Of(value)} cannot be compared with the range");
        }

        // The list contains the value, or a range that does (table 55); a list inside it is just another item.
        if (expected is FeelValue.List list && value is not FeelValue.List)
        {
            return FeelValue.From(list.Items.Any(item => IsOrHolds(item, value)));
        }

        if (expected is FeelValue.List lists && !Comparison.AreSame(value, expected))
        {
            return FeelValue.From(lists.Items.Any(item => Comparison.AreSame(value, item)));
        }

        return Comparison.Apply(ComparisonOperator.Equal, value, expected);
    }

    private static bool IsOrHolds(FeelValue item, FeelValue value) =>
        item is FeelValue.Range range && value is not FeelValue.Range
            ? Comparison.IsIn(value, range) == true
            : Comparison.AreSame(value, item);

    /// <summary>A comparison with the value on the left, such as <c>&gt; 5</c>.</summary>
    internal sealed record Compares(ComparisonOperator Operator, Node Operand) : UnaryTest
    {
        public override FeelValue Holds(FeelValue value, Frame frame) =>
            Comparison.Apply(Operator, value, Operand.Evaluate(frame));
    }

    /// <summary>An expression the value is equal to, or contained in.</summary>
    internal sealed record Expects(Node Operand) : UnaryTest
    {
        public override FeelValue Holds(FeelValue value, Frame frame)
        {
            var expected = Operand.Evaluate(frame);
            return frame.Run.Charge(expected.Weight) ? Matches(value, expected) : FeelValue.Null;
        }
    }

    /// <summary>
    /// An expression in a cell, which existing files also write about the tested value by its name: what comes to a boolean is the
    /// answer where the value is none.
    /// </summary>
    internal sealed record Answers(Node Operand) : UnaryTest
    {
        public override FeelValue Holds(FeelValue value, Frame frame)
        {
            var answer = Operand.Evaluate(frame);
            return answer is FeelValue.Bool && value is not (FeelValue.Bool or FeelValue.List)
                ? answer
                : Matches(value, answer);
        }
    }

    /// <summary>An expression about <c>?</c> that is itself the answer.</summary>
    internal sealed record Asks(Node Operand) : UnaryTest
    {
        public override FeelValue Holds(FeelValue value, Frame frame)
        {
            var answer = Operand.Evaluate(frame);
            return answer is FeelValue.Bool or FeelValue.NullValue ? answer : Matches(value, answer);
        }
    }
}

/// <summary>The unary tests of a cell; negated under <c>not(…)</c>, without tests for <c>-</c>.</summary>
internal sealed record UnaryTestsNode(ImmutableArray<UnaryTest> Tests, bool Negated) : Node
{
    private static readonly NameNode Tested = new("?");

    protected override FeelValue Compute(Frame frame)
    {
        if (Tests.IsEmpty)
        {
            return FeelValue.True;
        }

        var held = UnaryTest.Any(Tests, Tested.Evaluate(frame), frame);
        return Negated ? Logic.Not(held) : held;
    }
}
