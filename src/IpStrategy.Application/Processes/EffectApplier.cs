using IpStrategy.Application.Plans;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Turns the engine's effects into rows of the same transaction. Nothing is sent from here.</summary>
internal sealed class EffectApplier(
    IpStrategyContext db,
    DefinitionCache definitions,
    WorkItemDesk desk,
    OutwardEffects outward,
    MovedRows moved,
    SideEnds sideEnds,
    ReportCycles cycles,
    Ids ids
)
{
    public Task ApplyAsync(ProcessRun run, StoredInstance instance, Effect effect, CancellationToken cancel) =>
        effect switch
        {
            Effect.OpenTask e => desk.OpenAsync(run, instance, e, cancel),
            Effect.ChangeTask e => desk.ChangeAsync(run, instance, e, cancel),
            Effect.ChangeCandidates e => desk.MoveAsync(run, instance, e, cancel),
            Effect.CloseTask e => desk.CloseAsync(run, instance, e, cancel),
            Effect.StartWork { Kind: WorkKind.Handler } e => outward.HandleAsync(run, instance, e, cancel),
            Effect.NotifyListener e => outward.NotifyAsync(run, instance, e, cancel),
            Effect.CancelWork e => outward.CancelWorkAsync(instance, e, cancel),
            Effect.ChangeActivity e => moved.RenameAsync(run, instance, e, cancel),
            Effect.StartChild e => StartChildAsync(run, instance, e, cancel),
            Effect.CancelChild e => ToChildAsync(run, instance, e.Call, new Command.Cancel(e.Reason), cancel),
            Effect.SuspendChild e => ToChildAsync(run, instance, e.Call, new Command.Suspend(), cancel),
            Effect.ResumeChild e => ToChildAsync(run, instance, e.Call, new Command.Resume(), cancel),
            Effect.EscalateToParent e => EscalateAsync(run, instance, e, cancel),
            Effect.EndInstance e => EndAsync(run, instance, e, cancel),
            Effect.CloseIncident e => CloseIncidentAsync(run, instance, e, cancel),
            _ => ApplyRow(run, instance, effect),
        };

    private Task ApplyRow(ProcessRun run, StoredInstance instance, Effect effect)
    {
        switch (effect)
        {
            case Effect.ArmTimer e:
                db.Timers.Add(new StoredTimer(instance.Id, e.Timer.Value, e.Element.Value, e.ActivityId, e.DueAt));
                break;
            case Effect.DisarmTimer e:
                RowChanges.Remove(db, new StoredTimer(instance.Id, e.Timer.Value, 0, "", run.Context.Now));
                break;
            case Effect.Subscribe e:
                var waiting = new StoredSubscription(instance.Id, e.Subscription.Value, e.ActivityId, e.Kind, e.Name);
                db.Subscriptions.Add(waiting.Since(run.Context.Now));
                break;
            case Effect.Unsubscribe e:
                RowChanges.Remove(db, new StoredSubscription(instance.Id, e.Subscription.Value, "", default, ""));
                break;
            default:
                ApplyLater(run, instance, effect);
                break;
        }
        return Task.CompletedTask;
    }

    private void ApplyLater(ProcessRun run, StoredInstance instance, Effect effect)
    {
        switch (effect)
        {
            case Effect.ScheduleContinuation e:
                db.Continuations.Add(new(instance.Id, e.Element.Value, e.ActivityId, run.Context.Now));
                break;
            case Effect.CancelContinuation e:
                RowChanges.Remove(db, new StoredContinuation(instance.Id, e.Element.Value, "", run.Context.Now));
                break;
            case Effect.RaiseIncident e:
                var incident = new StoredIncident(ids.Next(), instance.Id, e.Element.Value, e.ActivityId);
                db.Incidents.Add(incident.Raise(e.IncidentCode, e.Message, run.Context.Now));
                break;
            default:
                outward.Apply(run, instance, effect);
                break;
        }
    }

    private async Task StartChildAsync(
        ProcessRun run,
        StoredInstance caller,
        Effect.StartChild start,
        CancellationToken cancel
    )
    {
        var definition = await definitions.CalledAsync(db, caller.Definition, start, cancel);
        var child = new StoredInstance(ids.Next(), definition, caller.UndertakingId, run.Context.Now)
            .CalledBy(caller, start.Call.Value, start.ActivityId)
            .Under(start.BusinessKey);
        db.Instances.Add(child);
        run.Remember(child);
        var trail = await TrailOfAsync(run, caller, cancel);
        var resumeAt = trail?.ResumeCall == start.ActivityId ? trail.ResumeStep : null;
        if (resumeAt is not null)
        {
            trail!.RememberResume(null, null);
        }
        run.Enqueue(
            child,
            new Command.Start(
                InstanceIds.Of(child.Id),
                definition,
                start.Variables,
                start.BusinessKey,
                new ParentLink(InstanceIds.Of(caller.Id), start.Call),
                StartBefore: resumeAt
            )
        );
    }

    /// <summary>Whose papers go through an instance: a report's, or those of the course itself.</summary>
    private async Task<IPaperTrail?> TrailOfAsync(ProcessRun run, StoredInstance instance, CancellationToken cancel) =>
        instance.SideId is { } side && await ReportSteps.OfAsync(db, side, cancel) is { } report
            ? report
            : await run.UndertakingOfAsync(instance, cancel);

    private static async Task ToChildAsync(
        ProcessRun run,
        StoredInstance caller,
        ElementId call,
        Command command,
        CancellationToken cancel
    )
    {
        if (await run.ChildAsync(caller, call, cancel) is { } child)
        {
            run.Enqueue(child, command);
        }
    }

    private static async Task EscalateAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.EscalateToParent escalation,
        CancellationToken cancel
    )
    {
        if (instance is { ParentId: { } caller, ParentCall: { } call })
        {
            var command = new Command.ChildEscalated(new ElementId(call), escalation.EscalationCode);
            run.Enqueue(await run.InstanceAsync(caller, cancel), command);
        }
    }

    private async Task EndAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.EndInstance end,
        CancellationToken cancel
    )
    {
        if (instance is { ParentId: { } parentId, ParentCall: { } call })
        {
            var caller = await run.InstanceAsync(parentId, cancel);
            var element = new ElementId(call);
            Command answer = end.Status switch
            {
                InstanceStatus.Completed => new Command.ChildEnded(element, end.Variables),
                InstanceStatus.Failed => new Command.ChildFailed(element, end.ErrorCode, end.Message ?? ""),
                // Cancelled by its caller, who does not wait any more, or from outside.
                _ => new Command.ChildCancelled(element, end.Message),
            };
            run.Enqueue(caller, answer);
            return;
        }
        if (instance.SideId is not null)
        {
            await sideEnds.EndedAsync(run, instance, end.Status, cancel);
            return;
        }
        await EndUndertakingAsync(run, instance, end.Status, cancel);
    }

    private async Task EndUndertakingAsync(
        ProcessRun run,
        StoredInstance instance,
        InstanceStatus status,
        CancellationToken cancel
    )
    {
        // Beside its own process an undertaking may have others, such as a leader's instruction.
        if (
            await run.UndertakingOfAsync(instance, cancel) is not { } undertaking
            || undertaking.InstanceId != instance.Id
        )
        {
            return;
        }
        await SideInstances.FollowAsync(run, instance, new Command.Cancel("the assignment has ended"), cancel);
        await cycles.EndAsync(undertaking.Id, cancel);
        undertaking.End(
            status == InstanceStatus.Completed ? UndertakingState.Completed : run.EndingState,
            run.Context.Now
        );
        // Sixteen undertakings of one assignment may end at once, each in a transaction of its own.
        var assignment = await RowLocks.AssignmentAsync(db, undertaking.AssignmentId, cancel);
        if (status == InstanceStatus.Completed)
        {
            assignment.CountCompleted(run.Context.Now);
        }
        else
        {
            assignment.CountEnded(run.Context.Now);
        }
        if (assignment is { UndertakingCount: > 1, Status: AssignmentStatus.Running })
        {
            await AssignmentDates.FollowAsync(db, undertaking, cancel);
        }
    }

    private async Task CloseIncidentAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.CloseIncident e,
        CancellationToken cancel
    )
    {
        var open = await db
            .Incidents.Where(i => i.InstanceId == instance.Id && i.ElementId == e.Element.Value && i.ClosedAt == null)
            .ToListAsync(cancel);
        open.ForEach(i => i.Close(run.Context.Now));
    }
}
