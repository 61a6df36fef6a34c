using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// Asks somebody signed in for the password again before anything is changed that would keep them out. Whoever finds a machine open
/// gets no more tries than at the sign-in.
/// </summary>
public sealed class OwnPassword(IpStrategyContext db, SignInTries tries, IPasswordHasher<User> hasher)
{
    private const string Place = "signed in";

    /// <summary>The account, if the password is right.</summary>
    internal async Task<Outcome<User>> CheckAsync(string password, Actor actor, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel);
        if (user?.PasswordHash is not { } hash || password.Length > PasswordRules.MostCharacters)
        {
            return new CurrentPasswordIsWrong();
        }
        var name = $"own {user.NormalizedUserName}";
        if (tries.Take(name, Place) is { } until)
        {
            return new AccountIsLocked(until);
        }
        if (hasher.VerifyHashedPassword(user, hash, password) == PasswordVerificationResult.Failed)
        {
            return new CurrentPasswordIsWrong();
        }
        tries.ForgetAll(name);
        return user;
    }
}
