using System.Text;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Rewrites one XPath pattern construct by construct.</summary>
internal sealed class PatternTranslation
{
    private const string AnyCharacter = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])";
    private const string AnyCharacterOrLine = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])";
    private const string NameStart = @"\p{L}_:";
    private const string NamePart = @"\p{L}\p{M}\p{N}_:\-.\u00B7";
    private const string Blank = @" \t\n\r";
    private const string NotWord = @"\p{P}\p{Z}\p{C}";
    private const string Escapable = @"\|.-^?*+{}()[]$";

    private readonly string pattern;
    private readonly string flags;
    private readonly StringBuilder made = new();
    private int at;

    private PatternTranslation(string pattern, string flags) => (this.pattern, this.flags) = (pattern, flags);

    public string Text => made.ToString();

    /// <summary>True with a back reference, which the linear engine does not know.</summary>
    public bool RefersBack { get; private set; }

    public string? Refused { get; private set; }

    public static PatternTranslation Of(string pattern, string flags)
    {
        var translation = new PatternTranslation(pattern, flags);
        while (translation.at < pattern.Length && translation.Refused is null)
        {
            translation.Next();
        }

        return translation;
    }

    private void Next()
    {
        var c = pattern[at];
        switch (c)
        {
            case '\\':
                Escape();
                return;
            case '[':
                Class();
                return;
            case '.':
                made.Append(Has('s') ? AnyCharacterOrLine : AnyCharacter);
                break;
            case '$':
                made.Append(Has('m') ? "$" : @"\z");
                break;
            case '(' when Starts("(?") && !Starts("(?:"):
                Refused = "'(?' is not known to XPath patterns";
                break;
            case ' ' or '\t' or '\n' or '\r' when Has('x'):
                break;
            default:
                made.Append(c);
                break;
        }

        at++;
    }

    private void Escape()
    {
        var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        if (next is 'p' or 'P')
        {
            Category();
            return;
        }

        var part = next switch
        {
            'i' => $"[{NameStart}]",
            'I' => $"[^{NameStart}]",
            'c' => $"[{NamePart}]",
            'C' => $"[^{NamePart}]",
            's' => $"[{Blank}]",
            'S' => $"[^{Blank}]",
            'w' => $"[^{NotWord}]",
            'W' => $"[{NotWord}]",
            'd' or 'D' or 'n' or 'r' or 't' => "\\" + next,
            >= '1' and <= '9' => "\\" + next,
            _ => Literal(next),
        };
        RefersBack |= char.IsAsciiDigit(next);
        made.Append(part);
        at += 2;
    }

    private string Literal(char escaped)
    {
        if (Escapable.Contains(escaped, StringComparison.Ordinal))
        {
            return "\\" + escaped;
        }

        Refused = escaped == '\0' ? "the pattern ends in a backslash" : $"'\\{escaped}' is not known to XPath patterns";
        return "";
    }

    private void Category()
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0 || at + 2 >= pattern.Length || pattern[at + 2] != '{')
        {
            Refused = "'\\p' needs a category in braces";
            return;
        }

        made.Append(pattern, at, end + 1 - at);
        at = end + 1;
    }

    private void Class()
    {
        made.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
        {
            made.Append('^');
            at++;
        }

        var first = at;
        while (at < pattern.Length && Refused is null && (pattern[at] != ']' || at == first))
        {
            ClassPart();
        }

        if (at >= pattern.Length)
        {
            Refused ??= "a character class is not closed";
            return;
        }

        made.Append(']');
        at++;
    }

    private void ClassPart()
    {
        var c = pattern[at];
        if (c == '\\')
        {
            ClassEscape();
        }
        else if (Starts("-["))
        {
            made.Append('-');
            at++;
            Class();
        }
        else if (c == '[')
        {
            Refused = "'[' inside a character class needs a backslash";
        }
        else
        {
            made.Append(c);
            at++;
        }
    }

    private void ClassEscape()
    {
        var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        if (next is 'p' or 'P')
        {
            Category();
            return;
        }

        made.Append(
            next switch
            {
                'i' => NameStart,
                'c' => NamePart,
                's' => Blank,
                'w' or 'W' or 'S' or 'd' or 'D' or 'n' or 'r' or 't' => "\\" + next,
                _ => Literal(next),
            }
        );
        at += 2;
    }

    private bool Has(char flag) => flags.Contains(flag, StringComparison.Ordinal);

    private bool Starts(string text) => string.CompareOrdinal(pattern, at, text, 0, text.Length) == 0;
}
