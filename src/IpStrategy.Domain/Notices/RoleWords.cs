using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>What a role word makes of the parties before it, a label of those after it.</summary>
internal enum PartyRole
{
    /// <summary>牵头: leads, said so.</summary>
    Lead,

    /// <summary>负责: answers; the first named may be inferred to lead.</summary>
    Responsible,

    /// <summary>会同: what stands before it leads, what follows co-operates.</summary>
    With,

    CoResponsible,

    /// <summary>按职责分工负责: each for its own part, nobody leads.</summary>
    Parallel,
    Adviser,
    Implementer,
    Supervisor,
    Sponsor,
    Collector,

    /// <summary>A label that names a time, not a party.</summary>
    Deadline,
}

/// <summary>A role word or label found at a place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RoleWord(PartyRole Role, int Length);

/// <summary>The role words and labels of the genre, as one table each.</summary>
internal static partial class RoleWords
{
    /// <summary>The role word that begins here; whether it is one depends on what surrounds it.</summary>
    public static RoleWord? At(string flat, FlatRange range) =>
        First(WordPattern().Match(flat, range.Start, range.End - range.Start));

    /// <summary>The label that begins here, with its colon if it has one. A label without one must say 单位 or 部门.</summary>
    public static RoleWord? LabelAt(string flat, FlatRange range) =>
        First(LabelPattern().Match(flat, range.Start, range.End - range.Start));

    /// <summary>列第一位者为牵头单位,下同 and the like: the convention that the first named leads.</summary>
    public static Match Convention(string flat, FlatRange range) =>
        ConventionPattern().Match(flat, range.Start, range.End - range.Start);

    private static RoleWord? First(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        for (var group = 1; group < match.Groups.Count; group++)
        {
            if (match.Groups[group].Success)
            {
                return new RoleWord(Enum.Parse<PartyRole>(match.Groups[group].Name), match.Length);
            }
        }

        return null;
    }

    [GeneratedRegex(
        """
            \G(?:
              (?<Parallel>(?:各自)?(?:按照?|依据?|依照|根据)(?:各自)?(?:的)?(?:职责|职能|分工)(?:和)?(?:分工|范围)?(?:分别|共同|各自)?(?:抓好|做好|负责|落实|组织实施|实施|推进)*|分别负责(?:落实)?|各负其责|分工负责|各司其职)
            | (?<Lead>(?:总|共同|联合|分别)?牵头(?:负责|组织实施|组织|落实|实施|推进|办理|抓总|协调|汇总)*|主办|主责)
            | (?<With>会同)
            | (?<Adviser>(?:负责)?(?:业务|加强)?指导)
            | (?<Collector>(?:负责)?汇总(?:上报)?)
            | (?<Supervisor>(?:负责)?(?:督办|督查|督导|监督检查|监督落实|监督|督促检查|督促落实|督促))
            | (?<CoResponsible>(?:共同|积极|协同)?(?:配合|参加|参与|协办|协助|会办|协同|支持)(?:配合|落实|实施|做好)*)
            | (?<Implementer>(?:负责)?(?:具体)?(?:负责)?(?:组织)?(?:落实|实施))
            | (?<Responsible>(?:共同|具体|主要|统一|联合)?(?:负责|承办|承担))
            )
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        10_000
    )]
    private static partial Regex WordPattern();

    [GeneratedRegex(
        """
            \G(?:
              (?<Lead>(?:总牵头|牵头(?:责任|负责)?|主办|主责|主要责任|第一责任)(?:单位:?|部门:?|:))
            | (?<CoResponsible>(?:配合|协办|参加|参与|协助|协同|会办|协作|支持)(?:单位:?|部门:?|:))
            | (?<Adviser>指导(?:单位:?|部门:?|:))
            | (?<Supervisor>(?:督办|督查|督导|监督)(?:单位:?|部门:?|:))
            | (?<Collector>汇总(?:单位:?|部门:?|:))
            | (?<Implementer>(?:具体|组织)?(?:实施|落实)(?:单位:?|部门:?|主体:?))
            | (?<Sponsor>(?:责任领导|分管领导|牵头领导|包保领导|责任市领导|分管市领导|市领导|主要责任人|责任人):)
            | (?<Responsible>(?:责任(?:单位|部门|主体)|(?:承办|负责|承担)(?:单位|部门)):?|(?:责任|负责|承办):)
            | (?<Deadline>(?:(?:完成|办理|办结|实施)?(?:时限|期限|时间|时间节点|时间要求)(?:要求)?|进度(?:安排|要求)|完成日期):)
            )
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        10_000
    )]
    private static partial Regex LabelPattern();

    [GeneratedRegex(
        "[,;、(]?(?:均)?(?:以)?(?:列|排|排列|列在|排在|位列)?(?:于|在)?(?:第一|首)(?:位|个|名|列)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:即)?为(?:总)?牵头(?:责任)?(?:单位|部门)?(?:,?(?:下同|以下同|(?:其余|其他)[^,。;)]{1,20}))*[)]?",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex ConventionPattern();
}
