using System.Globalization;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>Finds counted targets: a number, a unit and what is counted, up to the next comma or the next number.</summary>
internal sealed partial class TargetReader(ReadingContext context)
{
    public IEnumerable<DraftTarget> Find(FlatRange range)
    {
        var match = Pattern().Match(context.Flat, range.Start, range.End - range.Start);
        while (match.Success)
        {
            var next = match.NextMatch();
            if (
                decimal.TryParse(
                    match.Groups["number"].Value,
                    NumberStyles.Number,
                    CultureInfo.InvariantCulture,
                    out var quantity
                )
            )
            {
                var what = Counted(match.Index + match.Length, next.Success ? next.Index : range.End);
                yield return new DraftTarget(
                    quantity,
                    match.Groups["unit"].Value,
                    what.Length > 0 ? what : Measured(range.Start, match.Index),
                    match.Groups["about"].Success || match.Groups["around"].Success
                );
            }

            match = next;
        }
    }

    private string Counted(int start, int end)
    {
        var stop = start;
        while (stop < end && context.Flat[stop] is not (',' or '。' or ';' or ')' or '('))
        {
            stop++;
        }

        return context.Source.Name(start, stop).Trim('、', '和', '及', '的');
    }

    // 使专利授权量增长10%: what is counted stands before the number.
    private string Measured(int start, int number)
    {
        var from = number;
        while (from > start && context.Flat[from - 1] is not (',' or '。' or ';' or '、' or ')' or '('))
        {
            from--;
        }

        return context.Source.Name(from, number);
    }

    [GeneratedRegex(
        @"(?<about>约|大约|近)?(?<number>\d[\d,]*(?:\.\d+)?)(?<unit>(?:[万亿千百]*(?:家|个(?!工作日|月|百分点)|项|件|种|套|名|人次|人|所|处|次|场|期|部|元|亩|吨|平方公里|公里|平方米|册|门|批|篇|辆|户|件次|美元|公顷|标准箱))|%|个百分点)(?:/[年万人]{1,2})?(?<around>左右|上下)?(?:以上|以下|以内)?(?!月|五)",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Pattern();
}
