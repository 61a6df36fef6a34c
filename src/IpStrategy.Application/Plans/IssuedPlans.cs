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
    IReadOnlyList<SectionView> Sections
);

/// <summary>Plans the caller may see, newest first.</summary>
public sealed class IssuedPlans(IpStrategyContext db, PlanLedger ledger, DomainClock clock)
{
    public async Task<IReadOnlyList<PlanView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        // An installation follows a handful of plans; their number does not grow with use.
        var plans = await db.Plans.AsNoTracking().OrderByDescending(p => p.Id).Take(100).ToListAsync(cancel);
        var views = new List<PlanView>();
        foreach (var plan in plans)
        {
            if (await ViewAsync(plan, actor, cancel) is { } view)
            {
                views.Add(view);
            }
        }
        return views;
    }

    public async Task<PlanView?> OneAsync(long id, Actor actor, CancellationToken cancel) =>
        await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is { } plan
            ? await ViewAsync(plan, actor, cancel)
            : null;

    private async Task<PlanView?> ViewAsync(Plan plan, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now;
        var counts = await ledger
            .Assignments(plan.Id, actor)
            .GroupBy(a => a.SectionNumber)
            .Select(g => new SectionCounts(
                g.Key,
                g.Count(),
                g.Count(a => a.Status == AssignmentStatus.Completed),
                g.Count(a => a.Status == AssignmentStatus.Running && a.RedAt <= now),
                g.Count(a => a.Status == AssignmentStatus.Running && a.YellowAt <= now && a.RedAt > now)
            ))
            .ToListAsync(cancel);
        if (counts.Count == 0)
        {
            return null;
        }
        var sections = await db
            .PlanSections.AsNoTracking()
            .Where(s => s.PlanId == plan.Id)
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        return Assemble(plan, counts, sections);
    }

    private static PlanView Assemble(Plan plan, List<SectionCounts> counts, List<PlanSection> sections)
    {
        var (all, done) = (counts.Sum(c => c.All), counts.Sum(c => c.Completed));
        var (red, yellow) = (counts.Sum(c => c.Red), counts.Sum(c => c.Yellow));
        var bySection = counts.ToDictionary(c => c.Section);
        return new(
            Opaque.Of(plan.Id),
            plan.Title,
            plan.Issuer,
            plan.DocumentNumber,
            plan.NoticeDate,
            plan.IssuedAt,
            all,
            done,
            all - done - red - yellow,
            yellow,
            red,
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
            ]
        );
    }

    private sealed record SectionCounts(int Section, int All, int Completed, int Red, int Yellow);
}
