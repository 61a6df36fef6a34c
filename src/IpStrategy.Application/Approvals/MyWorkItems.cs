using IpStrategy.Application.Agencies;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
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

    /// <summary>抄送我的: what others gave me to read.</summary>
    Copied,
}

public enum WorkItemListState
{
    Open,
    Done,
}

public enum WorkItemSort
{
    Due,
    Opened,

    /// <summary>Number of the assignment.</summary>
    Number,

    /// <summary>When it was done; open ones have no such time.</summary>
    Closed,
}

/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Agency">Code of the body that must act.</param>
/// <param name="Process">Id of the process it belongs to, as in its diagram.</param>
/// <param name="DueFrom">First day it may be due on.</param>
/// <param name="DueTo">Last day it may be due on.</param>
/// <param name="Sort">Null = open ones by due date, done ones newest first.</param>
public sealed record WorkItemFilter(
    WorkItemScope Scope,
    WorkItemListState State,
    int PageSize = 50,
    string? After = null,
    string? Step = null,
    long? AssignmentId = null,
    StatusLight? Light = null,
    string? Agency = null,
    string? Process = null,
    DateOnly? DueFrom = null,
    DateOnly? DueTo = null,
    Sorting<WorkItemSort>? Sort = null
)
{
    /// <summary>True: several requests of one assignment to one agency are one row, with their number.</summary>
    public bool IsBundled { get; init; }

    /// <summary>True for a mark that this list, with these filters, gave out.</summary>
    public bool Gave(string mark) => ListMark.Read(NameOfList(), mark) is not null;

    internal string NameOfList() => ListMark.NameOf("work-items", this with { After = null, PageSize = 0 });

    internal Sorting<WorkItemSort> SortOrUsual =>
        Sort
        ?? (State == WorkItemListState.Open ? new(WorkItemSort.Due) : new(WorkItemSort.Closed, Direction.Descending));
}

/// <summary>待办 and 已办. Keyset pages, two queries.</summary>
public sealed class MyWorkItems(
    IpStrategyContext db,
    ReferenceTables reference,
    WorkItemMarks marks,
    StandIns standIns,
    DomainClock clock
)
{
    public async Task<Page<WorkItemView>> RunAsync(WorkItemFilter filter, Actor actor, CancellationToken cancel)
    {
        var all = Narrowed(Scoped(filter, actor), filter);
        all = filter.IsBundled ? Bundles.OneOfEach(db, all) : all;
        var total = await all.CountAsync(cancel);
        var (list, sort) = (filter.NameOfList(), filter.SortOrUsual);
        var key = KeyOf(sort.By);
        var rows = await key.Sort(all, sort.Direction, ListMark.Read(list, filter.After))
            .Take(filter.PageSize + 1)
            .AsNoTracking()
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        var next = rows.Count > filter.PageSize ? ListMark.Of(list, key.KeyOf(page[^1]), page[^1].Id) : null;
        var views = page.ConvertAll(w => WorkItemView.Of(w, reference, clock.Now));
        if (filter.IsBundled)
        {
            views = await Bundles.CountAsync(db, page, views, cancel);
        }
        return new(
            filter.Scope == WorkItemScope.Copied
                ? await marks.AddCopiesAsync(page, views, actor, cancel)
                : await marks.AddAsync(page, views, actor, cancel),
            total,
            next
        );
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
            WorkItemScope.Copied => CopiedTo(actor),
            _ => Visible(actor),
        };
        return filter.State == WorkItemListState.Open
            ? items.Where(w => w.State == WorkItemState.Open)
            : items.Where(w => w.State != WorkItemState.Open);
    }

    private IQueryable<WorkItem> Narrowed(IQueryable<WorkItem> items, WorkItemFilter filter)
    {
        if (filter.Step is { } step)
        {
            items = items.Where(w => w.Step == step);
        }
        if (filter.AssignmentId is { } assignment)
        {
            items = items.Where(w => w.AssignmentId == assignment);
        }
        if (filter.Agency is { } agency)
        {
            items = items.Where(w => w.Body == agency);
        }
        if (filter.Process is { } process)
        {
            items = items.Where(w => db.Instances.Any(i => i.Id == w.InstanceId && i.ProcessId == process));
        }
        if (filter.DueFrom is { } from)
        {
            items = items.Where(w => w.DueOn >= from);
        }
        if (filter.DueTo is { } to)
        {
            items = items.Where(w => w.DueOn <= to);
        }
        return filter.Light is { } light ? WithLight(items, light) : items;
    }

    /// <summary>Only open items have a light; of the done ones none has the one asked for.</summary>
    private IQueryable<WorkItem> WithLight(IQueryable<WorkItem> items, StatusLight light)
    {
        var now = clock.Now;
        items = items.Where(w => w.State == WorkItemState.Open);
        if (light == StatusLight.Grey)
        {
            return items.Where(w => w.SuspendedAt != null || w.ExtensionAskedAt != null);
        }
        items = items.Where(w => w.SuspendedAt == null);
        return light switch
        {
            StatusLight.Red => items.Where(w => w.RedAt <= now && w.ExtensionAskedAt == null),
            StatusLight.Yellow => items.Where(w => w.YellowAt <= now && w.RedAt > now && w.ExtensionAskedAt == null),
            _ => items.Where(w => w.YellowAt > now && w.ExtensionAskedAt == null),
        };
    }

    // Every item is opened with a due date, and closed with the time of it.
    private static SortKey<WorkItem> KeyOf(WorkItemSort sort) =>
        sort switch
        {
            WorkItemSort.Opened => new SortKey<WorkItem, DateTimeOffset>(
                w => w.OpenedAt,
                w => w.Id,
                w => w.OpenedAt.UtcTicks,
                InstantOf
            ),
            WorkItemSort.Number => new SortKey<WorkItem, int>(
                w => w.AssignmentNumber,
                w => w.Id,
                w => w.AssignmentNumber,
                n => (int)n
            ),
            WorkItemSort.Closed => new SortKey<WorkItem, DateTimeOffset?>(
                w => w.ClosedAt,
                w => w.Id,
                w => w.ClosedAt!.Value.UtcTicks,
                t => InstantOf(t)
            ),
            _ => new SortKey<WorkItem, DateTimeOffset?>(
                w => w.DueAt,
                w => w.Id,
                w => w.DueAt!.Value.UtcTicks,
                t => InstantOf(t)
            ),
        };

    private static DateTimeOffset InstantOf(long ticks) => new(ticks, TimeSpan.Zero);

    private IQueryable<WorkItem> Mine(WorkItemListState state, Actor actor)
    {
        if (state == WorkItemListState.Done)
        {
            // What others did in his name is his too.
            return db.WorkItems.Where(w => w.ClosedById == actor.UserId || w.ClosedForId == actor.UserId);
        }
        return db.WorkItems.Where(DeskQuery.Of(db, actor, standIns.Of(actor.UserId)));
    }

    private IQueryable<WorkItem> CopiedTo(Actor actor)
    {
        var copies = db.WorkItemReaders.Where(r => r.ReaderId == actor.UserId && r.Ground == ReaderGround.CopiedTo);
        return db.WorkItems.Where(w => copies.Select(r => r.WorkItemId).Contains(w.Id));
    }

    private IQueryable<WorkItem> OfAgency(Actor actor)
    {
        var body = Visibility.BodyOf(actor);
        return db.WorkItems.Where(w => w.Body == body);
    }

    private IQueryable<WorkItem> Visible(Actor actor)
    {
        // Whoever sees the whole plan still sees nothing of other processes that is not his.
        var groups = actor.Groups.ToArray();
        var body = Visibility.BodyOf(actor);
        var ofOthers = db.WorkItems.Where(w =>
            w.UndertakingId == null
            && (
                w.Body == body
                || w.AssigneeId == actor.UserId
                || w.ClosedById == actor.UserId
                || w.ClosedForId == actor.UserId
                || db.WorkItemReaders.Any(r => r.WorkItemId == w.Id && r.ReaderId == actor.UserId)
                || db.WorkItemCandidates.Any(c => c.WorkItemId == w.Id && groups.Contains(c.Group))
            )
        );
        if (actor.SeesWholePlan)
        {
            return db.WorkItems.Where(w => w.UndertakingId != null || ofOthers.Any(o => o.Id == w.Id));
        }
        var visible = Visibility.Undertakings(db, actor);
        return db.WorkItems.Where(w => visible.Any(u => u.Id == w.UndertakingId) || ofOthers.Any(o => o.Id == w.Id));
    }
}
