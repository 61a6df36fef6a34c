using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Definitions;

public abstract record Event : FlowNode
{
    /// <summary>Empty = none event; more than one = multiple.</summary>
    public ImmutableArray<EventDefinition> Definitions { get; init; } = [];
}

public sealed record StartEvent : Event
{
    public override string ElementType => "startEvent";

    /// <summary>Only meaningful in an event sub-process.</summary>
    public bool IsInterrupting { get; init; } = true;
    public bool IsParallelMultiple { get; init; }

    /// <summary>Variable that takes the name of the person who started the instance (camunda:initiator).</summary>
    public string? InitiatorVariable { get; init; }
}

public sealed record EndEvent : Event
{
    public override string ElementType => "endEvent";
}

public sealed record IntermediateCatchEvent : Event
{
    public override string ElementType => "intermediateCatchEvent";
    public bool IsParallelMultiple { get; init; }
}

public sealed record IntermediateThrowEvent : Event
{
    public override string ElementType => "intermediateThrowEvent";
}

public sealed record BoundaryEvent : Event
{
    public override string ElementType => "boundaryEvent";
    public required string AttachedTo { get; init; }

    /// <summary>cancelActivity; false = non-interrupting.</summary>
    public bool IsInterrupting { get; init; } = true;
    public bool IsParallelMultiple { get; init; }

    /// <summary>Of a compensation event: the activity that undoes the one it is attached to, by their association.</summary>
    public string? CompensationHandler { get; init; }
}

/// <param name="Name">A message goes by its name; may hold an expression.</param>
public sealed record MessageReference(string Name)
{
    /// <summary>Of what sends: where the message flows of the file lead; there it is received whatever it is called.</summary>
    public ImmutableArray<MessageTarget> Targets { get; init; } = [];
}

/// <summary>The end of a message flow.</summary>
/// <param name="NodeId">The event or task that receives it; null = the pool as a whole, by name.</param>
public sealed record MessageTarget(string ProcessId, string? NodeId);

public enum TimerKind
{
    Date,
    Duration,
    Cycle,
}

/// <summary>What makes an event happen, or what it does when it is thrown.</summary>
public abstract record EventDefinition
{
    /// <summary>ISO 8601 or cron text, or an expression that gives one.</summary>
    public sealed record Timer(TimerKind Kind, FeelExpression Text) : EventDefinition;

    /// <param name="Reference">Null where an event that throws is bound to work and names no message.</param>
    public sealed record Message(MessageReference? Reference) : EventDefinition
    {
        /// <summary>Of an event that throws: work done before it goes on.</summary>
        public Implementation Implementation { get; init; } = new Implementation.None();
        public string? ResultVariable { get; init; }
    }

    public sealed record Signal(FeelExpression Name) : EventDefinition
    {
        /// <summary>What a thrown signal brings; empty = the data inputs of what throws it.</summary>
        public ImmutableArray<VariableMapping> Payload { get; init; } = [];
    }

    /// <param name="Code">Null catches every error.</param>
    public sealed record Error(string? Code, string? CodeVariable, string? MessageVariable) : EventDefinition
    {
        /// <summary>What an error that is thrown says.</summary>
        public string? Text { get; init; }
    }

    /// <param name="Code">Null catches every escalation.</param>
    public sealed record Escalation(string? Code, string? CodeVariable) : EventDefinition;

    /// <param name="VariableName">Only a change of this variable asks again; null = of any variable in sight.</param>
    public sealed record Conditional(FeelExpression Condition, string? VariableName = null) : EventDefinition
    {
        /// <summary>Which changes ask again: <c>create</c>, <c>update</c>, <c>delete</c>; empty = all.</summary>
        public ImmutableArray<string> VariableEvents { get; init; } = [];
    }

    public sealed record Link(string Name) : EventDefinition;

    public sealed record Compensation(string? ActivityId, bool WaitForCompletion) : EventDefinition;

    public sealed record Cancel : EventDefinition;

    public sealed record Terminate : EventDefinition;
}
