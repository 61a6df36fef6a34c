using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>Signing in and out on record, by whatever door. Where nobody has the name, the name is left out: it may be a password.</summary>
public sealed class SignInRecord(IpStrategyContext db, AuditTrail audit)
{
    private static readonly Actor Nobody = new(0, "", null, null);

    /// <param name="means"><c>password</c>, <c>oidc</c>, <c>totp</c>.</param>
    public Task SucceededAsync(Account account, string means, CancellationToken cancel) =>
        audit.NoteAloneAsync(
            new AuditNote(account.AsActor(), "sign-in", SubjectOf(account.Id), null, new { means }),
            cancel
        );

    public async Task RefusedAsync(string userName, Refusal refusal, CancellationToken cancel)
    {
        var name = AccountRules.Normalise(userName);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        await audit.NoteAloneAsync(NoteOf(user, refusal), cancel);
    }

    public Task EndedAsync(Actor actor, CancellationToken cancel) =>
        audit.NoteAloneAsync(new AuditNote(actor, "sign-out", SubjectOf(actor.UserId), null, null), cancel);

    // Whoever tried is not known to be the one whose name was used.
    private static AuditNote NoteOf(User? user, Refusal refusal) =>
        new(
            Nobody,
            "sign-in-refused",
            user is null ? "user:unknown" : SubjectOf(user.Id),
            null,
            new { refusal = refusal.Code, user = user?.UserName }
        );

    private static string SubjectOf(long userId) => $"user:{Opaque.Of(userId)}";
}
