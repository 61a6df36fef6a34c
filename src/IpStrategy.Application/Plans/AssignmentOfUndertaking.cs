using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>To which assignment an undertaking belongs: messages name the one, pages show the other.</summary>
public sealed class AssignmentOfUndertaking(IpStrategyContext db)
{
    /// <summary>Null where there is none, or the caller may not see it.</summary>
    public async Task<string?> RunAsync(long undertakingId, Actor actor, CancellationToken cancel)
    {
        var assignment = await Visibility
            .Undertakings(db, actor)
            .Where(u => u.Id == undertakingId)
            .Select(u => (long?)u.AssignmentId)
            .FirstOrDefaultAsync(cancel);
        return assignment is { } id ? Opaque.Of(id) : null;
    }
}
