using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>视为同意: a request closed by the time alone, and by nobody's act, under the rule that silence concurs.</summary>
internal static class DeemedReplies
{
    /// <returns>Whether it is one.</returns>
    public static bool Add(ProcessRun run, StoredInstance instance, WorkItem item, Ids ids)
    {
        if (!IsOne(run, instance, item))
        {
            return false;
        }
        run.Db.Replies.Add(Reply.Deemed(ids.Next(), item, run.Context.Now));
        return true;
    }

    private static bool IsOne(ProcessRun run, StoredInstance instance, WorkItem item) =>
        item is { Step: StepRules.Reply, UndertakingId: not null }
        && run.ClosingState == WorkItemState.Cancelled
        && run.Context.Actor == Actor.Automatic
        && run.VariableOf(instance, "silenceRule") is FeelValue.Text { Value: "deemConcurrence" };
}
