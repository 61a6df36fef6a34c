using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>Sets a new password, somebody's own or as an administrator. Ends every session of the account, also the caller's.</summary>
public sealed class SetPassword(
    IpStrategyContext db,
    ReferenceTables reference,
    SignInTries tries,
    IPasswordHasher<User> hasher,
    AuditTrail audit
)
{
    public async Task<Outcome<AccountView>> RunAsync(
        string userName,
        string password,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        if (await FindAsync(userName, cancel) is not { } user)
        {
            return new AccountDoesNotExist(userName);
        }
        return AdministratorDuties.May(actor, AccountAct.SetPassword, user.Post) is { } another
            ? another
            : await ChangeAsync(user, password, actor, cancel);
    }

    public async Task<Outcome<AccountView>> OwnAsync(
        string currentPassword,
        string password,
        Actor actor,
        CancellationToken cancel
    )
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel);
        var isRight =
            user?.PasswordHash is { } hash
            && hasher.VerifyHashedPassword(user, hash, currentPassword) != PasswordVerificationResult.Failed;
        return isRight ? await ChangeAsync(user!, password, actor, cancel) : new CurrentPasswordIsWrong();
    }

    private Task<User?> FindAsync(string userName, CancellationToken cancel)
    {
        var name = AccountRules.Normalise(userName);
        return db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
    }

    private async Task<Outcome<AccountView>> ChangeAsync(
        User user,
        string password,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (AccountRules.CheckPassword(password, user.UserName!) is { } refusal)
        {
            return refusal;
        }
        var (hash, stamp) = (hasher.HashPassword(user, password), CreateUser.NewStamp());
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await db
            .Users.Where(u => u.Id == user.Id)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(u => u.PasswordHash, hash)
                        .SetProperty(u => u.SecurityStamp, stamp)
                        .SetProperty(u => u.AccessFailedCount, 0)
                        .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                cancel
            );
        audit.Note(new AuditNote(actor, "set-password", AccountFacts.SubjectOf(user), null, null));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        tries.ForgetAll(user.NormalizedUserName!);
        return AccountView.Of(user, reference);
    }
}
