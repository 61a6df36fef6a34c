using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>The title of the newest plan somebody may see: the name that stands above every page.</summary>
public sealed class PlanTitle(IpStrategyContext db)
{
    public Task<string?> NewestAsync(Actor actor, CancellationToken cancel)
    {
        var plans = db.Plans.AsNoTracking();
        if (!actor.SeesWholePlan)
        {
            var visible = Visibility.Undertakings(db, actor);
            plans = plans.Where(p => visible.Any(u => u.PlanId == p.Id));
        }
        return plans.OrderByDescending(p => p.Id).Select(p => p.Title).FirstOrDefaultAsync(cancel);
    }
}
