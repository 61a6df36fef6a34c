using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// One character of a notice to the one the reader knows: full width to half width, digits of any script to ours, all brackets and quotes to one
/// shape, traditional to simplified where names of bodies and role words use them.
/// </summary>
internal static partial class Characters
{
    private const string Traditional =
        "責责單单牽牵頭头負负會会協协辦办區区縣县國国產产權权務务發发經经濟济資资關关務务農农財财質质監监檢检驗验總总聯联婦妇"
        + "組组織织領领導导議议導导實实業业學学術术員员黨党機机構构長长門门開开際际時时間间電电動动統统計计劃划預预標标準准審审報报"
        + "強强進进創创設设點点項项據据庫库來来處处廳厅長长廣广視视視视環环規规劃划衛卫體体育育園园閱阅圖图書书館馆藝艺"
        + "屬属團团銀银證证券券參参與与擬拟訂订諮咨詢询條条約约為为無无見见從从於于後后號号應应當当屆届應应對对內内並并類类"
        + "運运輸输郵邮鐵铁鐵铁漁渔糧粮鄉乡鎮镇鄰邻濱滨寶宝寧宁靜静薊蓟遼辽蘇苏魯鲁貴贵陝陕蘭兰臺台灣湾鄭郑漢汉廠厂礦矿";

    private static readonly FrozenDictionary<char, char> _simplified = Enumerable
        .Range(0, Traditional.Length / 2)
        .Select(pair => (from: Traditional[2 * pair], to: Traditional[(2 * pair) + 1]))
        .Distinct()
        .ToFrozenDictionary(pair => pair.from, pair => pair.to);

    /// <summary>Characters that take no room on paper.</summary>
    public static bool IsInvisible(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or '\uFEFF' or '\u2060' or '\u00AD'
        || (char.IsControl(letter) && !IsLineEnd(letter) && letter != '\t');

    public static bool IsLineEnd(char letter) =>
        letter is '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>— 2 —, 第2页: printed by the machine between two lines of the text.</summary>
    public static bool IsPageNumber(ReadOnlySpan<char> line) => PageNumber().IsMatch(line);

    [GeneratedRegex(
        @"^\s*(?:[-—–－·]+\s*\d{1,3}\s*[-—–－·]+|第\s*\d{1,3}\s*页(?:\s*[,，]?\s*共\s*\d{1,3}\s*页)?)\s*$",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex PageNumber();

    public static char Normalise(char letter) =>
        letter switch
        {
            '【' or '〔' or '［' or '〖' => '[',
            '】' or '〕' or '］' or '〗' => ']',
            '﹙' or '⟮' => '(',
            '﹚' or '⟯' => ')',
            '“' or '”' or '„' or '‟' or '「' or '」' or '『' or '』' or '〝' or '〞' or '＂' => '"',
            '—' or '–' or '－' or '―' or '‐' or '‑' or '─' => '-',
            '﹐' => ',',
            '﹑' or '､' => '、',
            '｡' => '。',
            '﹕' or '︰' or '∶' => ':',
            '﹔' => ';',
            >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
            > '9' when char.IsDigit(letter) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)),
            _ => _simplified.GetValueOrDefault(letter, letter),
        };
}
