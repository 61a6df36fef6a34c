using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Suspends and resumes an instance of a process of its own, with the work items of all that stands still with it. The course of an
/// assignment, and what runs beside it, has dates, reports and a state besides: those are suspended with the assignment only.
/// </summary>
internal sealed class HeldInstances(IpStrategyContext db, ItemDates dates, InstanceActs acts)
{
    public async Task<Refusal?> SuspendAsync(InstanceAct act, CancellationToken cancel)
    {
        if (await BelongingAsync(act, cancel) is { } refusal)
        {
            return refusal;
        }
        if (await act.ExecuteAsync(new Command.Suspend(), cancel) is { } refused)
        {
            return refused;
        }
        var items = await ItemsAsync(act, InstanceStatus.Suspended, cancel);
        await dates.HoldAsync(items, act.Run.Context.Now, cancel);
        return null;
    }

    public async Task<Refusal?> ResumeAsync(InstanceAct act, CancellationToken cancel)
    {
        if (await BelongingAsync(act, cancel) is { } refusal)
        {
            return refusal;
        }
        if (await act.ExecuteAsync(new Command.Resume(), cancel) is { } refused)
        {
            return refused;
        }
        await acts.ReleaseHeldAsync(act.Instance, cancel);
        var items = await ItemsAsync(act, InstanceStatus.Active, cancel);
        await dates.FreeAsync(items.FindAll(i => i.SuspendedAt is not null), act.Run.Context.Now, cancel);
        return null;
    }

    private static async Task<InstanceBelongsToAssignment?> BelongingAsync(InstanceAct act, CancellationToken cancel) =>
        await act.Run.UndertakingOfAsync(act.Instance, cancel) is { } undertaking
            ? new InstanceBelongsToAssignment(Opaque.Of(undertaking.AssignmentId))
            : null;

    /// <summary>Called processes stand still with their caller, so the tree is looked through.</summary>
    private async Task<List<WorkItem>> ItemsAsync(InstanceAct act, InstanceStatus status, CancellationToken cancel)
    {
        var tree = await db
            .WorkItems.Where(i => i.RootInstanceId == act.Instance.RootId)
            .Where(i => i.State == WorkItemState.Open || i.State == WorkItemState.Waiting)
            .ToListAsync(cancel);
        var items = new List<WorkItem>();
        foreach (var item in tree.Where(i => i.State is WorkItemState.Open or WorkItemState.Waiting))
        {
            if ((await act.Run.InstanceAsync(item.InstanceId, cancel)).Status == status)
            {
                items.Add(item);
            }
        }
        return items;
    }
}
