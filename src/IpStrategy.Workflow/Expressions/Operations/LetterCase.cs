using System.Globalization;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>
/// Upper and lower case by the full mappings of Unicode, as XPath's functions have them; those of .NET map character to character
/// and leave alone what becomes several.
/// </summary>
internal static class LetterCase
{
    public static string Upper(string text)
    {
        var simple = text.ToUpperInvariant();
        return simple.Any(IsSmall) ? string.Concat(simple.Select(Expanded)) : simple;
    }

    public static string Lower(string text)
    {
        var lower = text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
        return text.Contains('\u03A3') ? WithFinalSigma(text, lower) : lower;
    }

    // Still small after the simple mapping: letters such as \u00DF and the ligatures, which have no capital of their own.
    private static bool IsSmall(char c) =>
        c > '\u007F' && char.GetUnicodeCategory(c) == UnicodeCategory.LowercaseLetter;

    private static string Expanded(char c) =>
        c switch
        {
            '\u00DF' => "SS",
            '\u0131' => "I",
            '\u017F' => "S",
            _ when IsSmall(c) && c.ToString().Normalize(NormalizationForm.FormKD) is { Length: > 1 } parts =>
                parts.ToUpperInvariant(),
            _ => c.ToString(),
        };

    // A capital sigma at the end of a word becomes the small one that is written there.
    private static string WithFinalSigma(string text, string lower)
    {
        var letters = lower.ToCharArray();
        var shift = lower.Length - text.Length;
        for (var i = 1; shift == 0 && i < text.Length; i++)
        {
            var isLast = i + 1 == text.Length || !char.IsLetter(text[i + 1]);
            letters[i] = text[i] == '\u03A3' && isLast && char.IsLetter(text[i - 1]) ? '\u03C2' : letters[i];
        }

        return new string(letters);
    }
}
