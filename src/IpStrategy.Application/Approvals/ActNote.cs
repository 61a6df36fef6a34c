using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Approvals;

/// <summary>An action on a work item as it goes on record: what it changed in whose name, and the history it made.</summary>
internal static class ActNote
{
    public static AuditNote Of(WorkItemAct act, WorkItemRequest request, ChangedRows rows)
    {
        var after = new
        {
            rows = rows.After,
            act.Item.Step,
            act.Item.State,
            history = HistoryRange.Of(act.Run.History),
        };
        return new AuditNote(
            act.Actor,
            request.Verb ?? VerbOf(act, rows),
            $"workItem:{Opaque.Of(act.Item.Id)}",
            rows.Before,
            after,
            act.Item.RootInstanceId
        )
        {
            UndertakingId = act.Item.UndertakingId,
            AssignmentId = act.Item.AssignmentId,
        };
    }

    // Callers that name no action: what was written tells it.
    private static string VerbOf(WorkItemAct act, ChangedRows rows)
    {
        var words = rows.Added.OfType<Opinion>().Select(o => o.Verdict).ToList();
        return words switch
        {
            [var word, ..] => word,
            _ when act.Item.State == WorkItemState.Completed => "complete",
            _ => act.Item.AssigneeId is null ? "unclaim" : "claim",
        };
    }
}
