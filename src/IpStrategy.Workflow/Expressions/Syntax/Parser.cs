using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>Reads FEEL by recursive descent, one method per level of the grammar (DMN 1.5, clause 10.3.1.2).</summary>
internal sealed partial class Parser
{
    // Each level takes a dozen calls: as many as this fit the stack of any thread.
    private const int MaxNesting = 300;
    private const int MaxLength = 100_000;
    private static readonly ConstantNode Nothing = new(FeelValue.Null);

    private readonly string source;
    private readonly ImmutableArray<Token> tokens;
    private readonly NameTable names;
    private int at;
    private int nesting;
    private bool asksAboutTested;
    private bool endsRange;
    private Node? begun;
    private ParseOutcome? failure;

    public Parser(string source, NameTable names)
    {
        this.source = source;
        this.names = names;
        tokens = Lexer.Read(source.Length <= MaxLength ? source : "");
        if (source.Length > MaxLength)
        {
            Fail($"the expression is longer than {MaxLength} characters");
        }
    }

    private Token Current => tokens[at];

    private Token Following => tokens[Math.Min(at + 1, tokens.Length - 1)];

    public ParseOutcome ParseAll()
    {
        if (Current.Kind == TokenKind.End)
        {
            Fail("the expression is empty");
        }

        var root = Expression();
        ExpectEnd();
        return failure ?? new ParseOutcome(root, null);
    }

    public ParseOutcome ParseUnaryTests()
    {
        var root = UnaryTests();
        ExpectEnd();
        return failure ?? new ParseOutcome(root, null);
    }

    /// <summary>Reads the literal of a range, as the function <c>range</c> takes it: the ends are literals, and one may be missing.</summary>
    public ParseOutcome ParseRange()
    {
        var root = LiteralRange();
        ExpectEnd();
        return failure ?? new ParseOutcome(root, null);
    }

    private Node Expression()
    {
        Deeper();
        var before = endsRange;
        endsRange = false;
        var node = Current switch
        {
            { Kind: TokenKind.Word, Text: "if" } when !IsKnownName() => If(),
            { Kind: TokenKind.Word, Text: "for" } when !IsKnownName() => For(),
            { Kind: TokenKind.Word, Text: "some" or "every" } when !IsKnownName() => Quantified(),
            { Kind: TokenKind.Word, Text: "function" } when Following.IsSymbol("(") => FunctionDefinition(),
            _ => Or(),
        };
        endsRange = before;
        nesting--;
        return node;
    }

    /// <summary>Counts one level of nesting; too many fail, and what fails goes on to no further level.</summary>
    private bool Deeper()
    {
        if (++nesting <= MaxNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Fail($"the expression is nested deeper than {MaxNesting}");
        return false;
    }

    private bool IsKnownName() => names.Variable(tokens, at) is not null;

    private bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }

        at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }

        at++;
        return true;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            Fail($"'{symbol}' expected");
        }
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            Fail($"'{word}' expected");
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            Fail($"'{source[Current.Start..Current.End]}' is not expected here");
        }
    }

    /// <summary>Keeps the first failure and goes to the end, where every loop stops.</summary>
    private ConstantNode Fail(string message)
    {
        var what = Current.Kind == TokenKind.Bad ? Current.Text : message;
        failure ??= ParseOutcome.Fail(source, Current.Start, what);
        at = tokens.Length - 1;
        return Nothing;
    }
}
