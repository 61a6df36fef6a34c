using System.Collections.Immutable;

namespace IpStrategy.Application.Reports;

/// <param name="Period">As <c>2010-06</c>, <c>2010-Q2</c>, <c>2010-H1</c>, <c>2010</c>.</param>
public sealed record FigureView(
    string Agency,
    string AgencyName,
    string Period,
    decimal Figure,
    string EnteredBy,
    DateTimeOffset EnteredAt
);

/// <param name="Aggregation"><c>sum</c>, <c>latest</c> or <c>max</c>.</param>
/// <param name="Total">Null while nothing has been reported.</param>
/// <param name="Light"><c>reached</c>, <c>withinTolerance</c> or <c>short</c>; null while nothing has been reported.</param>
public sealed record IndicatorView(
    string Id,
    int Number,
    string Name,
    string Unit,
    decimal Target,
    decimal TolerancePercent,
    string Aggregation,
    decimal? Total,
    string? Light,
    ImmutableArray<FigureView> Values
);

/// <param name="MayChangeTargets">True for the office.</param>
/// <param name="MayEnterFor">The body the caller enters figures for first; null where he enters none.</param>
public sealed record IndicatorsView(
    string AssignmentId,
    ImmutableArray<IndicatorView> Indicators,
    bool MayChangeTargets,
    string? MayEnterFor
);

/// <summary>A change of one target; what is null stays.</summary>
public sealed record TargetChange(
    string Id,
    decimal? Target,
    decimal? TolerancePercent,
    Domain.Reports.Aggregation? Aggregation
);

/// <param name="Agency">Code of the agency whose figure it is; null = the caller's own.</param>
public sealed record FigureEntry(string Id, string? Agency, string? Period, decimal? Value);

/// <param name="Reason">Why targets are changed.</param>
public sealed record IndicatorOrder(
    ImmutableArray<TargetChange> Targets,
    ImmutableArray<FigureEntry> Values,
    string? Reason
);
