using System.Globalization;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <param name="HandedOver">Work items that lie with the successor now.</param>
/// <param name="Left">Those that could not move: their process stands still.</param>
public sealed record HandedOverWork(int HandedOver, int Left);

/// <summary>
/// 交接: everything that lies with somebody who leaves goes to a colleague of the same post and agency. Each item in a transaction of
/// its own; what was interrupted is finished by asking again.
/// </summary>
public sealed class HandOverWork
{
    private readonly IpStrategyContext _db;
    private readonly InstanceStore _store;
    private readonly ProcessRuns _runs;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;
    private readonly AuditTrail _audit;

    internal HandOverWork(
        IpStrategyContext db,
        InstanceStore store,
        ProcessRuns runs,
        PostHolders holders,
        MessageWriter messages,
        AuditTrail audit
    )
    {
        (_db, _store, _runs) = (db, store, runs);
        (_holders, _messages, _audit) = (holders, messages, audit);
    }

    public async Task<Outcome<HandedOverWork>> RunAsync(
        string userName,
        string successor,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var name = AccountRules.Normalise(userName);
        if (
            await _db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel)
            is not { } leaver
        )
        {
            return new AccountDoesNotExist(userName);
        }
        if (_holders.FindByUserName(successor) is not { } person)
        {
            return new PersonIsUnknown(successor);
        }
        if (Check(actor, leaver, person) is { } wrong)
        {
            return wrong;
        }
        var held = await HeldByAsync(leaver.Id, cancel);
        var moved = 0;
        foreach (var id in held)
        {
            moved += await MoveAsync(id, leaver, person, actor, cancel) ? 1 : 0;
        }
        return new HandedOverWork(moved, (await HeldByAsync(leaver.Id, cancel)).Count);
    }

    private static DomainRefusal? Check(Actor actor, User leaver, Person successor) =>
        AdministratorDuties.May(actor, AccountAct.HandOver, leaver.Post)
        ?? (
            successor.Id == leaver.Id || successor.Post != leaver.Post || successor.AgencyCode != leaver.AgencyCode
                ? new SuccessorIsNoColleague(successor.UserName)
                : null
        );

    private Task<List<long>> HeldByAsync(long userId, CancellationToken cancel) =>
        _db
            .WorkItems.Where(w => w.State == WorkItemState.Open && w.AssigneeId == userId)
            .OrderBy(w => w.Id)
            .Select(w => w.Id)
            .ToListAsync(cancel);

    private async Task<bool> MoveAsync(long id, User leaver, Person successor, Actor actor, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var root = await _db.WorkItems.Where(w => w.Id == id).Select(w => w.RootInstanceId).SingleAsync(cancel);
        await _store.LockTreeAsync(root, cancel);
        var item = await _db.WorkItems.SingleAsync(w => w.Id == id, cancel);
        if (item.State != WorkItemState.Open || item.AssigneeId != leaver.Id)
        {
            return false;
        }
        var run = _runs.Begin(actor);
        run.Remember(item);
        var instance = await run.InstanceAsync(item.InstanceId, cancel);
        var assign = new Command.AssignTask(new ElementId(item.ElementId), InstanceIds.UserKey(successor.Id));
        // A suspended process refuses; asking again later moves it.
        if (await run.ExecuteAsync(instance, assign, cancel) is not null)
        {
            return false;
        }
        Tell(item, leaver, successor, actor);
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private void Tell(WorkItem item, User leaver, Person successor, Actor actor)
    {
        _audit.Note(
            new AuditNote(
                actor,
                "hand-over",
                $"workItem:{Opaque.Of(item.Id)}",
                new { assignee = leaver.UserName },
                new { assignee = successor.UserName },
                item.RootInstanceId
            )
            {
                UndertakingId = item.UndertakingId,
            }
        );
        var facts = MessageFacts.Of(item) with { From = leaver.DisplayName, To = successor.Name };
        var key = item.Version.ToString(CultureInfo.InvariantCulture);
        _messages.Tell([successor], MessageKind.Transferred, facts, key);
    }
}
