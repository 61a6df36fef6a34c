using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// 退回: sends a paper back to an earlier step, with reasons. Not drawn in diagrams: the tokens in the way are cancelled and the
/// chosen step is started before; siblings of a parallel step close as closed because returned.
/// </summary>
public sealed class ReturnWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly ReturnedPapers _papers;
    private readonly ClosedDesks _closed;
    private readonly Ids _ids;

    internal ReturnWorkItem(
        IpStrategyContext db,
        WorkItemActs acts,
        ReturnedPapers papers,
        ClosedDesks closed,
        Ids ids
    ) => (_db, _acts, _papers, _closed, _ids) = (db, acts, papers, closed, ids);

    /// <param name="Target">The step to return to.</param>
    public sealed record Choice(string Target, ResumeMode Resume, string? Reasons);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        Choice choice,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => ReturnAsync(act, request, choice, cancel), cancel);

    private async Task<Refusal?> ReturnAsync(
        WorkItemAct act,
        WorkItemRequest request,
        Choice choice,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.MayReturn(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (string.IsNullOrWhiteSpace(choice.Reasons))
        {
            return new ReturnNeedsReasons();
        }
        var targets = await ReturnTargets.OfAsync(_db, act.Item, act.Instance, cancel);
        if (targets.FirstOrDefault(t => t.Step == choice.Target) is not { } target)
        {
            return new ReturnTargetIsNotEarlier(choice.Target);
        }
        Record(act, choice);
        act.Run.ClosingState = WorkItemState.ClosedBecauseReturned;
        var refused = target.InCaller
            ? await BackInCallerAsync(act, choice, cancel)
            : await BackHereAsync(act, choice, cancel);
        if (refused is null)
        {
            _papers.Tell(act, new ComingBack(MessageKind.Returned, choice.Target, choice.Reasons.Trim()));
            await _closed.TellAsync(act, choice.Reasons, cancel);
        }
        return refused;
    }

    private static Task<Refusal?> BackHereAsync(WorkItemAct act, Choice choice, CancellationToken cancel)
    {
        act.Case.Trail!.RememberResume(null, choice.Resume == ResumeMode.WhereItWas ? act.Item.Step : null);
        return act.Run.ExecuteAsync(
            act.Instance,
            new Command.Modify([
                new Modification.CancelActivity(act.Item.Step),
                new Modification.StartBefore(choice.Target),
            ]),
            cancel
        );
    }

    /// <summary>A rejected paper: to whoever handed it in last, and all the way again.</summary>
    internal static async Task<Outcome<string>> BackToPaperAsync(
        IpStrategyContext db,
        WorkItemAct act,
        CancellationToken cancel
    )
    {
        var targets = await ReturnTargets.OfAsync(db, act.Item, act.Instance, cancel);
        if (targets.LastOrDefault(t => t.InCaller) is not { } paper)
        {
            return new ThisStepCannotReject();
        }
        act.Run.ClosingState = WorkItemState.ClosedBecauseDecided;
        var choice = new Choice(paper.Step, ResumeMode.WalkAgain, null);
        return await BackInCallerAsync(act, choice, cancel) is { } refusal ? refusal : paper.Step;
    }

    private static async Task<Refusal?> BackInCallerAsync(WorkItemAct act, Choice choice, CancellationToken cancel)
    {
        var caller = await act.Run.InstanceAsync(act.Instance.ParentId!.Value, cancel);
        var call = act.Instance.ParentActivity!;
        // Whatever an earlier return left to be resumed ends here.
        var resumes = choice.Resume == ResumeMode.WhereItWas;
        act.Case.Trail!.RememberResume(resumes ? call : null, resumes ? act.Item.Step : null);
        return await act.Run.ExecuteAsync(
            caller,
            new Command.Modify([new Modification.CancelActivity(call), new Modification.StartBefore(choice.Target)]),
            cancel
        );
    }

    private void Record(WorkItemAct act, Choice choice)
    {
        var now = act.Run.Context.Now;
        act.Item.Complete(now, act.Actor, "returned");
        _db.Opinions.Add(new Opinion(_ids.Next(), act.Item, "return", choice.Reasons!.Trim(), act.Actor).At(now));
    }
}

/// <summary>To which steps the paper on a desk may go back: asked by the page, and again when it is done.</summary>
internal static class ReturnTargets
{
    public static async Task<IReadOnlyList<ReturnTarget>> OfAsync(
        IpStrategyContext db,
        WorkItem item,
        StoredInstance instance,
        CancellationToken cancel
    )
    {
        if (instance.ParentActivity is not { } call)
        {
            return [];
        }
        // A paper that resumed where it was carries the signatures of the rounds before.
        var rounds = db
            .Instances.Where(i => i.ParentId == instance.ParentId && i.ParentActivity == call)
            .Select(i => i.Id);
        var walked = await db
            .WorkItems.Where(w => w.UndertakingId == item.UndertakingId && w.State == WorkItemState.Completed)
            .Where(w => w.InstanceId == instance.ParentId || rounds.Contains(w.InstanceId))
            .Select(w => w.Step)
            .Distinct()
            .ToListAsync(cancel);
        return Returns.TargetsOf(item.Step, call, walked.ToHashSet(StringComparer.Ordinal));
    }
}
