using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Extensions;

/// <summary>The extensions of undertakings the caller has been found to see, oldest first. One query.</summary>
public sealed class ExtensionsOfUndertakings(IpStrategyContext db)
{
    public async Task<ImmutableArray<ExtensionView>> RunAsync(
        IReadOnlyList<long> undertakings,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Extensions.AsNoTracking()
            .Where(e => undertakings.Contains(e.UndertakingId))
            .OrderBy(e => e.Id)
            .Select(e => new
            {
                Extension = e,
                Item = db
                    .WorkItems.Where(w => w.SideInstanceId == e.InstanceId && w.Step == StepRules.DecideExtension)
                    .Where(w => w.Seat == 1)
                    .Select(w => (long?)w.Id)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return [.. rows.Select(r => ExtensionView.Of(r.Extension, r.Item))];
    }
}
