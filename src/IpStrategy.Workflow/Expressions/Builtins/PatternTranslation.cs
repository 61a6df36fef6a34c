using System.Globalization;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>
/// Reads one XPath pattern by its grammar (XML Schema part 2, appendix F, with the additions of XPath functions, clause 5.6.1) and
/// writes it construct by construct in the syntax of .NET. What the grammar does not know is refused.
/// </summary>
internal sealed partial class PatternTranslation
{
    private const string Escapable = @"\|.-^?*+{}()[]$";

    private readonly string pattern;
    private readonly string flags;
    private readonly StringBuilder made = new();
    private readonly Stack<int> open = [];
    private readonly HashSet<int> closed = [];
    private int groups;
    private int at;

    private PatternTranslation(string pattern, string flags) => (this.pattern, this.flags) = (pattern, flags);

    public string Text => made.ToString();

    /// <summary>True with a back reference, which the linear engine does not know.</summary>
    public bool RefersBack { get; private set; }

    public string? Refused { get; private set; }

    private char Current => at < pattern.Length ? pattern[at] : '\0';

    private char Following => at + 1 < pattern.Length ? pattern[at + 1] : '\0';

    public static PatternTranslation Of(string pattern, string flags)
    {
        var translation = new PatternTranslation(flags.Contains('x') ? WithoutBlanks(pattern) : pattern, flags);
        while (translation.at < translation.pattern.Length && translation.Refused is null)
        {
            translation.Next();
        }

        if (translation.open.Count > 0)
        {
            translation.Refuse("a parenthesis is not closed");
        }

        return translation;
    }

    // With the flag x blanks are taken out before anything is read, even after a backslash; only those in classes stay.
    private static string WithoutBlanks(string pattern)
    {
        var kept = new StringBuilder();
        var depth = 0;
        var isEscaped = false;
        foreach (var c in pattern)
        {
            if (depth == 0 && c is ' ' or '\t' or '\n' or '\r')
            {
                continue;
            }

            kept.Append(c);
            depth += isEscaped
                ? 0
                : c switch
                {
                    '[' => 1,
                    ']' => -1,
                    _ => 0,
                };
            isEscaped = c == '\\' && !isEscaped;
        }

        return kept.ToString();
    }

    private void Next()
    {
        switch (Current)
        {
            case '(':
                Open();
                return;
            case '|':
                made.Append('|');
                at++;
                return;
            case '?' or '*' or '+' or '{':
                Refuse($"there is nothing for '{Current}' to repeat");
                return;
            case '}' or ']':
                Refuse($"'{Current}' needs a backslash");
                return;
            default:
                Atom();
                Quantifier();
                return;
        }
    }

    private void Open()
    {
        var isCounted = Following != '?';
        if (!isCounted && string.CompareOrdinal(pattern, at, "(?:", 0, 3) != 0)
        {
            Refuse("'(?' is not known to XPath patterns");
            return;
        }

        open.Push(isCounted ? ++groups : 0);
        made.Append(isCounted ? "(" : "(?:");
        at += isCounted ? 1 : 3;
    }

    private void Close()
    {
        if (!open.TryPop(out var group))
        {
            Refuse("a parenthesis is closed that is not open");
        }

        closed.Add(group);
        made.Append(')');
    }

    private void Atom()
    {
        switch (Current)
        {
            case '\\':
                Escape();
                return;
            case '[':
                made.Append(Class().Text);
                return;
            case ')':
                Close();
                break;
            case '.':
                made.Append(AnyCharacter());
                break;
            case '^':
                made.Append('^');
                break;
            case '$':
                made.Append(flags.Contains('m') ? "$" : @"\z");
                break;
            default:
                made.Append(CharacterClass.Single(Character()));
                return;
        }

        at++;
    }

    private string AnyCharacter()
    {
        var excluded = new CharacterClass { IsNegated = true };
        if (!flags.Contains('s'))
        {
            excluded.Add('\n', '\n');
            excluded.Add('\r', '\r');
        }

        return excluded.Text;
    }

    private void Quantifier()
    {
        if (Current == '{')
        {
            Quantity();
        }
        else if (Current is '?' or '*' or '+')
        {
            made.Append(pattern[at++]);
        }
        else
        {
            return;
        }

        if (Current == '?')
        {
            made.Append(pattern[at++]);
        }
    }

    private void Quantity()
    {
        var end = Math.Max(at + 1, pattern.IndexOf('}', at));
        var bounds = pattern[(at + 1)..end].Split(',');
        if (bounds.Length > 2 || bounds[0].Length == 0 || !Array.TrueForAll(bounds, b => b.All(char.IsAsciiDigit)))
        {
            Refuse("'{' begins no quantity");
            return;
        }

        made.Append(pattern, at, end + 1 - at);
        at = end + 1;
    }

    private void Escape()
    {
        if (Following is >= '1' and <= '9')
        {
            BackReference();
            return;
        }

        if (Following is 'I' or 'C')
        {
            var others = new CharacterClass { IsNegated = true };
            others.AddEscape(char.ToLowerInvariant(Following));
            made.Append(others.Text);
            at += 2;
            return;
        }

        var escaped = new CharacterClass();
        made.Append(ClassEscape(escaped) is { } character ? CharacterClass.Single(character) : escaped.Text);
    }

    // As many digits as still name a group. One that took no part in the match stands for the empty string.
    private void BackReference()
    {
        var group = Following - '0';
        for (at += 2; char.IsAsciiDigit(Current) && (group * 10) + (Current - '0') <= groups; at++)
        {
            group = (group * 10) + (Current - '0');
        }

        RefersBack = true;
        made.Append(CultureInfo.InvariantCulture, $"(?:(?({group})\\{group}))");
        if (!closed.Contains(group))
        {
            Refuse($"'\\{group}' refers to no group before it");
        }
    }

    private int Character()
    {
        var character = char.IsSurrogatePair(pattern, at) ? char.ConvertToUtf32(pattern, at) : pattern[at];
        at += character > char.MaxValue ? 2 : 1;
        return character;
    }

    private void Refuse(string reason) => Refused ??= reason;
}
