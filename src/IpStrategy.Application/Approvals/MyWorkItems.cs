using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>One page of a list.</summary>
/// <param name="Next">Hand it back as <c>after</c> for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, string? Next);

public enum WorkItemScope
{
    /// <summary>What I may take or have taken.</summary>
    Mine,

    /// <summary>What lies with my agency, on any desk.</summary>
    Agency,

    /// <summary>Everything I may see.</summary>
    All,
}

public enum WorkItemListState
{
    Open,
    Done,
}

/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record WorkItemFilter(
    WorkItemScope Scope,
    WorkItemListState State,
    int PageSize = 50,
    string? After = null,
    string? Step = null,
    long? AssignmentId = null
);

/// <summary>待办 and 已办: open ones by due date, done ones newest first. Keyset pages, two queries.</summary>
public sealed class MyWorkItems(IpStrategyContext db, ReferenceTables reference, DomainClock clock)
{
    public async Task<Page<WorkItemView>> RunAsync(WorkItemFilter filter, Actor actor, CancellationToken cancel)
    {
        var all = Scoped(filter, actor);
        var total = await all.CountAsync(cancel);
        var sorted =
            filter.State == WorkItemListState.Open ? OpenAfter(all, filter.After) : DoneAfter(all, filter.After);
        var rows = await sorted.Take(filter.PageSize + 1).AsNoTracking().ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        var next = rows.Count > filter.PageSize ? Mark(page[^1], filter.State) : null;
        return new(page.ConvertAll(w => WorkItemView.Of(w, reference, clock.Now)), total, next);
    }

    /// <summary>How many open items the caller may act on: the number beside the menu.</summary>
    public Task<int> CountAsync(Actor actor, CancellationToken cancel) =>
        Scoped(new WorkItemFilter(WorkItemScope.Mine, WorkItemListState.Open), actor).CountAsync(cancel);

    private IQueryable<WorkItem> Scoped(WorkItemFilter filter, Actor actor)
    {
        var items = filter.Scope switch
        {
            WorkItemScope.Mine => Mine(filter.State, actor),
            WorkItemScope.Agency => OfAgency(actor),
            _ => Visible(actor),
        };
        items =
            filter.State == WorkItemListState.Open
                ? items.Where(w => w.State == WorkItemState.Open)
                : items.Where(w => w.State != WorkItemState.Open);
        if (filter.Step is { } step)
        {
            items = items.Where(w => w.Step == step);
        }
        return filter.AssignmentId is { } assignment ? items.Where(w => w.AssignmentId == assignment) : items;
    }

    private IQueryable<WorkItem> Mine(WorkItemListState state, Actor actor)
    {
        if (state == WorkItemListState.Done)
        {
            return db.WorkItems.Where(w => w.ClosedById == actor.UserId);
        }
        var groups = actor.Groups.ToArray();
        return db.WorkItems.Where(w =>
            w.AssigneeId == actor.UserId
            || (
                w.AssigneeId == null && db.WorkItemCandidates.Any(c => c.WorkItemId == w.Id && groups.Contains(c.Group))
            )
        );
    }

    private IQueryable<WorkItem> OfAgency(Actor actor)
    {
        var body = actor.AgencyCode ?? (actor.IsOffice ? PostGroups.OfficeCode : null);
        return db.WorkItems.Where(w => w.Body == body);
    }

    private IQueryable<WorkItem> Visible(Actor actor)
    {
        if (actor.SeesWholePlan)
        {
            return db.WorkItems;
        }
        var visible = Visibility.Undertakings(db, actor);
        return db.WorkItems.Where(w => visible.Any(u => u.Id == w.UndertakingId));
    }

    private static IQueryable<WorkItem> OpenAfter(IQueryable<WorkItem> items, string? after)
    {
        if (Read(after) is var (at, id))
        {
            items = items.Where(w => w.DueAt > at || (w.DueAt == at && w.Id > id));
        }
        return items.OrderBy(w => w.DueAt).ThenBy(w => w.Id);
    }

    private static IQueryable<WorkItem> DoneAfter(IQueryable<WorkItem> items, string? after)
    {
        if (Read(after) is var (at, id))
        {
            items = items.Where(w => w.ClosedAt < at || (w.ClosedAt == at && w.Id < id));
        }
        return items.OrderByDescending(w => w.ClosedAt).ThenByDescending(w => w.Id);
    }

    private static string Mark(WorkItem last, WorkItemListState state)
    {
        var at = (state == WorkItemListState.Open ? last.DueAt : last.ClosedAt) ?? default;
        return string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}.{last.Id}");
    }

    /// <summary>True for a mark that <see cref="RunAsync"/> gave out.</summary>
    public static bool IsMark(string after) => Read(after) is not null;

    private static (DateTimeOffset At, long Id)? Read(string? after) =>
        after?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
        && t <= DateTimeOffset.MaxValue.UtcTicks
        && Opaque.Read(id) is { } i
            ? (new DateTimeOffset(t, TimeSpan.Zero), i)
            : null;
}
