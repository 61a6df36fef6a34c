using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// The second step of a sign-in. A try is counted before the code is looked at; every five wrong ones lock the account's second
/// step, each time for twice as long, up to a day: whoever has got hold of the password has too few tries for a million codes.
/// </summary>
public sealed class CheckSecondFactor(IpStrategyContext db, SecondFactorSecrets secrets, TimeProvider clock)
{
    public const string ByCode = "password+totp";
    public const string ByRecoveryCode = "password+recovery-code";
    public const int TriesBeforeLock = 5;
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestLock = TimeSpan.FromDays(1);

    private const int LongestCode = 64;
    private const int MostDoublings = 10;

    /// <summary>By which means the person has proved it.</summary>
    public async Task<Outcome<string>> RunAsync(long userId, string code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var taken = await db
            .SecondFactors.Where(f =>
                f.UserId == userId && f.ConfirmedAt != null && (f.LockedUntil == null || f.LockedUntil <= now)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Tries, f => f.Tries + 1), cancel);
        var factor = await db.SecondFactors.AsNoTracking().FirstOrDefaultAsync(f => f.UserId == userId, cancel);
        if (factor is null || taken == 0)
        {
            return factor?.LockedUntil is { } until ? new AccountIsLocked(until) : new SecondFactorIsWrong();
        }
        var means = await TakeAsync(factor, code, cancel);
        await KeepCountAsync(factor, means is null ? LockAfter(factor.Tries, now) : null, means, cancel);
        await transaction.CommitAsync(cancel);
        return means is null ? new SecondFactorIsWrong() : means;
    }

    private async Task<string?> TakeAsync(SecondFactor factor, string code, CancellationToken cancel) =>
        code.Length > LongestCode ? null
        : await secrets.TakeCodeAsync(factor, code, cancel) ? ByCode
        : await secrets.TakeRecoveryCodeAsync(factor.UserId, code, cancel) ? ByRecoveryCode
        : null;

    private Task<int> KeepCountAsync(
        SecondFactor factor,
        DateTimeOffset? until,
        string? means,
        CancellationToken cancel
    )
    {
        var tries = means is null ? factor.Tries : 0;
        return db
            .SecondFactors.Where(f => f.UserId == factor.UserId)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Tries, tries).SetProperty(f => f.LockedUntil, until), cancel);
    }

    private static DateTimeOffset? LockAfter(int tries, DateTimeOffset now)
    {
        if (tries % TriesBeforeLock != 0)
        {
            return null;
        }
        var doublings = Math.Min(MostDoublings, tries / TriesBeforeLock - 1);
        var length = FirstLock * (1 << doublings);
        return now + (length < LongestLock ? length : LongestLock);
    }
}
