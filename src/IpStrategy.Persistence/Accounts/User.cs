using IpStrategy.Domain.Approvals;
using Microsoft.AspNetCore.Identity;

namespace IpStrategy.Persistence.Accounts;

/// <summary>An account: a person in a post, for an agency where the post is an agency's.</summary>
public sealed class User : IdentityUser<long>
{
    public string DisplayName { get; set; } = "";
    public Post Post { get; set; }
    public string? AgencyCode { get; set; }
    public bool IsDisabled { get; set; }

    /// <summary>The password was given by somebody else, or has grown too old: nothing but changing it is open.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Null where nobody has set one, or before this was kept.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }

    public Actor AsActor() => new(Id, DisplayName, Post, AgencyCode);
}

/// <summary>A pair of opaque tokens of one sign-in; only hashes are stored.</summary>
public sealed class ApiToken
{
    private ApiToken() { }

    public ApiToken(long id, long userId, string accessHash, string refreshHash, string securityStamp)
    {
        (Id, FamilyId, UserId, SecurityStamp) = (id, id, userId, securityStamp);
        (AccessHash, RefreshHash) = (accessHash, refreshHash);
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }

    /// <summary>Id of the first pair of this sign-in; the pairs it was exchanged for bear it too.</summary>
    public long FamilyId { get; private set; }
    public string AccessHash { get; private set; } = "";
    public string RefreshHash { get; private set; } = "";

    /// <summary>The account's stamp at sign-in: a new password or disabling changes it and ends the token.</summary>
    public string SecurityStamp { get; private set; } = "";
    public DateTimeOffset AccessExpiresAt { get; private set; }
    public DateTimeOffset RefreshExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public ApiToken ValidUntil(DateTimeOffset access, DateTimeOffset refresh)
    {
        (AccessExpiresAt, RefreshExpiresAt) = (access, refresh);
        return this;
    }

    public ApiToken InFamily(long? family)
    {
        FamilyId = family ?? Id;
        return this;
    }
}
