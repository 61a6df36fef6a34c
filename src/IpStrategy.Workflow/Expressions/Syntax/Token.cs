using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

internal enum TokenKind
{
    Word,
    QuotedName,
    Number,
    Text,
    Temporal,
    Symbol,
    Bad,
    End,
}

/// <summary>A token with its place in the source; for strings the text is without quotes and escapes.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;
}

/// <summary>A tree, or why there is none.</summary>
internal sealed record ParseOutcome(Node Root, FeelParseResult.Failed? Failure)
{
    private static readonly ConstantNode Nothing = new(FeelValue.Null);

    public static ParseOutcome Fail(string source, int position, string message)
    {
        var before = source.AsSpan(0, Math.Min(position, source.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return new ParseOutcome(Nothing, new FeelParseResult.Failed(message, position, line, column));
    }
}
