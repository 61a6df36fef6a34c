using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <summary>指标 of an assignment with the figures of all agencies and periods, added up. Three queries.</summary>
public sealed class IndicatorsOfAssignment(IpStrategyContext db, ReferenceTables reference)
{
    /// <summary>Null where there is no such assignment, or the caller may not see it.</summary>
    public async Task<IndicatorsView?> RunAsync(long assignmentId, Actor actor, CancellationToken cancel)
    {
        if (!await Visibility.Assignments(db, actor).AnyAsync(a => a.Id == assignmentId, cancel))
        {
            return null;
        }
        var leads = await LeadsAsync(db, assignmentId, cancel);
        var own = Visibility.BodyOf(actor);
        var enters = own is not null && IndicatorRules.MayEnter(actor, leads, own) is null;
        return new IndicatorsView(
            Opaque.Of(assignmentId),
            [.. (await ByAssignmentAsync([assignmentId], cancel))[assignmentId]],
            IndicatorRules.MayChangeTargets(actor) is null,
            enters ? own : null
        );
    }

    internal static async Task<IndicatorLeads> LeadsAsync(
        IpStrategyContext db,
        long assignmentId,
        CancellationToken cancel
    )
    {
        var live = await db
            .Undertakings.Where(u => u.AssignmentId == assignmentId)
            .Where(u => u.State == UndertakingState.Running || u.State == UndertakingState.Suspended)
            .Select(u => new { u.LeadCode, u.State })
            .ToListAsync(cancel);
        var leads = live.ToLookup(u => u.State, u => u.LeadCode);
        return new([.. leads[UndertakingState.Running]], [.. leads[UndertakingState.Suspended]]);
    }

    internal async Task<ILookup<long, IndicatorView>> ByAssignmentAsync(
        IReadOnlyList<long> assignments,
        CancellationToken cancel
    )
    {
        var indicators = await db
            .Indicators.AsNoTracking()
            .Where(i => assignments.Contains(i.AssignmentId))
            .OrderBy(i => i.AssignmentId)
            .ThenBy(i => i.Number)
            .ToListAsync(cancel);
        var ids = indicators.ConvertAll(i => i.Id);
        var values = await db
            .IndicatorValues.AsNoTracking()
            .Where(v => ids.Contains(v.IndicatorId))
            .ToListAsync(cancel);
        var byIndicator = values.ToLookup(v => v.IndicatorId);
        return indicators.ToLookup(i => i.AssignmentId, i => ViewOf(i, [.. byIndicator[i.Id]]));
    }

    private IndicatorView ViewOf(Indicator indicator, List<IndicatorValue> values)
    {
        var total = IndicatorRules.Total(indicator.Aggregation, values.ConvertAll(FigureOf));
        return new IndicatorView(
            Opaque.Of(indicator.Id),
            indicator.Number,
            indicator.Name,
            indicator.Unit,
            indicator.Target,
            indicator.TolerancePercent,
            Words.Of(indicator.Aggregation),
            total,
            IndicatorRules.LightOf(indicator.AsTarget(), total) is { } light ? Words.Of(light) : null,
            [
                .. values
                    .OrderBy(v => ReportPeriod.FromText(v.Period)!.Value.Last)
                    .ThenBy(v => v.AgencyCode, StringComparer.Ordinal)
                    .Select(v => new FigureView(
                        v.AgencyCode,
                        reference.NameOf(v.AgencyCode),
                        v.Period,
                        v.Figure,
                        v.EnteredByName,
                        v.EnteredAt
                    )),
            ]
        );
    }

    private IndicatorFigure FigureOf(IndicatorValue value) =>
        new(
            value.AgencyCode,
            ReportPeriod.FromText(value.Period)!.Value.Last,
            value.Figure,
            [.. reference.Directory.HeirsOf(new AgencyCode(value.AgencyCode)).Select(h => h.Value)]
        );
}
