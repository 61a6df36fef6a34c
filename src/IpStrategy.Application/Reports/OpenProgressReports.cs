using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Reports;

/// <summary>
/// Opens progress reports whose period is over, each undertaking in a transaction of its own. After a stop every period missed is
/// opened once: the row says which is next, and no period can be stored twice. What stands still waits: when it is resumed, it is
/// decided which of the periods that ended meanwhile are asked for.
/// </summary>
public sealed class OpenProgressReports
{
    public const string ProcessId = "progressReport";
    private const int BatchSize = 100;
    private readonly IpStrategyContext _db;
    private readonly InstanceStore _store;
    private readonly ProcessRuns _runs;
    private readonly SideInstances _sides;
    private readonly ReportCycles _cycles;
    private readonly AuditTrail _audit;
    private readonly Ids _ids;
    private readonly DomainClock _clock;
    private readonly ILogger<OpenProgressReports> _log;

    internal OpenProgressReports(
        IpStrategyContext db,
        InstanceStore store,
        ProcessRuns runs,
        SideInstances sides,
        ReportCycles cycles,
        AuditTrail audit,
        Ids ids,
        DomainClock clock,
        ILogger<OpenProgressReports> log
    ) =>
        (_db, _store, _runs, _sides, _cycles, _audit, _ids, _clock, _log) = (
            db,
            store,
            runs,
            sides,
            cycles,
            audit,
            ids,
            clock,
            log
        );

    /// <returns>How many undertakings were looked after.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = _clock.Now;
        var due = await _db
            .ReportSchedules.AsNoTracking()
            .Where(s => s.NextAt <= now)
            .Where(s => _db.Undertakings.Any(u => u.Id == s.UndertakingId && u.State != UndertakingState.Suspended))
            .OrderBy(s => s.NextAt)
            .ThenBy(s => s.UndertakingId)
            .Take(BatchSize)
            .Select(s => s.UndertakingId)
            .ToListAsync(cancel);
        var done = 0;
        foreach (var undertaking in due)
        {
            done += await TryOneAsync(undertaking, now, cancel);
        }
        return done;
    }

    /// <summary>One that fails must not keep the others waiting: it stays due, and the next round finds it again.</summary>
    private async Task<int> TryOneAsync(long undertaking, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await OneAsync(undertaking, now, cancel);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageIsBusyException))
        {
            _log.LogError(e, "The progress report of undertaking {Undertaking} was not opened.", undertaking);
            return 0;
        }
    }

    private async Task<int> OneAsync(long id, DateTimeOffset now, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var root = await _db.Undertakings.Where(u => u.Id == id).Select(u => u.InstanceId).SingleAsync(cancel);
        await _store.LockTreeAsync(root, cancel);
        // Another host may have done it between the look and the lock.
        var row = await _db.ReportSchedules.FirstOrDefaultAsync(s => s.UndertakingId == id && s.NextAt <= now, cancel);
        if (row is null)
        {
            return 0;
        }
        var run = _runs.BeginAt(Actor.Automatic, now);
        var course = await run.InstanceAsync(root, cancel);
        var undertaking = (await run.UndertakingOfAsync(course, cancel))!;
        if (undertaking.State == UndertakingState.Suspended)
        {
            return 0;
        }
        while (row.NextAt <= now)
        {
            var period = ReportPeriod.FromText(row.NextPeriod)!.Value;
            if (course is { Status: InstanceStatus.Active })
            {
                await OpenAsync(run, course, undertaking, period, cancel);
            }
            row.MoveTo(period.Next(), _cycles.EndOf(period.Next()));
        }
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }

    private async Task OpenAsync(
        ProcessRun run,
        StoredInstance course,
        Undertaking undertaking,
        ReportPeriod period,
        CancellationToken cancel
    )
    {
        var (id, text) = (undertaking.Id, period.Text);
        if (await _db.ProgressReports.AnyAsync(r => r.UndertakingId == id && r.Period == text, cancel))
        {
            return;
        }
        var report = new ProgressReport(_ids.Next(), undertaking, period, run.Context.Now);
        _db.ProgressReports.Add(report);
        _audit.Note(
            new AuditNote(Actor.Automatic, "open-report", $"report:{report.Id}", null, new { text }, course.Id)
            {
                UndertakingId = undertaking.Id,
                AssignmentId = undertaking.AssignmentId,
            }
        );
        var variables = Command
            .NoVariables.Add("lead", run.VariableOf(course, "lead"))
            .Add("cosigners", run.VariableOf(course, "cosigners"))
            .Add("officeIsLead", run.VariableOf(course, "officeIsLead"))
            .Add("period", Workflow.Expressions.FeelValue.From(text));
        var start = new SideStart(ProcessId, text, variables);
        if (await _sides.StartAsync(run, undertaking, start, i => report.Start(i.Id), cancel) is { } refusal)
        {
            throw new InvalidOperationException($"The progress report of {text} does not start: {refusal}");
        }
    }
}
