using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Reports;

/// <summary>One figure as rules see it.</summary>
/// <param name="PeriodEnd">Last day of its period.</param>
/// <param name="Heirs">Who took the agency's work over since; empty while it stands.</param>
public sealed record IndicatorFigure(
    string AgencyCode,
    DateOnly PeriodEnd,
    decimal Figure,
    ImmutableArray<string> Heirs
)
{
    public IndicatorFigure(string agencyCode, DateOnly periodEnd, decimal figure)
        : this(agencyCode, periodEnd, figure, []) { }
}

/// <summary>Leads of an assignment's undertakings that have not ended.</summary>
/// <param name="Suspended">Those whose undertaking stands still.</param>
public sealed record IndicatorLeads(ImmutableArray<string> AtWork, ImmutableArray<string> Suspended)
{
    public IEnumerable<string> All => AtWork.Concat(Suspended);
}

/// <summary>How figures are added up, what a light says of them, and who may enter and change what.</summary>
public static class IndicatorRules
{
    /// <summary>No city counts more, and a decimal holds it.</summary>
    public const decimal MostFigure = 1_000_000_000_000m;
    public const decimal MostTolerance = 100m;
    public const string FieldPrefix = "indicator-";

    /// <summary>Null while nothing has been reported.</summary>
    public static decimal? Total(Aggregation aggregation, IReadOnlyCollection<IndicatorFigure> figures) =>
        figures.Count == 0
            ? null
            : aggregation switch
            {
                Aggregation.Max => figures.Max(f => f.Figure),
                Aggregation.Latest => TotalOfLatest(figures),
                _ => figures.Sum(f => f.Figure),
            };

    /// <summary>What a successor has reported since says how it stands with its predecessors as well.</summary>
    private static decimal TotalOfLatest(IReadOnlyCollection<IndicatorFigure> figures)
    {
        var latest = figures.GroupBy(f => f.AgencyCode).Select(a => a.MaxBy(f => f.PeriodEnd)!).ToList();
        return latest
            .Where(f => !latest.Any(h => f.Heirs.Contains(h.AgencyCode) && h.PeriodEnd > f.PeriodEnd))
            .Sum(f => f.Figure);
    }

    /// <summary>Null while nothing has been reported.</summary>
    public static IndicatorLight? LightOf(IndicatorTarget target, decimal? total) =>
        total switch
        {
            null => null,
            { } reached when reached >= target.Target => IndicatorLight.Reached,
            { } about when about >= target.Target * (100m - target.TolerancePercent) / 100m =>
                IndicatorLight.WithinTolerance,
            _ => IndicatorLight.Short,
        };

    public static string FieldOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{FieldPrefix}{number}");

    /// <summary>The form field that asks for a figure with every progress report.</summary>
    public static FormField FieldOf(Indicator indicator) =>
        new(FieldOf(indicator.Number), FieldKind.Number, true, []) { Label = $"{indicator.Name}（{indicator.Unit}）" };

    /// <summary>Percentages do not add up.</summary>
    public static Aggregation UsualFor(string unit) => unit is "%" or "个百分点" ? Aggregation.Max : Aggregation.Sum;

    public static Refusal? CheckTarget(IndicatorTarget target) =>
        target switch
        {
            { Target: <= 0 or > MostFigure } => new IndicatorFigureIsOutOfRange(target.Target),
            { TolerancePercent: < 0 or > MostTolerance } => new IndicatorFigureIsOutOfRange(target.TolerancePercent),
            _ => null,
        };

    public static Refusal? CheckFigure(decimal figure) =>
        figure is < 0 or > MostFigure ? new IndicatorFigureIsOutOfRange(figure) : null;

    /// <summary>Targets are the office's.</summary>
    public static Refusal? MayChangeTargets(Actor actor) => actor.IsOffice ? null : new OnlyTheOfficeChangesTargets();

    /// <summary>Figures are the lead's: its own, and those of the agencies and districts it counts.</summary>
    /// <param name="agency">Whose figure it is.</param>
    public static Refusal? MayEnter(Actor actor, IndicatorLeads leads, string agency)
    {
        var own =
            actor.Post is Post.Officer or Post.Leader ? actor.AgencyCode
            : actor.IsOffice ? PostGroups.OfficeCode
            : null;
        return own switch
        {
            not null when leads.Suspended.Contains(own) => new UndertakingIsSuspended(),
            null => new OnlyTheLeadEntersFigures(),
            _ when !leads.AtWork.Contains(own) => new OnlyTheLeadEntersFigures(),
            // Another lead enters its figure itself, now or when it goes on.
            _ when agency != own && leads.All.Contains(agency) => new OnlyTheLeadEntersFigures(),
            _ => null,
        };
    }
}
