using System.Security.Cryptography;
using System.Text;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// The way into an empty installation: a token that only the log of this start shows, and whose hash is stored. It dies with use,
/// with the next start, and with the first account, however that was made.
/// </summary>
public sealed class CreateFirstAdministrator(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    CreateUser users,
    PasswordRules rules,
    AuditTrail audit
)
{
    private const string SettingName = "accounts.setup-token";

    /// <summary>A new token in place of any earlier one; null when there are accounts already.</summary>
    public async Task<string?> MakeTokenAsync(CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await db.Users.AnyAsync(cancel))
        {
            return null;
        }
        var token = Tokens.New();
        var setting = await db.Settings.FirstOrDefaultAsync(s => s.Name == SettingName, cancel);
        if (setting is null)
        {
            db.Settings.Add(new Setting(SettingName, Tokens.HashOf(token)));
        }
        else
        {
            setting.Change(Tokens.HashOf(token));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return token;
    }

    /// <summary>Whether the token opens the page: asked before the form is shown.</summary>
    public async Task<bool> IsValidAsync(string? token, CancellationToken cancel) =>
        Fits(await db.Settings.AsNoTracking().FirstOrDefaultAsync(s => s.Name == SettingName, cancel), token)
        && !await db.Users.AnyAsync(cancel);

    public async Task<Outcome<AccountView>> RunAsync(
        string token,
        string userName,
        string displayName,
        string password,
        CancellationToken cancel
    )
    {
        if (!await IsValidAsync(token, cancel))
        {
            return new SetupLinkIsNotValid();
        }
        var account = new NewAccount(userName, displayName, Post.SystemAdministrator, null);
        var refusal = AccountRules.CheckAccount(account, reference) ?? rules.Check(password, userName);
        if (refusal is not null)
        {
            return refusal;
        }
        var user = users.UserOf(account, password);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await CreateUser.LockNameAsync(db, user, cancel);
        // Deleting the token is the lock: of two that arrive together only one deletes a row.
        var hash = Tokens.HashOf(token);
        var taken = await db.Settings.Where(s => s.Name == SettingName && s.Value == hash).ExecuteDeleteAsync(cancel);
        if (taken == 0 || await db.Users.AnyAsync(cancel))
        {
            return new SetupLinkIsNotValid();
        }
        db.Users.Add(user);
        var first = new Actor(user.Id, user.DisplayName, user.Post, null);
        audit.Note(new AuditNote(first, "create", AccountFacts.SubjectOf(user), null, AccountFacts.Of(user)));
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await holders.RefreshAsync(db, cancel);
        return AccountView.Of(user, reference);
    }

    private static bool Fits(Setting? setting, string? token) =>
        setting is not null
        && token is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(setting.Value),
            Encoding.ASCII.GetBytes(Tokens.HashOf(token))
        );
}
