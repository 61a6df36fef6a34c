using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Literals, names, lists, contexts, ranges and parentheses.</content>
internal sealed partial class Parser
{
    private static readonly FeelScope NoZones = FeelScope.Of([], DateTimeOffset.UnixEpoch);

    private Node Primary()
    {
        if (begun is { } first)
        {
            begun = null;
            return first;
        }

        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return Number(token.Text);
            case TokenKind.Text:
                at++;
                return new ConstantNode(new FeelValue.Text(token.Text));
            case TokenKind.Temporal:
                at++;
                return Temporal(token.Text);
            case TokenKind.Symbol:
                return Bracketed(token.Text);
            case TokenKind.QuotedName:
                at++;
                return new NameNode(token.Text);
            case TokenKind.Word:
                return WordPrimary(token.Text);
            default:
                return Fail("an expression is expected");
        }
    }

    private Node WordPrimary(string word)
    {
        if (IsKnownName())
        {
            return Name();
        }

        switch (word)
        {
            case "null":
                at++;
                return Nothing;
            case "true":
                at++;
                return new ConstantNode(FeelValue.True);
            case "false":
                at++;
                return new ConstantNode(FeelValue.False);
            case "if" or "for" or "some" or "every":
                return Expression();
            case "function" when Following.IsSymbol("("):
                return Expression();
            case "not" when Following.IsSymbol("("):
                at++;
                return Not();
            default:
                return Reserved.Contains(word) ? Fail($"'{word}' is not expected here") : Name();
        }
    }

    private Node Bracketed(string symbol)
    {
        if (!Deeper())
        {
            return Nothing;
        }

        var node = symbol switch
        {
            "(" => Parenthesis(),
            "[" => ListOrRange(),
            "]" => OpenRange(),
            "{" => Context(),
            "<" or "<=" or ">" or ">=" => SimpleTest(),
            _ => Fail("an expression is expected"),
        };
        nesting--;
        return node;
    }

    private static ConstantNode Number(string digits) =>
        new(
            decimal.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? new FeelValue.Number(value)
                : FeelValue.Error($"{digits} does not fit a number of 28 digits")
        );

    // Only a named zone makes a literal depend on the scope it is evaluated in.
    private static Node Temporal(string text) =>
        text.Contains('@', StringComparison.Ordinal)
            ? new TemporalLiteralNode(text)
            : new ConstantNode(TemporalLiteralNode.Read(text, NoZones));

    private Node Parenthesis()
    {
        at++;
        if (TakeComparison() is { } op)
        {
            var operand = Expression();
            ExpectSymbol(")");
            return Unbounded(op, operand);
        }

        var inner = Expression();
        if (TakeSymbol(".."))
        {
            return Range(inner, "(");
        }

        ExpectSymbol(")");
        return inner;
    }

    // A test with one end is an expression of its own (rule 2h), whose value is the range of what passes.
    private Node SimpleTest() => TakeComparison() is { } op ? Unbounded(op, Sum()) : Nothing;

    // (< 5) and its kin are ranges with one end (rule 66).
    private Node Unbounded(ComparisonOperator op, Node operand) =>
        op switch
        {
            ComparisonOperator.Less => new RangeNode(null, operand, false, false),
            ComparisonOperator.LessOrEqual => new RangeNode(null, operand, false, true),
            ComparisonOperator.Greater => new RangeNode(operand, null, false, false),
            ComparisonOperator.GreaterOrEqual => new RangeNode(operand, null, true, false),
            ComparisonOperator.Equal => new RangeNode(operand, operand, true, true),
            _ => Fail("'!=' is no range"),
        };

    private Node OpenRange()
    {
        at++;
        var start = Expression();
        ExpectSymbol("..");
        return Range(start, "(");
    }

    private Node Range(Node start, string opening)
    {
        endsRange = true;
        var end = Or();
        endsRange = false;
        if (TakeSymbol("]"))
        {
            return new RangeNode(start, end, opening == "[", true);
        }

        return TakeSymbol(")") || TakeSymbol("[")
            ? new RangeNode(start, end, opening == "[", false)
            : Fail("the range is not closed");
    }

    private Node ListOrRange()
    {
        at++;
        var items = ImmutableArray.CreateBuilder<Node>();
        if (TakeSymbol("]"))
        {
            return new ListNode([]);
        }

        items.Add(ListItem());
        if (TakeSymbol(".."))
        {
            return Range(items[0], "[");
        }

        while (TakeSymbol(","))
        {
            items.Add(ListItem());
        }

        ExpectSymbol("]");
        return new ListNode(items.ToImmutable());
    }

    // Lists of tests such as [< 5, > 10] hold ranges.
    private Node ListItem() => TakeComparison() is { } op ? Unbounded(op, Expression()) : Expression();

    private ContextNode Context()
    {
        at++;
        var mark = names.Mark;
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        if (!TakeSymbol("}"))
        {
            do
            {
                var key = Key();
                ExpectSymbol(":");
                entries.Add(new(key, Expression()));
                names.Declare(key);
                names.DeclareMember(key);
            } while (TakeSymbol(","));
            ExpectSymbol("}");
        }

        names.Restore(mark);
        return new ContextNode(entries.ToImmutable());
    }

    private Node LiteralRange()
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text is not ("(" or "[" or "]"))
        {
            return Fail("a range is expected");
        }

        var isStartIncluded = Current.Text == "[";
        at++;
        if (TakeComparison() is { } op)
        {
            var only = LiteralEnd();
            ExpectSymbol(")");
            return Unbounded(op, only);
        }

        // An end may be missing only at an open bracket (rules 66b and 66c), and only one of them.
        var start = Current.IsSymbol("..") && !isStartIncluded ? null : LiteralEnd();
        ExpectSymbol("..");
        var end =
            start is not null && Current.Kind == TokenKind.Symbol && Current.Text is ")" or "[" ? null : LiteralEnd();
        var isEndIncluded = TakeSymbol("]");
        if (!isEndIncluded && !TakeSymbol(")"))
        {
            ExpectSymbol("[");
        }

        return new RangeNode(start, end, isStartIncluded, isEndIncluded);
    }

    private Node LiteralEnd()
    {
        endsRange = true;
        var end = Sum();
        endsRange = false;
        var isLiteral =
            end
            is ConstantNode
                or TemporalLiteralNode
                or InvocationNode
                {
                    Function: NameNode { Name: "date" or "time" or "date and time" or "duration" },
                    Arguments: [ConstantNode { Value: FeelValue.Text }],
                };
        return isLiteral ? end : Fail("the end of a range must be a literal");
    }
}
