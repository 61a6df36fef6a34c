using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>
/// 机构改革: progress reports that are not signed off yet become the successor's, and so do the figures handed in with them, which it
/// may have to mend. Reports that are over, and their figures, stay under the old names.
/// </summary>
internal sealed class ReformReports(IpStrategyContext db)
{
    public async Task RunAsync(WorkedOut work, CancellationToken cancel)
    {
        foreach (var tree in work.Scene.Trees)
        {
            var change = work.Plan.Changes.FirstOrDefault(c => c.Before.Id == tree.RootId);
            foreach (var report in tree.Reports.Where(r => change is not null && r.LeadCode != change.Lead.Value))
            {
                var name = work.Succession.After.Find(change!.Lead)?.Name ?? change.Lead.Value;
                await MoveFiguresAsync(report, change.Lead.Value, cancel);
                report.LeadBy(change.Lead.Value, name);
            }
        }
        await RenameAsync(work.Succession, cancel);
    }

    private async Task MoveFiguresAsync(ProgressReport report, string heir, CancellationToken cancel)
    {
        var indicators = await db.Indicators.Where(i => i.AssignmentId == report.AssignmentId).ToListAsync(cancel);
        var ids = indicators.ConvertAll(i => i.Id);
        var values = await db
            .IndicatorValues.Where(v => ids.Contains(v.IndicatorId) && v.Period == report.Period)
            .Where(v => v.AgencyCode == report.LeadCode || v.AgencyCode == heir)
            .ToListAsync(cancel);
        foreach (var old in values.Where(v => v.AgencyCode == report.LeadCode).ToList())
        {
            var aggregation = indicators.Single(i => i.Id == old.IndicatorId).Aggregation;
            var own =
                Tracked(old.IndicatorId, heir, report.Period)
                ?? values.Find(v => v.IndicatorId == old.IndicatorId && v.AgencyCode == heir);
            if (own is null)
            {
                db.IndicatorValues.Add(old.PassTo(heir));
            }
            else
            {
                own.TakeIn(old, aggregation);
            }
            db.Remove(old);
        }
    }

    /// <summary>Two predecessors may have handed in the same period; the first of them has just been written.</summary>
    private IndicatorValue? Tracked(long indicator, string agency, string period) =>
        db.IndicatorValues.Local.FirstOrDefault(v =>
            (v.IndicatorId, v.AgencyCode, v.Period) == (indicator, agency, period)
        );

    /// <summary>What is still to be handed in is asked for under the new name.</summary>
    private async Task RenameAsync(Succession succession, CancellationToken cancel)
    {
        var codes = succession.Renamed.Select(c => c.Value).ToList();
        var open = await db
            .ProgressReports.Where(r => codes.Contains(r.LeadCode))
            .Where(r => r.State != ReportState.SignedOff && r.State != ReportState.Cancelled)
            .ToListAsync(cancel);
        open.ForEach(r => r.LeadBy(r.LeadCode, succession.After.Find(new AgencyCode(r.LeadCode))!.Name));
    }
}
