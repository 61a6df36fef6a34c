using IpStrategy.Domain.Plans;

namespace IpStrategy.Application.Plans;

/// <summary>How this office issues plans.</summary>
public sealed record PlanSettings
{
    public const string Section = "Plans";

    public IssueApproval Approval { get; init; }

    /// <summary>Pattern of the numbers of letters, see <see cref="LetterNumbering"/>.</summary>
    public string LetterNumber { get; init; } = LetterNumbering.Standard;

    /// <exception cref="ArgumentException">The pattern has a mistake.</exception>
    public LetterNumbering Numbering => LetterNumbering.Of(LetterNumber);
}
