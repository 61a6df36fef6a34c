using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IpStrategy.Domain.Attachments;

/// <summary>
/// File names as they come from other machines, made harmless: no folders, no characters that turn the line round or that no eye
/// sees, none that a file system takes for something else.
/// </summary>
public static class FileNames
{
    public const int MostCharacters = 120;

    // Windows takes these for devices, whatever stands behind the dot.
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL", "CLOCK$" }
        .Concat(Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where nothing is left that could be a name, or no extension.</summary>
    public static string? Clean(string raw)
    {
        // Browsers of old sent the whole path.
        var last = raw.AsSpan(raw.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            Append(kept, rune);
        }
        var name = kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.', '\u3000');
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || dot == name.Length - 1)
        {
            return null;
        }
        var (stem, extension) = (name[..dot].TrimEnd(' ', '.'), name[dot..]);
        if (stem.Length == 0 || extension.Length > 10)
        {
            return null;
        }
        stem = Devices.Contains(stem.Split('.')[0].TrimEnd()) ? "_" + stem : stem;
        return Cut(stem, MostCharacters - extension.Length) + extension;
    }

    /// <summary>Without the dot, in lower case.</summary>
    public static string ExtensionOf(string name) => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();

    private static void Append(StringBuilder kept, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            // Format: marks that turn the direction of writing, joiners, soft hyphens, tags.
            case UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned:
                return;
            case UnicodeCategory.SpaceSeparator:
                kept.Append(rune.Value == '\u3000' ? '\u3000' : ' ');
                return;
            default:
                kept.Append(IsForeign(rune) ? "_" : rune.ToString());
                return;
        }
    }

    private static bool IsForeign(Rune rune) =>
        rune == Rune.ReplacementChar
        || (rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value, StringComparison.Ordinal));

    /// <summary>Never through the middle of a character.</summary>
    private static string Cut(string stem, int most) =>
        stem.Length <= most ? stem
        : char.IsHighSurrogate(stem[most - 1]) ? stem[..(most - 1)]
        : stem[..most];
}
