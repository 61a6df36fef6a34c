using System.Security.Cryptography;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Accounts;

/// <summary>The secrets of authenticators, sealed at rest; and recovery codes, of which only hashes are kept.</summary>
public sealed class SecondFactorSecrets(
    IpStrategyContext db,
    IDataProtectionProvider protection,
    Ids ids,
    TimeProvider clock,
    ILogger<SecondFactorSecrets> log
)
{
    private const int HowMany = 10;
    private const int BytesOfCode = 10;
    private const char Between = '-';

    private readonly IDataProtector _protector = protection.CreateProtector("IpStrategy.SecondFactor");

    internal static byte[] New() => RandomNumberGenerator.GetBytes(OneTimeCodes.BytesOfSecret);

    internal string Sealed(byte[] secret) => Convert.ToBase64String(_protector.Protect(secret));

    /// <summary>Takes a code of the authenticator, and never again it or an earlier one. Within a transaction.</summary>
    internal async Task<bool> TakeCodeAsync(SecondFactor factor, string code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var typed = Bare(code);
        return Open(factor) is { } secret
            && OneTimeCodes.FindStep(secret, typed, now, factor.LastStep) is { } step
            && await db
                .SecondFactors.Where(f => f.UserId == factor.UserId && f.LastStep < step)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.LastStep, step), cancel) == 1;
    }

    /// <summary>Takes a recovery code: it is gone with that. Within a transaction.</summary>
    internal async Task<bool> TakeRecoveryCodeAsync(long userId, string code, CancellationToken cancel)
    {
        var hash = HashOf(userId, Bare(code));
        return await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(cancel) > 0;
    }

    /// <summary>New recovery codes in place of all earlier ones; to be shown once. Stored with the next save.</summary>
    internal async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(long userId, CancellationToken cancel)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancel);
        var codes = Enumerable
            .Range(0, HowMany)
            .Select(_ => KeyText.Of(RandomNumberGenerator.GetBytes(BytesOfCode)))
            .ToList();
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode(ids.Next(), userId, HashOf(userId, c))));
        return codes.ConvertAll(c => KeyText.Grouped(c, Between));
    }

    /// <summary>Without salt or slowness: 80 random bits cannot be guessed. The account goes in, so that equal hashes tell nothing.</summary>
    private static string HashOf(long userId, string code) => Tokens.HashOf($"{userId} {code}");

    // Authenticators show codes in two groups; paper shows them in four.
    private static string Bare(string code) =>
        string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != Between)).ToUpperInvariant();

    private byte[]? Open(SecondFactor factor)
    {
        try
        {
            return _protector.Unprotect(Convert.FromBase64String(factor.Secret));
        }
        catch (CryptographicException)
        {
            log.LogWarning(
                "The keys that second factors were sealed with are gone from the data folder; recovery codes still work"
            );
            return null;
        }
    }
}
