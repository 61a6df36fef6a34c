using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Operators, from the loosest to the tightest (grammar rules 2 and 4).</content>
internal sealed partial class Parser
{
    private static readonly ImmutableArray<KeyValuePair<string, ComparisonOperator>> Comparisons =
    [
        new("=", ComparisonOperator.Equal),
        new("!=", ComparisonOperator.NotEqual),
        new("<", ComparisonOperator.Less),
        new("<=", ComparisonOperator.LessOrEqual),
        new(">", ComparisonOperator.Greater),
        new(">=", ComparisonOperator.GreaterOrEqual),
    ];

    private Node Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            left = new OrNode(left, And());
        }

        return left;
    }

    private Node And()
    {
        var left = Relation();
        while (TakeWord("and"))
        {
            left = new AndNode(left, Relation());
        }

        return left;
    }

    private Node Relation()
    {
        var left = Sum();
        while (true)
        {
            if (TakeComparison() is { } op)
            {
                left = new ComparisonNode(op, left, Sum());
            }
            else if (TakeWord("between"))
            {
                var low = Sum();
                ExpectWord("and");
                left = new BetweenNode(left, low, Sum());
            }
            else if (TakeWord("in"))
            {
                left = new InNode(left, InTests());
            }
            else
            {
                return left;
            }
        }
    }

    private ComparisonOperator? TakeComparison()
    {
        if (Current.Kind != TokenKind.Symbol)
        {
            return null;
        }

        foreach (var (symbol, op) in Comparisons)
        {
            if (TakeSymbol(symbol))
            {
                return op;
            }
        }

        return null;
    }

    private Node Sum()
    {
        var left = Product();
        while (Current.Kind == TokenKind.Symbol && Current.Text is "+" or "-")
        {
            var op = TakeSymbol("+") ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            at += op == ArithmeticOperator.Subtract ? 1 : 0;
            left = new ArithmeticNode(op, left, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Power();
        while (Current.Kind == TokenKind.Symbol && Current.Text is "*" or "/")
        {
            var op = TakeSymbol("*") ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide;
            at += op == ArithmeticOperator.Divide ? 1 : 0;
            left = new ArithmeticNode(op, left, Power());
        }

        return left;
    }

    private Node Power()
    {
        var left = Unary();
        while (TakeSymbol("**"))
        {
            left = new ArithmeticNode(ArithmeticOperator.Power, left, Unary());
        }

        return left;
    }

    private Node Unary()
    {
        if (!TakeSymbol("-"))
        {
            return InstanceOf();
        }

        // The sign belongs to the numeral (rule 35), so it binds tighter than 'instance of'.
        if (Current.Kind == TokenKind.Number && Following.IsWord("instance"))
        {
            return TypeTest(Negative(Primary()));
        }

        Deeper();

        var operand = Unary();
        nesting--;
        return Negative(operand);
    }

    private static Node Negative(Node operand) =>
        operand is ConstantNode { Value: FeelValue.Number number }
            ? new ConstantNode(new FeelValue.Number(-number.Value))
            : new NegationNode(operand);

    private Node InstanceOf() => TypeTest(Postfix());

    private Node TypeTest(Node left)
    {
        while (Current.IsWord("instance") && Following.IsWord("of"))
        {
            at += 2;
            left = new InstanceOfNode(left, Type());
        }

        return left;
    }

    private Node Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Current.IsSymbol(".") && failure is null)
            {
                at++;
                node = new PathNode(node, MemberName());
            }
            else if (Current.IsSymbol("[") && !ClosesRange())
            {
                node = Filter(node);
            }
            else if (Current.IsSymbol("("))
            {
                node = Invocation(node);
            }
            else
            {
                return node;
            }
        }
    }

    private FilterNode Filter(Node filtered)
    {
        at++;
        var criterion = Expression();
        ExpectSymbol("]");
        return new FilterNode(filtered, criterion);
    }

    // In ]1..5[ the last bracket ends the range; a filter would go on with an expression.
    private bool ClosesRange() =>
        endsRange
        && (
            Following.Kind == TokenKind.End
            || (Following.Kind == TokenKind.Symbol && Following.Text is not ("(" or "[" or "{" or "-"))
            || (
                Following.Kind == TokenKind.Word
                && Following.Text is "and" or "or" or "then" or "else" or "return" or "satisfies"
            )
        );
}
