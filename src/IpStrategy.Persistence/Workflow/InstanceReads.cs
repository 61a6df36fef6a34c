using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence.Workflow;

/// <summary>A work item with all that a decision about it needs.</summary>
/// <param name="Undertaking">Null where its process belongs to no assignment.</param>
public sealed record WorkItemRead(
    WorkItem Item,
    Undertaking? Undertaking,
    StoredInstance Instance,
    IReadOnlyList<string> Groups
);

/// <summary>
/// The reads of the hot path, translated once. One for each database, as the container is: a translation holds on to the model it was
/// made for, so none of these may be static.
/// </summary>
public sealed class InstanceReads
{
    /// <summary>At most one. Not said in the query: to limit a join, SQLite would first copy it.</summary>
    internal Func<IpStrategyContext, long, IAsyncEnumerable<WorkItemRead>> WorkItem { get; } =
        EF.CompileAsyncQuery(
            (IpStrategyContext db, long id) =>
                from item in db.WorkItems
                where item.Id == id
                join instance in db.Instances on item.InstanceId equals instance.Id
                join u in db.Undertakings on item.UndertakingId equals (long?)u.Id into undertakings
                from undertaking in undertakings.DefaultIfEmpty()
                select new WorkItemRead(
                    item,
                    undertaking,
                    instance,
                    db.WorkItemCandidates.Where(c => c.WorkItemId == item.Id).Select(c => c.Group).ToList()
                )
        );

    internal Func<IpStrategyContext, long, CancellationToken, Task<StoredInstance?>> Instance { get; } =
        EF.CompileAsyncQuery(
            (IpStrategyContext db, long id, CancellationToken cancel) => db.Instances.FirstOrDefault(i => i.Id == id)
        );

    internal Func<IpStrategyContext, long, long, CancellationToken, Task<StoredInstance?>> Child { get; } =
        EF.CompileAsyncQuery(
            (IpStrategyContext db, long parentId, long call, CancellationToken cancel) =>
                db.Instances.FirstOrDefault(i => i.ParentId == parentId && i.ParentCall == call && i.EndedAt == null)
        );

    internal Func<IpStrategyContext, long, CancellationToken, Task<Assignment>> Assignment { get; } =
        EF.CompileAsyncQuery(
            (IpStrategyContext db, long id, CancellationToken cancel) => db.Assignments.Single(a => a.Id == id)
        );
}
