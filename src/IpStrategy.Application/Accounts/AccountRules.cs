using System.Net.Mail;
using System.Text.RegularExpressions;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Accounts;

/// <summary>An account to be made.</summary>
/// <param name="AgencyCode">Needed for officers and leaders, and only for them.</param>
/// <param name="MustChangePassword">The password comes from somebody else: nothing but changing it is open at first.</param>
public sealed record NewAccount(
    string UserName,
    string DisplayName,
    Post Post,
    string? AgencyCode,
    string? Email = null,
    bool MustChangePassword = false
);

/// <summary>What an account must look like.</summary>
public static partial class AccountRules
{
    public const int MostCharactersOfName = 64;

    public static DomainRefusal? CheckAccount(NewAccount account, ReferenceTables reference)
    {
        var name = account.DisplayName.Trim();
        if (!UserName().IsMatch(account.UserName))
        {
            return new UserNameIsNotAllowed(account.UserName);
        }
        if (name.Length is 0 or > MostCharactersOfName)
        {
            return new DisplayNameIsNotAllowed(MostCharactersOfName);
        }
        return account.Email is { } email && !MailAddress.TryCreate(email, out _)
            ? new EmailIsNotAllowed(email)
            : CheckAgency(account, reference);
    }

    /// <summary>The form in which names are compared and kept unique.</summary>
    public static string Normalise(string userName) => userName.Trim().ToUpperInvariant();

    private static DomainRefusal? CheckAgency(NewAccount account, ReferenceTables reference)
    {
        var needsAgency = account.Post is Post.Officer or Post.Leader;
        return account.AgencyCode switch
        {
            null => needsAgency ? new PostNeedsAgency() : null,
            _ when !needsAgency => new PostTakesNoAgency(),
            var code => reference.Directory.Find(new AgencyCode(code)) is null ? new AgencyIsUnknown(code) : null,
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._@\-]{0,62}[A-Za-z0-9])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex UserName();
}
