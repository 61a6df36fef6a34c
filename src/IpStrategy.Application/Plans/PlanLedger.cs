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
/// <param name="Words">Number, text or agency looked for.</param>
public sealed record LedgerFilter(
    int? Section = null,
    string? Agency = null,
    AssignmentStatus? Status = null,
    StatusLight? Light = null,
    Sorting<LedgerSort>? Sort = null,
    int PageSize = 50,
    string? After = null,
    string? Words = null
)
{
    /// <summary>True for a mark that the ledger of this plan, with these filters, gave out.</summary>
    public bool Gave(long planId, string mark) => ListMark.Read(NameOfList(planId), mark) is not null;

    internal string NameOfList(long planId) =>
        ListMark.NameOf($"ledger {planId}", this with { After = null, PageSize = 0 });

    internal Sorting<LedgerSort> SortOrUsual => Sort ?? new(LedgerSort.Number);
}

/// <summary>台账: the assignments of a plan that the caller may see. Two queries a page, whatever its length.</summary>
public sealed class PlanLedger(IpStrategyContext db, AssignmentWords words, DomainClock clock)
{
    public async Task<Page<AssignmentSummary>?> RunAsync(
        long planId,
        LedgerFilter filter,
        Actor actor,
        CancellationToken cancel
    )
    {
        var visible = Visibility.Assignments(db, actor).Where(a => a.PlanId == planId);
        var all = Filtered(visible, filter);
        var total = await all.CountAsync(cancel);
        if (total == 0 && !await db.Plans.AnyAsync(p => p.Id == planId && visible.Any(), cancel))
        {
            return null;
        }
        var (list, sort) = (filter.NameOfList(planId), filter.SortOrUsual);
        var key = KeyOf(sort.By);
        var rows = await key.Sort(all, sort.Direction, ListMark.Read(list, filter.After))
            .Take(filter.PageSize + 1)
            .AsNoTracking()
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        var next = rows.Count > filter.PageSize ? ListMark.Of(list, key.KeyOf(page[^1]), page[^1].Id) : null;
        return new(page.ConvertAll(a => AssignmentSummary.Of(a, clock.Now)), total, next);
    }

    private IQueryable<Assignment> Filtered(IQueryable<Assignment> rows, LedgerFilter filter)
    {
        if (filter.Section is { } section)
        {
            rows = rows.Where(a => a.SectionNumber == section);
        }
        // 作废 is kept, and seen by who looks for it.
        rows = filter.Status is { } status
            ? rows.Where(a => a.Status == status)
            : rows.Where(a => a.Status != AssignmentStatus.Voided);
        if (filter.Agency is { } agency)
        {
            rows = rows.Where(a =>
                db.Undertakings.Any(u =>
                    u.AssignmentId == a.Id
                    && db.UndertakingAgencies.Any(p => p.UndertakingId == u.Id && p.AgencyCode == agency)
                )
            );
        }
        if (filter.Words is { } text)
        {
            rows = words.Matching(rows, text);
        }
        return filter.Light is { } light ? WithLight(rows, light) : rows;
    }

    private IQueryable<Assignment> WithLight(IQueryable<Assignment> rows, StatusLight light)
    {
        var now = clock.Now;
        if (light == StatusLight.Grey)
        {
            return rows.Where(a =>
                a.Status == AssignmentStatus.Suspended
                || (a.Status == AssignmentStatus.Running && a.ExtensionAskedAt != null)
            );
        }
        rows = rows.Where(a => a.Status == AssignmentStatus.Running);
        return light switch
        {
            StatusLight.Red => rows.Where(a => a.RedAt <= now && a.ExtensionAskedAt == null),
            StatusLight.Yellow => rows.Where(a => a.YellowAt <= now && a.RedAt > now && a.ExtensionAskedAt == null),
            _ => rows.Where(a => a.YellowAt > now && a.ExtensionAskedAt == null),
        };
    }

    private static SortKey<Assignment> KeyOf(LedgerSort sort) =>
        sort == LedgerSort.Number
            ? new SortKey<Assignment, int>(a => a.Number, a => a.Id, a => a.Number, n => (int)n)
            : new SortKey<Assignment, DateTimeOffset>(
                a => a.DueAt,
                a => a.Id,
                a => a.DueAt.UtcTicks,
                t => new DateTimeOffset(t, TimeSpan.Zero)
            );
}
