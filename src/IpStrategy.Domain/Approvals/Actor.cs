using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Approvals;

/// <summary>职务: the post an account holds; it decides what its holder may see and do.</summary>
public enum Post
{
    Officer,
    Leader,
    Clerk,
    Director,
    GroupDeputy,
    Leadership,
    SystemAdministrator,
    SecurityAdministrator,
    AuditAdministrator,

    /// <summary>接口: another program, which does external work and sends messages.</summary>
    Integration,
}

/// <summary>Who acts: a person, in a post, for a body. The reminder service acts as <see cref="Automatic"/>.</summary>
public sealed record Actor(long UserId, string Name, Post? Post, string? AgencyCode)
{
    public static Actor Automatic { get; } = new(0, "system", null, null);

    /// <summary>The candidate groups this person belongs to.</summary>
    public ImmutableArray<string> Groups =>
        Post is { } post ? [.. PostGroups.Of(post, AgencyCode), PostGroups.User(UserId)] : [];

    /// <summary>Office and leadership see the whole plan; everybody else only what their agency takes part in.</summary>
    public bool SeesWholePlan =>
        Post
            is Approvals.Post.Clerk
                or Approvals.Post.Director
                or Approvals.Post.GroupDeputy
                or Approvals.Post.Leadership;

    /// <summary>The office that imports, issues and checks.</summary>
    public bool IsOffice => Post is Approvals.Post.Clerk or Approvals.Post.Director;
}

/// <summary>Candidate groups as the process diagrams name them.</summary>
public static class PostGroups
{
    public const string OfficeClerk = "office:clerk";
    public const string OfficeDirector = "office:director";
    public const string GroupDeputy = "group:deputy";
    public const string Leadership = "leadership";

    /// <summary>Code of the leadership group's office in the directory of agencies.</summary>
    public const string OfficeCode = "ldxzb";

    /// <summary>The group of one: candidates that a diagram names in person.</summary>
    public static string User(long userId) => $"user:{userId.ToString(CultureInfo.InvariantCulture)}";

    public static string Agency(string code) => $"agency:{code}";

    public static string AgencyLeader(string code) => $"leader:{code}";

    /// <summary>Where the office itself leads, its clerk is the officer and its director the agency's leader.</summary>
    public static ImmutableArray<string> Of(Post post, string? agencyCode) =>
        post switch
        {
            Post.Officer when agencyCode is not null => [Agency(agencyCode)],
            Post.Leader when agencyCode is not null => [AgencyLeader(agencyCode)],
            Post.Clerk => [OfficeClerk, Agency(OfficeCode)],
            Post.Director => [OfficeDirector, AgencyLeader(OfficeCode)],
            Post.GroupDeputy => [GroupDeputy],
            Post.Leadership => [Leadership],
            _ => [],
        };
}
