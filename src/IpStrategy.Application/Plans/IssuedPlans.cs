using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

public sealed record SectionView(int Number, string Label, string Title, int Assignments, int Completed);

/// <summary>A plan with its progress, counted over what the caller may see.</summary>
public sealed record PlanView(
    string Id,
    string Title,
    string? Issuer,
    string? DocumentNumber,
    DateOnly? NoticeDate,
    DateTimeOffset IssuedAt,
    int Assignments,
    int Completed,
    int Green,
    int Yellow,
    int Red,
    IReadOnlyList<SectionView> Sections,
    int Grey = 0
)
{
    public int Terminated { get; init; }

    /// <summary>Not among <see cref="Assignments"/>.</summary>
    public int Voided { get; init; }
    public bool SuspensionMovesDueDates { get; init; }
}

/// <summary>Plans the caller may see, newest first. Four queries, however many plans.</summary>
public sealed class IssuedPlans(IpStrategyContext db, DomainClock clock)
{
    private const string List = "plans";

    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(string mark) => ListMark.Read(List, mark) is not null;

    public async Task<Page<PlanView>> RunAsync(string? after, int pageSize, Actor actor, CancellationToken cancel)
    {
        var all = Visible(actor);
        var total = await all.CountAsync(cancel);
        var rest = ListMark.Read(List, after) is var (_, last) ? all.Where(p => p.Id < last) : all;
        var rows = await rest.OrderByDescending(p => p.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new(
            await ViewsAsync(page, actor, cancel),
            total,
            rows.Count > pageSize ? ListMark.Of(List, 0, page[^1].Id) : null
        );
    }

    /// <summary>Null where there is none, or nothing of it may be seen.</summary>
    public async Task<PlanView?> OneAsync(long id, Actor actor, CancellationToken cancel) =>
        await Visible(actor).FirstOrDefaultAsync(p => p.Id == id, cancel) is { } plan
            ? (await ViewsAsync([plan], actor, cancel))[0]
            : null;

    private IQueryable<Plan> Visible(Actor actor)
    {
        var plans = db.Plans.AsNoTracking();
        if (actor.SeesWholePlan)
        {
            return plans;
        }
        var visible = Visibility.Undertakings(db, actor);
        return plans.Where(p => visible.Any(u => u.PlanId == p.Id));
    }

    private async Task<IReadOnlyList<PlanView>> ViewsAsync(List<Plan> plans, Actor actor, CancellationToken cancel)
    {
        var ids = plans.ConvertAll(p => p.Id);
        var counts = await CountsAsync(ids, actor, cancel);
        var sections = await db
            .PlanSections.AsNoTracking()
            .Where(s => ids.Contains(s.PlanId))
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        var (ofPlan, parts) = (counts.ToLookup(c => c.PlanId), sections.ToLookup(s => s.PlanId));
        return plans.ConvertAll(p => Assemble(p, [.. ofPlan[p.Id]], [.. parts[p.Id]]));
    }

    private Task<List<SectionCounts>> CountsAsync(List<long> ids, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now;
        return Visibility
            .Assignments(db, actor)
            .Where(a => ids.Contains(a.PlanId))
            .GroupBy(a => new { a.PlanId, a.SectionNumber })
            .Select(g => new SectionCounts(
                g.Key.PlanId,
                g.Key.SectionNumber,
                g.Count(a => a.Status != AssignmentStatus.Voided),
                g.Count(a => a.Status == AssignmentStatus.Completed),
                g.Count(a => a.Status == AssignmentStatus.Running && a.ExtensionAskedAt == null && a.RedAt <= now),
                g.Count(a =>
                    a.Status == AssignmentStatus.Running
                    && a.ExtensionAskedAt == null
                    && a.YellowAt <= now
                    && a.RedAt > now
                ),
                g.Count(a =>
                    a.Status == AssignmentStatus.Suspended
                    || (a.Status == AssignmentStatus.Running && a.ExtensionAskedAt != null)
                ),
                g.Count(a => a.Status == AssignmentStatus.Terminated),
                g.Count(a => a.Status == AssignmentStatus.Voided)
            ))
            .ToListAsync(cancel);
    }

    private static PlanView Assemble(Plan plan, List<SectionCounts> counts, List<PlanSection> sections)
    {
        var (all, done) = (counts.Sum(c => c.All), counts.Sum(c => c.Completed));
        var (red, yellow) = (counts.Sum(c => c.Red), counts.Sum(c => c.Yellow));
        var (grey, terminated) = (counts.Sum(c => c.Grey), counts.Sum(c => c.Terminated));
        return new(
            Opaque.Of(plan.Id),
            plan.Title,
            plan.Issuer,
            plan.DocumentNumber,
            plan.NoticeDate,
            plan.IssuedAt,
            all,
            done,
            all - done - red - yellow - grey - terminated,
            yellow,
            red,
            SectionsOf(counts, sections),
            grey
        )
        {
            Terminated = terminated,
            Voided = counts.Sum(c => c.Voided),
            SuspensionMovesDueDates = plan.SuspensionMovesDueDates,
        };
    }

    private static IReadOnlyList<SectionView> SectionsOf(List<SectionCounts> counts, List<PlanSection> sections)
    {
        var bySection = counts.ToDictionary(c => c.Section);
        return
        [
            .. sections
                .Where(s => bySection.ContainsKey(s.Number))
                .Select(s => new SectionView(
                    s.Number,
                    s.Label,
                    s.Title,
                    bySection[s.Number].All,
                    bySection[s.Number].Completed
                )),
        ];
    }

    private sealed record SectionCounts(
        long PlanId,
        int Section,
        int All,
        int Completed,
        int Red,
        int Yellow,
        int Grey,
        int Terminated,
        int Voided
    );
}
