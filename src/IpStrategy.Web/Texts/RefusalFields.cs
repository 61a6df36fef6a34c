using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Texts;

/// <summary>Beside which field of a form a refusal belongs.</summary>
internal static class RefusalFields
{
    public const string Opinion = "opinion";

    /// <summary>The name of the field that caused it; null where no single one did.</summary>
    public static string? Of(Refusal? refusal) =>
        refusal switch
        {
            AnswerIsMissing r => r.Field,
            AnswerIsNotAllowed r => r.Field,
            AnswerHasWrongType r => r.Field,
            AnswerIsTooLong r => r.Field,
            ReplyDateIsNotAllowed r => r.Field,
            AgencyIsUnknown => "agencies",
            NonConcurNeedsReasons or OpinionIsMissing => Opinion,
            DeliverablesNeedEvidence => "evidence",
            ExtensionNeedsDate or ExtensionDateIsNotLater => "dueOn",
            ExtensionNeedsReason => "reason",
            ReturnNeedsReasons => "reasons",
            ReturnTargetIsNotEarlier => "target",
            TransferNeedsColleague or PersonIsUnknown => "to",
            _ => null,
        };
}
