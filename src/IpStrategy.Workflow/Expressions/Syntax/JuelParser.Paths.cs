using System.Globalization;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Literals, names, paths, indexes and the few methods that only ask.</content>
internal sealed partial class JuelParser
{
    private Node Path()
    {
        var node = Primary();
        while (failure is null)
        {
            if (Take("."))
            {
                node = Member(node);
            }
            else if (Take("["))
            {
                node = new JuelIndexNode(node, Choice());
                Expect("]");
            }
            else if (Current.IsSymbol("("))
            {
                return Fail("functions cannot be called here");
            }
            else
            {
                return node;
            }
        }

        return node;
    }

    private Node Member(Node owner)
    {
        if (Current.Kind != TokenKind.Word)
        {
            return Fail("a name is expected");
        }

        var name = tokens[at++].Text;
        if (!Take("("))
        {
            return new PathNode(owner, name);
        }

        if (Methods.Find(name) is not { } method)
        {
            at -= 2;
            return Fail($"the method '{name}' cannot be called here");
        }

        var argument = method.TakesArgument ? Choice() : null;
        Expect(")");
        return new MethodNode(owner, method, argument);
    }

    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return Number(token.Text);
            case TokenKind.Text:
                at++;
                return new ConstantNode(FeelValue.From(token.Text));
            case TokenKind.Word when !Reserved.Contains(token.Text):
                at++;
                return token.Text switch
                {
                    "null" => Nothing,
                    "true" => new ConstantNode(FeelValue.True),
                    "false" => new ConstantNode(FeelValue.False),
                    _ => new VariableNode(token.Text),
                };
            case TokenKind.Symbol when token.Text == "(":
                at++;
                var inner = Choice();
                Expect(")");
                return inner;
            default:
                return Fail("an expression is expected");
        }
    }

    private static ConstantNode Number(string digits) =>
        new(
            decimal.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? FeelValue.From(value)
                : FeelValue.Error($"{digits} does not fit a number of 28 digits")
        );
}
