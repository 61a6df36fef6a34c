using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Reports;

/// <param name="Numbers">Numbers of the assignments meant; empty = all of the plan.</param>
public sealed record CycleOrder(ReportCycle Cycle, ImmutableArray<int> Numbers);

/// <summary>How many assignments have another cycle now.</summary>
public sealed record CycleChange(string Cycle, int Assignments);

/// <summary>报告周期: set or changed by the office, for the whole plan or some of its assignments, also while they are under way.</summary>
public sealed class SetReportCycle
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly ReportCycles _cycles;
    private readonly AuditTrail _audit;
    private readonly DomainClock _clock;

    internal SetReportCycle(
        IpStrategyContext db,
        ProcessWrites writes,
        ReportCycles cycles,
        AuditTrail audit,
        DomainClock clock
    ) => (_db, _writes, _cycles, _audit, _clock) = (db, writes, cycles, audit, clock);

    public Task<Outcome<CycleChange>> RunAsync(
        long planId,
        CycleOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) => _writes.RunAsync(request, actor, () => SetAsync(planId, order, actor, cancel), cancel);

    private async Task<Outcome<CycleChange>> SetAsync(
        long planId,
        CycleOrder order,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!actor.IsOffice)
        {
            return new OnlyTheOfficeMay();
        }
        var numbers = order.Numbers.ToArray();
        var assignments = await _db
            .Assignments.Where(a => a.PlanId == planId && (numbers.Length == 0 || numbers.Contains(a.Number)))
            .ToListAsync(cancel);
        if (assignments.Count == 0 && numbers.Length == 0)
        {
            return new PlanDoesNotExist();
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!assignments.Exists(a => a.Number == numbers[i]))
            {
                return new AssignmentIsNotInPlan(numbers[i], $"$.assignments[{i}]");
            }
        }
        var changed = assignments.Where(a => a.ReportCycle != order.Cycle).ToList();
        foreach (var assignment in changed)
        {
            await ChangeAsync(assignment, order.Cycle, actor, cancel);
        }
        return new CycleChange(Words.Of(order.Cycle), changed.Count);
    }

    private async Task ChangeAsync(Assignment assignment, ReportCycle cycle, Actor actor, CancellationToken cancel)
    {
        var before = assignment.ReportCycle;
        assignment.ReportEvery(cycle);
        var atWork = await _db
            .Undertakings.Where(u => u.AssignmentId == assignment.Id && u.CarriedOutSince != null)
            .Where(u => u.CompletedAt == null)
            .Select(u => u.Id)
            .ToListAsync(cancel);
        foreach (var undertaking in atWork)
        {
            await _cycles.FollowAsync(undertaking, cycle, _clock.Now, cancel);
        }
        _audit.Note(
            new AuditNote(
                actor,
                "set-report-cycle",
                $"assignment:{assignment.Id}",
                new { cycle = before },
                new { cycle }
            )
            {
                AssignmentId = assignment.Id,
            }
        );
    }
}
