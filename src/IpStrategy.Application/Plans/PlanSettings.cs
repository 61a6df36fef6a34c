using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;

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

    /// <summary>How often every assignment is reported on unless the office says otherwise.</summary>
    public ReportCycle ReportCycle { get; init; } = ReportCycle.None;

    /// <summary>What 左右 allows: how many per cent below a target still count as reached.</summary>
    public decimal ApproximateTolerancePercent { get; init; } = 10m;
}
