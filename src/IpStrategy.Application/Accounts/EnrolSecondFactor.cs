using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>What goes into an authenticator; shown once, before the enrolment is confirmed.</summary>
/// <param name="Secret">For typing, in groups of four.</param>
/// <param name="Address">The same for scanning: <c>otpauth://totp/…</c>.</param>
public sealed record SecondFactorOffer(string Secret, string Address);

/// <summary>What stands in for a lost authenticator, once each; shown once.</summary>
public sealed record RecoveryCodeList(IReadOnlyList<string> Codes);

/// <summary>
/// 绑定、解除动态验证码. Begun with the password, in force with the first code; that ends every session of the account, so that nobody
/// stays in who came by the password alone.
/// </summary>
public sealed class EnrolSecondFactor(
    IpStrategyContext db,
    OwnPassword own,
    SecondFactorSecrets secrets,
    CheckSecondFactor check,
    SecondFactorSettings settings,
    TimeProvider clock,
    AuditTrail audit
)
{
    private const string Product = "IpStrategy";

    /// <summary>A new secret in place of one that was never confirmed.</summary>
    public async Task<Outcome<SecondFactorOffer>> BeginAsync(string password, Actor actor, CancellationToken cancel)
    {
        var user = await own.CheckAsync(password, actor, cancel);
        if (user.IsRefused)
        {
            return user.Refusal!;
        }
        var secret = SecondFactorSecrets.New();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await db.SecondFactors.AnyAsync(f => f.UserId == actor.UserId && f.ConfirmedAt != null, cancel))
        {
            return new SecondFactorIsThereAlready();
        }
        await db.SecondFactors.Where(f => f.UserId == actor.UserId).ExecuteDeleteAsync(cancel);
        db.SecondFactors.Add(new SecondFactor(actor.UserId, secrets.Sealed(secret)));
        audit.Note(new AuditNote(actor, "begin-second-factor", AccountFacts.SubjectOf(user.Value), null, null));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return OfferOf(secret, user.Value.UserName!);
    }

    /// <summary>In force from now on; the recovery codes are shown this once.</summary>
    public async Task<Outcome<RecoveryCodeList>> ConfirmAsync(string code, Actor actor, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var factor = await db
            .SecondFactors.AsNoTracking()
            .FirstOrDefaultAsync(f => f.UserId == actor.UserId && f.ConfirmedAt == null, cancel);
        if (factor is null)
        {
            return new NoEnrolmentIsUnderWay();
        }
        if (!await secrets.TakeCodeAsync(factor, code, cancel))
        {
            return new SecondFactorIsWrong();
        }
        var now = clock.GetUtcNow();
        await db
            .SecondFactors.Where(f => f.UserId == actor.UserId)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.ConfirmedAt, (DateTimeOffset?)now), cancel);
        var user = await db.Users.FirstAsync(u => u.Id == actor.UserId, cancel);
        (user.TwoFactorEnabled, user.SecurityStamp) = (true, CreateUser.NewStamp());
        var codes = await secrets.RenewRecoveryCodesAsync(actor.UserId, cancel);
        audit.Note(new AuditNote(actor, "enrol-second-factor", AccountFacts.SubjectOf(user), null, null));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new RecoveryCodeList(codes);
    }

    /// <summary>With a code of the authenticator, or a recovery code; not where the post must have a second factor.</summary>
    public async Task<Refusal?> RemoveAsync(string code, Actor actor, CancellationToken cancel)
    {
        if (settings.Requires(actor.Post))
        {
            return new SecondFactorIsRequired();
        }
        var proof = await check.RunAsync(actor.UserId, code, cancel);
        if (proof.IsRefused)
        {
            return proof.Refusal;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var user = await db.Users.FirstAsync(u => u.Id == actor.UserId, cancel);
        await ForgetAsync(db, user, cancel);
        audit.Note(new AuditNote(actor, "remove-second-factor", AccountFacts.SubjectOf(user), null, null));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    public async Task<Outcome<RecoveryCodeList>> RenewRecoveryCodesAsync(
        string code,
        Actor actor,
        CancellationToken cancel
    )
    {
        var proof = await check.RunAsync(actor.UserId, code, cancel);
        if (proof.IsRefused)
        {
            return proof.Refusal!;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var codes = await secrets.RenewRecoveryCodesAsync(actor.UserId, cancel);
        var subject = $"user:{Opaque.Of(actor.UserId)}";
        audit.Note(new AuditNote(actor, "renew-recovery-codes", subject, null, new { codes = codes.Count }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new RecoveryCodeList(codes);
    }

    /// <summary>The password alone opens the account again, and only anew. Within a transaction.</summary>
    internal static async Task ForgetAsync(IpStrategyContext db, User user, CancellationToken cancel)
    {
        await db.SecondFactors.Where(f => f.UserId == user.Id).ExecuteDeleteAsync(cancel);
        await db.RecoveryCodes.Where(c => c.UserId == user.Id).ExecuteDeleteAsync(cancel);
        (user.TwoFactorEnabled, user.SecurityStamp) = (false, CreateUser.NewStamp());
    }

    private static SecondFactorOffer OfferOf(byte[] secret, string userName)
    {
        var text = KeyText.Of(secret);
        var label = Uri.EscapeDataString($"{Product}:{userName}");
        return new SecondFactorOffer(
            KeyText.Grouped(text, ' '),
            $"otpauth://totp/{label}?secret={text}&issuer={Product}&algorithm=SHA1"
                + $"&digits={OneTimeCodes.Digits}&period={OneTimeCodes.SecondsOfStep}"
        );
    }
}
