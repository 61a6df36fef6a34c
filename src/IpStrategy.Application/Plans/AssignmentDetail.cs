using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Extensions;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

public sealed record AssignmentView(
    AssignmentSummary Assignment,
    string PlanId,
    string PlanTitle,
    string LeadBasis,
    string Form,
    SectionName? Section,
    ImmutableArray<PartyView> Parties,
    ImmutableArray<CourseView> Courses,
    ImmutableArray<ExtensionView> Extensions,
    bool MayRequestExtension
);

/// <summary>One assignment with its parties and the course of every undertaking of it that the caller may see.</summary>
public sealed class AssignmentDetail(
    IpStrategyContext db,
    UndertakingCourse course,
    ExtensionsOfUndertakings extensions,
    DomainClock clock
)
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
            await AssignmentSurroundings.SectionAsync(db, assignment, cancel),
            await AssignmentSurroundings.PartiesAsync(db, id, cancel),
            await course.OfAsync(undertakings, cancel),
            await extensions.RunAsync(undertakings.ConvertAll(u => u.Id), cancel),
            undertakings.Exists(u => ExtensionRules.MayAsk(u, actor, clock.Now) is null)
        );
    }
}
