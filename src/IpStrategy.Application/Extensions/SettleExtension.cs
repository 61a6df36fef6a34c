using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Extensions;

/// <summary>
/// 改期: what the process of an extension comes to. Approved, the due date, the light, the timers that stood at the old date and the
/// reminders are counted anew; refused, the light turns back. Both are told to who asked.
/// </summary>
internal sealed class SettleExtension(
    IpStrategyContext db,
    ReferenceTables reference,
    WorkItemDesk desk,
    PostHolders holders,
    MessageWriter messages,
    AuditTrail audit
)
{
    public async Task ApproveAsync(ProcessRun run, StoredInstance instance, CancellationToken cancel)
    {
        var (extension, undertaking) = await FindAsync(run, instance, cancel);
        var rule = new DueRule.On(extension.NewDueOn!.Value);
        var due = DueDate.CountFrom(run.Context.Now, rule, reference.Calendar, reference.Days);
        await ExtensionLights.TurnBackAsync(db, extension, undertaking, cancel);
        if (extension.WorkItemId is { } id)
        {
            await MoveAsync(run, await db.WorkItems.SingleAsync(w => w.Id == id, cancel), due, cancel);
        }
        else
        {
            await MoveAsync(run, undertaking, due, cancel);
        }
        extension.Settle(ExtensionState.Approved, rule.ToText());
        await FinishAsync(run, extension, undertaking, cancel);
    }

    public async Task RefuseAsync(ProcessRun run, StoredInstance instance, CancellationToken cancel)
    {
        var (extension, undertaking) = await FindAsync(run, instance, cancel);
        await ExtensionLights.TurnBackAsync(db, extension, undertaking, cancel);
        extension.Settle(ExtensionState.Refused, null);
        await FinishAsync(run, extension, undertaking, cancel);
    }

    private async Task MoveAsync(ProcessRun run, Undertaking undertaking, DueDate due, CancellationToken cancel)
    {
        undertaking.Postpone(Thresholds(due));
        await AssignmentDates.FollowAsync(db, undertaking, cancel);
        foreach (var step in await ExtensionLights.StepsWithItsDateAsync(db, undertaking, cancel))
        {
            await MoveAsync(run, step, due, cancel);
        }
    }

    /// <summary>Timers of the step that stood at its old date go with it; others say something else and stay.</summary>
    private async Task MoveAsync(ProcessRun run, WorkItem item, DueDate due, CancellationToken cancel)
    {
        var old = item.DueAt;
        await desk.PostponeAsync(item, due, run.Context.Now, cancel);
        run.Remember(item);
        var instance = await run.InstanceAsync(item.InstanceId, cancel);
        var timers = run.StateOf(instance)?.Find(new ElementId(item.ElementId))?.Timers ?? [];
        foreach (var timer in timers.Where(t => t.DueAt == old))
        {
            run.Enqueue(instance, new Command.MoveTimer(timer.Id, due.Instant));
        }
    }

    private AssignmentDue Thresholds(DueDate due)
    {
        var light = LightThresholds.For(due, reference.Calendar, reference.Days);
        return new AssignmentDue(due.Date, due.Instant, due.Rule.ToText(), light.YellowAt, light.RedAt);
    }

    private async Task<(Extension, Undertaking)> FindAsync(
        ProcessRun run,
        StoredInstance instance,
        CancellationToken cancel
    )
    {
        var extension = await db.Extensions.SingleAsync(e => e.InstanceId == instance.Id, cancel);
        return (extension, (await run.UndertakingOfAsync(instance, cancel))!);
    }

    private static AuditNote NoteOf(ProcessRun run, Extension extension, Undertaking undertaking) =>
        new(
            run.Context.Actor,
            "decide-extension",
            $"extension:{extension.Id}",
            new { dueOn = extension.OldDueOn, rule = extension.OldRule },
            new
            {
                state = extension.State,
                dueOn = extension.NewDueOn,
                rule = extension.NewRule,
                decision = extension.Decision,
            },
            undertaking.InstanceId
        )
        {
            UndertakingId = undertaking.Id,
            AssignmentId = undertaking.AssignmentId,
        };

    private async Task FinishAsync(
        ProcessRun run,
        Extension extension,
        Undertaking undertaking,
        CancellationToken cancel
    )
    {
        audit.Note(NoteOf(run, extension, undertaking));
        if (holders.Find(extension.AskedById) is not { } asker)
        {
            return;
        }
        var item = extension.WorkItemId is { } id ? await db.WorkItems.SingleAsync(w => w.Id == id, cancel) : null;
        var facts = item is null ? AboutUndertaking(undertaking) : MessageFacts.Of(item);
        var kind =
            extension.State == ExtensionState.Approved ? MessageKind.ExtensionApproved : MessageKind.ExtensionRefused;
        var told = facts with { From = run.Context.Actor.Name, Text = extension.Decision };
        messages.Tell([asker], kind, told, Opaque.Of(extension.Id));
    }

    private static MessageFacts AboutUndertaking(Undertaking u) =>
        new(u.AssignmentNumber, u.Label, u.Subject, StepRules.ApplyForCompletion, "", u.LeadCode, u.DueOn)
        {
            UndertakingId = u.Id,
        };
}

/// <summary>The handler behind the step that moves the date.</summary>
internal sealed class ApplyExtension(SettleExtension settle) : IServiceHandler
{
    public const string HandlerName = "apply-extension";

    public string Name => HandlerName;

    public async Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel)
    {
        await settle.ApproveAsync(call.Run, call.Instance, cancel);
        return Command.NoVariables;
    }
}

/// <summary>The handler behind the step that tells of a refusal.</summary>
internal sealed class RefuseExtension(SettleExtension settle) : IServiceHandler
{
    public const string HandlerName = "refuse-extension";

    public string Name => HandlerName;

    public async Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel)
    {
        await settle.RefuseAsync(call.Run, call.Instance, cancel);
        return Command.NoVariables;
    }
}
