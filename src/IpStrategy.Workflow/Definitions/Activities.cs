using System.Collections.Immutable;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Definitions;

/// <summary>Abstract task: passes through.</summary>
public sealed record NoneTask : Activity
{
    public override string ElementType => "task";
}

public sealed record ManualTask : Activity
{
    public override string ElementType => "manualTask";
}

/// <summary>Work for a person. Candidates are comma-separated lists after evaluation.</summary>
public sealed record UserTask : Activity
{
    public override string ElementType => "userTask";
    public FeelExpression? Assignee { get; init; }
    public FeelExpression? CandidateUsers { get; init; }
    public FeelExpression? CandidateGroups { get; init; }
    public FeelExpression? DueDate { get; init; }
    public FeelExpression? FollowUpDate { get; init; }
    public FeelExpression? Priority { get; init; }
    public FeelExpression? FormKey { get; init; }

    /// <summary>Free key/value properties of the extension elements; the engine hands them on untouched.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>How an automatic task gets its work done.</summary>
public abstract record Implementation
{
    /// <summary>Nothing bound: the task passes through.</summary>
    public sealed record None : Implementation;

    /// <summary>Evaluated by the engine itself.</summary>
    public sealed record Evaluated(FeelExpression Expression) : Implementation;

    /// <summary>A named handler of the host, run in the same transaction.</summary>
    public sealed record Handler(string Name) : Implementation;

    /// <summary>A decision of a DMN file, evaluated by the engine itself.</summary>
    /// <param name="Version">Null = the newest one.</param>
    /// <param name="SameDeployment">True: the version that was deployed together with the process.</param>
    public sealed record Decision(FeelExpression Reference, int? Version, bool SameDeployment, DecisionMapping Mapping)
        : Implementation;

    /// <summary>External work, fetched by topic.</summary>
    public sealed record External(FeelExpression Topic) : Implementation;
}

public sealed record ServiceTask : Activity
{
    public override string ElementType => "serviceTask";
    public Implementation Implementation { get; init; } = new Implementation.None();
    public string? ResultVariable { get; init; }
}

public sealed record SendTask : Activity
{
    public override string ElementType => "sendTask";
    public Implementation Implementation { get; init; } = new Implementation.None();
    public string? ResultVariable { get; init; }
    public MessageReference? Message { get; init; }
}

public sealed record ReceiveTask : Activity
{
    public override string ElementType => "receiveTask";
    public MessageReference? Message { get; init; }
    public bool IsInstantiating { get; init; }
}

public sealed record BusinessRuleTask : Activity
{
    public override string ElementType => "businessRuleTask";
    public Implementation Implementation { get; init; } = new Implementation.None();
    public string? ResultVariable { get; init; }
}

/// <summary>FEEL (or JUEL) only: no definition can run code.</summary>
public sealed record ScriptTask : Activity
{
    public override string ElementType => "scriptTask";
    public FeelExpression? Script { get; init; }
    public string? ResultVariable { get; init; }
}

public sealed record SubProcess : Activity
{
    public override string ElementType =>
        IsTransaction ? "transaction"
        : AdHoc is null ? "subProcess"
        : "adHocSubProcess";

    /// <summary>BPMN 2.0.2 §13.5.4: an event sub-process; it has no flows in or out.</summary>
    public bool TriggeredByEvent { get; init; }

    /// <summary>Set of an ad-hoc sub-process alone.</summary>
    public AdHocRules? AdHoc { get; init; }

    /// <summary>BPMN 2.0.2 §10.3.5: what has completed in it is undone as a whole when it is cancelled.</summary>
    public bool IsTransaction { get; init; }
}

/// <summary>BPMN 2.0.2 §10.3.5 and §13.3.5: what is in it is started in any order and as often as wanted.</summary>
/// <param name="IsSequential">One at a time.</param>
/// <param name="CompletionCondition">Asked after each inner activity; null = it ends when nothing is left to do, or by hand.</param>
/// <param name="CancelsRemaining">Whether what still runs is cancelled once the condition holds, or waited for.</param>
public sealed record AdHocRules(bool IsSequential, FeelExpression? CompletionCondition, bool CancelsRemaining);

/// <summary>Calls another process as an instance of its own.</summary>
public sealed record CallActivity : Activity
{
    public override string ElementType => "callActivity";
    public required FeelExpression CalledElement { get; init; }

    /// <summary>Null = the newest version at the time of the call.</summary>
    public int? CalledVersion { get; init; }

    /// <summary>True: the version that was deployed together with the caller (binding="deployment").</summary>
    public bool SameDeployment { get; init; }
    public FeelExpression? BusinessKey { get; init; }

    /// <summary>What the called instance gets at its start and what comes back at its end.</summary>
    public ImmutableArray<VariableMapping> CallInputs { get; init; } = [];
    public ImmutableArray<VariableMapping> CallOutputs { get; init; } = [];
}
