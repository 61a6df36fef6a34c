using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// Finds promised papers and systems: what the responsible themselves draw up (制定…规划, …办法, …预案, …条例) or build
/// (…数据库, …信息平台, …指标体系, a procedure such as …审核制度). Not what they urge others to draw up (指导企业制定…),
/// and not one of many (制定各具特色的…规划); mechanisms, structures and standards are no papers.
/// </summary>
internal sealed partial class DeliverableReader(ReadingContext context)
{
    public IEnumerable<DraftDeliverable> Find(FlatRange range)
    {
        foreach (
            var (pattern, kind) in ((Regex, DeliverableKind)[])
                [(Paper(), DeliverableKind.Paper), (Built(), DeliverableKind.System)]
        )
        {
            for (
                var match = pattern.Match(context.Flat, range.Start, range.End - range.Start);
                match.Success;
                match = match.NextMatch()
            )
            {
                if (IsOthers(range.Start, match.Index))
                {
                    continue;
                }

                foreach (Capture what in match.Groups["what"].Captures)
                {
                    yield return new DraftDeliverable(context.Source.Name(what.Index, what.Index + what.Length), kind);
                }
            }
        }
    }

    // Who is guided, encouraged or supported to do it is not among the responsible; 在制定…中 promises nothing.
    private bool IsOthers(int start, int verb)
    {
        var from = verb;
        while (from > start && context.Flat[from - 1] is not (',' or '。' or ';'))
        {
            from--;
        }

        return Urging().IsMatch(context.Flat.AsSpan(from, verb - from));
    }

    [GeneratedRegex(
        "(?:制定|制订|编制|出台|起草|修订|印发)(?:并)?(?:实施|完善|出台|发布)?(?:(?<what>《[^》]{2,60}》)(?:[、和及]+(?<what>《[^》]{2,60}》))*|(?<what>(?!各)[^,。;《]{0,40}?(?:规划|计划|办法|预案|条例|法规|方案|细则|政策措施|实施意见|指导意见|目录|清单|规定|章程))(?=[,。;、及和并]|$))",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Paper();

    [GeneratedRegex(
        "(?:建立|建设|建成|搭建|开发|完善|构建|加快)(?:健全|和完善|并完善)?(?<what>[^,。;]{0,30}?(?:数据库|信息库|资源库|信息(?:服务|共享|管理|公共)*(?:平台|系统)|指标体系|(?:登记|审核|审批|备案|许可|认证|公示|审查)制度))",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Built();

    [GeneratedRegex("指导|鼓励|引导|支持|帮助|推动|督促|要求|参与|^在", RegexOptions.None, 10_000)]
    private static partial Regex Urging();
}
