using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>One sign-in of a program.</summary>
/// <param name="RenewedAt">When its tokens were given out or last exchanged.</param>
/// <param name="EndsAt">When it ends if it is not exchanged again.</param>
public sealed record OpenSignIn(DateTimeOffset RenewedAt, DateTimeOffset EndsAt);

/// <summary>What somebody sees of their own account.</summary>
public sealed record OwnAccountView(
    AccountView Account,
    bool HasPassword,
    DateTimeOffset? PasswordSetAt,
    int RecoveryCodes,
    IReadOnlyList<OpenSignIn> SignIns
);

/// <summary>自己的账号: what it is, and signing out everywhere.</summary>
public sealed class OwnAccount(IpStrategyContext db, ReferenceTables reference, AuditTrail audit, TimeProvider clock)
{
    private const int MostSignIns = 50;

    public async Task<OwnAccountView> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == actor.UserId, cancel);
        var now = clock.GetUtcNow();
        var tokens = await db
            .ApiTokens.AsNoTracking()
            .Where(t => t.UserId == user.Id && t.SecurityStamp == user.SecurityStamp)
            .Where(t => t.RevokedAt == null && t.RefreshExpiresAt > now)
            .OrderByDescending(t => t.Id)
            .Take(MostSignIns)
            .ToListAsync(cancel);
        return new OwnAccountView(
            AccountView.Of(user, reference),
            user.PasswordHash is not null,
            user.PasswordSetAt,
            await db.RecoveryCodes.CountAsync(c => c.UserId == user.Id, cancel),
            tokens.ConvertAll(t => new OpenSignIn(t.RefreshExpiresAt - ApiTokens.RefreshLife, t.RefreshExpiresAt))
        );
    }

    /// <summary>As it is now, for whoever has just changed it and stays signed in where that was done.</summary>
    public async Task<Account> NowAsync(Actor actor, CancellationToken cancel) =>
        Account.Of(await db.Users.AsNoTracking().FirstAsync(u => u.Id == actor.UserId, cancel));

    /// <summary>Ends every session and every token of the account, the caller's too.</summary>
    public async Task SignOutEverywhereAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var user = await db.Users.FirstAsync(u => u.Id == actor.UserId, cancel);
        user.SecurityStamp = CreateUser.NewStamp();
        await db
            .ApiTokens.Where(t => t.UserId == user.Id && t.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, (DateTimeOffset?)now), cancel);
        audit.Note(new AuditNote(actor, "sign-out-everywhere", AccountFacts.SubjectOf(user), null, null));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
