using System.Text;
using System.Text.RegularExpressions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Finds the encoding of an XML file (XML 1.0 appendix F): byte order mark, else the form of the first characters, else what
/// the declaration says. The platform's own detection knows the old code pages only after a process-wide registration.
/// </summary>
internal static partial class SourceEncoding
{
    private const int DeclarationLimit = 200;

    /// <returns>The encoding, or null and the name that nobody knows.</returns>
    public static (Encoding? Encoding, string Name) Detect(ReadOnlySpan<byte> bytes)
    {
        if (ByMark(bytes) is { } marked)
        {
            return (marked, marked.WebName);
        }
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationLimit)]);
        var declared = Declaration().Match(head);
        var name = declared.Success ? declared.Groups["name"].Value : "utf-8";
        // The declaration could be read byte by byte, so whatever it says, the file is not in a two-byte encoding.
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? (null, name) : (ByName(name), name);
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true, true),
            [0xFF, 0xFE, 0x00, 0x00, ..] => new UTF32Encoding(false, true, true),
            [0x00, 0x00, 0xFE, 0xFF, ..] => new UTF32Encoding(true, true, true),
            [0xFF, 0xFE, ..] or [(byte)'<', 0x00, ..] => new UnicodeEncoding(false, true, true),
            [0xFE, 0xFF, ..] or [0x00, (byte)'<', ..] => new UnicodeEncoding(true, true, true),
            _ => null,
        };

    private static Encoding? ByName(string name)
    {
        try
        {
            var found =
                CodePagesEncodingProvider.Instance.GetEncoding(
                    name,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                ) ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return found;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        """^\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._\-]*)["']""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Declaration();
}
