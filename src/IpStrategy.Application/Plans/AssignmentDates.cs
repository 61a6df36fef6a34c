using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>
/// The date of an assignment that several lead severally is the earliest of those still at work: who was given longer does not hide
/// who is late, and who is done holds nobody to his date.
/// </summary>
internal static class AssignmentDates
{
    /// <param name="changed">The undertaking that has another date now, or has ended.</param>
    public static async Task FollowAsync(IpStrategyContext db, Undertaking changed, CancellationToken cancel)
    {
        var assignment = await RowLocks.AssignmentAsync(db, changed.AssignmentId, cancel);
        var first = changed.State == UndertakingState.Running ? changed : null;
        if (assignment.UndertakingCount > 1)
        {
            var earliest = await db
                .Undertakings.AsNoTracking()
                .Where(u => u.AssignmentId == assignment.Id && u.Id != changed.Id)
                .Where(u => u.State == UndertakingState.Running)
                .OrderBy(u => u.DueAt)
                .FirstOrDefaultAsync(cancel);
            first = earliest is not null && (first is null || earliest.DueAt < first.DueAt) ? earliest : first;
        }
        if (first is not null)
        {
            assignment.Postpone(
                new AssignmentDue(first.DueOn, first.DueAt, first.DueRule, first.YellowAt, first.RedAt)
            );
        }
    }
}
