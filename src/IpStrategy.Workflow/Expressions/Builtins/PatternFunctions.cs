using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions that take a pattern of XPath (table 73).</summary>
internal static class PatternFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("matches(input: string, pattern: string, flags: string?)", Matches),
        Signature.Of("replace(input: string, pattern: string, replacement: string, flags: string?)", Replace),
        Signature.Of("split(string: string, delimiter: string)", Split),
    ];

    private static FeelValue Matches(Arguments a) =>
        Guarded(a, a.Text(1), a.TextOrNull(2), regex => FeelValue.From(regex.IsMatch(a.Text(0))));

    private static FeelValue Replace(Arguments a) =>
        Guarded(
            a,
            a.Text(1),
            a.TextOrNull(3),
            // Under the flag q the replacement is plain text as the pattern is.
            regex => a.TextOrNull(3)?.Contains('q') == true ? Replaced(a, regex, _ => a.Text(2)) : Replaced(a, regex)
        );

    private static FeelValue Replaced(Arguments a, Regex regex) =>
        IsReplacement(a.Text(2))
            ? Replaced(a, regex, match => Expand(match, a.Text(2)))
            : FeelValue.Error("replace: '$' needs a digit after it, '\\' one of '$' and '\\'");

    private static FeelValue Replaced(Arguments a, Regex regex, MatchEvaluator by)
    {
        // XPath's FORX0003: what matches nothing would be replaced without end.
        if (regex.IsMatch(""))
        {
            return FeelValue.Error("replace: the pattern matches the empty string");
        }

        long size = 0;
        var replaced = regex.Replace(
            a.Text(0),
            match =>
            {
                var text = a.Run.Stopped ? "" : by(match);
                size += text.Length;
                return a.Run.Fits(size) ? text : "";
            }
        );
        return a.Run.Allows(replaced.Length) ? FeelValue.From(replaced) : FeelValue.Null;
    }

    private static FeelValue Split(Arguments a) =>
        Guarded(
            a,
            a.Text(1),
            null,
            regex =>
            {
                var input = a.Text(0);
                var parts = new List<FeelValue>();
                var from = 0;
                foreach (Match match in regex.Matches(input))
                {
                    if (match.Length == 0 && (match.Index == 0 || match.Index == input.Length))
                    {
                        continue;
                    }

                    parts.Add(FeelValue.From(input[from..match.Index]));
                    from = match.Index + match.Length;
                }

                parts.Add(FeelValue.From(input[from..]));
                return FeelValue.From(parts);
            }
        );

    private static FeelValue Guarded(Arguments a, string pattern, string? flags, Func<Regex, FeelValue> use)
    {
        var compiled = XPathPattern.Compile(pattern, flags ?? "");
        if (compiled.Regex is not { } regex)
        {
            return FeelValue.Error(compiled.Reason);
        }

        if (!a.Run.Charge(a.Text(0).Length / 8))
        {
            return FeelValue.Null;
        }

        // A pattern that needs backtracking may take time exponential in the input, so both are kept short.
        if (compiled.Backtracks && a.Text(0).Length > XPathPattern.MaxBacktracking)
        {
            return FeelValue.Error(
                $"the pattern refers back, and the text is longer than {XPathPattern.MaxBacktracking}"
            );
        }

        try
        {
            return use(regex);
        }
        catch (RegexMatchTimeoutException)
        {
            return FeelValue.Error("the pattern takes too long on this text");
        }
    }

    private static bool IsReplacement(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if ((text[i] == '$' && !char.IsAsciiDigit(next)) || (text[i] == '\\' && next is not ('$' or '\\')))
            {
                return false;
            }

            i += text[i] is '$' or '\\' ? 1 : 0;
        }

        return true;
    }

    private static string Expand(Match match, string replacement)
    {
        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '\\')
            {
                text.Append(replacement[++i]);
            }
            else if (replacement[i] == '$')
            {
                i = AppendGroup(match, replacement, i + 1, text);
            }
            else
            {
                text.Append(replacement[i]);
            }
        }

        return text.ToString();
    }

    // As many digits as still name a group (XPath, fn:replace); returns the place of the last one.
    private static int AppendGroup(Match match, string replacement, int digit, StringBuilder text)
    {
        var group = replacement[digit] - '0';
        while (
            digit + 1 < replacement.Length
            && char.IsAsciiDigit(replacement[digit + 1])
            && (group * 10) + (replacement[digit + 1] - '0') < match.Groups.Count
        )
        {
            group = (group * 10) + (replacement[++digit] - '0');
        }

        text.Append(match.Groups[group].Value);
        return digit;
    }
}
