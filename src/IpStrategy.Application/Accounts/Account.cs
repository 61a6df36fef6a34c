using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Accounts;

namespace IpStrategy.Application.Accounts;

/// <summary>Somebody signed in, as of this request: read from the database, never only from a cookie or a token.</summary>
/// <param name="SecurityStamp">Changes with the password and when the account is disabled; ends every session.</param>
public sealed record Account(
    long Id,
    string UserName,
    string DisplayName,
    Post Post,
    string? AgencyCode,
    string SecurityStamp
)
{
    /// <summary>Nothing but changing the password is open.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>The password alone opens nothing.</summary>
    public bool HasSecondFactor { get; init; }

    public Actor AsActor() => new(Id, DisplayName, Post, AgencyCode);

    internal static Account Of(User u) =>
        new(u.Id, u.UserName!, u.DisplayName, u.Post, u.AgencyCode, u.SecurityStamp ?? "")
        {
            MustChangePassword = u.MustChangePassword,
            HasSecondFactor = u.TwoFactorEnabled,
        };
}

/// <summary>An account as administrators see it.</summary>
public sealed record AccountView(
    string Id,
    string UserName,
    string DisplayName,
    string? Email,
    string Post,
    string? Agency,
    string? AgencyName,
    bool IsDisabled,
    bool MustChangePassword,
    bool HasSecondFactor
)
{
    internal static AccountView Of(User user, ReferenceTables reference) =>
        new(
            Opaque.Of(user.Id),
            user.UserName!,
            user.DisplayName,
            user.Email,
            Words.Of(user.Post),
            user.AgencyCode,
            user.AgencyCode is { } code ? reference.NameOf(code) : null,
            user.IsDisabled,
            user.MustChangePassword,
            user.TwoFactorEnabled
        );
}
