using System.Collections.Immutable;

namespace IpStrategy.Workflow.Execution;

/// <summary>Names as in scenario results, first letter in upper case.</summary>
public enum HistoryEntryKind
{
    InstanceStarted,
    Entered,
    Completed,
    Cancelled,
    FlowTaken,
    TimerFired,
    MessageReceived,
    SignalReceived,
    ErrorThrown,
    EscalationThrown,
    Incident,
    InstanceCompleted,
    InstanceCancelled,
    InstanceFailed,
    VariableSet,
    Moved,
    Migrated,
    TaskChanged,
    InstanceSuspended,
    InstanceResumed,
    TimerMoved,
}

/// <summary>One thing that happened in an instance, in order. The host adds who did it.</summary>
/// <param name="ElementType">BPMN name such as <c>userTask</c>; <c>process</c> for the instance itself.</param>
/// <param name="ActivityId">Id in the diagram (node, flow or process).</param>
/// <param name="Element">The element instance; null for flows and the instance itself.</param>
/// <param name="Facts">Further facts by name: reason, code, variable, from, to; mostly empty.</param>
public sealed record HistoryEntry(
    DateTimeOffset At,
    HistoryEntryKind Kind,
    string ElementType,
    string ActivityId,
    ElementId? Element,
    ImmutableSortedDictionary<string, string> Facts
);
