using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>The passwords an account had before, as far back as the settings say.</summary>
public sealed class PasswordHistory(
    IpStrategyContext db,
    IPasswordHasher<User> hasher,
    PasswordSettings settings,
    Ids ids
)
{
    /// <summary>Hashing takes its time: call it outside a transaction.</summary>
    internal async Task<DomainRefusal?> CheckAsync(User user, string password, CancellationToken cancel)
    {
        if (settings.NotTheLast <= 0)
        {
            return null;
        }
        var earlier = await db
            .UsedPasswords.Where(p => p.UserId == user.Id)
            .OrderByDescending(p => p.Id)
            .Take(settings.NotTheLast - 1)
            .Select(p => p.Hash)
            .ToListAsync(cancel);
        return earlier
            .Prepend(user.PasswordHash)
            .OfType<string>()
            .Any(h => hasher.VerifyHashedPassword(user, h, password) != PasswordVerificationResult.Failed)
            ? new PasswordWasUsedBefore(settings.NotTheLast)
            : null;
    }

    /// <summary>Keeps the one that gives way, and forgets those too far back to be asked for. Within the transaction of the change.</summary>
    internal async Task KeepAsync(User user, CancellationToken cancel)
    {
        if (user.PasswordHash is { } hash && settings.NotTheLast > 1)
        {
            db.UsedPasswords.Add(new UsedPassword(ids.Next(), user.Id, hash));
        }
        var kept = await db
            .UsedPasswords.Where(p => p.UserId == user.Id)
            .OrderByDescending(p => p.Id)
            .Take(Math.Max(0, settings.NotTheLast - 2))
            .Select(p => p.Id)
            .ToListAsync(cancel);
        await db.UsedPasswords.Where(p => p.UserId == user.Id && !kept.Contains(p.Id)).ExecuteDeleteAsync(cancel);
    }
}
