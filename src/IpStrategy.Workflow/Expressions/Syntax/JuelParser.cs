using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>
/// Reads the part of JUEL that existing process files use, into the tree of FEEL. Whatever calls into a host
/// (beans, other methods, assignments, lambdas) cannot be read: no definition can run code.
/// </summary>
internal sealed partial class JuelParser
{
    private const int MaxNesting = 200;
    private static readonly ConstantNode Nothing = new(FeelValue.Null);

    private static readonly FrozenDictionary<string, ComparisonOperator> Equalities = new Dictionary<
        string,
        ComparisonOperator
    >(StringComparer.Ordinal)
    {
        ["=="] = ComparisonOperator.Equal,
        ["eq"] = ComparisonOperator.Equal,
        ["!="] = ComparisonOperator.NotEqual,
        ["ne"] = ComparisonOperator.NotEqual,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ComparisonOperator> Orders = new Dictionary<
        string,
        ComparisonOperator
    >(StringComparer.Ordinal)
    {
        ["<"] = ComparisonOperator.Less,
        ["lt"] = ComparisonOperator.Less,
        ["<="] = ComparisonOperator.LessOrEqual,
        ["le"] = ComparisonOperator.LessOrEqual,
        [">"] = ComparisonOperator.Greater,
        ["gt"] = ComparisonOperator.Greater,
        [">="] = ComparisonOperator.GreaterOrEqual,
        ["ge"] = ComparisonOperator.GreaterOrEqual,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "and",
        "or",
        "not",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "empty",
        "div",
        "mod",
        "instanceof"
    );

    private readonly string source;
    private readonly ImmutableArray<Token> tokens;
    private int at;
    private int nesting;
    private ParseOutcome? failure;

    private JuelParser(string source)
    {
        this.source = source;
        tokens = JuelLexer.Read(source);
    }

    private Token Current => tokens[at];

    public static ParseOutcome Parse(string source)
    {
        var parser = new JuelParser(source);
        var root = parser.Choice();
        if (parser.Current.Kind != TokenKind.End)
        {
            parser.Fail($"'{source[parser.Current.Start..parser.Current.End]}' is not expected here");
        }

        return parser.failure ?? new ParseOutcome(root, null);
    }

    private Node Choice()
    {
        if (++nesting > MaxNesting)
        {
            Fail($"the expression is nested deeper than {MaxNesting}");
        }

        var node = Or();
        if (Take("?"))
        {
            var then = Choice();
            Expect(":");
            node = new IfNode(node, then, Choice());
        }

        nesting--;
        return node;
    }

    private Node Or()
    {
        var left = And();
        while (Take("||", "or"))
        {
            left = new OrNode(left, And());
        }

        return left;
    }

    private Node And()
    {
        var left = Relation(Equalities);
        while (Take("&&", "and"))
        {
            left = new AndNode(left, Relation(Equalities));
        }

        return left;
    }

    private Node Relation(FrozenDictionary<string, ComparisonOperator> operators)
    {
        var left = Operand();
        while (Current.Kind is TokenKind.Symbol or TokenKind.Word && operators.TryGetValue(Current.Text, out var op))
        {
            at++;
            left = new ComparisonNode(op, left, Operand());
        }

        return left;

        Node Operand() => ReferenceEquals(operators, Equalities) ? Relation(Orders) : Sum();
    }

    private Node Sum()
    {
        var left = Product();
        while (true)
        {
            if (Take("+"))
            {
                left = new ArithmeticNode(ArithmeticOperator.Add, left, Product());
            }
            else if (Take("-"))
            {
                left = new ArithmeticNode(ArithmeticOperator.Subtract, left, Product());
            }
            else
            {
                return left;
            }
        }
    }

    private Node Product()
    {
        var left = Unary();
        while (true)
        {
            if (Take("*"))
            {
                left = new ArithmeticNode(ArithmeticOperator.Multiply, left, Unary());
            }
            else if (Take("/", "div"))
            {
                left = new ArithmeticNode(ArithmeticOperator.Divide, left, Unary());
            }
            else if (Take("%", "mod"))
            {
                left = new ArithmeticNode(ArithmeticOperator.Remainder, left, Unary());
            }
            else
            {
                return left;
            }
        }
    }

    private Node Unary()
    {
        if (++nesting > MaxNesting)
        {
            return Fail($"the expression is nested deeper than {MaxNesting}");
        }

        Node node =
            Take("!", "not") ? new NotNode(Unary())
            : Take("-") ? new NegationNode(Unary())
            : Take("empty") ? new EmptyNode(Unary())
            : Path();
        nesting--;
        return node;
    }

    private bool Take(string symbol, string? word = null)
    {
        var isTaken =
            (Current.Kind is TokenKind.Symbol or TokenKind.Word && Current.Text == symbol)
            || (word is not null && Current.IsWord(word));
        at += isTaken ? 1 : 0;
        return isTaken;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            Fail($"'{symbol}' expected");
        }
    }

    private ConstantNode Fail(string message)
    {
        failure ??= ParseOutcome.Fail(source, Current.Start, Current.Kind == TokenKind.Bad ? Current.Text : message);
        at = tokens.Length - 1;
        return Nothing;
    }
}
