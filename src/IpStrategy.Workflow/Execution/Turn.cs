using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// One command being decided: the working copy of the instance, the agenda, and what has come of it so far.
/// Lives for one call of the engine and is never shared.
/// </summary>
internal sealed class Turn
{
    private readonly InstanceState _before;

    // Ids only grow, so the list is sorted by id; what has ended is passed over.
    private readonly List<LiveElement> _elements;
    private readonly ImmutableArray<HistoryEntry>.Builder _history = ImmutableArray.CreateBuilder<HistoryEntry>();
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private readonly Queue<Step> _agenda = new();
    private readonly List<Step> _deferred = [];
    private long _nextId;

    public Turn(Surroundings surroundings, ProcessDefinition definition, InstanceState state)
    {
        (Surroundings, Definition, _before) = (surroundings, definition, state);
        (Status, _nextId) = (state.Status, state.NextId);
        _elements = new List<LiveElement>(state.Elements.Length + 8);
        var later = state.Elements.Where(stored => !TryTake(stored)).ToList();
        while (later.RemoveAll(TryTake) > 0)
        {
            // A migration may have put a new scope around an older element; others wait for theirs in turn.
        }
        Process = _elements.Count == 0 ? NewProcess() : _elements[0];
        Process.Variables = state.Variables;
    }

    public Surroundings Surroundings { get; }
    public ProcessDefinition Definition { get; }

    /// <summary>The process instance itself, the root of the tree.</summary>
    public LiveElement Process { get; }
    public InstanceStatus Status { get; set; }
    public ParentLink? ParentLink => _before.Parent;
    public string? BusinessKey => _before.BusinessKey;

    /// <summary>What stopped the command; once set, nothing more is done and nothing is kept.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Signals thrown in this turn and not yet delivered to the instance's own catchers.</summary>
    public Queue<ThrownSignal> Signals { get; } = new();

    /// <summary>Variables set in this turn that conditional events have not yet been asked about.</summary>
    public Queue<VariableChange> Changes { get; } = new();

    /// <summary>Whatever is made from here on has this number or a higher one.</summary>
    public long Mark => _nextId;
    public IEnumerable<LiveElement> Elements => _elements.Where(e => !e.IsGone);

    /// <summary>Innermost last; few, because only gateways that still wait leave flows taken.</summary>
    public IEnumerable<LiveElement> ScopesWithTakenFlows => Elements.Where(e => !e.TakenFlows.IsEmpty);

    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    public long NewId() => _nextId++;

    public LiveElement? Find(ElementId id)
    {
        var (low, high) = (0, _elements.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _elements[middle];
            if (found.Id == id)
            {
                return found.IsGone ? null : found;
            }
            (low, high) = found.Id.Value < id.Value ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <summary>False when the element's parent is not there yet.</summary>
    private bool TryTake(ElementInstance stored)
    {
        var parent = stored.Parent is { } id ? Find(id) : null;
        if (parent is null && stored.Parent is not null)
        {
            return false;
        }
        var node = stored.Role == ElementRole.Process ? null : Definition.Node(stored.ActivityId);
        var at = _elements.Count;
        while (at > 0 && _elements[at - 1].Id.Value > stored.Id.Value)
        {
            at--;
        }
        _elements.Insert(at, LiveElement.Of(stored, parent, node));
        return true;
    }

    public LiveElement Add(LiveElement parent, ElementInstance element)
    {
        var live = LiveElement.Of(element with { Parent = parent.Id }, parent, Definition.Node(element.ActivityId));
        _elements.Add(live);
        return live;
    }

    public void Enqueue(StepKind kind, LiveElement element, SequenceFlow? flow = null) =>
        _agenda.Enqueue(new Step(kind, element, flow, element.Epoch));

    /// <summary>A scope that would end stays as long as signals thrown in it have not reached their catchers.</summary>
    public void Defer(in Step ending) => _deferred.Add(ending);

    /// <summary>True when endings that were deferred are on the agenda again.</summary>
    public bool TryResumeDeferred()
    {
        var any = _deferred.Count > 0;
        _deferred.ForEach(_agenda.Enqueue);
        _deferred.Clear();
        return any;
    }

    public bool TryNext(out Step step) => _agenda.TryDequeue(out step);

    /// <summary>When the instance has ended, nothing that was still to be done is done.</summary>
    public void DropAgenda()
    {
        _agenda.Clear();
        Signals.Clear();
        _deferred.Clear();
        Changes.Clear();
    }

    public void Emit(Effect effect) => _effects.Add(effect);

    public void Record(
        HistoryEntryKind kind,
        LiveElement element,
        ImmutableSortedDictionary<string, string>? facts = null
    )
    {
        ElementId? id = element.Role == ElementRole.Process ? null : element.Id;
        Record(kind, element.ElementType, element.ActivityId, id, facts);
    }

    public void Record(HistoryEntryKind kind, string type, string activityId) =>
        Record(kind, type, activityId, element: null, facts: null);

    public void Record(
        HistoryEntryKind kind,
        string type,
        string activityId,
        ElementId? element,
        ImmutableSortedDictionary<string, string>? facts
    ) => _history.Add(new HistoryEntry(Surroundings.Now, kind, type, activityId, element, facts ?? Facts.None));

    public Decision ToDecision() => new(ToState(), _history.ToImmutable(), _effects.ToImmutable());

    private InstanceState ToState()
    {
        var elements = ImmutableArray.CreateBuilder<ElementInstance>();
        foreach (var element in _elements)
        {
            if (!element.IsGone)
            {
                elements.Add(element.ToStored());
            }
        }
        return _before with
        {
            Status = Status,
            Variables = Process.Variables,
            Elements = elements.DrainToImmutable(),
            NextId = _nextId,
        };
    }

    private LiveElement NewProcess()
    {
        var process = new ElementInstance
        {
            Id = new ElementId(NewId()),
            ActivityId = Definition.Id.ProcessId,
            ElementType = "process",
            Role = ElementRole.Process,
            WaitsFor = WaitingFor.Contents,
        };
        var live = LiveElement.Of(process, parent: null, node: null);
        _elements.Add(live);
        return live;
    }
}

/// <summary>What a decision may depend on besides the instance and the command.</summary>
internal sealed record Surroundings(
    DefinitionSet Definitions,
    DateTimeOffset Now,
    ITimeZoneRules Zones,
    EngineLimits Limits
);

internal readonly record struct ThrownSignal(string Name, ImmutableSortedDictionary<string, FeelValue> Variables);

/// <param name="IsNew">False when the variable had a value there before.</param>
/// <param name="Mark">What was armed from this number on has been asked with the new value already.</param>
internal readonly record struct VariableChange(LiveElement At, string Name, bool IsNew, long Mark);

internal enum StepKind
{
    /// <summary>A token goes along a flow of the scope.</summary>
    TakeFlow,

    /// <summary>An element that was created begins.</summary>
    Enter,

    /// <summary>A scope in which nothing is left ends.</summary>
    EndScope,
}

/// <summary>One small step on the agenda. Of <see cref="StepKind.TakeFlow"/> the element is the scope.</summary>
internal readonly record struct Step(StepKind Kind, LiveElement Element, SequenceFlow? Flow, int Epoch)
{
    /// <summary>False once its element has ended or its scope was cleared.</summary>
    public bool StillHolds => !Element.IsGone && Element.Epoch == Epoch;
}

internal static class Facts
{
    public static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Of(string name, string? value) =>
        value is null ? None : None.Add(name, value);
}
