using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Carries engine commands through one tree of process instances inside one transaction: decide, store, apply effects, and go on with
/// the commands that effects lead to in callers and called instances, first in first out, until nothing is left. Either all of it is
/// accepted or the first refusal ends it and the caller throws the transaction away.
/// </summary>
internal sealed class ProcessRun(
    IpStrategyContext db,
    InstanceStore store,
    DefinitionCache definitions,
    EffectApplier effects,
    AuditTrail audit,
    RunContext context
)
{
    private readonly Queue<Pending> _commands = new();
    private readonly Dictionary<long, InstanceState> _states = [];
    private readonly Dictionary<long, StoredInstance> _changed = [];

    // What this run has loaded or made, by key: asking the change tracker would scan everything it holds each time.
    private readonly Dictionary<long, StoredInstance> _instances = [];
    private readonly Dictionary<long, Undertaking> _undertakings = [];
    private readonly Dictionary<(long Instance, long Element), WorkItem> _items = [];
    private readonly List<StoredHistory> _history = [];

    public RunContext Context => context;
    public IpStrategyContext Db => db;

    /// <summary>Why open work items that this run closes are closed, unless they were completed.</summary>
    public WorkItemState ClosingState { get; set; } = WorkItemState.Cancelled;

    /// <summary>True: the act this run is part of is put on record as a whole, with the history made so far.</summary>
    public bool IsOnRecord { get; set; }

    /// <summary>What this run has added to history and no entry of the record has named yet.</summary>
    public IReadOnlyList<StoredHistory> History => _history;

    /// <summary>What an undertaking becomes whose process this run ends before it is done.</summary>
    public UndertakingState EndingState { get; set; } = UndertakingState.Terminated;

    /// <summary>Work items that this run has closed although nobody had done them.</summary>
    public List<WorkItem> TakenAway { get; } = [];

    public void Remember(StoredInstance instance) => _instances[instance.Id] = instance;

    public void Remember(Undertaking undertaking) => _undertakings[undertaking.Id] = undertaking;

    public void Remember(WorkItem item)
    {
        // Others may have been added to a desk; the engine knows only the one that was drawn.
        if (item.Seat == 1)
        {
            _items[(item.InstanceId, item.ElementId)] = item;
        }
    }

    /// <summary>Something that follows from the command at hand; it falls away where by then nobody waits for it any more.</summary>
    public void Enqueue(StoredInstance instance, Command command) =>
        _commands.Enqueue(new Pending(instance, command, IsConsequence: true));

    /// <summary>Runs a command and everything that follows from it.</summary>
    public async Task<Refusal?> ExecuteAsync(StoredInstance instance, Command command, CancellationToken cancel)
    {
        var before = StateOf(instance)?.Status;
        _commands.Enqueue(new Pending(instance, command, IsConsequence: false));
        while (_commands.TryDequeue(out var next))
        {
            var isMoot = next.IsConsequence && Consequences.IsMoot(StateOf(next.Instance), next.Command);
            var refusal = isMoot ? null : await StepAsync(next.Instance, next.Command, cancel);
            if (
                refusal is not null
                && !(next.IsConsequence && await TryKeepIncidentAsync(command, next, refusal, cancel))
            )
            {
                return refusal;
            }
        }
        foreach (var changed in _changed.Values)
        {
            var state = _states[changed.Id];
            changed.Store(StateSerializer.Write(state), state.Status, context.Now);
        }
        _changed.Clear();
        if (!IsOnRecord)
        {
            var change = new ProcessChange(before, StateOf(instance)?.Status, _history);
            audit.Note(ProcessNotes.Of(instance, command, context, change));
            _history.Clear();
        }
        return null;
    }

    public InstanceState? StateOf(StoredInstance instance)
    {
        if (!_states.TryGetValue(instance.Id, out var state) && instance.State.Length > 0)
        {
            state = StateSerializer.Read(instance.State);
            _states.Add(instance.Id, state);
        }
        return state;
    }

    /// <summary>A variable of the instance itself; null value when it has none of that name.</summary>
    public FeelValue VariableOf(StoredInstance instance, string name) =>
        StateOf(instance)?.Variables.GetValueOrDefault(name) ?? FeelValue.Null;

    /// <summary>Null where the process belongs to no assignment.</summary>
    public async Task<Undertaking?> UndertakingOfAsync(StoredInstance instance, CancellationToken cancel)
    {
        if (instance.UndertakingId is not { } id)
        {
            return null;
        }
        if (!_undertakings.TryGetValue(id, out var undertaking))
        {
            undertaking = await db.Undertakings.SingleAsync(u => u.Id == id, cancel);
            Remember(undertaking);
        }
        return undertaking;
    }

    /// <summary>What the process is called; its id where it has no name.</summary>
    public async Task<string> ProcessNameAsync(StoredInstance instance, CancellationToken cancel)
    {
        var set = await definitions.WithAsync(db, instance.Definition, cancel);
        return set.Find(instance.Definition)?.Name is { Length: > 0 } name ? name : instance.ProcessId;
    }

    /// <summary>What a node of the diagram is called, in the definition the instance has now.</summary>
    public async Task<string?> NodeNameAsync(StoredInstance instance, string activity, CancellationToken cancel)
    {
        var set = await definitions.WithAsync(db, instance.Definition, cancel);
        return set.Find(instance.Definition)?.FindNode(activity)?.Name;
    }

    public async Task<WorkItem> WorkItemAsync(StoredInstance instance, ElementId element, CancellationToken cancel)
    {
        if (!_items.TryGetValue((instance.Id, element.Value), out var item))
        {
            item = await db.WorkItems.SingleAsync(
                w => w.InstanceId == instance.Id && w.ElementId == element.Value && w.Seat == 1,
                cancel
            );
            Remember(item);
        }
        return item;
    }

    public async Task<StoredInstance> InstanceAsync(long id, CancellationToken cancel)
    {
        if (!_instances.TryGetValue(id, out var instance))
        {
            instance =
                await store.FindAsync(id, cancel) ?? throw new InvalidOperationException($"Instance {id} is gone.");
            Remember(instance);
        }
        return instance;
    }

    /// <summary>The running instance that a call activity started, or null when it has ended.</summary>
    public async Task<StoredInstance?> ChildAsync(StoredInstance caller, ElementId call, CancellationToken cancel)
    {
        var made = _instances.Values.FirstOrDefault(i =>
            i.ParentId == caller.Id && i.ParentCall == call.Value && i.EndedAt is null
        );
        var child = made ?? await store.FindChildAsync(caller.Id, call.Value, cancel);
        if (child is not null && _instances.TryAdd(child.Id, child))
        {
            return child;
        }
        return child is null ? null : _instances[child.Id];
    }

    /// <summary>
    /// What comes by itself has nobody to refuse to: where a called process cannot be started or its end cannot be taken, the
    /// call keeps an incident instead.
    /// </summary>
    private async Task<bool> TryKeepIncidentAsync(
        Command first,
        Pending failed,
        Refusal refusal,
        CancellationToken cancel
    )
    {
        if (
            !Consequences.ComesByItself(first)
            || Consequences.CallBehind(failed.Instance, failed.Command) is not { } call
        )
        {
            return false;
        }
        if (failed.Command is Command.Start)
        {
            db.Entry(failed.Instance).State = EntityState.Detached;
            _instances.Remove(failed.Instance.Id);
        }
        var caller = await InstanceAsync(call.Caller, cancel);
        return await StepAsync(caller, new Command.ChildCancelled(call.Element, refusal.Code), cancel) is null;
    }

    private async Task<Refusal?> StepAsync(StoredInstance instance, Command command, CancellationToken cancel)
    {
        var set = await definitions.WithAsync(db, instance.Definition, cancel);
        var outcome = ProcessEngine.Decide(set, StateOf(instance), command, context.Now, context.Zones);
        if (outcome.IsRefused)
        {
            return outcome.Refusal;
        }
        _states[instance.Id] = outcome.Value.State;
        instance.MoveTo(outcome.Value.State.Definition);
        _changed[instance.Id] = instance;
        Record(instance, outcome.Value.History);
        foreach (var effect in outcome.Value.Effects)
        {
            await effects.ApplyAsync(this, instance, effect, cancel);
        }
        if (command is Command.Suspend or Command.Resume)
        {
            await SideInstances.FollowAsync(this, instance, command, cancel);
        }
        return null;
    }

    private void Record(StoredInstance instance, ImmutableArray<HistoryEntry> entries)
    {
        foreach (var entry in entries)
        {
            var line = new StoredHistory(instance, entry).By(context.Actor);
            db.History.Add(line);
            _history.Add(line);
        }
    }
}

/// <param name="IsConsequence">True: it follows from another command of the same run.</param>
internal sealed record Pending(StoredInstance Instance, Command Command, bool IsConsequence);

/// <summary>Who acts and when: the same for everything one command leads to.</summary>
/// <param name="RealNow">The time of machines, which no demonstration moves.</param>
internal sealed record RunContext(Actor Actor, DateTimeOffset Now, DateTimeOffset RealNow, ITimeZoneRules Zones);
