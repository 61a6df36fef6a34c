using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>Where one name of a list ends and the next begins.</summary>
internal static partial class PartyBoundaries
{
    /// <summary>Length of the 、 和 与 及 以及 that stands here, or 0.</summary>
    public static int ConnectiveAt(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("以及", StringComparison.Ordinal))
        {
            return 2;
        }

        return text[0] is '、' or '和' or '与' or '及' or '/' ? 1 : 0;
    }

    /// <summary>Length of 等, 等部门, 等有关单位 at the end of a list, or 0.</summary>
    public static int OpenTail(ReadOnlySpan<char> text)
    {
        foreach (var match in OpenTailPattern().EnumerateMatches(text))
        {
            return match.Length;
        }

        return 0;
    }

    /// <summary>A known name counts only where it ends here: 市农委 is not the start of 市农委机关服务中心.</summary>
    public static bool IsEnd(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || rest[0] is ',' or ';' or '(' or '[' || ConnectiveAt(rest) > 0 || OpenTail(rest) > 0;

    /// <summary>各区、县级市; 各市[特区、区]人民政府: one name with a separator inside.</summary>
    public static int GroupWithSeparators(ReadOnlySpan<char> text)
    {
        foreach (var match in GroupPattern().EnumerateMatches(text))
        {
            return match.Length;
        }

        return 0;
    }

    /// <summary>Up to where a name the directory does not know goes.</summary>
    public static int UnknownLength(ReadingContext context, ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is '、' or ',' or ';' or '(' or '[' or '/' || OpenTail(text[at..]) > 0)
            {
                return at;
            }

            if (ConnectiveAt(text[at..]) is > 0 and var length && PartsBodies(context, text, (at, length)))
            {
                return at;
            }
        }

        return text.Length;
    }

    // 市委组织部和市财政局 is two, 市规划和自然资源局 one: what stands before 和 must be a body by itself.
    private static bool PartsBodies(ReadingContext context, ReadOnlySpan<char> text, (int At, int Length) connective)
    {
        var left = text[..connective.At];
        var right = text[(connective.At + connective.Length)..];
        return right.Length >= 2
            && (
                AgencyShapes.LooksLikeAgency(left) || context.Directory.FindAt(left.ToString(), context.Day) is not null
            );
    }

    [GeneratedRegex(
        @"^等(?:\d{1,3}个|[一二三四五六七八九十]{1,3}个)?(?:市|省|区|县|市级|省级|市直|省直)?(?:有关|相关|职能|成员|责任)*(?:部门|单位|委办局|机关)?(?:共同|分别)?(?=$|[,;、])",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex OpenTailPattern();

    [GeneratedRegex(
        @"^各[省市区县州盟旗](?:(?:、[省市区县州盟旗](?:级市)?)+(?:\[[^\]]{1,10}\]|\([^)]{1,10}\))?|\[[^\]]{1,10}\]|\([^)]{1,10}\))(?:人民政府|政府|党委)?(?=$|[,;、和与及(])",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex GroupPattern();
}
