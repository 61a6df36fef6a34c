using System.Globalization;
using System.Resources;
using System.Text;

namespace IpStrategy.Web.Texts;

/// <summary>Texts of pages in the reader's language: Chinese, or English where the reader chose it.</summary>
public static class Wording
{
    private static readonly ResourceManager Pages = Resource("Pages");

    /// <summary>The language of the page, for <c>lang</c>.</summary>
    public static string Language => IsEnglish ? "en" : "zh-CN";

    /// <summary>The other of the two languages: what the switch offers.</summary>
    public static string OtherLanguage => IsEnglish ? "zh-CN" : "en";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Joins names as the language does.</summary>
    public static string Comma => IsEnglish ? ", " : "、";

    /// <exception cref="MissingManifestResourceException">No such text: a slip in the code.</exception>
    public static string Say(string key) => Find(Pages, key) ?? throw new MissingManifestResourceException(key);

    public static string Say(string key, params ReadOnlySpan<object?> arguments) =>
        string.Format(Plural.InReadersLanguage, Say(key), arguments);

    /// <summary>A text that counts: "1 working day" is not "1 working days".</summary>
    public static string SayCount(string key, int count) => Say(count == 1 ? key + ".One" : key, count);

    /// <summary>一、打造…: a section of a notice with its number, which stays as printed.</summary>
    public static string Section(string label, string title) =>
        label.Length == 0 ? title
        : char.IsPunctuation(label[^1]) ? label + title
        : $"{label}、{title}";

    /// <summary>What a page says was just done; null where key or arguments are none of ours.</summary>
    public static string? FindDone(string key, ReadOnlySpan<string> arguments) =>
        Find(Pages, key) is { } text
        && CompositeFormat.Parse(text) is var format
        && format.MinimumArgumentCount <= arguments.Length
            ? string.Format(Plural.InReadersLanguage, format, [.. arguments])
            : null;

    internal static ResourceManager Resource(string name) =>
        new("IpStrategy.Web.Resources." + name, typeof(Wording).Assembly);

    internal static string? Find(ResourceManager texts, string key) =>
        texts.GetString(key, CultureInfo.CurrentUICulture);
}

/// <summary>
/// Lets a text choose a word by a number: <c>{0} {0:assignment|assignments}</c>. Chinese has no need of it. Everything else is
/// formatted as the reader's language does.
/// </summary>
internal sealed class Plural(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    public static Plural InReadersLanguage => new(CultureInfo.CurrentCulture);

    public object? GetFormat(Type? formatType) =>
        formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        format?.Split('|') is [var one, var several]
            ? IsOne(arg)
                ? one
                : several
            : arg is IFormattable formattable
                ? formattable.ToString(format, culture)
                : arg?.ToString() ?? "";

    // What was just done is told through a cookie, as text.
    private static bool IsOne(object? arg) => arg is 1 or "1";
}
