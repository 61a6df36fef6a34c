using System.Collections.Immutable;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <param name="Code">Agency or group code; null for a party the directory does not know.</param>
public sealed record PartyView(string Name, string Role, string? Code, bool IsGroup);

/// <summary>The section of the plan an assignment stands in.</summary>
public sealed record SectionName(string Label, string Title);

/// <summary>What stands around an assignment in its plan. The caller has checked that it may be seen.</summary>
internal static class AssignmentSurroundings
{
    public static async Task<ImmutableArray<PartyView>> PartiesAsync(
        IpStrategyContext db,
        long assignmentId,
        CancellationToken cancel
    )
    {
        var parties = await db
            .AssignmentParties.AsNoTracking()
            .Where(p => p.AssignmentId == assignmentId)
            .OrderBy(p => p.Order)
            .ToListAsync(cancel);
        return
        [
            .. parties.Select(p => new PartyView(
                p.Name,
                Words.Of(p.Role),
                p.AgencyCode ?? p.GroupCode,
                p.GroupCode is not null
            )),
        ];
    }

    /// <summary>Null where the plan has no sections.</summary>
    public static Task<SectionName?> SectionAsync(
        IpStrategyContext db,
        Assignment assignment,
        CancellationToken cancel
    ) =>
        db
            .PlanSections.Where(s => s.PlanId == assignment.PlanId && s.Number == assignment.SectionNumber)
            .Select(s => new SectionName(s.Label, s.Title))
            .FirstOrDefaultAsync(cancel);
}
