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

    /// <summary>代理: whose duty is done; null = one's own.</summary>
    public Actor? For { get; init; }

    /// <summary>Who would have had to act.</summary>
    public Actor DutyHolder() => For ?? this;

    /// <summary>As it stands on papers and in histories: 张三(代李四).</summary>
    public string SignedName => PersonName.Of(Name, For?.Name);

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

/// <summary>How the one who acted is named beside the one he acted for.</summary>
public static class PersonName
{
    /// <param name="principal">Null where he acted for himself.</param>
    public static string Of(string name, string? principal) => principal is null ? name : $"{name}(代{principal})";
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
