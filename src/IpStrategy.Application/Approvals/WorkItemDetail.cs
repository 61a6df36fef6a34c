using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>A colleague a work item may be handed to.</summary>
public sealed record ColleagueView(string UserName, string Name);

/// <param name="ReadAt">When he opened it; null = not yet.</param>
public sealed record CopyView(string Name, string From, string Note, DateTimeOffset At, DateTimeOffset? ReadAt);

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

    /// <summary>成果 of the undertaking, with what shows them.</summary>
    public ImmutableArray<DeliverableView> Results { get; init; } = [];

    /// <summary>附件.</summary>
    public ImmutableArray<AttachmentView> Attachments { get; init; } = [];

    /// <summary>Whether the caller may put a file to it now.</summary>
    public bool MayAttach { get; init; }

    /// <summary>Whether the caller may say now what he makes of the deliverables.</summary>
    public bool MayCheckResults { get; init; }

    /// <summary>征求意见记录, the latest last.</summary>
    public ImmutableArray<ConsultationView> Consultations { get; init; } = [];

    /// <summary>抄送: to whom it was given to read, and whether they have.</summary>
    public ImmutableArray<CopyView> Copies { get; init; } = [];

    /// <summary>Those the caller has added and may take out again.</summary>
    public ImmutableArray<AddedView> Added { get; init; } = [];

    /// <summary>The progress report it belongs to; null on the course itself.</summary>
    public ReportView? Report { get; init; }

    public bool Allows(string action) => Actions.Any(a => a.Name == action && a.IsAllowed);
}

/// <summary>One work item with its form, what the caller may do with it now, and the course so far.</summary>
public sealed class WorkItemDetail(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    UndertakingCourse course,
    OfferedActions actions,
    StandIns standIns,
    AttachmentList attachments,
    DeliverablesOfUndertakings deliverables,
    ReportSteps reports,
    StepForms forms,
    ConsultationRecord consultations,
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
        var report = await ReportSteps.OfAsync(db, item, cancel);
        var workItemCase = StandingIn.Choose(
            new WorkItemCase(item, undertaking, [.. candidates], actor) { Report = report },
            standIns.Of(actor.UserId)
        );
        if (!await Visibility.MaySeeAsync(db, workItemCase, cancel))
        {
            return new WorkItemDoesNotExist();
        }
        await SeeAsync(workItemCase, cancel);
        return await WholeAsync(workItemCase, actor, cancel);
    }

    private async Task<WorkItemDetailView> WholeAsync(WorkItemCase workItemCase, Actor actor, CancellationToken cancel)
    {
        var sheet = await SigningDesk.SheetAsync(db, workItemCase, cancel);
        var view = await ViewAsync(workItemCase, cancel);
        var copies = await ReadCopiesAsync(workItemCase, cancel);
        return view with
        {
            Item = view.Item with
            {
                ActingFor = workItemCase.Actor.For?.Name,
                Copy = copies.Find(r => r.ReaderId == actor.UserId) is { } mine ? WorkItemMarks.MarkOf(mine) : null,
            },
            Attachments = await attachments.OfItemAsync(workItemCase, cancel),
            MayAttach = AttachmentRules.MayAttach(workItemCase, null) is null,
            Actions = await actions.OfAsync(workItemCase, sheet, cancel),
            Copies = [.. copies.Select(r => new CopyView(r.ReaderName, r.FromName, r.Note, r.GivenAt, r.ReadAt))],
            Added = [.. OfferedActions.AddedBy(workItemCase, sheet).Select(AddedOf).OfType<AddedView>()],
        };
    }

    /// <summary>Whoever opens what was given him to read has read it.</summary>
    private async Task<List<WorkItemReader>> ReadCopiesAsync(WorkItemCase c, CancellationToken cancel)
    {
        var (id, me) = (c.Item.Id, c.Actor.UserId);
        var copies = db.WorkItemReaders.AsNoTracking().Where(r => r.WorkItemId == id);
        var readers = await copies.OrderBy(r => r.GivenAt).ToListAsync(cancel);
        if (readers.Exists(r => r.ReaderId == me && r.ReadAt is null))
        {
            DateTimeOffset? now = clock.Now;
            await db
                .WorkItemReaders.Where(r => r.WorkItemId == id && r.ReaderId == me && r.ReadAt == null)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.ReadAt, now), cancel);
            readers = await copies.OrderBy(r => r.GivenAt).ToListAsync(cancel);
        }
        return readers.FindAll(r => r.Ground == ReaderGround.CopiedTo);
    }

    private AddedView? AddedOf(WorkItem item) =>
        holders.Find(item.OwnerId ?? item.AssigneeId ?? 0) is { } person
            ? new AddedView(person.UserName, person.Name, Words.Of(item.Place))
            : null;

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
                [],
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
        var results = await deliverables.RunAsync([undertaking.Id], cancel);
        return new WorkItemDetailView(
            WorkItemView.Of(item, reference, clock.Now),
            AssignmentSummary.Of(assignment, clock.Now),
            await AssignmentSurroundings.SectionAsync(db, assignment, cancel),
            await AssignmentSurroundings.PartiesAsync(db, assignment.Id, cancel),
            await FieldsOfAsync(item, cancel),
            item is { Seat: 1, Step: StepRules.ApplyForCompletion }
                ? [.. results.Where(r => r.WaivedBecause is null).Select(r => r.Title)]
                : [],
            [],
            [.. targets],
            ColleaguesOf(c),
            DueOf(item, undertaking),
            await course.OfUndertakingAsync(undertaking, cancel)
        )
        {
            Extension = await ExtensionAsync(item, cancel),
            Consultations = await consultations.RunAsync([undertaking], cancel),
            Results = results,
            Report = c.Report is { } report ? ReportView.Of(report, item.Id, item.DueOn) : null,
            MayCheckResults = await MayCheckAsync(c, undertaking, cancel),
        };
    }

    private async Task<bool> MayCheckAsync(WorkItemCase c, Undertaking undertaking, CancellationToken cancel) =>
        c.Item is { Step: StepRules.OfficeCheck, SideInstanceId: null }
        && WorkItemRules.MayAct(c, null) is null
        && await DeliverableStep.IsUnderCheckAsync(db, undertaking.Id, cancel)
        && DeliverableRules.MayCheck(c.Actor, undertaking, CompletionStage.UnderCheck) is null;

    /// <summary>Whoever was added gives his word and fills in no form.</summary>
    private async Task<ImmutableArray<FormField>> FieldsOfAsync(WorkItem item, CancellationToken cancel) =>
        item.Seat == 1 && StepRules.Find(item.Step) is { } rule
            ? (await forms.FormAsync(await reports.WithFiguresAsync(rule, item, cancel), item, cancel)).Fields
            : [];

    private async Task<ExtensionView?> ExtensionAsync(WorkItem item, CancellationToken cancel) =>
        item is { Step: StepRules.DecideExtension, SideInstanceId: { } side }
            ? ExtensionView.Of(
                await db.Extensions.AsNoTracking().SingleAsync(e => e.InstanceId == side, cancel),
                item.Id
            )
            : null;

    private ImmutableArray<ColleagueView> ColleaguesOf(WorkItemCase c) =>
        WorkItemRules.MayTransfer(c, null) is not null
            ? []
            :
            [
                .. DesksBeside(c)
                    .SelectMany(g => holders.InGroup(g))
                    .Where(p => p.Id != c.Actor.UserId && p.Id != c.Actor.DutyHolder().UserId)
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
