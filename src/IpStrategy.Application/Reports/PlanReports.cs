using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <summary>综合报告 of a plan for one period, of what the caller may see; and the reports of single undertakings.</summary>
public sealed class PlanReports(IpStrategyContext db, IndicatorsOfAssignment indicators)
{
    private const int MostPeriods = 200;

    /// <summary>Null where there is no such plan, or nothing of it may be seen. Six queries, however long the plan.</summary>
    public async Task<PlanReport?> RunAsync(long planId, ReportPeriod period, Actor actor, CancellationToken cancel)
    {
        var seen = Visibility.Undertakings(db, actor).Where(u => u.PlanId == planId);
        var title = await db
            .Plans.Where(p => p.Id == planId && (actor.SeesWholePlan || seen.Any()))
            .Select(p => p.Title)
            .FirstOrDefaultAsync(cancel);
        if (title is null)
        {
            return null;
        }
        var text = period.Text;
        var visible = db.ProgressReports.Where(r => r.PlanId == planId && seen.Any(u => u.Id == r.UndertakingId));
        var reports = await OfPeriod(visible, text).ToListAsync(cancel);
        var parts = await PartsAsync(reports, cancel);
        var periods = await visible.Select(r => r.Period).Distinct().Take(MostPeriods).ToListAsync(cancel);
        return new PlanReport(
            Opaque.Of(planId),
            title,
            text,
            period.First,
            period.Last,
            parts.Sum(p => p.Asked),
            parts.Sum(p => p.Reported),
            parts.Sum(p => p.Checked),
            reports.Count(r => r.State == ReportState.SignedOff),
            parts,
            [.. periods.OrderByDescending(p => ReportPeriod.FromText(p)!.Value.Last).ThenBy(p => p.Length)]
        );
    }

    private static IQueryable<ProgressReport> OfPeriod(IQueryable<ProgressReport> reports, string period) =>
        reports
            .AsNoTracking()
            .Where(r => r.Period == period && r.State != ReportState.Cancelled)
            .OrderBy(r => r.AssignmentNumber)
            .ThenBy(r => r.UndertakingId);

    /// <summary>The newest period of a plan that has reports; null while there is none.</summary>
    public async Task<string?> NewestAsync(long planId, Actor actor, CancellationToken cancel)
    {
        var seen = Visibility.Undertakings(db, actor).Where(u => u.PlanId == planId);
        var periods = await db
            .ProgressReports.Where(r => r.PlanId == planId && seen.Any(u => u.Id == r.UndertakingId))
            .Select(r => r.Period)
            .Distinct()
            .ToListAsync(cancel);
        return periods.MaxBy(p => ReportPeriod.FromText(p)!.Value.Last);
    }

    /// <summary>The reports of undertakings the caller has been found to see, oldest first.</summary>
    public async Task<ImmutableArray<ReportView>> OfAsync(IReadOnlyList<long> undertakings, CancellationToken cancel)
    {
        var reports = await db
            .ProgressReports.AsNoTracking()
            .Where(r => undertakings.Contains(r.UndertakingId))
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        return await ViewsAsync(reports, cancel);
    }

    private async Task<ImmutableArray<AssignmentReports>> PartsAsync(
        List<ProgressReport> reports,
        CancellationToken cancel
    )
    {
        var ids = reports.Select(r => r.AssignmentId).Distinct().ToList();
        var assignments = await db
            .Assignments.AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .OrderBy(a => a.Number)
            .ToListAsync(cancel);
        var views = (await ViewsAsync(reports, cancel)).ToLookup(v => v.UndertakingId);
        var all = await indicators.ByAssignmentAsync(ids, cancel);
        return
        [
            .. assignments.Select(a => PartOf(a, [.. reports.Where(r => r.AssignmentId == a.Id)], views, all[a.Id])),
        ];
    }

    private static AssignmentReports PartOf(
        Assignment a,
        List<ProgressReport> reports,
        ILookup<string, ReportView> views,
        IEnumerable<IndicatorView> figures
    ) =>
        new(
            Opaque.Of(a.Id),
            a.Number,
            a.Label,
            a.Text,
            reports.Count(r => r.State != ReportState.PassedOver),
            reports.Count(r => r.State is not (ReportState.Missing or ReportState.PassedOver)),
            reports.Count(r => r.State is ReportState.Checked or ReportState.SignedOff),
            [.. reports.SelectMany(r => views[Opaque.Of(r.UndertakingId)])],
            [.. figures]
        );

    private async Task<ImmutableArray<ReportView>> ViewsAsync(List<ProgressReport> reports, CancellationToken cancel)
    {
        var sides = reports.ConvertAll(r => (long?)r.InstanceId);
        var open = await db
            .WorkItems.AsNoTracking()
            .Where(w => sides.Contains(w.SideInstanceId) && w.State == WorkItemState.Open)
            .Select(w => new
            {
                w.SideInstanceId,
                w.Id,
                w.DueOn,
            })
            .ToListAsync(cancel);
        var bySide = open.ToLookup(w => w.SideInstanceId);
        return
        [
            .. reports.Select(r =>
                bySide[r.InstanceId].FirstOrDefault() is { } item
                    ? ReportView.Of(r, item.Id, item.DueOn)
                    : ReportView.Of(r, null, null)
            ),
        ];
    }
}
