using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>What the host must do in the transaction that stores the new state. Data, in the order in which it arose.</summary>
public abstract record Effect
{
    /// <param name="Variables">The variables local to the task and its enclosing multi-instance bodies (such as the element variable).</param>
    public sealed record OpenTask(
        ElementId Element,
        string ActivityId,
        string? Name,
        TaskAttributes Attributes,
        ImmutableSortedDictionary<string, string> Properties,
        ImmutableSortedDictionary<string, FeelValue> Variables
    ) : Effect;

    public sealed record ChangeTask(ElementId Element, TaskAttributes Attributes) : Effect;

    /// <summary>Others may act on the open task now; whoever has it keeps it.</summary>
    public sealed record ChangeCandidates(ElementId Element, TaskAttributes Attributes) : Effect;

    public sealed record CloseTask(ElementId Element, TaskClosing Closing) : Effect;

    public sealed record ArmTimer(TimerId Timer, ElementId Element, string ActivityId, DateTimeOffset DueAt) : Effect;

    public sealed record DisarmTimer(TimerId Timer) : Effect;

    /// <param name="Correlation">Values the message must carry, by name; empty = by name alone.</param>
    public sealed record Subscribe(
        ElementId Subscription,
        string ActivityId,
        SubscriptionKind Kind,
        string Name,
        ImmutableSortedDictionary<string, FeelValue> Correlation
    ) : Effect;

    public sealed record Unsubscribe(ElementId Subscription) : Effect;

    /// <summary>Start a called instance; its end comes back as <see cref="Command.ChildEnded"/>.</summary>
    /// <param name="Version">Null = the newest, unless <paramref name="SameDeployment"/> asks for another.</param>
    /// <param name="SameDeployment">True: the version that was deployed together with the caller.</param>
    public sealed record StartChild(
        ElementId Call,
        string ActivityId,
        string ProcessId,
        int? Version,
        string? BusinessKey,
        ImmutableSortedDictionary<string, FeelValue> Variables,
        bool SameDeployment = false
    ) : Effect;

    /// <summary>Cancel the instance that this call activity instance started.</summary>
    public sealed record CancelChild(ElementId Call, string Reason) : Effect;

    public sealed record SuspendChild(ElementId Call) : Effect;

    public sealed record ResumeChild(ElementId Call) : Effect;

    /// <summary>Work for a named handler (run in the same transaction) or for external workers of a topic.</summary>
    public sealed record StartWork(
        ElementId Work,
        string ActivityId,
        WorkKind Kind,
        string Name,
        ImmutableSortedDictionary<string, FeelValue> Variables
    ) : Effect;

    public sealed record CancelWork(ElementId Work) : Effect;

    /// <param name="Variables">What it carries.</param>
    public sealed record SendMessage(string Name, ImmutableSortedDictionary<string, FeelValue> Variables) : Effect
    {
        /// <summary>Where message flows lead: it goes there first, whatever it is called there; else by its name.</summary>
        public ImmutableArray<Definitions.MessageTarget> Targets { get; init; } = [];
    }

    /// <summary>For the other instances; this one's own catchers have had the signal already.</summary>
    public sealed record RaiseSignal(string Name, ImmutableSortedDictionary<string, FeelValue> Variables) : Effect;

    /// <summary>An escalation that nothing caught here goes on in the caller, as <see cref="Command.ChildEscalated"/>.</summary>
    public sealed record EscalateToParent(string? EscalationCode) : Effect;

    /// <summary>Run the rest later, as <see cref="Command.RunContinuation"/>.</summary>
    public sealed record ScheduleContinuation(ElementId Element, string ActivityId) : Effect;

    public sealed record CancelContinuation(ElementId Element) : Effect;

    /// <param name="Element">The element that waits; the incident is resolved there.</param>
    /// <param name="ActivityId">The element of the diagram at which it failed, which may lie beyond the one that waits.</param>
    public sealed record RaiseIncident(ElementId Element, string ActivityId, string IncidentCode, string Message)
        : Effect;

    /// <summary>After a migration: an element, timer or subscription (all from one counter) answers to another id in the diagram.</summary>
    public sealed record ChangeActivity(ElementId Id, string ActivityId) : Effect;

    public sealed record CloseIncident(ElementId Element) : Effect;

    public sealed record NotifyListener(string Handler, string Event, string ActivityId, ElementId Element) : Effect;

    /// <summary>The instance has ended; a called one's variables go back to its caller.</summary>
    public sealed record EndInstance(
        InstanceStatus Status,
        string? ErrorCode,
        string? Message,
        ImmutableSortedDictionary<string, FeelValue> Variables
    ) : Effect;
}

public enum TaskClosing
{
    Completed,
    Cancelled,
}

public enum SubscriptionKind
{
    Message,
    Signal,
    Conditional,
}

public enum WorkKind
{
    Handler,
    External,
}

public enum DelegationState
{
    None,
    Pending,
    Resolved,
}

/// <summary>Who may act on a user task and by when, after evaluation.</summary>
public sealed record TaskAttributes(
    string? Assignee,
    string? Owner,
    DelegationState Delegation,
    ImmutableArray<string> CandidateUsers,
    ImmutableArray<string> CandidateGroups,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    decimal? Priority,
    string? FormKey
)
{
    /// <summary>What people read, after evaluation; null when the task has no name.</summary>
    public string? Name { get; init; }
}
