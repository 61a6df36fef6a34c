using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Accounts;

/// <summary>Section <c>Oidc</c> of the settings file: signing in with an OpenID Connect provider.</summary>
public sealed record OidcSettings
{
    public const string Section = "Oidc";

    /// <summary>Empty: there is no such sign-in.</summary>
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>From the environment; it has no place in a file.</summary>
    public string ClientSecret { get; init; } = "";
    public string Scopes { get; init; } = "openid profile";

    /// <summary>Where the provider's own sign-in page lies, if on another host than <see cref="Authority"/>.</summary>
    public string SignInOrigin { get; init; } = "";
    public string UserNameClaim { get; init; } = "preferred_username";
    public string DisplayNameClaim { get; init; } = "name";

    /// <summary>Empty: what the provider says of agencies is not asked.</summary>
    public string AgencyClaim { get; init; } = "";

    /// <summary>Empty: what the provider says of posts is not asked.</summary>
    public string PostClaim { get; init; } = "";

    /// <summary><c>value=code; value=code</c>; a value that is not named stands for the agency of that code.</summary>
    public string Agencies { get; init; } = "";

    /// <summary><c>value=officer; value=leader</c>; a value that is not named gives no post.</summary>
    public string Posts { get; init; } = "";

    /// <summary>Makes an account at the first sign-in of who has none; otherwise only accounts that are there are let in.</summary>
    public bool CreatesAccounts { get; init; }

    /// <summary>Whether people may sign in with a password of this program as well.</summary>
    public bool LocalSignIn { get; init; } = true;

    /// <summary>User name of the one who may do so even where others may not.</summary>
    public string EmergencyAdministrator { get; init; } = "";

    public bool IsConfigured => Authority.Length > 0;

    /// <summary>Programs cannot go through another site's page, and keep their passwords.</summary>
    public bool AllowsLocally(Account account) =>
        !IsConfigured
        || LocalSignIn
        || account.Post == Post.Integration
        || AccountRules.Normalise(EmergencyAdministrator) == AccountRules.Normalise(account.UserName);

    /// <summary>What is wrong with these; null when they can be used.</summary>
    public string? Mistake =>
        !IsConfigured ? null
        : !Uri.TryCreate(Authority, UriKind.Absolute, out var uri) ? $"{Section}:Authority {Authority}?"
        : uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback ? $"{Section}:Authority {Authority}: https"
        : ClientId.Length == 0 ? $"{Section}:ClientId?"
        : PostTable.FirstOrDefault(p => !Enum.TryParse<Post>(p.Ours, ignoreCase: true, out _)) is { } wrong
            ? $"{Section}:Posts {wrong.Ours}?"
        : CreatesAccounts && PostClaim.Length == 0 ? $"{Section}:CreatesAccounts: {Section}:PostClaim?"
        : null;

    internal ImmutableArray<Pair> AgencyTable => Table(Agencies);

    internal ImmutableArray<Pair> PostTable => Table(Posts);

    // At the last sign of equality: names in directories (cn=ip,ou=x) have some of their own.
    private static ImmutableArray<Pair> Table(string text) =>
        [
            .. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(p => (Text: p, At: p.LastIndexOf('=')))
                .Select(p =>
                    p.At < 0 ? new Pair(p.Text, "") : new Pair(p.Text[..p.At].Trim(), p.Text[(p.At + 1)..].Trim())
                ),
        ];

    /// <param name="Theirs">What the provider says.</param>
    /// <param name="Ours">What it means here.</param>
    internal sealed record Pair(string Theirs, string Ours);
}
