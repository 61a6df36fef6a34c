using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>Looks through all plans the caller may see, the newest plan first. Two queries a page.</summary>
public sealed class AssignmentSearch(IpStrategyContext db, AssignmentWords words, DomainClock clock)
{
    /// <summary>True for a mark that a search for this text gave out.</summary>
    public static bool Gave(string text, string mark) => ListMark.Read(NameOfList(text), mark) is not null;

    public async Task<Page<AssignmentSummary>> RunAsync(
        string text,
        string? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        var all = words.Matching(Visibility.Assignments(db, actor), text);
        var total = await all.CountAsync(cancel);
        var list = NameOfList(text);
        // Ids grow with time, and within a plan with the number.
        var rest = ListMark.Read(list, after) is var (plan, id)
            ? all.Where(a => a.PlanId <= plan && (a.PlanId < plan || a.Id > id))
            : all;
        var rows = await rest.OrderByDescending(a => a.PlanId)
            .ThenBy(a => a.Id)
            .Take(pageSize + 1)
            .AsNoTracking()
            .ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new(
            page.ConvertAll(a => AssignmentSummary.Of(a, clock.Now)),
            total,
            rows.Count > pageSize ? ListMark.Of(list, page[^1].PlanId, page[^1].Id) : null
        );
    }

    private static string NameOfList(string text) => ListMark.NameOf("search", text);
}
