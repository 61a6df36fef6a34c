using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>Dates of signatures: 2018年12月21日, 二〇一〇年三月十五日, and 二O一一年 with a letter O.</summary>
internal static partial class NoticeDates
{
    /// <summary>The date, if the line is nothing but one.</summary>
    public static DateOnly? Whole(string line)
    {
        var match = DateLine().Match(line);
        return match.Success ? Date(match) : null;
    }

    /// <summary>The date in (2010年3月15日印发), for a notice without a signature.</summary>
    public static DateOnly? Printed(string text)
    {
        var match = PrintedDate().Match(text);
        return match.Success ? Date(match) : null;
    }

    /// <summary>The year in a title: 2011年重点工作任务分解.</summary>
    public static int? YearIn(string? title) =>
        title is not null && TitleYear().Match(title) is { Success: true } match
            ? Year(match.Groups["year"].Value)
            : null;

    private static DateOnly? Date(Match match)
    {
        var year = Year(match.Groups["year"].Value);
        var month = Small(match.Groups["month"].Value);
        var day = Small(match.Groups["day"].Value);
        return DateOnly.TryParseExact(
            $"{year:0000}-{month:00}-{day:00}",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
    }

    private static int Year(string printed)
    {
        var digits = new StringBuilder(printed.Length);
        foreach (var letter in printed)
        {
            var value = "〇一二三四五六七八九".IndexOf(letter, StringComparison.Ordinal);
            digits.Append(
                value >= 0 ? (char)('0' + value)
                : char.IsAsciiDigit(letter) ? letter
                : '0'
            );
        }

        return int.Parse(digits.ToString(), CultureInfo.InvariantCulture);
    }

    private static int Small(string printed) =>
        char.IsAsciiDigit(printed[0])
            ? int.Parse(printed, CultureInfo.InvariantCulture)
            : Numbering.ChineseNumber(printed) ?? 0;

    private const string Pattern =
        @"(?<year>[〇○OoΟ零0-9一二三四五六七八九]{4})年(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日";

    [GeneratedRegex(@"(?<year>(?:19|20)\d{2})年", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TitleYear();

    [GeneratedRegex("^" + Pattern + "$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex DateLine();

    [GeneratedRegex(Pattern + "(?:印发|发布|公布)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PrintedDate();
}
