using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

public enum LedgerSort
{
    Number,
    Due,
}

/// <param name="Agency">Agency code in any role.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record LedgerFilter(
    int? Section = null,
    string? Agency = null,
    AssignmentStatus? Status = null,
    StatusLight? Light = null,
    LedgerSort Sort = LedgerSort.Number,
    int PageSize = 50,
    string? After = null
);

/// <summary>台账: the assignments of a plan that the caller may see. Two queries a page, whatever its length.</summary>
public sealed class PlanLedger(IpStrategyContext db, DomainClock clock)
{
    public async Task<Page<AssignmentSummary>?> RunAsync(
        long planId,
        LedgerFilter filter,
        Actor actor,
        CancellationToken cancel
    )
    {
        var visible = Assignments(planId, actor);
        var all = Filtered(visible, filter);
        var total = await all.CountAsync(cancel);
        if (total == 0 && !await db.Plans.AnyAsync(p => p.Id == planId && visible.Any(), cancel))
        {
            return null;
        }
        var rows = await Sorted(all, filter).Take(filter.PageSize + 1).AsNoTracking().ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        var next = rows.Count > filter.PageSize ? Mark(page[^1]) : null;
        return new(page.ConvertAll(a => AssignmentSummary.Of(a, clock.Now)), total, next);
    }

    /// <summary>What the caller may see of a plan: all of it, or the assignments the agency takes part in.</summary>
    public IQueryable<Assignment> Assignments(long planId, Actor actor)
    {
        var assignments = db.Assignments.Where(a => a.PlanId == planId);
        if (actor.SeesWholePlan)
        {
            return assignments;
        }
        var visible = Visibility.Undertakings(db, actor);
        return assignments.Where(a => visible.Any(u => u.AssignmentId == a.Id));
    }

    private IQueryable<Assignment> Filtered(IQueryable<Assignment> rows, LedgerFilter filter)
    {
        if (filter.Section is { } section)
        {
            rows = rows.Where(a => a.SectionNumber == section);
        }
        if (filter.Status is { } status)
        {
            rows = rows.Where(a => a.Status == status);
        }
        if (filter.Agency is { } agency)
        {
            rows = rows.Where(a =>
                db.Undertakings.Any(u =>
                    u.AssignmentId == a.Id
                    && db.UndertakingAgencies.Any(p => p.UndertakingId == u.Id && p.AgencyCode == agency)
                )
            );
        }
        return filter.Light is { } light ? WithLight(rows, light) : rows;
    }

    private IQueryable<Assignment> WithLight(IQueryable<Assignment> rows, StatusLight light)
    {
        var now = clock.Now;
        rows = rows.Where(a => a.Status == AssignmentStatus.Running);
        return light switch
        {
            StatusLight.Red => rows.Where(a => a.RedAt <= now),
            StatusLight.Yellow => rows.Where(a => a.YellowAt <= now && a.RedAt > now),
            StatusLight.Green => rows.Where(a => a.YellowAt > now),
            _ => rows.Where(_ => false),
        };
    }

    private static IQueryable<Assignment> Sorted(IQueryable<Assignment> rows, LedgerFilter filter)
    {
        var mark = Read(filter.After);
        if (filter.Sort == LedgerSort.Number)
        {
            return (mark is var (_, n) ? rows.Where(a => a.Number > n) : rows).OrderBy(a => a.Number);
        }
        if (mark is var (at, number))
        {
            rows = rows.Where(a => a.DueAt > at || (a.DueAt == at && a.Number > number));
        }
        return rows.OrderBy(a => a.DueAt).ThenBy(a => a.Number);
    }

    private static string Mark(Assignment last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.DueAt.UtcTicks}.{last.Number}");

    /// <summary>True for a mark that <see cref="RunAsync"/> gave out.</summary>
    public static bool IsMark(string after) => Read(after) is not null;

    private static (DateTimeOffset At, int Number)? Read(string? after) =>
        after?.Split('.') is [var ticks, var number]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
        && t <= DateTimeOffset.MaxValue.UtcTicks
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? (new DateTimeOffset(t, TimeSpan.Zero), n)
            : null;
}
