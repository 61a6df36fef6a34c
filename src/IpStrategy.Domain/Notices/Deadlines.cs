using System.Globalization;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>A time found in the flat text.</summary>
internal sealed record FoundDeadline(FlatRange Place, DateOnly? Date, DeadlineKind Kind, string? Doubt);

/// <summary>
/// Finds the times an assignment names. 2010年底前 is its last day; 年底前 without a year is the notice's year and said so;
/// 到2020年 is an aim; what counts from the issue has no date before the issue.
/// </summary>
internal sealed partial class DeadlineReader(ReadingContext context)
{
    /// <summary>In running text only wordings that bind; a label (完成时限:) may also say 2010年 or 尽快.</summary>
    public IEnumerable<FoundDeadline> Find(FlatRange range)
    {
        for (
            var match = Pattern().Match(context.Flat, range.Start, range.End - range.Start);
            match.Success;
            match = match.NextMatch()
        )
        {
            if (Read(match) is { } deadline)
            {
                yield return deadline;
            }
        }
    }

    /// <summary>A label's value: what the table does not know is kept as vague.</summary>
    public IEnumerable<FoundDeadline> FindLabelled(FlatRange value)
    {
        var found = Find(value).ToArray();
        if (found.Length > 0 || value.IsEmpty)
        {
            return found;
        }

        var bare = BarePattern().Match(context.Flat, value.Start, value.End - value.Start);
        return
        [
            bare.Success && Read(bare) is { } read
                ? read
                : new FoundDeadline(value, null, DeadlineKind.Vague, NoticeCode.DeadlineVague),
        ];
    }

    private FoundDeadline? Read(Match match)
    {
        var place = new FlatRange(match.Index, match.Index + match.Length);
        if (match.Groups["ongoing"].Success)
        {
            return new FoundDeadline(place, null, DeadlineKind.Ongoing, NoticeCode.RecurringDeadline);
        }

        if (match.Groups["recurring"].Success)
        {
            return new FoundDeadline(place, null, DeadlineKind.Recurring, NoticeCode.RecurringDeadline);
        }

        if (match.Groups["vague"].Success)
        {
            return new FoundDeadline(place, null, DeadlineKind.Vague, NoticeCode.DeadlineVague);
        }

        if (match.Groups["plan"].Success)
        {
            return new FoundDeadline(
                place,
                FiveYearPlanEnd(match.Groups["plan"].Value),
                DeadlineKind.Relative,
                NoticeCode.DeadlineRelative
            );
        }

        return match.Groups["relative"].Success
            ? new FoundDeadline(place, null, DeadlineKind.Relative, NoticeCode.DeadlineRelative)
            : Dated(match, place);
    }

    private FoundDeadline? Dated(Match match, FlatRange place)
    {
        var printed = match.Groups["year"];
        var year = printed.Success ? int.Parse(printed.Value, CultureInfo.InvariantCulture) : context.Year;
        if (year is < 1 or > 9998)
        {
            return null;
        }

        var date = LastDay(year, match);
        var kind = Kind(match);
        return date is null
            ? null
            : new FoundDeadline(place, date, kind, printed.Success ? null : NoticeCode.DeadlineWithoutYear);
    }

    private static DeadlineKind Kind(Match match)
    {
        if (match.Groups["aim"].Success)
        {
            return DeadlineKind.Target;
        }

        if (match.Groups["before"].Success)
        {
            return DeadlineKind.Explicit;
        }

        return match.Groups["month"].Success || match.Groups["half"].Success || match.Groups["quarter"].Success
            ? DeadlineKind.Month
            : DeadlineKind.Year;
    }

    private static DateOnly? LastDay(int year, Match match)
    {
        var month = LastMonth(match);
        if (month is < 1 or > 12)
        {
            return null;
        }

        var last = DateTime.DaysInMonth(year, month);
        var day = match.Groups["day"] is { Success: true } printed
            ? int.Parse(printed.Value, CultureInfo.InvariantCulture)
            : last;
        return day >= 1 && day <= last ? new DateOnly(year, month, day) : null;
    }

    private static int LastMonth(Match match)
    {
        if (match.Groups["month"] is { Success: true } month)
        {
            return int.Parse(month.Value, CultureInfo.InvariantCulture);
        }

        if (match.Groups["quarter"] is { Success: true } quarter)
        {
            return 3
                * (
                    "0一二三四".IndexOf(quarter.Value, StringComparison.Ordinal) is var nth and > 0
                        ? nth
                        : quarter.Value[0] - '0'
                );
        }

        return match.Groups["half"].Value == "上" ? 6 : 12;
    }

    // 十二五 is 2011 to 2015; 七五 was 1986 to 1990.
    private static DateOnly? FiveYearPlanEnd(string plan)
    {
        var number = Numbering.ChineseNumber(plan.AsSpan(0, plan.Length - 1));
        return number is { } nth ? new DateOnly(1955 + (5 * nth), 12, 31) : null;
    }

    [GeneratedRegex(
        """
            (?<recurring>每(?:年|半年|季度|季|月|周|两年|逢)(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末|初)?(?:前|之前|以前|内)(?![沿提往])|每(?:月|季度|半年|年)(?:底|末)(?:报送|上报|汇总)?)
            | (?<ongoing>(?:持续推进|长期坚持|常态化推进|持续实施|长期实施)(?=[,。;)]|$))
            | (?<vague>(?:尽快|适时|抓紧)(?:完成|出台|启动|实施|落实|办理)?)
            | (?<relative>(?:自)?(?:本通知|本方案|本意见)?(?:印发|发布|公布|下发)之日起(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个)?(?:工作日|日|天|周|月|年)(?:之)?内|(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:个工作日|个月|年|日|天)(?:之)?内(?=[,。;)完基全实建出制取形力达]|$))
            | "(?<plan>[一二三四五六七八九十]{1,3}五)"(?:期间|期末|末)
            | (?<aim>到)(?<year>\d{4})年(?:底|末)?(?:\d{1,2}月(?:底|末)?)?
            | (?:(?<year>\d{4})年)(?:(?:(?<month>\d{1,2})月(?:份)?(?:(?<day>\d{1,2})日)?|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度))?(?:年?底|年末|末)?(?<before>(?:之|以)?前(?![沿提往三]))
            | (?<year>\d{4})年(?=完成|建成|全面完成|基本完成|出台)
            | (?<year>\d{4})年(?:(?:(?<month>\d{1,2})月(?:份)?(?:(?<day>\d{1,2})日)?|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度)|内|度|年?底|年末)(?=完成|出台|启动|建成|实现|全面完成|基本完成|实施)
            | (?<![\d年每])(?:(?<month>\d{1,2})月(?:份)?(?:(?<day>\d{1,2})日)?|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度)(?:底|末)?(?<before>(?:之|以)?前(?![沿提往]))
            | (?<![\d每])(?:今年|当年|本年)?年?(?:年底|年末)(?<before>(?:之|以)?前(?![沿提往]))
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        10_000
    )]
    private static partial Regex Pattern();

    [GeneratedRegex(
        @"(?:(?<year>\d{4})年)?(?:(?:(?<month>\d{1,2})月(?:份)?(?:(?<day>\d{1,2})日)?|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度))(?:底|末)?|(?<year>\d{4})年(?:度|内|底|末)?|年内|(?:今年|本年)?年底",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex BarePattern();
}
