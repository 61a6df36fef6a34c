using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>What a name that the directory does not know can be told by.</summary>
internal static partial class AgencyShapes
{
    private const int LongestName = 30;

    /// <summary>It ends as bodies do: 局, 委, 办公室, 中心.</summary>
    public static bool LooksLikeAgency(ReadOnlySpan<char> name) => name.Length >= 2 && Ending().IsMatch(name);

    /// <summary>The one character that several names can share at their end: 市知识产权、工商、版权局.</summary>
    public static bool IsSharedEnding(char letter) => letter is '局' or '委' or '办' or '部' or '厅' or '院';

    /// <summary>各…, 有关部门, 其他成员单位: a name for several.</summary>
    public static bool IsGroup(ReadOnlySpan<char> name) => GroupName().IsMatch(name);

    /// <summary>A name has no verb, no quotation and no stop in it, and is not a sentence long.</summary>
    public static bool CanBeName(ReadOnlySpan<char> name) =>
        name.Length is >= 2 and <= LongestName && !NotInNames().IsMatch(name);

    /// <summary>省, 市, 区, 县, 州 at the front say whose body it is; the next in the list may leave it out.</summary>
    public static bool HasLevel(ReadOnlySpan<char> name) =>
        name.Length > 0 && name[0] is '省' or '市' or '区' or '县' or '州';

    /// <summary>A name that says itself where it belongs takes nobody's prefix: 天津海关, 国家税务局, 和平区教育局.</summary>
    public static bool NamesItsPlace(ReadOnlySpan<char> name) => Place().IsMatch(name);

    [GeneratedRegex(
        "(?:[局委办部厅院会署府室处队校社站所馆团台港]|中心|公司|集团|海关|银行|分行|支行|学院|大学|单位|部门|企业|联盟|[区县市镇乡]|街道|园区|小组|专班|指挥部)$",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Ending();

    [GeneratedRegex(
        "^(?:各|有关|相关|其他|其它)|^(?:全?[省市区县])?(?:各|直各|级各|有关|相关|直有关|直相关|级有关|级相关)|(?:各|有关|相关|成员|责任|职能|主管)(?:部门|单位)$",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex GroupName();

    [GeneratedRegex("""[的由按并是将要《》"。:!?<>{}=;@#$%^*+~|\\0-9]""", RegexOptions.None, 10_000)]
    private static partial Regex NotInNames();

    [GeneratedRegex("^(?:国家|中央|中国|中共|全国|人民|天津|驻)|^.{1,5}[省市区县州旗镇乡]", RegexOptions.None, 10_000)]
    private static partial Regex Place();
}
