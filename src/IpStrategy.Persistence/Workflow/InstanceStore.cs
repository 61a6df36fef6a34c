using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Persistence.Workflow;

/// <summary>
/// Loads process instances to be changed: the root's row is locked before any of its tree is read, so that what a decision is made
/// on is what it is stored against. The hot path; nothing else reads instances for writing.
/// </summary>
public sealed class InstanceStore(IpStrategyContext db, InstanceReads reads)
{
    /// <summary>Locks the tree of an instance until the transaction ends. SQLite's single writer holds it already.</summary>
    public async Task LockTreeAsync(long rootId, CancellationToken cancel)
    {
        if (db is not PostgreSqlIpStrategyContext)
        {
            return;
        }
        try
        {
            await db.Database.ExecuteSqlAsync(
                $"""SELECT 1 FROM "ProcessInstances" WHERE "Id" = {rootId} FOR UPDATE""",
                cancel
            );
        }
        catch (Exception e) when (StorageErrors.IsBusy(e))
        {
            throw new StorageIsBusyException(e);
        }
    }

    public Task<StoredInstance?> FindAsync(long id, CancellationToken cancel) => reads.Instance(db, id, cancel);

    /// <summary>The running instance that a call activity instance started.</summary>
    public Task<StoredInstance?> FindChildAsync(long parentId, long call, CancellationToken cancel) =>
        reads.Child(db, parentId, call, cancel);

    /// <summary>A work item with its undertaking, its instance and its candidates, in one read.</summary>
    public async Task<WorkItemRead?> FindWorkItemAsync(long id, CancellationToken cancel)
    {
        await foreach (var read in reads.WorkItem(db, id).WithCancellation(cancel))
        {
            return read;
        }
        return null;
    }
}
