using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
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
    /// <summary>The extension that is decided here; null where none is.</summary>
    public ExtensionView? Extension { get; init; }

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
        await SeeAsync(workItemCase, cancel);
        return await ViewAsync(workItemCase, cancel);
    }

    /// <summary>Once, when somebody who may act opens it: from then on nothing before it may be taken back.</summary>
    private async Task SeeAsync(WorkItemCase c, CancellationToken cancel)
    {
        if (c.Item.SeenAt is null && WorkItemRules.MayAct(c, null) is null)
        {
            var now = clock.Now;
            await db
                .WorkItems.Where(w => w.Id == c.Item.Id && w.SeenAt == null)
                .ExecuteUpdateAsync(w => w.SetProperty(i => i.SeenAt, now), cancel);
        }
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
                await ActionsOfAsync(c, cancel),
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
            item.Seat == 1 ? StepRules.Find(item.Step)?.Fields ?? [] : [],
            item is { Seat: 1, Step: StepRules.ApplyForCompletion } ? [.. promises] : [],
            await ActionsOfAsync(c, cancel),
            [.. targets],
            ColleaguesOf(c),
            DueOf(item, undertaking),
            await course.OfUndertakingAsync(undertaking, cancel)
        )
        {
            Extension = await ExtensionAsync(item, cancel),
        };
    }

    private async Task<ExtensionView?> ExtensionAsync(WorkItem item, CancellationToken cancel) =>
        item is { Step: StepRules.DecideExtension, SideInstanceId: { } side }
            ? ExtensionView.Of(
                await db.Extensions.AsNoTracking().SingleAsync(e => e.InstanceId == side, cancel),
                item.Id
            )
            : null;

    /// <summary>While it stands still nothing is open to anybody.</summary>
    private async Task<ImmutableArray<ActionView>> ActionsOfAsync(WorkItemCase c, CancellationToken cancel)
    {
        var actions = await RunningActionsAsync(c, cancel);
        return c.IsHeld
            ? [.. actions.Select(a => a with { Refusal = a.Refusal ?? new WorkItemIsSuspended() })]
            : actions;
    }

    private async Task<ImmutableArray<ActionView>> RunningActionsAsync(WorkItemCase c, CancellationToken cancel)
    {
        var step = (await SigningDesk.SheetAsync(db, c, cancel)).ToStep(c.Submitters);
        var (seat, signatory) = (new SignerId(c.Item.Seat), Signatory.Of(c.Actor));
        ActionView View(string name, Refusal? office, Func<SigningCommand> command) =>
            new(name, office ?? WorkItemRules.Named(SigningRules.MayDecide(step, command(), signatory), c.Item));
        var act = WorkItemRules.MayAct(c, null);
        var claim = c.IsAssignee ? new WorkItemIsClaimedBySomebodyElse(c.Actor.Name) : WorkItemRules.MayClaim(c, null);
        return
        [
            View("claim", claim, () => new SigningCommand.Claim(seat)),
            View("unclaim", WorkItemRules.MayUnclaim(c, null), () => new SigningCommand.Unclaim(seat)),
            View("complete", WorkItemRules.MayComplete(c, null), () => new SigningCommand.Approve(seat)),
            View("reject", WorkItemRules.MayReject(c, null), () => new SigningCommand.Reject(seat)),
            View("return", WorkItemRules.MayReturn(c, null), () => new SigningCommand.Return(seat)),
            new("transfer", WorkItemRules.MayTransfer(c, null)),
            View("delegate", act, () => new SigningCommand.Delegate(seat, -1)),
            View("resolve", act, () => new SigningCommand.Resolve(seat)),
            View(
                "add-signers",
                act,
                () => new SigningCommand.AddSigners(seat, SignerPlace.Beside, [new SignerSeat([], -1, 1)])
            ),
            .. await BackActionsAsync(c, cancel),
            new("urge", WorkItemRules.MayUrge(c, null, clock.Now)),
            new("request-extension", ExtensionRules.MayAsk(c, null, clock.Now)),
            new("decide-extension", MayDecideExtension(c)),
            View(
                "take-over",
                c.Actor.IsOffice ? null : new OnlyTheOfficeMay(),
                () => new SigningCommand.TakeOver(seat)
            ),
        ];
    }

    private static Refusal? MayDecideExtension(WorkItemCase c) =>
        c.Item.Step == StepRules.DecideExtension ? WorkItemRules.MayComplete(c, null) : new NoExtensionIsPending();

    private async Task<ActionView[]> BackActionsAsync(WorkItemCase c, CancellationToken cancel)
    {
        if (c.Item.State != WorkItemState.Completed)
        {
            return [new("take-back", new YouHaveNotActed()), new("withdraw", new YouHaveNotActed())];
        }
        var behind = await Behind.Of(db, c.Item).AsNoTracking().ToListAsync(cancel);
        var refusal = TakingBack.May(c, behind);
        var isPaper = StepRules.For(c.Item)?.Paper is not (null or StepPaper.None or StepPaper.Reply);
        return [new("take-back", refusal), new("withdraw", isPaper ? refusal : new OnlyTheSubmitterMayWithdraw())];
    }

    private ImmutableArray<ColleagueView> ColleaguesOf(WorkItemCase c) =>
        WorkItemRules.MayTransfer(c, null) is not null
            ? []
            :
            [
                .. DesksBeside(c)
                    .SelectMany(g => holders.InGroup(g))
                    .Where(p => p.Id != c.Actor.UserId)
                    .DistinctBy(p => p.Id)
                    .Select(p => new ColleagueView(p.UserName, p.Name)),
            ];

    /// <summary>Who was added sits there in person; his colleagues are those of his agency.</summary>
    private static ImmutableArray<string> DesksBeside(WorkItemCase c) =>
        c.Item.Seat == 1 ? c.Candidates : [PostGroups.Agency(c.Item.Body), PostGroups.AgencyLeader(c.Item.Body)];

    private DueDate? DueOf(WorkItem item, Undertaking undertaking) =>
        WorkItemDates.Of(item, undertaking, reference.Days);
}

/// <summary>How the due date of a work item was counted.</summary>
internal static class WorkItemDates
{
    /// <summary>Null where it has none.</summary>
    public static DueDate? Of(WorkItem item, Undertaking undertaking, DueSettings days) =>
        item is { DueOn: { } on, DueAt: { } at } && DueRule.FromText(item.DueRule) is { } rule
            ? new DueDate(
                rule,
                days.DateAt(FollowsAssignment(item.Step) ? undertaking.StartedAt : item.OpenedAt),
                on,
                at
            )
            : null;

    /// <summary>Its date is the assignment's own.</summary>
    public static bool FollowsAssignment(string step) =>
        StepRules.Find(step) is { LimitInWorkingDays: null } && !StepRules.IsInstruction(step);
}
