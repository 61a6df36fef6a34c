using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Definitions;

/// <summary>What flows connect: activity, gateway or event. A closed set; the engine has one file for each.</summary>
public abstract record FlowNode
{
    public required string Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Id of the process or sub-process that directly holds this node.</summary>
    public required string ScopeId { get; init; }

    /// <summary>Ids of incoming and outgoing flows, in document order.</summary>
    public ImmutableArray<string> Incoming { get; init; } = [];
    public ImmutableArray<string> Outgoing { get; init; } = [];

    /// <summary>The flow taken when no condition holds; null when there is none.</summary>
    public string? DefaultFlow { get; init; }
    public bool AsyncBefore { get; init; }
    public bool AsyncAfter { get; init; }
    public ImmutableArray<Listener> Listeners { get; init; } = [];

    /// <summary>Assignments carried out on entry (into the element's own scope) and on completion (out of it).</summary>
    public ImmutableArray<VariableMapping> Inputs { get; init; } = [];
    public ImmutableArray<VariableMapping> Outputs { get; init; } = [];
    public SourcePlace Place { get; init; }

    /// <summary>The element's local name in BPMN XML, such as <c>userTask</c>.</summary>
    public abstract string ElementType { get; }
}

/// <param name="Event">start, end, create, complete, assignment, take …, as written.</param>
/// <param name="Handler">Name of a handler of the host.</param>
public sealed record Listener(string Event, string Handler);

public abstract record Activity : FlowNode
{
    public LoopCharacteristics? Loop { get; init; }

    // BPMN 2.0.2 table 10.3: both default to 1.
    public int StartQuantity { get; init; } = 1;
    public int CompletionQuantity { get; init; } = 1;
    public bool IsForCompensation { get; init; }
}

/// <param name="Target">Name of the variable that is set.</param>
/// <param name="Value">Expression or literal; null when all variables are copied (<c>camunda:in variables="all"</c>).</param>
public sealed record VariableMapping(string Target, FeelExpression? Value)
{
    public bool CopiesAll => Value is null;
}

/// <summary>BPMN 2.0.2 table 10.29: which events a multi-instance activity throws as its runs end.</summary>
public abstract record MultiInstanceBehavior
{
    /// <summary><c>behavior="None"</c>: for every run.</summary>
    public sealed record ForEach(EventDefinition Thrown) : MultiInstanceBehavior;

    /// <summary><c>behavior="One"</c>: for the first run alone.</summary>
    public sealed record ForFirst(EventDefinition Thrown) : MultiInstanceBehavior;

    /// <summary><c>behavior="Complex"</c>: for every run, each event whose condition holds.</summary>
    public sealed record Complex(ImmutableArray<ComplexBehavior> Choices) : MultiInstanceBehavior;
}

public sealed record ComplexBehavior(FeelExpression Condition, EventDefinition? Thrown);

public abstract record LoopCharacteristics
{
    /// <summary>BPMN 2.0.2 §13.3.7. Exactly one of <paramref name="Cardinality"/> and <paramref name="Collection"/> is set.</summary>
    /// <param name="Collection">Variable name or expression that gives the list.</param>
    /// <param name="ElementVariable">Local variable that holds one element of the collection in each instance.</param>
    /// <param name="OutputVariable">Local variable whose value each instance contributes (outputDataItem); null = none.</param>
    /// <param name="OutputCollection">Variable of the enclosing scope that receives the list, in the order of the inputs.</param>
    public sealed record MultiInstance(
        bool IsSequential,
        FeelExpression? Cardinality,
        FeelExpression? Collection,
        string? ElementVariable,
        string? OutputVariable,
        string? OutputCollection,
        FeelExpression? CompletionCondition
    ) : LoopCharacteristics
    {
        /// <summary>What is thrown as the runs end; null (<c>All</c>) = nothing.</summary>
        public MultiInstanceBehavior? Behavior { get; init; }

        /// <summary>Every run waits for a continuation of its own before it begins.</summary>
        public bool AsyncBefore { get; init; }

        /// <summary>Every run waits for a continuation of its own after it has completed.</summary>
        public bool AsyncAfter { get; init; }
    }

    /// <summary>BPMN 2.0.2 §13.3.6: repeat while the condition holds.</summary>
    public sealed record Standard(bool TestBefore, FeelExpression? Condition, int? LoopMaximum) : LoopCharacteristics;
}
