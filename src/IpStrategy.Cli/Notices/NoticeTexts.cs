using System.Globalization;
using System.Resources;

namespace IpStrategy.Cli.Notices;

/// <summary>The tool's own words on notices: Chinese by default, English for English cultures.</summary>
internal static class NoticeTexts
{
    private static readonly ResourceManager _texts = new(
        "IpStrategy.Cli.Notices.NoticeTexts",
        typeof(NoticeTexts).Assembly
    );

    public static string Format(string key, params object[] arguments)
    {
        var culture = CultureInfo.CurrentUICulture;
        return string.Format(culture, _texts.GetString(key, culture) ?? key, arguments);
    }
}
