using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// 拿回 by whoever acted last, and 撤回 by whoever submitted the paper, while nobody behind has opened it. Not drawn: what is open
/// behind is cancelled and the step started before.
/// </summary>
public sealed class TakeBackWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;

    private readonly ClosedDesks _closed;

    internal TakeBackWorkItem(IpStrategyContext db, WorkItemActs acts, SigningDesk desk, ClosedDesks closed) =>
        (_db, _acts, _desk, _closed) = (db, acts, desk, closed);

    public Task<Outcome<WorkItemView>> TakeBackAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(request, actor, act => TakeBackAsync(act, request, cancel), cancel);

    public Task<Outcome<WorkItemView>> WithdrawAsync(WorkItemRequest request, Actor actor, CancellationToken cancel) =>
        _acts.RunAsync(
            request,
            actor,
            act =>
                StepRules.For(act.Item)?.Paper is null or StepPaper.None or StepPaper.Reply
                    ? Task.FromResult<Refusal?>(new OnlyTheSubmitterMayWithdraw())
                    : BackAsync(act, request, "withdraw", cancel),
            cancel
        );

    private async Task<Refusal?> TakeBackAsync(WorkItemAct act, WorkItemRequest request, CancellationToken cancel)
    {
        var drawn = (await SigningDesk.SheetAsync(_db, act.Case, cancel)).Drawn;
        var stepIsOpen = act.Item.HasGuests || act.Item.Seat > 1 ? await IsOpenAsync(drawn, cancel) : false;
        if (!stepIsOpen)
        {
            return await BackAsync(act, request, "take-back", cancel);
        }
        if (WorkItemRules.Seen(act.Case, request.Version) is { } stale)
        {
            return stale;
        }
        _desk.Note(act, "take-back", null);
        // Nobody has read it: one desk has one reply and one paper, and the next one takes their place.
        _db.RemoveRange(await _db.Replies.Where(r => r.WorkItemId == act.Item.Id).ToListAsync(cancel));
        _db.RemoveRange(await _db.ReplyAnswers.Where(a => a.WorkItemId == act.Item.Id).ToListAsync(cancel));
        _db.RemoveRange(await _db.Submissions.Where(p => p.WorkItemId == act.Item.Id).ToListAsync(cancel));
        return (await _desk.DecideAsync(act, s => new SigningCommand.TakeBack(s), cancel)).Refusal;
    }

    private Task<bool> IsOpenAsync(WorkItem drawn, CancellationToken cancel) =>
        _db.WorkItems.AnyAsync(
            w =>
                w.InstanceId == drawn.InstanceId
                && w.ElementId == drawn.ElementId
                && (w.State == WorkItemState.Open || w.State == WorkItemState.Waiting),
            cancel
        );

    private async Task<Refusal?> BackAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string verdict,
        CancellationToken cancel
    )
    {
        var behind = await BehindAsync(act.Item, cancel);
        if ((TakingBack.May(act.Case, behind) ?? WorkItemRules.Seen(act.Case, request.Version)) is { } refusal)
        {
            return refusal;
        }
        if (WayBack(act, behind) is not { IsEmpty: false } way)
        {
            return new ItWentOnAlready();
        }
        _desk.Note(act, verdict, null);
        act.Run.ClosingState = WorkItemState.ClosedBecauseWithdrawn;
        var refused = await act.Run.ExecuteAsync(
            act.Instance,
            new Command.Modify([.. way, new Modification.StartBefore(act.Item.Step)]),
            cancel
        );
        if (refused is null)
        {
            await _closed.TellAsync(act, null, cancel);
        }
        return refused;
    }

    private Task<List<WorkItem>> BehindAsync(WorkItem item, CancellationToken cancel) =>
        Behind.Of(_db, item).ToListAsync(cancel);

    /// <summary>What must be cancelled: elements beside the step, or the call that the paper went into. Null = it is elsewhere.</summary>
    private ImmutableArray<Modification>? WayBack(WorkItemAct act, List<WorkItem> behind)
    {
        var open = behind.Where(w => w.State is WorkItemState.Open or WorkItemState.Waiting).ToList();
        var here = open.Where(w => w.InstanceId == act.Instance.Id).Select(w => w.ElementId).Distinct();
        var called = open.Where(w => w.InstanceId != act.Instance.Id).Select(w => w.InstanceId).Distinct().ToList();
        var calls = _db
            .Instances.Where(i => called.Contains(i.Id) && i.ParentId == act.Instance.Id && i.ParentActivity != null)
            .Select(i => new { i.Id, i.ParentActivity })
            .ToList();
        return calls.Count < called.Count
            ? null
            :
            [
                .. here.Select(e => new Modification.CancelElement(new ElementId(e))),
                .. calls.Select(c => c.ParentActivity!).Distinct().Select(c => new Modification.CancelActivity(c)),
            ];
    }
}

/// <summary>What was opened in the same tree of instances since a work item was done; its siblings were there before.</summary>
internal static class Behind
{
    public static IQueryable<WorkItem> Of(IpStrategyContext db, WorkItem item) =>
        db.WorkItems.Where(w =>
            w.RootInstanceId == item.RootInstanceId
            && w.SideInstanceId == item.SideInstanceId
            && w.Id > item.Id
            && w.OpenedAt >= item.ClosedAt
            && !(w.InstanceId == item.InstanceId && w.Step == item.Step)
        );
}
