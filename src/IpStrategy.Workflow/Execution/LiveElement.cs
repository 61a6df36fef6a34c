using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>An element instance while a command runs: the mutable working copy of an <see cref="ElementInstance"/>.</summary>
internal sealed class LiveElement
{
    private ElementInstance _stored;
    private bool _changed;

    private LiveElement(ElementInstance stored, LiveElement? parent, FlowNode? node)
    {
        (_stored, Parent, Node) = (stored, parent, node);
        WaitsFor = stored.WaitsFor;
        Variables = stored.Variables;
    }

    public ElementId Id => _stored.Id;
    public LiveElement? Parent { get; }

    /// <summary>Null for the process itself.</summary>
    public FlowNode? Node { get; }
    public ElementRole Role => _stored.Role;
    public string ActivityId => _stored.ActivityId;
    public string ElementType => _stored.ElementType;
    public int? LoopIndex => _stored.LoopIndex;
    public string? ArrivedBy => _stored.ArrivedBy;
    public List<LiveElement> Children { get; } = [];

    /// <summary>Flows taken in this scope that wait on the agenda.</summary>
    public int PendingFlows { get; set; }

    /// <summary>Counts how often the scope was cleared; steps put on the agenda before that are dropped.</summary>
    public int Epoch { get; private set; }

    /// <summary>True once it has ended in whatever way; steps that still name it are dropped.</summary>
    public bool IsGone { get; set; }

    public bool IsLoopRun => Parent is { Role: ElementRole.LoopBody };

    /// <summary>Whether boundary events stand at it: not at one run of a loop, nor at what has completed already.</summary>
    public bool HasBoundary => Node is Activity && !IsLoopRun && Role != ElementRole.Compensation;

    public WaitingFor WaitsFor
    {
        get;
        set
        {
            field = value;
            _changed = true;
        }
    }

    public ImmutableSortedDictionary<string, FeelValue> Variables
    {
        get;
        set
        {
            field = value;
            _changed = true;
        }
    }

    public ImmutableArray<ArmedTimer> Timers
    {
        get => _stored.Timers;
        set => _stored = _stored with { Timers = value };
    }

    public ImmutableArray<EventSubscription> Subscriptions
    {
        get => _stored.Subscriptions;
        set => _stored = _stored with { Subscriptions = value };
    }

    public ImmutableArray<TakenFlow> TakenFlows
    {
        get => _stored.TakenFlows;
        set => _stored = _stored with { TakenFlows = value };
    }

    public ImmutableArray<PendingReset> Resets
    {
        get => _stored.Resets;
        set => _stored = _stored with { Resets = value };
    }

    public LoopProgress? Loop
    {
        get => _stored.Loop;
        set => _stored = _stored with { Loop = value };
    }

    public AdHocProgress? AdHoc
    {
        get => _stored.AdHoc;
        set => _stored = _stored with { AdHoc = value };
    }

    public TaskAttributes? Task
    {
        get => _stored.Task;
        set => _stored = _stored with { Task = value };
    }

    public ImmutableArray<Incident> Incidents
    {
        get => _stored.Incidents;
        set => _stored = _stored with { Incidents = value };
    }

    public ImmutableArray<CompensationRecord> Compensations
    {
        get => _stored.Compensations;
        set => _stored = _stored with { Compensations = value };
    }

    public ElementId? CompensatedFor
    {
        get => _stored.CompensatedFor;
        set => _stored = _stored with { CompensatedFor = value };
    }

    public int WorksDone
    {
        get => _stored.WorksDone;
        set => _stored = _stored with { WorksDone = value };
    }

    public static LiveElement Of(ElementInstance stored, LiveElement? parent, FlowNode? node)
    {
        var element = new LiveElement(stored, parent, node) { _changed = false };
        parent?.Children.Add(element);
        return element;
    }

    /// <summary>Takes it out of the tree.</summary>
    public void Remove()
    {
        IsGone = true;
        Parent?.Children.Remove(this);
    }

    /// <summary>Forgets every token that is on its way in this scope.</summary>
    public void DropFlows()
    {
        (TakenFlows, Resets, PendingFlows) = ([], [], 0);
        Epoch++;
    }

    /// <summary>What is stored; the same object as before when nothing has changed.</summary>
    public ElementInstance ToStored()
    {
        if (_changed)
        {
            // The process's variables are kept beside the elements, because they outlive them.
            var own = Role == ElementRole.Process ? Command.NoVariables : Variables;
            _stored = _stored with { WaitsFor = WaitsFor, Variables = own };
            _changed = false;
        }
        return _stored;
    }
}
