using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>What a client of the API holds after signing in.</summary>
/// <param name="ExpiresIn">Seconds until the access token ends.</param>
public sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>
/// Opaque tokens of the API. Each refresh token is good for one exchange; presenting one that was exchanged already means that
/// somebody has a copy, and ends the whole sign-in it belongs to (RFC 9700 §4.14.2).
/// </summary>
public sealed class ApiTokens(IpStrategyContext db, HeldTables held, Ids ids, TimeProvider clock)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(14);

    public async Task<TokenPair> IssueAsync(Account account, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var now = clock.GetUtcNow();
        await db.ApiTokens.Where(t => t.UserId == account.Id && t.RefreshExpiresAt < now).ExecuteDeleteAsync(cancel);
        var pair = Add(account.Id, account.SecurityStamp, null);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return pair;
    }

    public async Task<Outcome<TokenPair>> RefreshAsync(string refreshToken, CancellationToken cancel)
    {
        var (hash, now) = (Tokens.HashOf(refreshToken), clock.GetUtcNow());
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var old = await db.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.RefreshHash == hash, cancel);
        if (old is null || old.RefreshExpiresAt <= now)
        {
            return new TokenIsNotValid();
        }
        if (await RevokeAsync(db.ApiTokens.Where(t => t.Id == old.Id), now, cancel) == 0)
        {
            await RevokeAsync(db.ApiTokens.Where(t => t.FamilyId == old.FamilyId), now, cancel);
            await transaction.CommitAsync(cancel);
            return new TokenIsNotValid();
        }
        if (
            !await db.Users.AnyAsync(
                u => u.Id == old.UserId && !u.IsDisabled && u.SecurityStamp == old.SecurityStamp,
                cancel
            )
        )
        {
            return new TokenIsNotValid();
        }
        var pair = Add(old.UserId, old.SecurityStamp, old.FamilyId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return pair;
    }

    /// <summary>Who holds this access token; null when it opens nothing any more. Asked anew with every request.</summary>
    public Task<Account?> HolderAsync(string accessToken, CancellationToken cancel)
    {
        var (hash, now) = (Tokens.HashOf(accessToken), clock.GetUtcNow());
        var holders =
            from token in db.ApiTokens
            where token.AccessHash == hash && token.RevokedAt == null && token.AccessExpiresAt > now
            join user in db.Users on token.UserId equals user.Id
            where !user.IsDisabled && user.SecurityStamp == token.SecurityStamp
            select user;
        return AccountAsync(holders, cancel);
    }

    /// <summary>Ends the sign-in that this access token belongs to, with every token it was exchanged for.</summary>
    public async Task RevokeAsync(string accessToken, CancellationToken cancel)
    {
        var hash = Tokens.HashOf(accessToken);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var families = db.ApiTokens.Where(t => t.AccessHash == hash).Select(t => t.FamilyId);
        await RevokeAsync(db.ApiTokens.Where(t => families.Contains(t.FamilyId)), clock.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The account behind a cookie; null when it was disabled or its password has changed since.</summary>
    public Task<Account?> CurrentAsync(long userId, string securityStamp, CancellationToken cancel) =>
        AccountAsync(db.Users.Where(u => u.Id == userId && !u.IsDisabled && u.SecurityStamp == securityStamp), cancel);

    /// <summary>With the account comes the stamp of the tables held in memory: every request is behind no change made elsewhere.</summary>
    private async Task<Account?> AccountAsync(IQueryable<User> users, CancellationToken cancel)
    {
        var found = await users
            .Select(u => new
            {
                Account = new Account(u.Id, u.UserName!, u.DisplayName, u.Post, u.AgencyCode, u.SecurityStamp!)
                {
                    MustChangePassword = u.MustChangePassword,
                    HasSecondFactor = u.TwoFactorEnabled,
                },
                Stamp = db.Settings.Where(s => s.Name == HeldTables.StampName).Select(s => s.Value).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is not null)
        {
            await held.FollowAsync(db, found.Stamp, cancel);
        }
        return found?.Account;
    }

    private static Task<int> RevokeAsync(IQueryable<ApiToken> tokens, DateTimeOffset now, CancellationToken cancel) =>
        tokens
            .Where(t => t.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, (DateTimeOffset?)now), cancel);

    private TokenPair Add(long userId, string securityStamp, long? family)
    {
        var (access, refresh, now) = (Tokens.New(), Tokens.New(), clock.GetUtcNow());
        var token = new ApiToken(ids.Next(), userId, Tokens.HashOf(access), Tokens.HashOf(refresh), securityStamp);
        db.ApiTokens.Add(token.ValidUntil(now + AccessLife, now + RefreshLife).InFamily(family));
        return new TokenPair(access, (int)AccessLife.TotalSeconds, refresh);
    }
}
