using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>For who has lost the authenticator and the recovery codes: an administrator takes the second factor away; sessions end.</summary>
public sealed class ResetSecondFactor(IpStrategyContext db, ReferenceTables reference, AuditTrail audit)
{
    public async Task<Outcome<AccountView>> RunAsync(string userName, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var name = AccountRules.Normalise(userName);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var user = await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user is null)
        {
            return new AccountDoesNotExist(userName);
        }
        // Whoever sits down at an administrator's open machine would be rid of it for good.
        if (user.Id == actor.UserId)
        {
            return new NobodyResetsTheirOwnSecondFactor();
        }
        if (AdministratorDuties.May(actor, AccountAct.SetPassword, user.Post) is { } another)
        {
            return another;
        }
        var before = new { hasSecondFactor = user.TwoFactorEnabled };
        await EnrolSecondFactor.ForgetAsync(db, user, cancel);
        var after = new { hasSecondFactor = false };
        audit.Note(new AuditNote(actor, "reset-second-factor", AccountFacts.SubjectOf(user), before, after));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return AccountView.Of(user, reference);
    }
}
