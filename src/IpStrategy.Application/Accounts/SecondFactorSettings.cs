using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Accounts;

/// <summary>Section <c>SecondFactor</c> of the settings file.</summary>
public sealed record SecondFactorSettings
{
    public const string Section = "SecondFactor";

    /// <summary>Posts that must have one, as in the API and with commas: <c>systemAdministrator, auditAdministrator</c>.</summary>
    public string RequiredFor { get; init; } = "";

    /// <summary>The first word that is no post; null when all are.</summary>
    public string? Mistake => Words.FirstOrDefault(w => !Enum.TryParse<Post>(w, ignoreCase: true, out _));

    public bool Requires(Post? post) => post is { } p && Posts.Contains(p);

    private ImmutableArray<string> Words =>
        [.. RequiredFor.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private ImmutableArray<Post> Posts => [.. Words.Select(w => Enum.Parse<Post>(w, ignoreCase: true))];
}
