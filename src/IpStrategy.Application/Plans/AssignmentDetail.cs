using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <param name="Code">Agency or group code; null for a party the directory does not know.</param>
public sealed record PartyView(string Name, string Role, string? Code, bool IsGroup);

public sealed record AssignmentView(
    AssignmentSummary Assignment,
    string PlanId,
    string PlanTitle,
    string LeadBasis,
    string Form,
    ImmutableArray<PartyView> Parties,
    ImmutableArray<CourseView> Courses
);

/// <summary>One assignment with its parties and the course of every undertaking of it that the caller may see.</summary>
public sealed class AssignmentDetail(IpStrategyContext db, UndertakingCourse course, DomainClock clock)
{
    public async Task<AssignmentView?> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        var undertakings = await Visibility
            .Undertakings(db, actor)
            .AsNoTracking()
            .Where(u => u.AssignmentId == id)
            .OrderBy(u => u.Id)
            .ToListAsync(cancel);
        if (undertakings.Count == 0)
        {
            return null;
        }
        var assignment = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var title = await db.Plans.Where(p => p.Id == assignment.PlanId).Select(p => p.Title).SingleAsync(cancel);
        return new AssignmentView(
            AssignmentSummary.Of(assignment, clock.Now),
            Opaque.Of(assignment.PlanId),
            title,
            assignment.LeadBasis,
            assignment.Form,
            await PartiesAsync(id, cancel),
            await course.OfAsync(undertakings, cancel)
        );
    }

    private async Task<ImmutableArray<PartyView>> PartiesAsync(long id, CancellationToken cancel)
    {
        var parties = await db
            .AssignmentParties.AsNoTracking()
            .Where(p => p.AssignmentId == id)
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
}
