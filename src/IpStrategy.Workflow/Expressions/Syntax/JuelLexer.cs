using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>Cuts what stands inside <c>${…}</c> into tokens.</summary>
internal sealed class JuelLexer
{
    private static readonly string[] Symbols =
    [
        "==",
        "!=",
        "<=",
        ">=",
        "&&",
        "||",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "!",
        "+",
        "-",
        "*",
        "/",
        "%",
        "?",
        ":",
        ".",
        ",",
    ];

    private readonly string source;
    private readonly ImmutableArray<Token>.Builder tokens = ImmutableArray.CreateBuilder<Token>();
    private int at;

    private JuelLexer(string source) => this.source = source;

    public static ImmutableArray<Token> Read(string source)
    {
        var lexer = new JuelLexer(source);
        while (lexer.at < source.Length)
        {
            lexer.Next();
        }

        lexer.tokens.Add(new Token(TokenKind.End, "", source.Length, source.Length));
        return lexer.tokens.ToImmutable();
    }

    private void Next()
    {
        var start = at;
        var c = source[at];
        if (char.IsWhiteSpace(c))
        {
            at++;
        }
        else if (IsNamePart(c) && !char.IsAsciiDigit(c))
        {
            Skip(IsNamePart);
            Add(TokenKind.Word, source[start..at], start);
        }
        else if (IsDigit(at) || (c == '.' && IsDigit(at + 1) && !EndsOperand()))
        {
            ReadNumber(start);
        }
        else if (c is '"' or '\'')
        {
            ReadText(start);
        }
        else
        {
            ReadSymbol(start);
        }
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private void Skip(Func<char, bool> wanted)
    {
        while (at < source.Length && wanted(source[at]))
        {
            at++;
        }
    }

    private bool IsDigit(int index) => index < source.Length && char.IsAsciiDigit(source[index]);

    // After a name or a bracket a dot asks for a member.
    private bool EndsOperand() =>
        tokens.Count > 0
        && tokens[^1] is { Kind: TokenKind.Word or TokenKind.Number } or { Kind: TokenKind.Symbol, Text: ")" or "]" };

    private void ReadNumber(int start)
    {
        Skip(char.IsAsciiDigit);
        if (at < source.Length && source[at] == '.' && IsDigit(at + 1))
        {
            at++;
            Skip(char.IsAsciiDigit);
        }

        if (at < source.Length && source[at] is 'e' or 'E')
        {
            var digits = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
            at = IsDigit(digits) ? digits : at;
            Skip(char.IsAsciiDigit);
        }

        if (at < source.Length && IsNamePart(source[at]))
        {
            Skip(IsNamePart);
            Add(TokenKind.Bad, $"'{source[start..at]}' is no number", start);
            return;
        }

        Add(TokenKind.Number, source[start..at], start);
    }

    private void ReadText(int start)
    {
        var quote = source[at++];
        var text = new StringBuilder();
        while (at < source.Length && source[at] != quote)
        {
            var isEscaped = source[at] == '\\' && at + 1 < source.Length && source[at + 1] is ('\\' or '"' or '\'');
            at += isEscaped ? 1 : 0;
            text.Append(source[at++]);
        }

        if (at >= source.Length)
        {
            Add(TokenKind.Bad, "the string is not closed", start);
            return;
        }

        at++;
        Add(TokenKind.Text, text.ToString(), start);
    }

    private void ReadSymbol(int start)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                Add(TokenKind.Symbol, symbol, start);
                return;
            }
        }

        at++;
        Add(TokenKind.Bad, $"'{source[start]}' has no meaning here", start);
    }

    private void Add(TokenKind kind, string text, int start) => tokens.Add(new Token(kind, text, start, at));
}
