using System.Globalization;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>Escape sequences in strings (DMN 1.5, grammar rule 64). A backslash before anything else stands for itself, as in <c>"\d"</c>.</summary>
internal static class TextEscape
{
    /// <summary>Appends what the sequence at a backslash stands for; returns how many characters it takes.</summary>
    public static int Read(string source, int at, StringBuilder text)
    {
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        switch (next)
        {
            case 'n':
                text.Append('\n');
                return 2;
            case 'r':
                text.Append('\r');
                return 2;
            case 't':
                text.Append('\t');
                return 2;
            case '"' or '\'' or '\\':
                text.Append(next);
                return 2;
            case 'u' when Code(source, at + 2, 4) is { } unit:
                text.Append((char)unit);
                return 6;
            case 'U' when Code(source, at + 2, 6) is { } rune && Rune.IsValid(rune):
                text.Append(new Rune(rune).ToString());
                return 8;
            default:
                text.Append('\\');
                return 1;
        }
    }

    private static int? Code(string source, int start, int digits) =>
        start + digits <= source.Length
        && int.TryParse(
            source.AsSpan(start, digits),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var code
        )
            ? code
            : null;
}
