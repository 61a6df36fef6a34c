using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Accounts;

namespace IpStrategy.Application.Audit;

/// <summary>What of an account goes on record. Passwords, stamps and keys never do.</summary>
public sealed record AccountFacts(
    string UserName,
    string DisplayName,
    string? Email,
    Post Post,
    string? Agency,
    bool IsDisabled
)
{
    public static AccountFacts Of(User user) =>
        new(user.UserName!, user.DisplayName, user.Email, user.Post, user.AgencyCode, user.IsDisabled);

    public static string SubjectOf(User user) => $"user:{Opaque.Of(user.Id)}";
}
