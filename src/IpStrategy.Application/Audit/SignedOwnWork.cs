using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>A signature by whoever should not have given it: see <see cref="Separation"/>.</summary>
/// <param name="Why">Code of the refusal that should have kept him from it.</param>
public sealed record OwnSignature(
    int AssignmentNumber,
    string WorkItemId,
    string Step,
    string StepName,
    string SignedBy,
    DateTimeOffset? SignedAt,
    string SubmittedBy,
    DateTimeOffset SubmittedAt,
    string Why
);

/// <summary>All of them; none is how it should be.</summary>
public sealed record OwnSignatures(IReadOnlyList<OwnSignature> Items);

/// <summary>
/// Whether anybody signed their own work: every signature there is, of the course and of the reports beside it, against the paper that
/// lay before the signer, who had signed it before, and the body it came from; and every decision on an extension. The rules refuse it;
/// this looks whether it happened all the same. Which body somebody acted for on that day, the record knows.
/// </summary>
public sealed class SignedOwnWork(IpStrategyContext db)
{
    /// <param name="assignment">Number of one assignment; null = all of them.</param>
    public async Task<Outcome<OwnSignatures>> RunAsync(int? assignment, Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.ReadAudit) is { } refusal
            ? refusal
            : new OwnSignatures(await FindAsync(assignment, cancel));

    public async Task<IReadOnlyList<OwnSignature>> FindAsync(int? assignment, CancellationToken cancel)
    {
        var signed = await SignedAsync(assignment, cancel);
        var papers = await PapersAsync(assignment, cancel);
        var bodies = await BodiesAsync(signed, cancel);
        var sheets = signed.ToLookup(TrailOf);
        var found = signed.Select(item =>
            papers[TrailOf(item)].LastOrDefault(p => p.At <= item.ClosedAt) is { } paper
            && Separation.Bars(
                SubmittersOf(item, paper, sheets[TrailOf(item)]),
                new Signatory(item.ClosedById!.Value, [], item.ClosedForId)
                {
                    Bodies = bodies.GetValueOrDefault(item.Id, []),
                }
            )
                is { } bar
                ? Of(item, paper.By, paper.At, bar)
                : null
        );
        return [.. found.OfType<OwnSignature>(), .. await OwnExtensionsAsync(assignment, cancel)];
    }

    private async Task<List<WorkItem>> SignedAsync(int? assignment, CancellationToken cancel)
    {
        var steps = StepRules.Signing.ToList();
        return await Closed(assignment)
            .Where(w => w.UndertakingId != null && steps.Contains(w.Step))
            .OrderBy(w => w.AssignmentNumber)
            .ThenBy(w => w.Id)
            .ToListAsync(cancel);
    }

    private IQueryable<WorkItem> Closed(int? assignment)
    {
        var closed = db.WorkItems.AsNoTracking().Where(w => w.State == WorkItemState.Completed && w.ClosedById != null);
        return assignment is { } number ? closed.Where(w => w.AssignmentNumber == number) : closed;
    }

    /// <summary>Papers of the course and of every report beside it, each in the order in which they were handed in.</summary>
    private async Task<ILookup<(long?, long?), Paper>> PapersAsync(int? assignment, CancellationToken cancel)
    {
        var items = assignment is { } number
            ? db.WorkItems.Where(w => w.AssignmentNumber == number)
            : db.WorkItems.AsQueryable();
        var papers = await (
            from paper in db.Submissions.AsNoTracking()
            join item in items on paper.WorkItemId equals item.Id
            orderby paper.Id
            select new
            {
                paper,
                item.UndertakingId,
                item.SideInstanceId,
                item.Body,
            }
        ).ToListAsync(cancel);
        return papers.ToLookup(
            p => (p.UndertakingId, p.SideInstanceId),
            p => new Paper(
                p.paper.SubmittedById,
                p.paper.SubmittedForId,
                p.paper.SubmittedBy,
                p.Body,
                p.paper.SubmittedAt
            )
        );
    }

    /// <summary>For which bodies somebody acted, as it was put on record then.</summary>
    private async Task<Dictionary<long, ImmutableArray<string>>> BodiesAsync(
        List<WorkItem> signed,
        CancellationToken cancel
    )
    {
        var undertakings = signed.Select(w => w.UndertakingId).Distinct().ToList();
        var bodies = new Dictionary<long, ImmutableArray<string>>();
        foreach (var some in undertakings.Chunk(UndertakingsAtOnce))
        {
            var acts = await db
                .AuditEntries.Where(e => some.Contains(e.UndertakingId) && e.Subject.StartsWith(ItemSubject))
                .OrderBy(e => e.Id)
                .Select(e => new
                {
                    e.Subject,
                    e.ActorBody,
                    e.OnBehalfOfBody,
                })
                .ToListAsync(cancel);
            // The last act on an item is the one that closed it.
            acts.ForEach(a =>
                bodies[Opaque.Read(a.Subject[ItemSubject.Length..]) ?? 0] = [
                    .. new[] { a.ActorBody, a.OnBehalfOfBody }.OfType<string>(),
                ]
            );
        }
        return bodies;
    }

    private const string ItemSubject = "workItem:";
    private const int UndertakingsAtOnce = 200;

    private static (long?, long?) TrailOf(WorkItem item) => (item.UndertakingId, item.SideInstanceId);

    private static Submitters SubmittersOf(WorkItem item, Paper paper, IEnumerable<WorkItem> sheet)
    {
        var order = StepRules.Of(item.Step).Order;
        var earlier = sheet
            .Where(s => s.ClosedAt >= paper.At && s.ClosedAt <= item.ClosedAt && StepRules.Of(s.Step).Order < order)
            .SelectMany(s => new[] { s.ClosedById, s.ClosedForId })
            .OfType<long>();
        ImmutableArray<string> bodies = Separation.KindOf(item.Step) == SignatureKind.OfOwnHead ? [] : [paper.Body];
        return new Submitters(paper.ById, paper.ForId) { Trail = new PaperTrail([.. earlier], bodies) };
    }

    private async Task<IEnumerable<OwnSignature>> OwnExtensionsAsync(int? assignment, CancellationToken cancel)
    {
        var own = await (
            from item in Closed(assignment)
            join extension in db.Extensions.AsNoTracking() on item.SideInstanceId equals extension.InstanceId
            where item.Step == StepRules.DecideExtension
            where item.ClosedById == extension.AskedById || item.ClosedForId == extension.AskedById
            orderby item.AssignmentNumber, item.Id
            select new { item, extension }
        ).ToListAsync(cancel);
        var why = new Domain.Extensions.NobodyDecidesTheirOwnExtension();
        return own.Select(o => Of(o.item, o.extension.AskedByName, o.extension.AskedAt, why));
    }

    private static OwnSignature Of(WorkItem item, string submittedBy, DateTimeOffset submittedAt, Refusal why) =>
        new(
            item.AssignmentNumber,
            Opaque.Of(item.Id),
            item.Step,
            item.StepName,
            PersonName.Of(item.ClosedByName ?? "", item.ClosedForName),
            item.ClosedAt,
            submittedBy,
            submittedAt,
            why.Code
        );

    private sealed record Paper(long ById, long? ForId, string By, string Body, DateTimeOffset At);
}
