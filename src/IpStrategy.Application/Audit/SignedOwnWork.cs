using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>A signature by whoever had submitted the paper, himself or through a proxy, or of the office under its own.</summary>
public sealed record OwnSignature(
    int AssignmentNumber,
    string WorkItemId,
    string Step,
    string StepName,
    string SignedBy,
    DateTimeOffset? SignedAt,
    string SubmittedBy,
    DateTimeOffset SubmittedAt
);

/// <summary>All of them; none is how it should be.</summary>
public sealed record OwnSignatures(IReadOnlyList<OwnSignature> Items);

/// <summary>
/// Whether anybody signed their own work: every signature there is, against the paper that lay before the signer. The rules
/// refuse it; this looks whether it happened all the same.
/// </summary>
public sealed class SignedOwnWork(IpStrategyContext db)
{
    private static readonly string[] OfOffice = [StepRules.OfficeCheck, StepRules.DirectorSign];

    /// <param name="assignment">Number of one assignment; null = all of them.</param>
    public async Task<Outcome<OwnSignatures>> RunAsync(int? assignment, Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.ReadAudit) is { } refusal
            ? refusal
            : new OwnSignatures(await FindAsync(assignment, cancel));

    public async Task<IReadOnlyList<OwnSignature>> FindAsync(int? assignment, CancellationToken cancel)
    {
        var own =
            from item in Signed(assignment)
            from paper in db.Submissions
            join undertaking in db.Undertakings on paper.UndertakingId equals undertaking.Id
            where undertaking.Id == item.UndertakingId && paper.SubmittedAt <= item.ClosedAt
            where
                !db.Submissions.Any(later =>
                    later.UndertakingId == paper.UndertakingId
                    && later.Id > paper.Id
                    && later.SubmittedAt <= item.ClosedAt
                )
            where
                item.ClosedById == paper.SubmittedById
                || item.ClosedForId == paper.SubmittedById
                || item.ClosedById == paper.SubmittedForId
                // The office checks nobody's paper that is its own.
                || (undertaking.LeadCode == PostGroups.OfficeCode && OfOffice.Contains(item.Step))
                || (item.ClosedForId != null && item.ClosedForId == paper.SubmittedForId)
            orderby item.AssignmentNumber, item.Id
            select new { item, paper };
        var found = await own.AsNoTracking().ToListAsync(cancel);
        return found.ConvertAll(f => Of(f.item, f.paper));
    }

    private IQueryable<WorkItem> Signed(int? assignment)
    {
        var steps = StepRules.Signing.ToList();
        var signed = db.WorkItems.Where(w =>
            w.State == WorkItemState.Completed && steps.Contains(w.Step) && w.ClosedById != null
        );
        return assignment is { } number ? signed.Where(w => w.AssignmentNumber == number) : signed;
    }

    private static OwnSignature Of(WorkItem item, Submission paper) =>
        new(
            item.AssignmentNumber,
            Opaque.Of(item.Id),
            item.Step,
            item.StepName,
            PersonName.Of(item.ClosedByName ?? "", item.ClosedForName),
            item.ClosedAt,
            paper.SubmittedBy,
            paper.SubmittedAt
        );
}
