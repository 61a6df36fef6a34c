using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Application.Plans;

/// <summary>An assignment as a row of the ledger.</summary>
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
        );

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
