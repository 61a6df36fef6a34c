using System.Security.Cryptography;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>The key that a new account comes with.</summary>
/// <param name="By">The administrator who gives out the keys to this post, if he makes the account himself or with the other one.</param>
public sealed record FirstPassword(string Text, Actor By);

/// <summary>
/// Makes an account. Whoever makes it and knows its password could sign in as somebody else: a password comes only from the
/// administrator who sets them, and an account made without one opens nothing until he has.
/// </summary>
public sealed class CreateUser(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    IPasswordHasher<User> hasher,
    PasswordRules rules,
    TimeProvider clock,
    Ids ids,
    AuditTrail audit
)
{
    public async Task<Outcome<AccountView>> RunAsync(
        NewAccount account,
        FirstPassword? password,
        Actor actor,
        CancellationToken cancel
    )
    {
        var refusal =
            (Refusal?)AdministratorDuties.May(actor, AccountAct.Make, account.Post)
            ?? AccountRules.CheckAccount(account, reference)
            ?? CheckKey(account, password);
        if (refusal is not null)
        {
            return refusal;
        }
        var user = password is null
            ? RowOf(ids.Next(), account with { MustChangePassword = true })
            : UserOf(account, password.Text);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await LockNameAsync(db, user, cancel);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, cancel))
        {
            return new UserNameIsTaken(account.UserName);
        }
        db.Users.Add(user);
        audit.Note(new AuditNote(actor, "create", AccountFacts.SubjectOf(user), null, AccountFacts.Of(user)));
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await holders.RefreshAsync(db, cancel);
        return AccountView.Of(user, reference);
    }

    private Refusal? CheckKey(NewAccount account, FirstPassword? password) =>
        password is null
            ? null
            : AdministratorDuties.May(password.By, AccountAct.SetPassword, account.Post) as Refusal
                ?? rules.Check(password.Text, account.UserName);

    /// <summary>Of two accounts of one name that are made at once, the second finds the first.</summary>
    internal static Task LockNameAsync(IpStrategyContext db, User user, CancellationToken cancel) =>
        RowLocks.NameAsync(db, $"account {user.NormalizedUserName}", cancel);

    /// <summary>The row of a new account. Hashing takes its time: call it outside a transaction.</summary>
    internal User UserOf(NewAccount account, string password)
    {
        var user = RowOf(ids.Next(), account);
        user.PasswordHash = hasher.HashPassword(user, password);
        user.PasswordSetAt = clock.GetUtcNow();
        return user;
    }

    /// <summary>A row that nobody can sign in with yet.</summary>
    internal static User RowOf(long id, NewAccount account) =>
        new()
        {
            Id = id,
            UserName = account.UserName,
            NormalizedUserName = AccountRules.Normalise(account.UserName),
            DisplayName = account.DisplayName.Trim(),
            Email = account.Email,
            NormalizedEmail = account.Email?.ToUpperInvariant(),
            Post = account.Post,
            AgencyCode = account.AgencyCode,
            MustChangePassword = account.MustChangePassword,
            LockoutEnabled = true,
            SecurityStamp = NewStamp(),
        };

    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
