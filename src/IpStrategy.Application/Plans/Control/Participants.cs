using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Which agencies take part in an undertaking, and so see it.</summary>
internal sealed class Participants(IpStrategyContext db)
{
    public async Task TakePartAsync(long undertakingId, string code, PartyRole role, CancellationToken cancel)
    {
        if (await FindAsync(undertakingId, code, cancel) is { } row)
        {
            db.Entry(row).State =
                db.Entry(row).State == EntityState.Deleted ? EntityState.Modified : db.Entry(row).State;
            row.TakePart(role);
            return;
        }
        db.UndertakingAgencies.Add(new UndertakingAgency(undertakingId, code, role));
    }

    /// <summary>Whoever did something here may look it up later; whoever did nothing sees it no more.</summary>
    public async Task LeaveAsync(long undertakingId, string code, CancellationToken cancel)
    {
        if (await FindAsync(undertakingId, code, cancel) is not { } row)
        {
            return;
        }
        var acted = await db.WorkItems.AnyAsync(
            w => w.UndertakingId == undertakingId && w.Body == code && w.ClosedById != null,
            cancel
        );
        if (acted)
        {
            row.TakePart(PartyRole.Former);
            return;
        }
        db.UndertakingAgencies.Remove(row);
    }

    public async Task BecomeFormerAsync(long undertakingId, string code, CancellationToken cancel) =>
        (await FindAsync(undertakingId, code, cancel))?.TakePart(PartyRole.Former);

    private async Task<UndertakingAgency?> FindAsync(long undertakingId, string code, CancellationToken cancel) =>
        await db.UndertakingAgencies.FindAsync([undertakingId, code], cancel);
}
