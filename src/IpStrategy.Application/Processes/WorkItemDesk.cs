using IpStrategy.Application.Agencies;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reminders;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Opens, changes and closes work items as the engine's user tasks do: due dates, lights, candidates, reminders with them.</summary>
internal sealed class WorkItemDesk(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    MessageWriter messages,
    ReportCycles cycles,
    Ids ids
)
{
    private StepDates Dates => new(reference);

    public async Task OpenAsync(ProcessRun run, StoredInstance instance, Effect.OpenTask task, CancellationToken cancel)
    {
        var undertaking = await run.UndertakingOfAsync(instance, cancel);
        var people = TaskPeople.Of(task.Attributes, holders);
        var groups = people.Groups;
        var place = new WorkItemPlace(instance.Id, task.Element.Value, instance.RootId, instance.SideId);
        var step = new WorkItemStep(task.ActivityId, task.Name ?? task.ActivityId, people.Body, run.Context.Now);
        var item = new WorkItem(ids.Next(), place, undertaking, step);
        item.SetRound(RoundOf(run, instance));
        db.WorkItems.Add(item);
        run.Remember(item);
        db.WorkItemCandidates.AddRange(groups.Distinct().Select(g => new WorkItemCandidate(item.Id, g)));
        if (undertaking is null)
        {
            item.About(await run.ProcessNameAsync(instance, cancel), instance.BusinessKey);
        }
        SetDueAtOpening(run, instance, task, item, undertaking);
        await cycles.OpenedAsync(run, instance, item, cancel);
        if (task.Attributes.Assignee is not null)
        {
            // Diagrams name people by user name, or not rightly; from here on it is the account that counts.
            run.Enqueue(instance, new Command.AssignTask(task.Element, people.AssigneeKey));
        }
        if (people.Assignee is null && groups.All(g => holders.InGroup(g).IsEmpty))
        {
            TellOfPostBox(item);
        }
        else
        {
            TellOfArrival(run, item, people);
        }
    }

    /// <summary>Whose turn it is hears of it at once, unless another message says so with more: the letter, the instruction, the reasons.</summary>
    private void TellOfArrival(ProcessRun run, WorkItem item, TaskPeople people)
    {
        var actor = run.Context.Actor;
        if (item.Step is StepRules.Acknowledge or StepRules.CarryOutInstruction || IsComingBack(run.ClosingState))
        {
            return;
        }
        var asked = people.Assignee is { } one ? [one] : people.Groups.SelectMany(g => holders.InGroup(g));
        var facts = MessageFacts.Of(item) with
        {
            From = actor.UserId == Actor.Automatic.UserId ? null : actor.SignedName,
            IsRequest = reference.Directory.Find(new AgencyCode(item.Body)) is { SubordinateToMunicipality: false },
        };
        messages.Tell(asked.Where(p => p.Id != actor.UserId), MessageKind.Arrived, facts, "");
    }

    private static bool IsComingBack(WorkItemState closing) =>
        closing
            is WorkItemState.ClosedBecauseReturned
                or WorkItemState.ClosedBecauseWithdrawn
                or WorkItemState.ClosedBecauseDecided;

    /// <summary>Never a dead end: the item stays in the body's post box, and the office is told.</summary>
    private void TellOfPostBox(WorkItem item) =>
        messages.Tell(holders.InGroup(PostGroups.OfficeClerk), MessageKind.FellToPostBox, MessageFacts.Of(item), "");

    private void SetDueAtOpening(
        ProcessRun run,
        StoredInstance instance,
        Effect.OpenTask task,
        WorkItem item,
        Undertaking? undertaking
    )
    {
        var due =
            Dates.InstructedDue(run, instance, item)
            ?? Dates.AskedDue(run, instance, item)
            ?? (undertaking is null ? Dates.DueAsDrawn(item, task.Attributes.DueDate) : Dates.DueOf(item, undertaking));
        SetDue(item, due, item.OpenedAt);
        if (undertaking?.ExtensionAskedAt is { } asked && ExtensionRules.ConcernsWholeUndertaking(item))
        {
            item.AskExtension(asked);
        }
    }

    public async Task ChangeAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.ChangeTask change,
        CancellationToken cancel
    )
    {
        var item = await run.WorkItemAsync(instance, change.Element, cancel);
        var assignee = InstanceIds.UserOf(change.Attributes.Assignee);
        item.Assign(assignee, assignee is { } id ? holders.Find(id)?.Name : null);
    }

    /// <summary>Another body acts from now on; who was named in person stays a candidate.</summary>
    public async Task MoveAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.ChangeCandidates change,
        CancellationToken cancel
    )
    {
        var item = await run.WorkItemAsync(instance, change.Element, cancel);
        var people = TaskPeople.Of(change.Attributes, holders);
        var rows = await db.WorkItemCandidates.Where(c => c.WorkItemId == item.Id).ToListAsync(cancel);
        var inPerson = PostGroups.User(0)[..^1];
        db.RemoveRange(
            rows.Where(r => !people.Groups.Contains(r.Group) && !r.Group.StartsWith(inPerson, StringComparison.Ordinal))
        );
        var known = rows.Select(r => r.Group).ToHashSet(StringComparer.Ordinal);
        db.WorkItemCandidates.AddRange(
            people.Groups.Where(g => !known.Contains(g)).Distinct().Select(g => new WorkItemCandidate(item.Id, g))
        );
        item.PassTo(people.Body);
    }

    public async Task CloseAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.CloseTask close,
        CancellationToken cancel
    )
    {
        var item = await run.WorkItemAsync(instance, close.Element, cancel);
        if (item.HasGuests)
        {
            await CloseGuestsAsync(run, item, close, cancel);
        }
        else
        {
            RowChanges.Remove(db, new ReminderSchedule(item.Id, run.Context.Now, 0));
        }
        await DropExtensionAsync(run, item, cancel);
        if (item.State is not (WorkItemState.Open or WorkItemState.Waiting))
        {
            return;
        }
        if (close.Closing == TaskClosing.Completed)
        {
            item.Complete(run.Context.Now, run.Context.Actor, null);
            return;
        }
        var isDeemed = DeemedReplies.Add(run, instance, item, ids);
        item.Close(isDeemed ? WorkItemState.ClosedBecauseDeemed : run.ClosingState, run.Context.Now);
        run.TakenAway.Add(item);
    }

    /// <summary>A later date for what is done already is of no use; the date of the undertaking stays asked for.</summary>
    private async Task DropExtensionAsync(ProcessRun run, WorkItem item, CancellationToken cancel)
    {
        if (item.ExtensionAskedAt is null || ExtensionRules.ConcernsWholeUndertaking(item))
        {
            return;
        }
        var pending = await db.Extensions.FirstOrDefaultAsync(
            e => e.WorkItemId == item.Id && e.State == ExtensionState.Pending,
            cancel
        );
        if (pending is not null)
        {
            run.Enqueue(await run.InstanceAsync(pending.InstanceId, cancel), new Command.Cancel("done without it"));
        }
    }

    /// <summary>Another date: the light and the reminders are counted from it.</summary>
    public async Task PostponeAsync(WorkItem item, DueDate due, DateTimeOffset now, CancellationToken cancel)
    {
        var light = LightThresholds.For(due, reference.Calendar, reference.Days);
        item.Postpone(new AssignmentDue(due.Date, due.Instant, due.Rule.ToText(), light.YellowAt, light.RedAt));
        var plan = ReminderPlan.For(item.OpenedAt, due, reference.Calendar, reference.Hours, reference.Reminders);
        var next = plan.NextAfter(now);
        var row = await db.ReminderSchedules.FirstOrDefaultAsync(r => r.WorkItemId == item.Id, cancel);
        row?.Advance(next?.At ?? ReminderSchedule.Never, next?.Offset ?? 0);
    }

    /// <summary>Those added to the desk go with it.</summary>
    private async Task CloseGuestsAsync(
        ProcessRun run,
        WorkItem drawn,
        Effect.CloseTask close,
        CancellationToken cancel
    )
    {
        var guests = await db
            .WorkItems.Where(w => w.InstanceId == drawn.InstanceId && w.ElementId == drawn.ElementId && w.Seat > 1)
            .ToListAsync(cancel);
        var state = close.Closing == TaskClosing.Completed ? WorkItemState.ClosedBecauseDecided : run.ClosingState;
        // Who among them is being reminded depends on whose turn it was.
        var seats = guests.ConvertAll(g => g.Id);
        seats.Add(drawn.Id);
        db.RemoveRange(await db.ReminderSchedules.Where(r => seats.Contains(r.WorkItemId)).ToListAsync(cancel));
        foreach (var guest in guests.Where(g => g.State is WorkItemState.Open or WorkItemState.Waiting))
        {
            guest.Close(state, run.Context.Now);
            run.TakenAway.Add(guest);
        }
    }

    /// <summary>A desk of its own beside the drawn one, for somebody who was added.</summary>
    public WorkItem Seat(ProcessRun run, WorkItem drawn, Undertaking? undertaking, Signer signer)
    {
        var place = new WorkItemPlace(drawn.InstanceId, drawn.ElementId, drawn.RootInstanceId, drawn.SideInstanceId);
        var person = holders.Find(signer.Seat.PersonId!.Value);
        var body = person?.AgencyCode ?? PostGroups.OfficeCode;
        var step = new WorkItemStep(drawn.Step, drawn.StepName, body, run.Context.Now);
        var item = new WorkItem(ids.Next(), place, undertaking, step);
        item.SitDown(signer);
        item.SetRound(drawn.Round);
        if (drawn.Period is { } period)
        {
            item.ForPeriod(period);
        }
        if (undertaking is null)
        {
            item.About(drawn.Subject, drawn.Label);
        }
        db.WorkItems.Add(item);
        db.WorkItemCandidates.AddRange(signer.Seat.Desks.Distinct().Select(g => new WorkItemCandidate(item.Id, g)));
        return item;
    }

    /// <summary>Its turn has come: what had no date gets one that counts from now, and reminders go on from now.</summary>
    public void TurnCame(WorkItem item, Undertaking? undertaking, DateTimeOffset now)
    {
        if (item.DueAt is null)
        {
            item.OpenAt(now);
        }
        SetDue(item, undertaking is null ? null : Dates.DueOf(item, undertaking), now);
    }

    /// <summary>Nobody is reminded of what he cannot do now.</summary>
    public void TurnWent(WorkItem item, DateTimeOffset now) =>
        RowChanges.Remove(db, new ReminderSchedule(item.Id, now, 0));

    /// <param name="from">Reminders before this instant are passed over.</param>
    private void SetDue(WorkItem item, DueDate? dueDate, DateTimeOffset from)
    {
        if (dueDate is not { } due)
        {
            item.SetNoDue();
            db.ReminderSchedules.Add(new ReminderSchedule(item.Id, ReminderSchedule.Never, 0));
            return;
        }
        var light = LightThresholds.For(due, reference.Calendar, reference.Days);
        item.SetDue(new AssignmentDue(due.Date, due.Instant, due.Rule.ToText(), light.YellowAt, light.RedAt));
        var plan = ReminderPlan.For(item.OpenedAt, due, reference.Calendar, reference.Hours, reference.Reminders);
        // A point at the very moment of opening still counts.
        var first = plan.NextAfter(from.AddTicks(-1));
        // Every open item has its row, so that closing can delete it unread; one without reminders left waits for never.
        db.ReminderSchedules.Add(
            new ReminderSchedule(item.Id, first?.At ?? ReminderSchedule.Never, first?.Offset ?? 0)
        );
    }

    private static int RoundOf(ProcessRun run, StoredInstance instance) =>
        run.VariableOf(instance, "round") is FeelValue.Number { Value: var round } ? (int)round : 0;
}
