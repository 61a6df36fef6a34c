using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>交办通知: the letter by which one undertaking was handed to its leads.</summary>
/// <param name="To">主送: the leads, the convening one first.</param>
/// <param name="Copies">抄送: who is to be consulted.</param>
public sealed record IssueLetter(
    string Number,
    ImmutableArray<string> To,
    ImmutableArray<string> Copies,
    DateOnly IssuedOn,
    string IssuedBy
);

/// <summary>The letters of one assignment that the caller may see, with what they say in common.</summary>
public sealed record AssignmentLetters(
    string AssignmentId,
    int AssignmentNumber,
    string Text,
    string Responsibility,
    DateOnly DueOn,
    string PlanTitle,
    string? DocumentNumber,
    ImmutableArray<IssueLetter> Letters
);

public sealed class IssueLetters(IpStrategyContext db, ReferenceTables reference)
{
    /// <summary>Null where the assignment does not exist or may not be seen.</summary>
    public async Task<AssignmentLetters?> RunAsync(long assignmentId, Actor actor, CancellationToken cancel)
    {
        var undertakings = await Visibility
            .Undertakings(db, actor)
            .AsNoTracking()
            .Where(u => u.AssignmentId == assignmentId)
            .OrderBy(u => u.LetterYear)
            .ThenBy(u => u.LetterSequence)
            .ToListAsync(cancel);
        if (undertakings.Count == 0)
        {
            return null;
        }
        var assignment = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == assignmentId, cancel);
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == assignment.PlanId, cancel);
        var ids = undertakings.ConvertAll(u => u.Id);
        var agencies = await db
            .UndertakingAgencies.AsNoTracking()
            .Where(a => ids.Contains(a.UndertakingId))
            .ToListAsync(cancel);
        var of = agencies.ToLookup(a => a.UndertakingId);
        return new AssignmentLetters(
            Opaque.Of(assignment.Id),
            assignment.Number,
            assignment.Text,
            assignment.Responsibility,
            assignment.DueOn,
            plan.Title,
            plan.DocumentNumber,
            [.. undertakings.Select(u => LetterOf(u, [.. of[u.Id]], plan))]
        );
    }

    private IssueLetter LetterOf(Undertaking undertaking, UndertakingAgency[] agencies, Plan plan)
    {
        var leads = agencies.Where(a => a.Role == PartyRole.Lead).OrderBy(a => a.AgencyCode != undertaking.LeadCode);
        var others = agencies.Where(a => a.Role == PartyRole.CoResponsible);
        return new(
            undertaking.LetterNumber,
            [.. leads.Select(a => reference.NameOf(a.AgencyCode))],
            [.. others.Select(a => reference.NameOf(a.AgencyCode))],
            reference.Days.DateAt(undertaking.StartedAt),
            plan.IssuedByName
        );
    }
}
