using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Loads an assignment to be dealt with as a whole: every tree of it locked in the order of their ids, then its own row.</summary>
internal sealed class ControlCases(
    IpStrategyContext db,
    InstanceStore store,
    ProcessRuns runs,
    ReferenceTables reference,
    ReportCycles cycles
)
{
    /// <summary>Null where there is none, or the caller may not see it.</summary>
    public async Task<ControlCase?> LoadAsync(long assignmentId, Actor actor, CancellationToken cancel)
    {
        if (!await Visibility.Assignments(db, actor).AnyAsync(a => a.Id == assignmentId, cancel))
        {
            return null;
        }
        var ofAssignment = db.Undertakings.Where(u => u.AssignmentId == assignmentId);
        // From the undertakings to their instances: the other way round every instance there ever was would be looked at.
        var live = ofAssignment
            .Join(db.Instances, u => u.Id, i => i.UndertakingId, (_, i) => i)
            .Where(i => i.EndedAt == null);
        foreach (var root in await live.Select(i => i.RootId).Distinct().Order().ToListAsync(cancel))
        {
            await store.LockTreeAsync(root, cancel);
        }
        var assignment = await RowLocks.AssignmentAsync(db, assignmentId, cancel);
        var loaded = new ControlCase(
            assignment,
            await db.Plans.SingleAsync(p => p.Id == assignment.PlanId, cancel),
            [.. await ofAssignment.OrderBy(u => u.Id).ToListAsync(cancel)],
            [.. await live.OrderBy(i => i.Id).ToListAsync(cancel)],
            [.. await ItemsAsync(assignmentId, cancel)]
        )
        {
            Run = runs.Begin(actor),
            Now = null!,
        };
        Remember(loaded);
        var now = NowOf(loaded, await PartiesAsync(assignmentId, cancel));
        return loaded with { Now = await WithReportsAsync(now, loaded, cancel) };
    }

    private async Task<AssignmentNow> WithReportsAsync(AssignmentNow now, ControlCase c, CancellationToken cancel)
    {
        var undertakings = now.Undertakings.ToBuilder();
        for (var i = 0; i < undertakings.Count; i++)
        {
            if (undertakings[i] is { State: UndertakingState.Suspended, Id: var id })
            {
                var reports = await cycles.PausedAsync(c.Undertaking(id), c.Run.Context.Now, cancel);
                undertakings[i] = undertakings[i] with { Reports = reports };
            }
        }
        return now with { Undertakings = undertakings.ToImmutable() };
    }

    private static void Remember(ControlCase c)
    {
        foreach (var instance in c.Instances)
        {
            c.Run.Remember(instance);
        }
        foreach (var undertaking in c.Undertakings)
        {
            c.Run.Remember(undertaking);
        }
        foreach (var item in c.Items)
        {
            c.Run.Remember(item);
        }
    }

    private Task<List<WorkItem>> ItemsAsync(long assignmentId, CancellationToken cancel) =>
        db
            .WorkItems.Where(w => w.AssignmentId == assignmentId)
            .Where(w => w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
            .OrderBy(w => w.Id)
            .ToListAsync(cancel);

    private Task<List<AssignmentParty>> PartiesAsync(long assignmentId, CancellationToken cancel) =>
        db
            .AssignmentParties.AsNoTracking()
            .Where(p => p.AssignmentId == assignmentId)
            .OrderBy(p => p.Order)
            .ToListAsync(cancel);

    private AssignmentNow NowOf(ControlCase c, List<AssignmentParty> parties)
    {
        ImmutableArray<AgencyCode> Codes(PartyRole role) =>
            [
                .. parties
                    .Where(p => p.Role == role)
                    .Select(p => p.AgencyCode ?? p.GroupCode)
                    .OfType<string>()
                    .Select(code => new AgencyCode(code)),
            ];
        return new AssignmentNow(
            c.Assignment.Number,
            Codes(PartyRole.Lead),
            Codes(PartyRole.CoResponsible),
            c.Assignment.Text,
            DueOf(c.Assignment.DueRule, c.Plan.IssuedAt, c.Assignment.DueOn, c.Assignment.DueAt),
            [.. c.Undertakings.Select(u => NowOf(c, u))]
        )
        {
            Quorum = c.Assignment.Quorum,
        };
    }

    private UndertakingNow NowOf(ControlCase c, Undertaking u)
    {
        var main = c.MainOf(u.Id);
        ImmutableArray<AgencyCode> Listed(string name) =>
            main is null ? [] : [.. Standing.TextsOf(c.Run.VariableOf(main, name)).Select(v => new AgencyCode(v))];
        var signOff = c.CalledBy(u.Id, Standing.SignOff);
        return new UndertakingNow(
            u.Id,
            new AgencyCode(u.LeadCode),
            Listed("cosigners"),
            Listed("parties"),
            u.State,
            DueOf(u.DueRule, u.StartedAt, u.DueOn, u.DueAt)
        )
        {
            OpenGroups = Listed("openGroups"),
            SuspendedAt = u.SuspendedAt,
            Consultation = StageOf(c, u),
            Silence = main is null
                ? SilenceRule.StayOpen
                : SilenceText.In(c.Run.VariableOf(main, SilenceText.Variable)),
            Replied = RepliedOf(c, u),
            IsInSignOff = signOff is not null,
            IsCountersigning =
                signOff is not null && Standing.LoopOf(c.Run.StateOf(signOff), StepRules.Countersign) is not null,
            Desks =
            [
                .. c
                    .Items.Where(i => i.UndertakingId == u.Id && i.State == WorkItemState.Open)
                    .Select(i => DeskOf(i, u, signOff)),
            ],
        };
    }

    private OpenDesk DeskOf(WorkItem item, Undertaking undertaking, StoredInstance? signOff) =>
        new(item.Id, item.Step, item.StepName, item.Body, WorkItemDates.Of(item, undertaking, reference.Days))
        {
            FollowsAssignment = WorkItemDates.FollowsAssignment(item.Step),
            IsInSignOff = item.InstanceId == signOff?.Id,
            IsInstruction = StepRules.IsInstruction(item.Step),
        };

    private static ConsultationStage StageOf(ControlCase c, Undertaking u)
    {
        if (c.MainOf(u.Id) is not { } main || c.Run.StateOf(main) is not { } state)
        {
            return ConsultationStage.Over;
        }
        if (c.CalledBy(u.Id, Standing.Consultation) is { } consultation)
        {
            return Standing.LoopOf(c.Run.StateOf(consultation), Standing.AskParty) is null
                ? ConsultationStage.BetweenRounds
                : ConsultationStage.Asking;
        }
        return state.Elements.Any(e =>
            e.ActivityId is StepRules.Acknowledge or StepRules.DraftPlan or StepRules.NameAgencies
        )
            ? ConsultationStage.NotBegun
            : ConsultationStage.Over;
    }

    /// <summary>Of those asked in the round at hand, the ones who have nothing before them any more.</summary>
    private static ImmutableArray<AgencyCode> RepliedOf(ControlCase c, Undertaking u)
    {
        if (
            c.CalledBy(u.Id, Standing.Consultation) is not { } consultation
            || c.Run.StateOf(consultation) is not { } state
            || Standing.LoopOf(state, Standing.AskParty) is null
        )
        {
            return [];
        }
        var asked = Standing.RunsOf(state, Standing.AskParty, "party").Select(r => r.Item).ToHashSet();
        return
        [
            .. Standing
                .TextsOf(c.Run.VariableOf(consultation, "parties"))
                .Where(p => !asked.Contains(p))
                .Select(p => new AgencyCode(p)),
        ];
    }

    private DueDate DueOf(string rule, DateTimeOffset start, DateOnly on, DateTimeOffset at) =>
        new(DueRule.FromText(rule) ?? new DueRule.On(on), reference.Days.DateAt(start), on, at);
}

/// <summary>The rule for silence, as the processes keep it.</summary>
internal static class SilenceText
{
    public const string Variable = "silenceRule";

    public static FeelValue Of(SilenceRule rule) => FeelValue.From(Words.Of(rule));

    public static SilenceRule In(FeelValue value) =>
        value is FeelValue.Text { Value: var text } && text == Words.Of(SilenceRule.DeemConcurrence)
            ? SilenceRule.DeemConcurrence
            : SilenceRule.StayOpen;
}
