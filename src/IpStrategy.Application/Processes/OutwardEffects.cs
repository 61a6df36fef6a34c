using System.Text.Json;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Effects that concern others than the instance itself: handlers of this host, external workers, and instances that wait for
/// a message or signal. What goes to others is a row; <see cref="DeliverThrownEvents"/> hands it on after the commit.
/// </summary>
internal sealed class OutwardEffects(IpStrategyContext db, ServiceHandlers handlers, Ids ids)
{
    public void Apply(ProcessRun run, StoredInstance instance, Effect effect)
    {
        var now = run.Context.Now;
        switch (effect)
        {
            case Effect.StartWork e:
                var work = new StoredWork(instance.Id, e.Work.Value, e.ActivityId, e.Name);
                // Locks and pauses are of machines: workers go by their time, not by the office's clock.
                db.ExternalWork.Add(work.With(VariablesText.Write(e.Variables), run.Context.RealNow));
                break;
            case Effect.SendMessage e:
                Send(
                    new(ids.Next(), SubscriptionKind.Message, e.Name, VariablesText.Write(e.Variables)),
                    e.Targets.IsEmpty ? null : JsonSerializer.Serialize(e.Targets)
                );
                break;
            case Effect.RaiseSignal e:
                Send(new(ids.Next(), SubscriptionKind.Signal, e.Name, VariablesText.Write(e.Variables)));
                break;
            default:
                throw new InvalidOperationException($"Nothing is known of {effect.GetType().Name} here.");
        }

        void Send(StoredDelivery delivery, string? targets = null) =>
            db.Deliveries.Add(delivery.From(instance.Id, now, targets));
    }

    public async Task HandleAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.StartWork work,
        CancellationToken cancel
    )
    {
        var call = new HandlerCall(run, instance, work.Variables);
        var variables = await handlers.Find(work.Name).RunAsync(call, cancel);
        run.Enqueue(instance, new Command.CompleteWork(work.Work, variables));
    }

    /// <summary>A listener only looks on: what it returns is dropped.</summary>
    public async Task NotifyAsync(
        ProcessRun run,
        StoredInstance instance,
        Effect.NotifyListener listener,
        CancellationToken cancel
    )
    {
        if (handlers.FindListener(listener.Handler) is { } handler && run.StateOf(instance) is { } state)
        {
            await handler.RunAsync(new HandlerCall(run, instance, state.Variables), cancel);
        }
    }

    /// <summary>Work that has ended in an incident has no row any more, and work of this very run has none in the database yet.</summary>
    public async Task CancelWorkAsync(StoredInstance instance, Effect.CancelWork work, CancellationToken cancel)
    {
        object?[] key = [instance.Id, work.Work.Value];
        if (db.ExternalWork.Local.FindEntryUntyped(key) is { State: EntityState.Added } made)
        {
            made.State = EntityState.Detached;
            return;
        }
        // Within the unit of work, which may yet be refused; not at once in the database.
        var row = await db.ExternalWork.FirstOrDefaultAsync(
            w => w.InstanceId == instance.Id && w.ElementId == work.Work.Value,
            cancel
        );
        if (row is not null)
        {
            db.Remove(row);
        }
    }
}
