using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <summary>Keeps the row that says when the next report of an undertaking opens: from the beginning of the work to its end.</summary>
internal sealed class ReportCycles(IpStrategyContext db, ReferenceTables reference, AuditTrail audit, Ids ids)
{
    /// <summary>Once it is carried out, reports open by themselves; one that lies with its lead again has not been reported.</summary>
    public async Task OpenedAsync(ProcessRun run, StoredInstance instance, WorkItem item, CancellationToken cancel)
    {
        if (instance.SideId is { } side && await ReportSteps.OfAsync(db, side, cancel) is { } report)
        {
            item.ForPeriod(report.Period);
            if (item.Step == StepRules.WriteReport)
            {
                report.Reopen();
            }
        }
        else if (item.Step == StepRules.ApplyForCompletion && instance.ParentId is null)
        {
            if (await run.UndertakingOfAsync(instance, cancel) is { } undertaking)
            {
                await BeginAsync(undertaking, run.Context.Now, cancel);
            }
        }
    }

    /// <summary>The plan was signed off; the first report is that of the period now under way.</summary>
    public async Task BeginAsync(Undertaking undertaking, DateTimeOffset now, CancellationToken cancel)
    {
        if (undertaking.CarriedOutSince is not null)
        {
            return;
        }
        undertaking.CarryOut(now);
        var cycle = await db
            .Assignments.Where(a => a.Id == undertaking.AssignmentId)
            .Select(a => a.ReportCycle)
            .SingleAsync(cancel);
        await FollowAsync(undertaking.Id, cycle, now, cancel);
    }

    /// <summary>Another cycle for work that is under way; periods already asked for stay asked for.</summary>
    public async Task FollowAsync(long undertakingId, ReportCycle cycle, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await db.ReportSchedules.FirstOrDefaultAsync(s => s.UndertakingId == undertakingId, cancel);
        if (ReportPeriod.Of(cycle, reference.Days.DateAt(now)) is not { } period)
        {
            Remove(row);
        }
        else if (row is null)
        {
            db.ReportSchedules.Add(new ReportSchedule(undertakingId, period, EndOf(period)));
        }
        else
        {
            row.MoveTo(period, EndOf(period));
        }
    }

    /// <summary>
    /// 恢复, before it goes on: the earlier periods that ended meanwhile are marked as passed over. The latest is opened by
    /// itself like any other, so that its due date is counted from now.
    /// </summary>
    public async Task ResumeAsync(Undertaking undertaking, ProcessRun run, CancellationToken cancel)
    {
        foreach (var period in (await PausedAsync(undertaking, run.Context.Now, cancel)).PassedOver)
        {
            var report = new ProgressReport(ids.Next(), undertaking, period, run.Context.Now).PassOver();
            db.ProgressReports.Add(report);
            Note(run.Context.Actor, undertaking, report);
        }
    }

    /// <summary>What becomes of the reports of one that stands still if it goes on now.</summary>
    public async Task<PausedPeriods> PausedAsync(Undertaking undertaking, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await db.ReportSchedules.FirstOrDefaultAsync(s => s.UndertakingId == undertaking.Id, cancel);
        if (row is null || undertaking.SuspendedAt is not { } since)
        {
            return PausedPeriods.None;
        }
        var paused = PausedPeriods.Of(ReportPeriod.FromText(row.NextPeriod)!.Value, since, now, EndOf);
        var known = await db
            .ProgressReports.Where(r => r.UndertakingId == undertaking.Id)
            .Select(r => r.Period)
            .ToListAsync(cancel);
        return paused with { PassedOver = [.. paused.PassedOver.Where(p => !known.Contains(p.Text))] };
    }

    private void Note(Actor actor, Undertaking undertaking, ProgressReport report) =>
        audit.Note(
            new AuditNote(
                actor,
                "pass-over-report",
                $"report:{report.Id}",
                null,
                new { period = report.Period },
                undertaking.InstanceId
            )
            {
                UndertakingId = undertaking.Id,
                AssignmentId = undertaking.AssignmentId,
            }
        );

    public async Task EndAsync(long undertakingId, CancellationToken cancel) =>
        Remove(await db.ReportSchedules.FirstOrDefaultAsync(s => s.UndertakingId == undertakingId, cancel));

    /// <summary>When a period is over in the office's time.</summary>
    public DateTimeOffset EndOf(ReportPeriod period) => reference.Days.InstantAt(period.Last, TimeSpan.FromHours(24));

    private void Remove(ReportSchedule? row)
    {
        if (row is not null)
        {
            db.Remove(row);
        }
    }
}
