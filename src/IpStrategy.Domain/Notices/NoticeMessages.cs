using System.Globalization;
using System.Resources;

namespace IpStrategy.Domain.Notices;

/// <summary>Words a diagnostic: Chinese by default, English for English cultures.</summary>
public static class NoticeMessages
{
    private static readonly ResourceManager _texts = new(
        "IpStrategy.Domain.Notices.NoticeMessages",
        typeof(NoticeMessages).Assembly
    );

    /// <summary>The message in the culture's language.</summary>
    public static string Format(NoticeDiagnostic diagnostic, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var text = _texts.GetString(diagnostic.Code, culture) ?? diagnostic.Code;
        return string.Format(culture, text, [.. diagnostic.Arguments]);
    }
}
