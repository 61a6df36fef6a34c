using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Application.Plans;

/// <summary>An assignment as a row of the ledger.</summary>
/// <param name="Undertakings">How many carry it out.</param>
/// <param name="Completed">How many of them are done: 15/16.</param>
/// <param name="LightReason">Why the light is grey: <c>extendedPending</c>.</param>
public record AssignmentSummary(
    string Id,
    int Number,
    string Label,
    int Section,
    string Text,
    string Responsibility,
    string LeadNames,
    string Status,
    string? Light,
    DateOnly DueOn,
    int Undertakings,
    int Completed,
    DateTimeOffset? CompletedAt,
    string? LightReason = null
)
{
    /// <summary>办结数: with how many done it counts as done.</summary>
    public int Quorum { get; init; }

    public static AssignmentSummary Of(Assignment a, DateTimeOffset now) =>
        new(
            Opaque.Of(a.Id),
            a.Number,
            a.Label,
            a.SectionNumber,
            a.Text,
            a.Responsibility,
            a.LeadNames,
            Words.Of(a.Status),
            LightOf(a, now),
            a.DueOn,
            a.UndertakingCount == a.EndedCount ? a.UndertakingCount : a.UndertakingCount - a.EndedCount,
            a.CompletedCount,
            a.CompletedAt,
            a switch
            {
                { Status: AssignmentStatus.Suspended } => "suspended",
                { Status: AssignmentStatus.Running, ExtensionAskedAt: not null } => "extendedPending",
                _ => null,
            }
        )
        {
            Quorum = AssignmentStanding.Wanted(a.UndertakingCount - a.EndedCount, a.Quorum),
        };

    private static string? LightOf(Assignment a, DateTimeOffset now) =>
        a.Status switch
        {
            AssignmentStatus.Running => Words.Of(
                new LightThresholds(a.YellowAt, a.RedAt, a.ExtensionAskedAt).LightAt(now)
            ),
            AssignmentStatus.Suspended => Words.Of(StatusLight.Grey),
            _ => null,
        };
}
