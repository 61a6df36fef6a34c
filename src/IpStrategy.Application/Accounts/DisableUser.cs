using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>Disables an account: its sessions end, what it has claimed goes back to all candidates, its history stays.</summary>
public sealed class DisableUser(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    ReleaseClaims claims,
    AuditTrail audit
)
{
    public Task<Outcome<AccountView>> RunAsync(string userName, Actor actor, CancellationToken cancel) =>
        ChangeAsync(userName, AccountState.Disabled, actor, cancel);

    public Task<Outcome<AccountView>> UndoAsync(string userName, Actor actor, CancellationToken cancel) =>
        ChangeAsync(userName, AccountState.Enabled, actor, cancel);

    private async Task<Outcome<AccountView>> ChangeAsync(
        string userName,
        AccountState state,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var changed = await StoreAsync(userName, state, actor, cancel);
        if (changed.IsRefused)
        {
            return changed.Refusal!;
        }
        var user = changed.Value;
        await holders.RefreshAsync(db, cancel);
        // Each item is given back in a transaction of its own: the one of the account must be over.
        await (user.IsDisabled ? claims.RunAsync(user.Id, actor, cancel) : Task.CompletedTask);
        return AccountView.Of(user, reference);
    }

    private async Task<Outcome<User>> StoreAsync(
        string userName,
        AccountState state,
        Actor actor,
        CancellationToken cancel
    )
    {
        var name = AccountRules.Normalise(userName);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var user = await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user is null)
        {
            return new AccountDoesNotExist(userName);
        }
        // The last administrator would lock everybody out; forbidding one's own account is enough to prevent that.
        var barred =
            user.Id == actor.UserId
                ? new NobodyDisablesTheirOwnAccount()
                : AdministratorDuties.May(actor, AccountAct.SetState, user.Post);
        if (barred is not null)
        {
            return barred;
        }
        Change(user, state, actor);
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return user;
    }

    private void Change(User user, AccountState state, Actor actor)
    {
        var before = AccountFacts.Of(user);
        user.IsDisabled = state == AccountState.Disabled;
        user.SecurityStamp = CreateUser.NewStamp();
        var verb = user.IsDisabled ? "disable" : "enable";
        audit.Note(new AuditNote(actor, verb, AccountFacts.SubjectOf(user), before, AccountFacts.Of(user)));
    }

    private enum AccountState
    {
        Enabled,
        Disabled,
    }
}
