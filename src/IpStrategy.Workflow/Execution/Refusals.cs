using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// What stopped the course itself, at an element. A command on whose own way this happens is refused as a whole;
/// on the way of a timer, a continuation or a delivered message or signal it becomes an incident.
/// </summary>
/// <param name="ElementId">Id in the diagram of the element at which it happened.</param>
public abstract record CourseRefusal(string ElementId) : Refusal
{
    /// <summary>The technical reason in English, for logs and incidents; empty when the code says it all.</summary>
    public virtual string Detail => "";
}

/// <summary>No condition holds and there is no default flow.</summary>
public sealed record NoFlowCanBeTaken(string ElementId) : CourseRefusal(ElementId);

public sealed record ExpressionFailed(string ElementId, string Expression, string Reason) : CourseRefusal(ElementId)
{
    public override string Detail => $"{Expression}: {Reason}";
}

/// <summary>No decision of that id (and version) is deployed.</summary>
public sealed record DecisionIsUnknown(string ElementId, string Decision, int? Version) : CourseRefusal(ElementId)
{
    public override string Detail => Version is null ? Decision : $"{Decision}:{Version}";
}

/// <summary>The decision gives no value: its hit policy is violated, or its logic fails.</summary>
public sealed record DecisionFailed(string ElementId, string Decision, string Reason) : CourseRefusal(ElementId)
{
    public override string Detail => $"{Decision}: {Reason}";
}

/// <summary>FEEL's null is not false: a condition that is neither true nor false decides nothing.</summary>
public sealed record ConditionIsNotBoolean(string ElementId, string Expression, string Reason)
    : CourseRefusal(ElementId)
{
    public override string Detail => $"{Expression}: {Reason}";
}

/// <summary>The elements named are those that ran last: the loop that does not end.</summary>
public sealed record StepBudgetUsedUp(ImmutableArray<string> Elements)
    : CourseRefusal(Elements.IsDefaultOrEmpty ? "" : Elements[0])
{
    public override string Detail => string.Join(", ", Elements);

    public bool Equals(StepBudgetUsedUp? other) =>
        other is not null && Elements.AsSpan().SequenceEqual(other.Elements.AsSpan());

    public override int GetHashCode() => Elements.Length;
}

public sealed record TimerTextIsNotUnderstood(string ElementId, string Text, string Reason) : CourseRefusal(ElementId)
{
    public override string Detail => $"{Text}: {Reason}";
}

/// <summary>The definition holds an element that this engine has no behaviour for; nothing was started.</summary>
public sealed record ElementCannotBeExecuted(string ElementId, string ElementType, string Reason) : Refusal;

public sealed record DefinitionIsUnknown(DefinitionId Definition) : Refusal;

public sealed record InstanceDoesNotExist : Refusal;

public sealed record InstanceExistsAlready(ProcessInstanceId Instance) : Refusal;

public sealed record InstanceHasEnded(InstanceStatus Status) : Refusal;

public sealed record InstanceIsSuspended : Refusal;

public sealed record InstanceIsNotSuspended : Refusal;

public sealed record CommandIsUnknown(string Command) : Refusal;

public sealed record ActivityIsUnknown(string ActivityId) : Refusal;

public sealed record FlowIsUnknown(string FlowId) : Refusal;

public sealed record ElementIsGone(ElementId Element) : Refusal;

public sealed record TaskIsNotOpen(ElementId Task) : Refusal;

public sealed record TaskIsClaimedBySomebodyElse(ElementId Task, string Assignee) : Refusal;

/// <summary>A delegated task goes back to its owner first.</summary>
public sealed record TaskIsStillDelegated(ElementId Task, string? Owner) : Refusal;

public sealed record TaskIsNotDelegated(ElementId Task) : Refusal;

public sealed record WorkIsNotOpen(ElementId Work) : Refusal;

public sealed record TimerIsGone(TimerId Timer) : Refusal;

public sealed record ContinuationIsGone(ElementId Element) : Refusal;

public sealed record SubscriptionIsGone(ElementId Subscription) : Refusal;

public sealed record SubscriptionHasAnotherName(ElementId Subscription, string Name) : Refusal;

public sealed record NobodyWaitsForSignal(string Name) : Refusal;

public sealed record CallIsGone(ElementId Call) : Refusal;

public sealed record ElementHasNoIncident(ElementId Element) : Refusal;

public sealed record AdHocSubProcessIsGone(ElementId Scope) : Refusal;

/// <summary>Not offered by the ad-hoc sub-process, or not now: a flow leads to it, another one runs, or the end is decided.</summary>
public sealed record ActivityIsNotEnabled(string ActivityId, string ScopeId) : Refusal;

public sealed record NothingToCancelAt(string ActivityId) : Refusal;

/// <summary>An enclosing scope of the activity runs several times; which is meant cannot be told.</summary>
public sealed record SeveralScopesCouldBeMeant(string ActivityId, string ScopeId) : Refusal;

/// <summary>Not under way, not parallel, or under way several times.</summary>
public sealed record LoopTakesNoFurtherRun(string ActivityId) : Refusal;

public sealed record ActivityCannotBeStartedAt(string ActivityId, string ElementType) : Refusal;

public sealed record ProcessHasNoSuchStartEvent(DefinitionId Definition, string? StartEvent) : Refusal;
