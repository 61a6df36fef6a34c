using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>To how many of those that wait a message goes.</summary>
public enum MessageReach
{
    /// <summary>There must be exactly one.</summary>
    One,

    /// <summary>The one that has waited longest.</summary>
    Any,
    All,

    /// <summary>None of them: it starts a new instance, and only that.</summary>
    Start,
}

/// <summary>A message from outside. Whatever is given narrows down who it is for.</summary>
/// <param name="Activity">Id of the waiting event or task in the diagram.</param>
/// <param name="Correlation">Variables of the process instance that must be equal.</param>
public sealed record MessageOrder(
    string? Name,
    string? Activity,
    long? Instance,
    string? BusinessKey,
    ImmutableSortedDictionary<string, FeelValue> Correlation,
    ImmutableSortedDictionary<string, FeelValue> Variables,
    MessageReach Reach
);

public sealed record ReceiverView(string Instance, string ActivityId);

/// <param name="Started">The instance that the message has started; null when it has started none.</param>
public sealed record MessageResult(IReadOnlyList<ReceiverView> Delivered, string? Started);

/// <summary>Hands a message from outside to the instances that wait for it, or starts one by it; all of it or nothing.</summary>
public sealed class SendMessage
{
    private const int MostLooks = 5;
    private readonly ProcessWrites _writes;
    private readonly EventReceivers _receivers;
    private readonly InstanceStore _store;
    private readonly ProcessRuns _runs;
    private readonly InstanceStarter _starter;

    internal SendMessage(
        ProcessWrites writes,
        EventReceivers receivers,
        InstanceStore store,
        ProcessRuns runs,
        InstanceStarter starter
    ) => (_writes, _receivers, _store, _runs, _starter) = (writes, receivers, store, runs, starter);

    public async Task<Outcome<MessageResult>> RunAsync(
        MessageOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.Integrate) is { } refusal)
        {
            return refusal;
        }
        if (order.Name is null && (order.Activity is null || order.Reach == MessageReach.Start))
        {
            return new MessageNeedsName();
        }
        return await _writes.RunAsync(
            request,
            actor,
            () =>
                order.Reach == MessageReach.Start ? StartAsync(order, actor, cancel) : GiveAsync(order, actor, cancel),
            cancel
        );
    }

    private async Task<Outcome<MessageResult>> StartAsync(MessageOrder order, Actor actor, CancellationToken cancel)
    {
        var starts = await _receivers.StartsByMessageAsync(order.Name!, cancel);
        if (starts is not [var only])
        {
            return starts.Count == 0
                ? new NoProcessStartsByMessage(order.Name!)
                : new SeveralProcessesStartByMessage(order.Name!);
        }
        var wanted = new NewInstance(
            only.Definition,
            only.EventId,
            order.Variables,
            order.BusinessKey,
            Position: only.Position
        );
        var started = await _starter.StartAsync(_runs.Begin(actor), wanted, cancel);
        return started.IsRefused ? started.Refusal! : new MessageResult([], Opaque.Of(started.Value.Id));
    }

    private async Task<Outcome<MessageResult>> GiveAsync(MessageOrder order, Actor actor, CancellationToken cancel)
    {
        var found = await FindLockedAsync(order, cancel);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }
        var run = _runs.Begin(actor);
        var delivered = new List<ReceiverView>();
        foreach (var waiting in found.Value)
        {
            var instance = await run.InstanceAsync(waiting.InstanceId, cancel);
            // Of several in one instance an earlier one may have ended what the later one waited with.
            if (!StillWaits(run.StateOf(instance)!, waiting))
            {
                continue;
            }
            var id = new ElementId(waiting.SubscriptionId);
            var command = new Command.DeliverMessage(id, waiting.Name, order.Variables);
            if (await run.ExecuteAsync(instance, command, cancel) is { } refusal)
            {
                return refusal;
            }
            delivered.Add(new ReceiverView(Opaque.Of(waiting.InstanceId), waiting.ActivityId));
        }
        return new MessageResult(delivered, null);
    }

    /// <summary>
    /// Who is meant can only be told by looking, and only be trusted once it is locked: looks, locks, and looks again until both
    /// looks agree. Trees are locked in the order of their ids, so that two messages never wait for each other.
    /// </summary>
    private async Task<Outcome<List<Waiting>>> FindLockedAsync(MessageOrder order, CancellationToken cancel)
    {
        var locked = new HashSet<long>();
        for (var look = 0; look < MostLooks; look++)
        {
            var found = await FindAsync(order, cancel);
            if (found.IsRefused || found.Value.All(w => locked.Contains(w.RootId)))
            {
                return found;
            }
            var roots = found.Value.Select(w => w.RootId).Where(r => !locked.Contains(r)).Distinct();
            foreach (var root in roots.Order())
            {
                await _store.LockTreeAsync(root, cancel);
                locked.Add(root);
            }
        }
        throw new StorageIsBusyException(null);
    }

    private async Task<Outcome<List<Waiting>>> FindAsync(MessageOrder order, CancellationToken cancel)
    {
        var waiting = await Matching(order).OrderBy(w => w.OpenedAt).ThenBy(w => w.InstanceId).ToListAsync(cancel);
        var allowed = await _receivers.AllowedAsync(waiting, order.Variables, cancel);
        var meant = order.Correlation.IsEmpty ? allowed : await CorrelatedAsync(allowed, order.Correlation, cancel);
        var active = meant.FindAll(w => w.Status == InstanceStatus.Active);
        return (active.Count, order.Reach) switch
        {
            (0, _) => meant.Count > 0 ? new InstanceIsSuspended() : new NobodyWaitsForMessage(What(order)),
            (1, _) or (_, MessageReach.All) => active,
            (_, MessageReach.Any) => active[..1],
            _ => new SeveralWaitForMessage(What(order)),
        };
    }

    private IQueryable<Waiting> Matching(MessageOrder order)
    {
        var waiting = _receivers.WaitingFor(SubscriptionKind.Message);
        if (order.Name is { } name)
        {
            waiting = waiting.Where(w => w.Name == name);
        }
        if (order.Activity is { } activity)
        {
            waiting = waiting.Where(w => w.ActivityId == activity);
        }
        if (order.Instance is { } instance)
        {
            waiting = waiting.Where(w => w.InstanceId == instance);
        }
        return order.BusinessKey is { } key ? waiting.Where(w => w.BusinessKey == key) : waiting;
    }

    private async Task<List<Waiting>> CorrelatedAsync(
        List<Waiting> waiting,
        ImmutableSortedDictionary<string, FeelValue> correlation,
        CancellationToken cancel
    )
    {
        var meant = new List<Waiting>();
        foreach (var candidate in waiting)
        {
            var variables = (await _receivers.StateAsync(candidate.InstanceId, cancel)).Variables;
            if (correlation.All(c => Same(c.Value, variables.GetValueOrDefault(c.Key) ?? FeelValue.Null)))
            {
                meant.Add(candidate);
            }
        }
        return meant;
    }

    /// <summary>As other programs see them: what is equal in plain JSON is equal, whatever type it has inside.</summary>
    private static bool Same(FeelValue wanted, FeelValue found) =>
        VariablesText.PlainText(wanted) == VariablesText.PlainText(found);

    private static bool StillWaits(InstanceState state, Waiting waiting) =>
        state.Elements.Any(e => e.Subscriptions.Any(s => s.Id.Value == waiting.SubscriptionId));

    private static string What(MessageOrder order) => order.Name ?? order.Activity ?? "";
}
