using System.Collections.Immutable;
using System.Net.Mail;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>Whom the provider says it is; its signature, issuer, audience, time and nonce have been checked.</summary>
/// <param name="Subject">The provider's own and lasting name for the person.</param>
public sealed record OidcPerson(string Issuer, string Subject, ImmutableArray<KeyValuePair<string, string>> Claims)
{
    internal string? First(string claim) =>
        Claims.FirstOrDefault(c => c.Key == claim && !string.IsNullOrWhiteSpace(c.Value)).Value;

    internal IEnumerable<string> All(string claim) => Claims.Where(c => c.Key == claim).Select(c => c.Value);
}

/// <summary>
/// 统一身份认证: from what the provider says to an account. The first time by the user name, ever after by the provider's lasting name
/// for the person: a user name that is given to somebody else there opens nothing here. Rights are not changed by signing in.
/// </summary>
public sealed class SignInWithOidc(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    OidcSettings settings,
    Ids ids,
    AuditTrail audit
)
{
    public async Task<Outcome<Account>> RunAsync(OidcPerson person, CancellationToken cancel)
    {
        if (person.First(settings.UserNameClaim) is not { } userName)
        {
            return new OidcClaimIsMissing(settings.UserNameClaim);
        }
        var place = PlaceOf(person);
        if (place.IsRefused)
        {
            return place.Refusal!;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, $"account {AccountRules.Normalise(userName)}", cancel);
        var found = await FindAsync(person, userName, cancel);
        var outcome =
            found.IsRefused && found.Refusal is OidcAccountDoesNotExist && settings.CreatesAccounts
                ? Create(person, userName, place.Value)
            : found.IsRefused ? found
            : Fits(found.Value, place.Value);
        if (outcome.IsRefused)
        {
            // Nothing half done: the refusal goes on record by the same context.
            db.ChangeTracker.Clear();
            return outcome.Refusal!;
        }
        await KeepAsync(outcome.Value, transaction, cancel);
        return Account.Of(outcome.Value);
    }

    private async Task KeepAsync(User user, WriteTransaction transaction, CancellationToken cancel)
    {
        var isNew = db.Entry(user).State == EntityState.Added;
        if (isNew)
        {
            await HeldTables.TouchAsync(db, cancel);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (isNew)
        {
            await holders.RefreshAsync(db, cancel);
        }
    }

    private async Task<Outcome<User>> FindAsync(OidcPerson person, string userName, CancellationToken cancel)
    {
        var linked = await db.UserLogins.FirstOrDefaultAsync(
            l => l.LoginProvider == person.Issuer && l.ProviderKey == person.Subject,
            cancel
        );
        var name = AccountRules.Normalise(userName);
        var user = linked is null
            ? await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel)
            : await db.Users.FirstOrDefaultAsync(u => u.Id == linked.UserId, cancel);
        if (user is null)
        {
            return new OidcAccountDoesNotExist(userName);
        }
        if (user.IsDisabled)
        {
            return new OidcAccountIsNotOpen(userName);
        }
        return linked is null ? await LinkAsync(person, user, cancel) : user;
    }

    private async Task<Outcome<User>> LinkAsync(OidcPerson person, User user, CancellationToken cancel)
    {
        var isTaken = await db.UserLogins.AnyAsync(
            l => l.UserId == user.Id && l.LoginProvider == person.Issuer,
            cancel
        );
        if (isTaken)
        {
            return new OidcAccountIsNotOpen(user.UserName!);
        }
        Link(person, user);
        return user;
    }

    private void Link(OidcPerson person, User user)
    {
        db.UserLogins.Add(
            new IdentityUserLogin<long>
            {
                LoginProvider = person.Issuer,
                ProviderKey = person.Subject,
                UserId = user.Id,
            }
        );
        var link = new { issuer = person.Issuer, subject = person.Subject };
        audit.Note(new AuditNote(user.AsActor(), "link-oidc", AccountFacts.SubjectOf(user), null, link));
    }

    private static Outcome<User> Fits(User user, Place place) =>
        (place.Post is { } post && post != user.Post) || (place.Agency is { } agency && agency != user.AgencyCode)
            ? new OidcPostDiffers()
            : user;

    private Outcome<User> Create(OidcPerson person, string userName, Place place)
    {
        if (place.Post is not { } post)
        {
            return new OidcClaimIsMissing(settings.PostClaim);
        }
        var takesAgency = post is Post.Officer or Post.Leader;
        var email = person.First("email") is { } mail && MailAddress.TryCreate(mail, out _) ? mail : null;
        var account = new NewAccount(
            userName,
            person.First(settings.DisplayNameClaim) ?? userName,
            post,
            takesAgency ? place.Agency : null,
            email
        );
        if (AccountRules.CheckAccount(account, reference) is { } refusal)
        {
            return refusal;
        }
        var user = CreateUser.RowOf(ids.Next(), account);
        db.Users.Add(user);
        audit.Note(new AuditNote(user.AsActor(), "create", AccountFacts.SubjectOf(user), null, AccountFacts.Of(user)));
        Link(person, user);
        return user;
    }

    /// <summary>Post and agency as the provider says, in this program's words; null where the settings do not ask.</summary>
    private Outcome<Place> PlaceOf(OidcPerson person)
    {
        Post? post = null;
        if (settings.PostClaim.Length > 0)
        {
            var said = person.All(settings.PostClaim).ToHashSet(StringComparer.Ordinal);
            if (settings.PostTable.FirstOrDefault(p => said.Contains(p.Theirs)) is not { } pair)
            {
                return new OidcPostIsUnknown(settings.PostClaim);
            }
            post = Enum.Parse<Post>(pair.Ours, ignoreCase: true);
        }
        // Whoever belongs to no agency is not asked for one.
        if (settings.AgencyClaim.Length == 0 || post is not (null or Post.Officer or Post.Leader))
        {
            return new Place(post, null);
        }
        return AgencyOf(person) is { } agency ? new Place(post, agency) : new OidcAgencyIsUnknown(settings.AgencyClaim);
    }

    private string? AgencyOf(OidcPerson person) =>
        person
            .All(settings.AgencyClaim)
            .Select(said => settings.AgencyTable.FirstOrDefault(a => a.Theirs == said)?.Ours ?? said)
            .FirstOrDefault(code => reference.Directory.Find(new AgencyCode(code)) is not null);

    private sealed record Place(Post? Post, string? Agency);
}
