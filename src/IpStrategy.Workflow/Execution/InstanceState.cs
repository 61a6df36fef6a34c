using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// One process instance between two commands: immutable, complete, and no larger than what is alive in it.
/// Elements that have ended are not kept; what they did is in the history.
/// </summary>
public sealed record InstanceState
{
    public required ProcessInstanceId Instance { get; init; }
    public required DefinitionId Definition { get; init; }
    public required InstanceStatus Status { get; init; }
    public string? BusinessKey { get; init; }
    public ParentLink? Parent { get; init; }

    /// <summary>Variables of the process instance itself; kept after its end.</summary>
    public ImmutableSortedDictionary<string, FeelValue> Variables { get; init; } = Command.NoVariables;

    /// <summary>The live elements, oldest first; the first one is the process itself. Empty after the end.</summary>
    public ImmutableArray<ElementInstance> Elements { get; init; } = [];

    /// <summary>What the next element, timer or subscription will be numbered with.</summary>
    public required long NextId { get; init; }

    public bool HasEnded => Status is not (InstanceStatus.Active or InstanceStatus.Suspended);

    public ElementInstance? Find(ElementId id)
    {
        // Sorted by id, because ids only grow and elements are only taken out.
        var index = Elements.AsSpan().BinarySearch(new ById(id));
        return index < 0 ? null : Elements[index];
    }

    /// <summary>
    /// Diagram ids where tokens wait, one entry for every token: tasks, events, pending continuations, and joins
    /// (a token for every flow taken into them). Scopes, loop bodies and call activities are not listed.
    /// </summary>
    public ImmutableArray<string> WaitingAt(ProcessDefinition definition)
    {
        var places = ImmutableArray.CreateBuilder<string>();
        foreach (var element in Elements)
        {
            if (element.WaitsFor is not (WaitingFor.Nothing or WaitingFor.Contents or WaitingFor.Child))
            {
                places.Add(element.ActivityId);
            }
            foreach (var taken in element.TakenFlows)
            {
                places.AddRange(Enumerable.Repeat(definition.Flow(taken.FlowId).TargetId, taken.Count));
            }
        }
        return places.ToImmutable();
    }

    private readonly record struct ById(ElementId Id) : IComparable<ElementInstance>
    {
        public int CompareTo(ElementInstance? other) => Id.Value.CompareTo(other?.Id.Value ?? 0);
    }
}

public enum ElementRole
{
    /// <summary>The process instance as the outermost scope.</summary>
    Process,

    /// <summary>One run of a flow node.</summary>
    Element,

    /// <summary>What holds the runs of an activity with loop characteristics together.</summary>
    LoopBody,

    /// <summary>A run that had completed, brought back with its data as they were, for its compensation handlers to run in.</summary>
    Compensation,
}

/// <summary>What must come from outside before an element goes on.</summary>
public enum WaitingFor
{
    Nothing,

    /// <summary>The elements inside it.</summary>
    Contents,
    Task,
    Work,
    Child,
    Event,

    /// <summary>The continuation before the element (asyncBefore).</summary>
    Entry,

    /// <summary>The continuation after the element (asyncAfter).</summary>
    Exit,

    /// <summary>The compensation handlers it has set off.</summary>
    Compensation,
}

/// <summary>One live run of an element: a node of the tree whose root is the process instance.</summary>
public sealed record ElementInstance
{
    public required ElementId Id { get; init; }

    /// <summary>Null for the process itself.</summary>
    public ElementId? Parent { get; init; }
    public required string ActivityId { get; init; }

    /// <summary>BPMN name such as <c>userTask</c>; of a loop body the name of its loop characteristics.</summary>
    public required string ElementType { get; init; }
    public ElementRole Role { get; init; }
    public WaitingFor WaitsFor { get; init; }

    /// <summary>Variables of this element alone; those of the process are in <see cref="InstanceState.Variables"/>.</summary>
    public ImmutableSortedDictionary<string, FeelValue> Variables { get; init; } = Command.NoVariables;

    /// <summary>Timers of this element: its own and those of its boundary events and event sub-processes.</summary>
    public ImmutableArray<ArmedTimer> Timers { get; init; } = [];
    public ImmutableArray<EventSubscription> Subscriptions { get; init; } = [];

    /// <summary>Of a scope: the flows taken into gateways that still wait, by incoming flow.</summary>
    public ImmutableArray<TakenFlow> TakenFlows { get; init; } = [];

    /// <summary>Of a scope: complex gateways that were activated and wait for the rest of their tokens.</summary>
    public ImmutableArray<PendingReset> Resets { get; init; } = [];
    public LoopProgress? Loop { get; init; }

    /// <summary>Of an ad-hoc sub-process; null as long as nothing is noted.</summary>
    public AdHocProgress? AdHoc { get; init; }

    /// <summary>Position of this run in its loop body, from 0.</summary>
    public int? LoopIndex { get; init; }

    /// <summary>The flow by which a token came that waits before a joining gateway; the start event that set off an event sub-process.</summary>
    public string? ArrivedBy { get; init; }
    public TaskAttributes? Task { get; init; }
    public ImmutableArray<Incident> Incidents { get; init; } = [];

    /// <summary>Of a scope: what has completed in it and can be undone, in the order of completion.</summary>
    public ImmutableArray<CompensationRecord> Compensations { get; init; } = [];

    /// <summary>Of a compensation handler: the throwing event that waits for it.</summary>
    public ElementId? CompensatedFor { get; init; }

    /// <summary>Of a throwing event with several definitions bound to work: how many of them are done.</summary>
    public int WorksDone { get; init; }
}

/// <summary>BPMN 2.0.2 §13.5.5: one completed run that can be undone; gone as soon as it is.</summary>
/// <param name="Number">Grows with every completion in the instance: the order to be reversed.</param>
/// <param name="OnlyContents">True: it has no handler of its own, as the body of a loop, or a scope that did not complete.</param>
/// <param name="Variables">Its data at the time of its completion; empty for a single run of a task.</param>
/// <param name="Contents">What had completed in it.</param>
public sealed record CompensationRecord(
    long Number,
    string ActivityId,
    bool OnlyContents,
    ImmutableSortedDictionary<string, FeelValue> Variables,
    ImmutableArray<CompensationRecord> Contents
)
{
    /// <summary>The element instance that it had been; what began after <see cref="Number"/> is undone before.</summary>
    public ElementId Run { get; init; }

    /// <summary>Set as soon as it is to be undone.</summary>
    public CompensationRequest? Request { get; init; }
}

/// <param name="Thrower">The event that asks for it; null for what is undone as a part of something else.</param>
/// <param name="Handler">What undoes it; null as long as others have to be undone first.</param>
public sealed record CompensationRequest(ElementId? Thrower, ElementId? Handler);

/// <param name="ActivityId">The event in the diagram: a catch event, a boundary event or a start event.</param>
/// <param name="Anchor">Cycles fire at anchor + k · period, whatever the clock does.</param>
/// <param name="Cycle">The period of an ISO cycle or a cron text; null when the timer fires once.</param>
/// <param name="RepetitionsLeft">Null = without end.</param>
/// <param name="HasFailed">True: its way ended in an incident; it fires again when that is resolved.</param>
public sealed record ArmedTimer(
    TimerId Id,
    string ActivityId,
    DateTimeOffset DueAt,
    DateTimeOffset Anchor,
    string? Cycle,
    int? RepetitionsLeft,
    bool HasFailed = false
);

/// <param name="ActivityId">The event in the diagram that is waited for.</param>
/// <param name="Holds">Of a condition: it was true when it was asked last, and has to become false before it happens again.</param>
public sealed record EventSubscription(
    ElementId Id,
    string ActivityId,
    SubscriptionKind Kind,
    string Name,
    bool Holds = false
);

public sealed record TakenFlow(string FlowId, int Count);

/// <param name="Consumed">The incoming flows whose tokens activated it.</param>
public sealed record PendingReset(string GatewayId, ImmutableArray<string> Consumed);

/// <summary>BPMN 2.0.2 §13.3.7, table 10.32: how far a loop has come.</summary>
/// <param name="Total">Number of runs; of a standard loop its maximum, or -1.</param>
/// <param name="Started">Runs begun so far, and so the index of the next one.</param>
/// <param name="Items">Elements of the collection that are still to come; empty when the loop only counts.</param>
/// <param name="Outputs">What each run contributed, in the order of the inputs.</param>
public sealed record LoopProgress(
    int Total,
    int Started,
    int Completed,
    int Terminated,
    ImmutableArray<FeelValue> Items,
    ImmutableArray<FeelValue> Outputs
);

/// <param name="ToStart">Activities that start by themselves one after the other and have not yet.</param>
/// <param name="IsEnding">True once its end is decided: what runs is waited for, nothing more is started.</param>
public sealed record AdHocProgress(ImmutableArray<string> ToStart, bool IsEnding);

/// <summary>Something that could not go on by itself and waits for a person.</summary>
/// <param name="Code">Code of the refusal that stopped it, or <c>WORK_FAILED</c>, <c>CHILD_WAS_CANCELLED</c>.</param>
/// <param name="ActivityId">The diagram element at which it failed, which may lie beyond the one that waits.</param>
/// <param name="Retry">What is done again when the incident is resolved.</param>
public sealed record Incident(string Code, string ActivityId, string Message, IncidentRetry Retry);

/// <summary>What <see cref="Command.ResolveIncident"/> does again.</summary>
public abstract record IncidentRetry
{
    public sealed record Timer(TimerId Id) : IncidentRetry;

    public sealed record Continuation : IncidentRetry;

    public sealed record Message(ElementId Subscription, ImmutableSortedDictionary<string, FeelValue> Variables)
        : IncidentRetry;

    public sealed record Work : IncidentRetry;

    public sealed record Child : IncidentRetry;
}
