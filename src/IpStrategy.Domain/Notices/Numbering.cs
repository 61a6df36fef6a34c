using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>The kinds of label, from the outermost level of the usual hierarchy to the innermost.</summary>
internal enum LabelKind
{
    /// <summary>第一部分, 第一章.</summary>
    Part,

    /// <summary>第一节.</summary>
    Chapter,

    /// <summary>一、</summary>
    Numeral,

    /// <summary>(一)</summary>
    BracketedNumeral,

    /// <summary>1. 1、</summary>
    Digit,

    /// <summary>(1) 1)</summary>
    BracketedDigit,

    /// <summary>①</summary>
    Circled,
}

/// <summary>A label at the start of a line.</summary>
/// <param name="Kind">Its shape, which tells its level.</param>
/// <param name="Number">Its number.</param>
/// <param name="Printed">Length of what is shown of it: (一), but 一 without the separator that follows.</param>
/// <param name="Length">Length with the separator.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ItemLabel(LabelKind Kind, int Number, int Printed, int Length);

/// <summary>Recognises labels. 2012年起, 5G, 121人才, 3.5万 and 一是 begin a paragraph without being one.</summary>
internal static partial class Numbering
{
    private const string Digits = "〇一二三四五六七八九";

    public static ItemLabel? At(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return null;
        }

        // ① to ⑳
        if (line[0] is >= '\u2460' and <= '\u2473')
        {
            return new ItemLabel(LabelKind.Circled, line[0] - '\u2460' + 1, 1, 1);
        }

        var head = line[..Math.Min(line.Length, 16)].ToString();
        return Bracketed(head) ?? Separated(head) ?? PartOf(head);
    }

    /// <summary>一百二十 to 120; 廿 and 卅 are taken too. Null for anything else.</summary>
    public static int? ChineseNumber(ReadOnlySpan<char> numeral)
    {
        var (total, digit) = (0, 0);
        foreach (var letter in numeral)
        {
            var value = Digits.IndexOf(letter == '○' || letter == '零' ? '〇' : letter, StringComparison.Ordinal);
            if (value >= 0)
            {
                digit = value;
                continue;
            }

            switch (letter)
            {
                case '廿' or '卅':
                    total += letter == '廿' ? 20 : 30;
                    break;
                case '十' or '百':
                    total += Math.Max(1, digit) * (letter == '十' ? 10 : 100);
                    break;
                default:
                    return null;
            }

            digit = 0;
        }

        return numeral.IsEmpty ? null : total + digit;
    }

    private static ItemLabel? Bracketed(string head)
    {
        var match = BracketedPattern().Match(head);
        if (!match.Success)
        {
            return null;
        }

        var kind = match.Groups["digits"].Success ? LabelKind.BracketedDigit : LabelKind.BracketedNumeral;
        return Label(kind, match.Groups["number"].Value, match.Length, match.Length);
    }

    private static ItemLabel? Separated(string head)
    {
        var match = SeparatedPattern().Match(head);
        if (!match.Success)
        {
            return null;
        }

        var kind = match.Groups["digits"].Success ? LabelKind.Digit : LabelKind.Numeral;
        var number = match.Groups["number"];
        return Label(kind, number.Value, number.Length, match.Length);
    }

    private static ItemLabel? PartOf(string head)
    {
        var match = PartPattern().Match(head);
        if (!match.Success)
        {
            return null;
        }

        var kind = match.Groups["unit"].Value == "节" ? LabelKind.Chapter : LabelKind.Part;
        return Label(kind, match.Groups["number"].Value, match.Groups["label"].Length, match.Length);
    }

    private static ItemLabel? Label(LabelKind kind, string number, int printed, int length)
    {
        var value = char.IsAsciiDigit(number[0])
            ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            : ChineseNumber(number);
        return value is > 0 ? new ItemLabel(kind, value.Value, printed, length) : null;
    }

    [GeneratedRegex(
        @"^\(?(?:(?<=\()(?<number>[〇○零一二三四五六七八九十百廿卅]{1,7})|(?<digits>(?<number>\d{1,3})))\)[、.]?",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex BracketedPattern();

    [GeneratedRegex(
        @"^(?:(?<number>[〇○零一二三四五六七八九十百廿卅]{1,7})[、.]|(?<digits>(?<number>\d{1,3})(?:、|\.(?!\d))))",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex SeparatedPattern();

    [GeneratedRegex(
        @"^(?<label>第(?<number>[〇○零一二三四五六七八九十百廿卅]{1,5}|\d{1,3})(?<unit>部分|章|节))[、.:]?",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex PartPattern();
}
