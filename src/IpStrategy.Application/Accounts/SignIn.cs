using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// Checks a name and a password. A try is counted before the password is looked at, so that many at once get no more tries than
/// one after another. After a few the name is locked for the place they came from, after many more for every place that has never
/// signed in with it; the latter is kept in the account's row, where every host and the next start find it.
/// </summary>
public sealed class SignIn(
    IpStrategyContext db,
    SignInTries tries,
    IPasswordHasher<User> hasher,
    PasswordRules rules,
    TimeProvider clock
)
{
    private static readonly User Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<User>().HashPassword(Nobody, "-"));

    /// <param name="place">Where the request comes from, as far as that can be told.</param>
    public async Task<Outcome<Account>> RunAsync(
        string userName,
        string password,
        string place,
        CancellationToken cancel
    )
    {
        var name = AccountRules.Normalise(userName);
        if (tries.Take(name, place) is { } until)
        {
            return new AccountIsLocked(until);
        }
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user?.PasswordHash is null || password.Length > PasswordRules.MostCharacters)
        {
            // As long as a wrong password takes: the time must not tell which names exist.
            hasher.VerifyHashedPassword(Nobody, NobodysHash.Value, "");
            return new UserNameOrPasswordIsWrong();
        }
        if (!tries.IsTrusted(name, place) && await TakeTryAsync(user.Id, cancel) == 0)
        {
            var end = await db.Users.Where(u => u.Id == user.Id).Select(u => u.LockoutEnd).SingleAsync(cancel);
            return new AccountIsLocked(end ?? clock.GetUtcNow() + SignInTries.LockOut);
        }
        var verdict = hasher.VerifyHashedPassword(user, user.PasswordHash, password);
        if (verdict == PasswordVerificationResult.Failed || user.IsDisabled)
        {
            return new UserNameOrPasswordIsWrong();
        }
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
        }
        tries.Forget(name, place);
        return await InAsync(user, cancel);
    }

    private async Task<Account> InAsync(User user, CancellationToken cancel)
    {
        user.MustChangePassword |= rules.IsTooOld(user.PasswordSetAt, clock.GetUtcNow());
        await ForgetTriesAsync(user, cancel);
        return Account.Of(user);
    }

    private async Task<int> TakeTryAsync(long id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now + SignInTries.LockOut;
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        // A lock that is over leaves a full count behind; it starts again at one.
        var taken = await db
            .Users.Where(u => u.Id == id && (u.LockoutEnd == null || u.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                s => s.SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd == null ? u.AccessFailedCount + 1 : 1),
                cancel
            );
        await db
            .Users.Where(u => u.Id == id && u.LockoutEnd <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);
        await db
            .Users.Where(u => u.Id == id && u.LockoutEnd == null && u.AccessFailedCount >= SignInTries.MostFromAll)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)until), cancel);
        await transaction.CommitAsync(cancel);
        return taken;
    }

    private async Task ForgetTriesAsync(User user, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await db
            .Users.Where(u => u.Id == user.Id && u.SecurityStamp == user.SecurityStamp)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(u => u.AccessFailedCount, 0)
                        .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null)
                        .SetProperty(u => u.PasswordHash, user.PasswordHash)
                        .SetProperty(u => u.MustChangePassword, user.MustChangePassword),
                cancel
            );
        await transaction.CommitAsync(cancel);
    }
}
