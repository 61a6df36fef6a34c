using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>Cuts a FEEL source into tokens (DMN 1.5, grammar rules 27 to 37). Names are left in words: which of them belong together depends on what is known.</summary>
internal sealed class Lexer
{
    private static readonly string[] Symbols =
    [
        "..",
        "**",
        "<=",
        ">=",
        "!=",
        "->",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "=",
        "+",
        "-",
        "*",
        "/",
        ",",
        ":",
        ".",
        "'",
    ];

    private readonly string source;
    private readonly ImmutableArray<Token>.Builder tokens = ImmutableArray.CreateBuilder<Token>();
    private int at;

    private Lexer(string source) => this.source = source;

    public static ImmutableArray<Token> Read(string source)
    {
        var lexer = new Lexer(source);
        while (lexer.SkipBlank())
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
        if (IsNameStart(at))
        {
            ReadWord(start);
        }
        else if (IsNumberStart())
        {
            ReadNumber(start);
        }
        else if (c == '"')
        {
            ReadText(start, TokenKind.Text);
        }
        else if (c == '@' && at + 1 < source.Length && source[at + 1] == '"')
        {
            at++;
            ReadText(start, TokenKind.Temporal);
        }
        else if (c == '`')
        {
            ReadQuotedName(start);
        }
        else
        {
            ReadSymbol(start);
        }
    }

    // In 1..5 the second dot is no decimal point.
    private bool IsNumberStart() =>
        char.IsAsciiDigit(source[at])
        || (
            source[at] == '.'
            && at + 1 < source.Length
            && char.IsAsciiDigit(source[at + 1])
            && (at == 0 || source[at - 1] != '.')
        );

    private void ReadWord(int start)
    {
        while (at < source.Length && IsNamePart(at))
        {
            at += char.IsSurrogatePair(source, at) ? 2 : 1;
        }

        Add(TokenKind.Word, source[start..at], start);
    }

    private void ReadNumber(int start)
    {
        SkipDigits();
        if (at + 1 < source.Length && source[at] == '.' && char.IsAsciiDigit(source[at + 1]))
        {
            at++;
            SkipDigits();
        }

        if (at < source.Length && source[at] is 'e' or 'E')
        {
            var digits = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (digits < source.Length && char.IsAsciiDigit(source[digits]))
            {
                at = digits;
                SkipDigits();
            }
        }

        Add(TokenKind.Number, source[start..at], start);
    }

    private void SkipDigits()
    {
        while (at < source.Length && char.IsAsciiDigit(source[at]))
        {
            at++;
        }
    }

    private void ReadText(int start, TokenKind kind)
    {
        at++;
        var text = new StringBuilder();
        while (at < source.Length && source[at] != '"')
        {
            if (source[at] is '\n' or '\r')
            {
                break;
            }

            if (source[at] == '\\')
            {
                at += TextEscape.Read(source, at, text);
            }
            else
            {
                text.Append(source[at++]);
            }
        }

        if (at >= source.Length || source[at] != '"')
        {
            Add(TokenKind.Bad, "the string is not closed", start);
            return;
        }

        at++;
        Add(kind, text.ToString(), start);
    }

    // Not of the standard, but what other engines accept for a name that holds operators and is not known when reading.
    private void ReadQuotedName(int start)
    {
        var end = source.IndexOf('`', at + 1);
        if (end <= at + 1)
        {
            at = source.Length;
            Add(TokenKind.Bad, "the name in backticks is empty or not closed", start);
            return;
        }

        at = end + 1;
        Add(TokenKind.QuotedName, source[(start + 1)..end], start);
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

    /// <summary>Skips white space and comments; false at the end.</summary>
    private bool SkipBlank()
    {
        while (at < source.Length)
        {
            if (IsBlank(source[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(source, at, "//", 0, 2) == 0)
            {
                var end = source.IndexOf('\n', at);
                at = end < 0 ? source.Length : end;
            }
            else if (string.CompareOrdinal(source, at, "/*", 0, 2) == 0)
            {
                SkipComment();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void SkipComment()
    {
        var start = at;
        var end = source.IndexOf("*/", at + 2, StringComparison.Ordinal);
        at = end < 0 ? source.Length : end + 2;
        if (end < 0)
        {
            Add(TokenKind.Bad, "the comment is not closed", start);
        }
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u180E' or '\u200B' or '\uFEFF';

    // Rule 28, range by range.
    private bool IsNameStart(int index) =>
        source[index] switch
        {
            '?' or '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => true,
            < '\u00C0' or '\u00D7' or '\u00F7' => false,
            <= '\u02FF' => true,
            >= '\u0370' and <= '\u1FFF' => source[index] is not ('\u037E' or '\u1680' or '\u180E'),
            '\u200C' or '\u200D' => true,
            >= '\u2070' and <= '\u218F' => true,
            >= '\u2C00' and <= '\u2FEF' => true,
            >= '\u3001' and <= '\uD7FF' => true,
            >= '\uF900' and <= '\uFDCF' => true,
            >= '\uFDF0' and <= '\uFFFD' => source[index] != '\uFEFF',
            _ => char.IsSurrogatePair(source, index),
        };

    // Rule 29.
    private bool IsNamePart(int index) =>
        char.IsAsciiDigit(source[index])
        || source[index] is '\u00B7' or (>= '\u0300' and <= '\u036F') or '\u203F' or '\u2040'
        || IsNameStart(index);
}
