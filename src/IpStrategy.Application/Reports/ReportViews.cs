using System.Collections.Immutable;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Application.Reports;

/// <summary>One progress report as lists and answers show it.</summary>
/// <param name="State"><c>missing</c>, <c>reported</c>, <c>checked</c>, <c>signedOff</c>, <c>cancelled</c>, <c>passedOver</c>.</param>
/// <param name="WorkItemId">The item on which it lies now; null when nothing is open.</param>
public sealed record ReportView(
    string Id,
    string UndertakingId,
    string LeadCode,
    string LeadName,
    string Period,
    string State,
    DateTimeOffset OpenedAt,
    DateOnly? DueOn,
    string Progress,
    string Milestones,
    DateTimeOffset? SubmittedAt,
    string? SubmittedBy,
    DateTimeOffset? CheckedAt,
    string? CheckedBy,
    DateTimeOffset? SignedOffAt,
    string? WorkItemId
)
{
    internal static ReportView Of(ProgressReport r, long? item, DateOnly? dueOn) =>
        new(
            Opaque.Of(r.Id),
            Opaque.Of(r.UndertakingId),
            r.LeadCode,
            r.LeadName,
            r.Period,
            Words.Of(r.State),
            r.OpenedAt,
            dueOn,
            r.Progress,
            r.Milestones,
            r.SubmittedAt,
            r.SubmittedByName,
            r.CheckedAt,
            r.CheckedByName,
            r.SignedOffAt,
            item is { } id ? Opaque.Of(id) : null
        );
}

/// <summary>The reports of one assignment for one period.</summary>
/// <param name="Reported">How many of <paramref name="Asked"/> have reported: 15/16.</param>
public sealed record AssignmentReports(
    string AssignmentId,
    int Number,
    string Label,
    string Text,
    int Asked,
    int Reported,
    int Checked,
    ImmutableArray<ReportView> Reports,
    ImmutableArray<IndicatorView> Indicators
);

/// <summary>综合报告: what the undertakings of a plan have reported for one period, in the order of the plan.</summary>
/// <param name="Periods">Periods of this plan that have reports, newest first.</param>
public sealed record PlanReport(
    string PlanId,
    string PlanTitle,
    string Period,
    DateOnly From,
    DateOnly To,
    int Asked,
    int Reported,
    int Checked,
    int SignedOff,
    ImmutableArray<AssignmentReports> Assignments,
    ImmutableArray<string> Periods
);
