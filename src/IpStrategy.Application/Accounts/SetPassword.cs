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

/// <summary>A password that somebody gives to somebody else.</summary>
/// <param name="MustBeChanged">It opens nothing but the page where it is changed.</param>
public sealed record GivenPassword(string Text, bool MustBeChanged = false);

/// <summary>Sets a new password, somebody's own or as an administrator. Ends every session of the account, also the caller's.</summary>
public sealed class SetPassword(
    IpStrategyContext db,
    ReferenceTables reference,
    SignInTries tries,
    OwnPassword own,
    PasswordRules rules,
    PasswordHistory history,
    IPasswordHasher<User> hasher,
    TimeProvider clock,
    AuditTrail audit
)
{
    public Task<Outcome<AccountView>> RunAsync(
        string userName,
        string password,
        Actor actor,
        CancellationToken cancel
    ) => RunAsync(userName, new GivenPassword(password), actor, cancel);

    public async Task<Outcome<AccountView>> RunAsync(
        string userName,
        GivenPassword password,
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
        var user = await own.CheckAsync(currentPassword, actor, cancel);
        return user.IsRefused
            ? user.Refusal!
            : await ChangeAsync(user.Value, new GivenPassword(password), actor, cancel);
    }

    private Task<User?> FindAsync(string userName, CancellationToken cancel)
    {
        var name = AccountRules.Normalise(userName);
        return db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
    }

    private async Task<Outcome<AccountView>> ChangeAsync(
        User user,
        GivenPassword password,
        Actor actor,
        CancellationToken cancel
    )
    {
        var refusal =
            rules.Check(password.Text, user.UserName!) ?? await history.CheckAsync(user, password.Text, cancel);
        if (refusal is not null)
        {
            return refusal;
        }
        var hash = hasher.HashPassword(user, password.Text);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await history.KeepAsync(user, cancel);
        await StoreAsync(user, hash, password, cancel);
        audit.Note(
            new AuditNote(
                actor,
                "set-password",
                AccountFacts.SubjectOf(user),
                null,
                password.MustBeChanged ? new { mustBeChanged = true } : null
            )
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        tries.ForgetAll(user.NormalizedUserName!);
        user.MustChangePassword = password.MustBeChanged;
        return AccountView.Of(user, reference);
    }

    private Task<int> StoreAsync(User user, string hash, GivenPassword password, CancellationToken cancel)
    {
        var (stamp, now) = (CreateUser.NewStamp(), clock.GetUtcNow());
        return db
            .Users.Where(u => u.Id == user.Id)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(u => u.PasswordHash, hash)
                        .SetProperty(u => u.SecurityStamp, stamp)
                        .SetProperty(u => u.MustChangePassword, password.MustBeChanged)
                        .SetProperty(u => u.PasswordSetAt, (DateTimeOffset?)now)
                        .SetProperty(u => u.AccessFailedCount, 0)
                        .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                cancel
            );
    }
}
