using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans.Control;

/// <summary>
/// Carries the steps of a change out, one after another, as commands of the engine and as rows beside them. The first refusal
/// ends it, and the caller throws the transaction away.
/// </summary>
internal sealed class ControlSteps(
    PartySteps parties,
    InstructionSteps instructions,
    InstanceActs instances,
    ItemDates dates,
    ReportCycles cycles,
    ReferenceTables reference
)
{
    public async Task<Refusal?> RunAsync(
        ControlCase c,
        ImmutableArray<ChangeStep> steps,
        ControlOrder order,
        CancellationToken cancel
    )
    {
        foreach (var step in steps)
        {
            if (await RunAsync(c, step, order, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    private Task<Refusal?> RunAsync(ControlCase c, ChangeStep step, ControlOrder order, CancellationToken cancel) =>
        step switch
        {
            ChangeStep.Suspend s => SuspendAsync(c, s, cancel),
            ChangeStep.Resume s => ResumeAsync(c, s, cancel),
            ChangeStep.End s => EndAsync(c, s, order.Reason, cancel),
            ChangeStep.MoveDue s => MoveDueAsync(c, s, cancel),
            ChangeStep.MoveAssignmentDue s => Done(() => c.Assignment.Postpone(dates.StoredOf(s.Due))),
            ChangeStep.Reword s => Done(() => Reword(c, s.Text)),
            ChangeStep.CountDoneWith s => Done(() => c.Assignment.CountDoneWith(s.Quorum, c.Run.Context.Now)),
            ChangeStep.Instruct s => instructions.RunAsync(c, s, order, cancel),
            _ => parties.RunAsync(c, step, cancel),
        };

    /// <summary>A leader's instruction is not the office's to hold: its process goes on.</summary>
    private async Task<Refusal?> SuspendAsync(ControlCase c, ChangeStep.Suspend step, CancellationToken cancel)
    {
        var now = c.Run.Context.Now;
        foreach (var root in HeldRoots(c, step.UndertakingId).Where(r => r.Status == InstanceStatus.Active))
        {
            if (await c.Run.ExecuteAsync(root, new Command.Suspend(), cancel) is { } refusal)
            {
                return refusal;
            }
        }
        c.Undertaking(step.UndertakingId).Suspend(now);
        await dates.HoldAsync(HeldItems(c, step.UndertakingId), now, cancel);
        return null;
    }

    /// <summary>What fell due meanwhile and was not moved fires afterwards, in the order in which it was due.</summary>
    private async Task<Refusal?> ResumeAsync(ControlCase c, ChangeStep.Resume step, CancellationToken cancel)
    {
        var (now, undertaking) = (c.Run.Context.Now, c.Undertaking(step.UndertakingId));
        foreach (var root in HeldRoots(c, step.UndertakingId).Where(r => r.Status == InstanceStatus.Suspended))
        {
            if (await c.Run.ExecuteAsync(root, new Command.Resume(), cancel) is { } refusal)
            {
                return refusal;
            }
            await instances.ReleaseHeldAsync(root, cancel);
        }
        var items = HeldItems(c, step.UndertakingId);
        if (step.Days > 0)
        {
            if (await MoveTimersAsync(c, step, cancel) is { } refusal)
            {
                return refusal;
            }
            MoveDates(c, step, undertaking, items);
        }
        await cycles.ResumeAsync(undertaking, c.Run, cancel);
        undertaking.Resume();
        await dates.FreeAsync(items, now, cancel);
        return null;
    }

    private void MoveDates(ControlCase c, ChangeStep.Resume step, Undertaking u, IEnumerable<WorkItem> items)
    {
        var counting = CountingOf(c);
        foreach (var item in items)
        {
            if (Approvals.WorkItemDates.Of(item, u, reference.Days) is { } due)
            {
                item.SetDue(dates.StoredOf(Pauses.MovedOn(due, step.Days, counting)));
            }
        }
        var own = c.Now.Undertakings.Single(n => n.Id == u.Id).Due;
        u.Postpone(dates.StoredOf(Pauses.MovedOn(own, step.Days, counting)));
    }

    /// <summary>The engine's timers and the date it asks replies by go along with what people see.</summary>
    private async Task<Refusal?> MoveTimersAsync(ControlCase c, ChangeStep.Resume step, CancellationToken cancel)
    {
        var (counting, roots) = (CountingOf(c), HeldRoots(c, step.UndertakingId).Select(r => r.Id).ToHashSet());
        foreach (var instance in c.Instances.Where(i => roots.Contains(i.RootId) && i.EndedAt is null))
        {
            var timers = c.Run.StateOf(instance)?.Elements.SelectMany(e => e.Timers).ToList() ?? [];
            foreach (var timer in timers.Where(t => !t.HasFailed))
            {
                var move = new Command.MoveTimer(timer.Id, Pauses.MovedOn(timer.DueAt, step.Days, counting));
                if (await c.Run.ExecuteAsync(instance, move, cancel) is { } refusal)
                {
                    return refusal;
                }
            }
            if (ReplyDueOf(c, instance) is { } due)
            {
                var moved = Text(Pauses.MovedOn(due, step.Days, counting));
                var set = new Command.SetVariables(null, Command.NoVariables.Add("replyDue", FeelValue.From(moved)));
                if (await c.Run.ExecuteAsync(instance, set, cancel) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        return null;
    }

    private static DateTimeOffset? ReplyDueOf(ControlCase c, StoredInstance instance) =>
        c.Run.VariableOf(instance, "replyDue") is FeelValue.Text { Value: var text }
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            ? due
            : null;

    private static string Text(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Instructions on it end with it.</summary>
    private async Task<Refusal?> EndAsync(ControlCase c, ChangeStep.End step, string? reason, CancellationToken cancel)
    {
        c.Run.EndingState = step.State;
        c.Run.ClosingState =
            step.State == UndertakingState.Voided
                ? WorkItemState.ClosedBecauseVoided
                : WorkItemState.ClosedBecauseTerminated;
        foreach (var root in c.RootsOf(step.UndertakingId))
        {
            // What runs beside the course ends with it.
            if (root.EndedAt is not null)
            {
                continue;
            }
            if (await c.Run.ExecuteAsync(root, new Command.Cancel(reason), cancel) is { } refusal)
            {
                return refusal;
            }
            await instances.ReleaseHeldAsync(root, cancel);
        }
        c.Undertaking(step.UndertakingId).End(step.State, c.Run.Context.Now);
        return null;
    }

    private async Task<Refusal?> MoveDueAsync(ControlCase c, ChangeStep.MoveDue step, CancellationToken cancel)
    {
        c.Undertaking(step.UndertakingId).Postpone(dates.StoredOf(step.Due));
        foreach (var item in c.OpenOf(step.UndertakingId).Where(Follows))
        {
            await dates.MoveAsync(item, step.Due, c.Run.Context.Now, cancel);
        }
        return null;
    }

    private static bool Follows(WorkItem item) =>
        item.DueOn is not null && Approvals.WorkItemDates.FollowsAssignment(item.Step);

    private static void Reword(ControlCase c, string text)
    {
        c.Assignment.Reword(text);
        foreach (var undertaking in c.Undertakings)
        {
            undertaking.Reword(text);
            foreach (var item in c.OpenOf(undertaking.Id))
            {
                item.Restate(undertaking);
            }
        }
    }

    private Counting CountingOf(ControlCase c) => new(reference.Calendar, reference.Days, c.Run.Context.Now);

    private static IEnumerable<StoredInstance> HeldRoots(ControlCase c, long undertakingId) =>
        c.RootsOf(undertakingId).Where(r => r.ProcessId != Standing.Instruction);

    private static List<WorkItem> HeldItems(ControlCase c, long undertakingId) =>
        [.. c.OpenOf(undertakingId).Where(i => !StepRules.IsInstruction(i.Step))];

    private static Task<Refusal?> Done(Action act)
    {
        act();
        return Task.FromResult<Refusal?>(null);
    }
}
