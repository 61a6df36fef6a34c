using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <param name="Refusal">Null = allowed now; else why not.</param>
public sealed record ActionView(string Name, Refusal? Refusal)
{
    public bool IsAllowed => Refusal is null;
}

/// <summary>A colleague a work item may be handed to.</summary>
public sealed record ColleagueView(string UserName, string Name);

/// <summary>Everything one page about a work item needs.</summary>
/// <param name="Assignment">Null, as all that is about it, where the process belongs to none.</param>
/// <param name="Due">How the due date was counted; null when there is none.</param>
/// <param name="ReturnTargets">Steps it may be sent back to now.</param>
public sealed record WorkItemDetailView(
    WorkItemView Item,
    AssignmentSummary? Assignment,
    SectionName? Section,
    ImmutableArray<PartyView> Parties,
    ImmutableArray<FormField> Fields,
    ImmutableArray<string> Deliverables,
    ImmutableArray<ActionView> Actions,
    ImmutableArray<ReturnTarget> ReturnTargets,
    ImmutableArray<ColleagueView> Colleagues,
    DueDate? Due,
    CourseView? Course
)
{
    public bool Allows(string action) => Actions.Any(a => a.Name == action && a.IsAllowed);
}

/// <summary>One work item with its form, what the caller may do with it now, and the course so far.</summary>
public sealed class WorkItemDetail(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    UndertakingCourse course,
    DomainClock clock
)
{
    public async Task<Outcome<WorkItemDetailView>> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        var item = await db.WorkItems.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel);
        if (item is null)
        {
            return new WorkItemDoesNotExist();
        }
        var undertaking = await db
            .Undertakings.AsNoTracking()
            .FirstOrDefaultAsync(u => u.Id == item.UndertakingId, cancel);
        var candidates = await db
            .WorkItemCandidates.Where(c => c.WorkItemId == id)
            .Select(c => c.Group)
            .ToListAsync(cancel);
        var workItemCase = new WorkItemCase(item, undertaking, [.. candidates], actor);
        if (!await Visibility.MaySeeAsync(db, workItemCase, cancel))
        {
            return new WorkItemDoesNotExist();
        }
        return await ViewAsync(workItemCase, cancel);
    }

    private async Task<WorkItemDetailView> ViewAsync(WorkItemCase c, CancellationToken cancel) =>
        c.Undertaking is { } undertaking
            ? await ViewAsync(c, undertaking, cancel)
            : new WorkItemDetailView(
                WorkItemView.Of(c.Item, reference, clock.Now),
                null,
                null,
                [],
                [],
                [],
                ActionsOf(c, clock.Now),
                [],
                ColleaguesOf(c),
                null,
                null
            );

    private async Task<WorkItemDetailView> ViewAsync(WorkItemCase c, Undertaking undertaking, CancellationToken cancel)
    {
        var item = c.Item;
        var assignment = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == item.AssignmentId, cancel);
        var instance = await db.Instances.AsNoTracking().SingleAsync(i => i.Id == item.InstanceId, cancel);
        var targets = await ReturnTargets.OfAsync(db, item, instance, cancel);
        var promises = JsonSerializer.Deserialize<string[]>(assignment.Promises)!;
        return new WorkItemDetailView(
            WorkItemView.Of(item, reference, clock.Now),
            AssignmentSummary.Of(assignment, clock.Now),
            await AssignmentSurroundings.SectionAsync(db, assignment, cancel),
            await AssignmentSurroundings.PartiesAsync(db, assignment.Id, cancel),
            StepRules.Find(item.Step)?.Fields ?? [],
            item.Step == StepRules.ApplyForCompletion ? [.. promises] : [],
            ActionsOf(c, clock.Now),
            [.. targets],
            ColleaguesOf(c),
            DueOf(item, undertaking),
            await course.OfUndertakingAsync(undertaking, cancel)
        );
    }

    private static ImmutableArray<ActionView> ActionsOf(WorkItemCase c, DateTimeOffset now) =>
        [
            new(
                "claim",
                c.IsAssignee ? new WorkItemIsClaimedBySomebodyElse(c.Actor.Name) : WorkItemRules.MayClaim(c, null)
            ),
            new("unclaim", WorkItemRules.MayUnclaim(c, null)),
            new("complete", WorkItemRules.MayComplete(c, null)),
            new("return", WorkItemRules.MayReturn(c, null)),
            new("transfer", WorkItemRules.MayTransfer(c, null)),
            new("urge", WorkItemRules.MayUrge(c, null, now)),
        ];

    private ImmutableArray<ColleagueView> ColleaguesOf(WorkItemCase c) =>
        WorkItemRules.MayTransfer(c, null) is not null
            ? []
            :
            [
                .. c
                    .Candidates.SelectMany(g => holders.InGroup(g))
                    .Where(p => p.Id != c.Actor.UserId)
                    .DistinctBy(p => p.Id)
                    .Select(p => new ColleagueView(p.UserName, p.Name)),
            ];

    private DueDate? DueOf(WorkItem item, Undertaking undertaking) =>
        item is { DueOn: { } on, DueAt: { } at } && DueRule.FromText(item.DueRule) is { } rule
            ? new DueDate(rule, reference.Days.DateAt(StartOf(item, undertaking)), on, at)
            : null;

    private static DateTimeOffset StartOf(WorkItem item, Undertaking undertaking) =>
        StepRules.Find(item.Step)?.LimitInWorkingDays is null ? undertaking.StartedAt : item.OpenedAt;
}
