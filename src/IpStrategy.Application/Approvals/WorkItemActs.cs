using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>A loaded work item with the run that its action goes through.</summary>
internal sealed record WorkItemAct(WorkItemCase Case, StoredInstance Instance, ProcessRun Run)
{
    public WorkItem Item => Case.Item;
    public Actor Actor => Case.Actor;
    public ElementId Element => new(Case.Item.ElementId);

    /// <summary>Only where the step is one of the office's own processes.</summary>
    public Undertaking Undertaking =>
        Case.Undertaking ?? throw new InvalidOperationException("This work item belongs to no assignment.");

    /// <summary>Several sit at the step, or somebody was asked: the sheet decides.</summary>
    public bool IsShared => Item is not { Seat: 1, HasGuests: false, OwnerId: null };
    public string Assignee => InstanceIds.UserKey(Case.Actor.DutyHolder().UserId);
}

/// <summary>
/// What all actions on a work item have in common: one transaction, the tree locked before anything is read, the key looked up,
/// the item loaded with what the rules need, the answer kept for a repetition.
/// </summary>
internal sealed class WorkItemActs(
    IpStrategyContext db,
    InstanceStore store,
    ProcessRuns runs,
    ReferenceTables reference,
    StandIns standIns,
    DomainClock clock,
    Wake wake,
    AuditTrail audit
)
{
    public async Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        Actor actor,
        Func<WorkItemAct, Task<Refusal?>> act,
        CancellationToken cancel
    )
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        // Once, before saving: else every row removed by its key has the whole unit of work compared.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        if (await EarlierAnswerAsync(request, actor, cancel) is { } earlier)
        {
            return earlier;
        }
        if (await LoadAsync(request.Id, actor, cancel) is not { } loaded)
        {
            return new WorkItemDoesNotExist();
        }
        Refusal? held = loaded.Instance.Status == InstanceStatus.Suspended ? new WorkItemIsSuspended() : null;
        if ((held ?? await act(loaded)) is { } refusal)
        {
            await KeepAsync(request, actor, refusal, transaction, cancel);
            return refusal;
        }
        var view = WorkItemView.Of(loaded.Item, reference, clock.Now);
        db.ChangeTracker.DetectChanges();
        audit.Note(ActNote.Of(loaded, request, ChangedRows.Of(db)));
        if (request.Key is { } key)
        {
            Keep(key, request, actor, KeptAnswer.Of(view));
        }
        await SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
        wake.Pollers();
        return view;
    }

    /// <summary>One of several acts of the same transaction, which the caller has begun and ends: saved, and on record by itself.</summary>
    public async Task<Refusal?> RunWithinAsync(
        WorkItemRequest request,
        Actor actor,
        Func<WorkItemAct, Task<Refusal?>> act,
        CancellationToken cancel
    )
    {
        if (await LoadAsync(request.Id, actor, cancel) is not { } loaded)
        {
            return new WorkItemDoesNotExist();
        }
        Refusal? held = loaded.Instance.Status == InstanceStatus.Suspended ? new WorkItemIsSuspended() : null;
        if ((held ?? await act(loaded)) is { } refusal)
        {
            return refusal;
        }
        db.ChangeTracker.DetectChanges();
        audit.Note(ActNote.Of(loaded, request, ChangedRows.Of(db)));
        await SaveAsync(cancel);
        return null;
    }

    /// <summary>
    /// A refusal is an answer too: who repeats a request whose answer was lost must not find that it is done after all by now.
    /// </summary>
    private async Task KeepAsync(
        WorkItemRequest request,
        Actor actor,
        Refusal refusal,
        WriteTransaction transaction,
        CancellationToken cancel
    )
    {
        if (request.Key is not { } key)
        {
            return;
        }
        // What was begun before the refusal is all in the unit of work, and nothing of it in the database.
        db.ChangeTracker.Clear();
        Keep(key, request, actor, KeptAnswer.Of(refusal));
        await SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private void Keep(string key, WorkItemRequest request, Actor actor, string answer) =>
        db.IdempotencyKeys.Add(new IdempotencyKey(actor.UserId, key, request.Fingerprint, answer, DateTimeOffsetNow));

    private DateTimeOffset DateTimeOffsetNow => wake.RealNow;

    private async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception e) when (StorageErrors.IsBusy(e))
        {
            throw new StorageIsBusyException(e);
        }
    }

    private async Task<Outcome<WorkItemView>?> EarlierAnswerAsync(
        WorkItemRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (request.Key is not { } key)
        {
            return null;
        }
        // A second click while the first is under way waits here, and then finds its answer.
        await RowLocks.NameAsync(db, $"key {actor.UserId} {key}", cancel);
        var earlier = await db.IdempotencyKeys.FirstOrDefaultAsync(
            k => k.UserId == actor.UserId && k.Key == key,
            cancel
        );
        if (earlier is null)
        {
            return null;
        }
        if (DateTimeOffsetNow - earlier.CreatedAt > ForgetAnsweredKeys.Life)
        {
            return await ForgetAsync(earlier, cancel);
        }
        if (earlier.RequestHash != request.Fingerprint)
        {
            return new KeyWasUsedForSomethingElse();
        }
        if (KeptAnswer.Read(earlier.Answer) is { } answer)
        {
            return answer;
        }
        return await ForgetAsync(earlier, cancel);
    }

    private async Task<Outcome<WorkItemView>?> ForgetAsync(IdempotencyKey earlier, CancellationToken cancel)
    {
        db.Remove(earlier);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private async Task<WorkItemAct?> LoadAsync(long id, Actor actor, CancellationToken cancel)
    {
        if (db is PostgreSqlIpStrategyContext)
        {
            var root = await db
                .WorkItems.Where(w => w.Id == id)
                .Select(w => w.RootInstanceId)
                .FirstOrDefaultAsync(cancel);
            await store.LockTreeAsync(root, cancel);
        }
        if (await store.FindWorkItemAsync(id, cancel) is not { } read)
        {
            return null;
        }
        var report = await ReportSteps.OfAsync(db, read.Item, cancel);
        var workItemCase = StandingIn.Choose(
            new WorkItemCase(read.Item, read.Undertaking, [.. read.Groups], actor) { Report = report },
            standIns.Of(actor.UserId)
        );
        if (!await Visibility.MaySeeAsync(db, workItemCase, cancel))
        {
            return null;
        }
        return new WorkItemAct(workItemCase, read.Instance, Begin(workItemCase, read.Instance));
    }

    private ProcessRun Begin(WorkItemCase c, StoredInstance instance)
    {
        var run = runs.Begin(c.Actor);
        run.IsOnRecord = true;
        run.Remember(c.Item);
        if (c.Undertaking is { } undertaking)
        {
            run.Remember(undertaking);
        }
        run.Remember(instance);
        return run;
    }
}
