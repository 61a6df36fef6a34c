using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>Given by the host, opaque to the engine.</summary>
public readonly record struct ProcessInstanceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An element instance inside one process instance: a counter from 1, never reused.</summary>
public readonly record struct ElementId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A timer inside one process instance, from the same counter as <see cref="ElementId"/>.</summary>
public readonly record struct TimerId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The call activity instance that started a called instance.</summary>
public readonly record struct ParentLink(ProcessInstanceId Instance, ElementId Call);

/// <summary>Everything that can be asked of a process instance. A closed set: an unknown one is refused.</summary>
public abstract record Command
{
    /// <summary>Variables a command brings along; empty when it brings none.</summary>
    public static readonly ImmutableSortedDictionary<string, FeelValue> NoVariables = ImmutableSortedDictionary.Create<
        string,
        FeelValue
    >(StringComparer.Ordinal);

    /// <param name="StartEvent">
    /// Null = the none start event, or the only one there is; else a <see cref="EntryPoint.NodeId"/> or another start event.
    /// </param>
    /// <param name="Position">
    /// Of a start event that waits for several things (parallel multiple): which of them has happened, see
    /// <see cref="EntryPoint.Position"/>; the instance waits for the others. Null = all of them.
    /// </param>
    /// <param name="StartBefore">Activity to start at in place of the start event: how a course is resumed where it was.</param>
    public sealed record Start(
        ProcessInstanceId Instance,
        DefinitionId Definition,
        ImmutableSortedDictionary<string, FeelValue> Variables,
        string? BusinessKey = null,
        ParentLink? Parent = null,
        string? StartEvent = null,
        string? StartBefore = null,
        string? Initiator = null,
        int? Position = null
    ) : Command;

    public sealed record CompleteTask(ElementId Task, ImmutableSortedDictionary<string, FeelValue> Variables) : Command;

    public sealed record ClaimTask(ElementId Task, string User) : Command;

    public sealed record UnclaimTask(ElementId Task) : Command;

    public sealed record AssignTask(ElementId Task, string? User) : Command;

    public sealed record DelegateTask(ElementId Task, string User) : Command;

    public sealed record ResolveTask(ElementId Task, ImmutableSortedDictionary<string, FeelValue> Variables) : Command;

    /// <summary>Work is done. A receive task may be continued by it without its message.</summary>
    public sealed record CompleteWork(ElementId Work, ImmutableSortedDictionary<string, FeelValue> Variables) : Command;

    /// <summary>Work has failed and will not be tried again by itself: an incident.</summary>
    public sealed record FailWork(ElementId Work, string Reason) : Command;

    /// <summary>External work ends with a BPMN error, as if an error end event stood inside the task.</summary>
    public sealed record ThrowError(
        ElementId Work,
        string ErrorCode,
        string? Message,
        ImmutableSortedDictionary<string, FeelValue> Variables
    ) : Command;

    public sealed record FireTimer(TimerId Timer) : Command;

    /// <summary>Puts the next firing of a timer to another instant; of a cycle this one firing only, the grid stays.</summary>
    public sealed record MoveTimer(TimerId Timer, DateTimeOffset DueAt) : Command;

    public sealed record RunContinuation(ElementId Element) : Command;

    /// <summary>Deliver to one waiting subscription, chosen by the host by name and correlation.</summary>
    public sealed record DeliverMessage(
        ElementId Subscription,
        string Name,
        ImmutableSortedDictionary<string, FeelValue> Variables
    ) : Command;

    public sealed record DeliverSignal(string Name, ImmutableSortedDictionary<string, FeelValue> Variables) : Command;

    public sealed record ChildEnded(ElementId Call, ImmutableSortedDictionary<string, FeelValue> Variables) : Command;

    public sealed record ChildFailed(ElementId Call, string? ErrorCode, string Message) : Command;

    /// <summary>The called instance was cancelled from outside: an incident, because nobody has decided how to go on.</summary>
    public sealed record ChildCancelled(ElementId Call, string? Reason) : Command;

    public sealed record ChildEscalated(ElementId Call, string? EscalationCode) : Command;

    /// <param name="Scope">Null = the process instance; else the element instance whose scope is meant.</param>
    public sealed record SetVariables(ElementId? Scope, ImmutableSortedDictionary<string, FeelValue> Variables)
        : Command;

    /// <summary>
    /// One word for another wherever the instance holds it as a whole text: variables of every scope, collections of loops,
    /// candidates of open tasks. No token moves.
    /// </summary>
    /// <param name="Texts">What is replaced, and by what; compared letter by letter.</param>
    public sealed record Substitute(ImmutableSortedDictionary<string, string> Texts) : Command;

    /// <summary>Starts one of the activities that an ad-hoc sub-process offers.</summary>
    public sealed record StartAdHocActivity(ElementId Scope, string ActivityId) : Command;

    /// <summary>Ends an ad-hoc sub-process as if its completion condition held.</summary>
    public sealed record CompleteAdHoc(ElementId Scope) : Command;

    /// <summary>Does again what failed at this element; refused as a whole when it fails again.</summary>
    public sealed record ResolveIncident(ElementId Element) : Command;

    /// <summary>Cancellations come first, then the starts; the instance ends only if nothing is left after both.</summary>
    public sealed record Modify(ImmutableArray<Modification> Steps) : Command;

    /// <summary>Goes on under another definition; equal ids map by themselves. Refused as a whole while anything cannot move.</summary>
    /// <param name="Mapping">Ids of the definition before, and what they become.</param>
    public sealed record Migrate(DefinitionId Target, ImmutableSortedDictionary<string, string> Mapping) : Command
    {
        /// <summary>No mapping beside the equal ids.</summary>
        public static readonly ImmutableSortedDictionary<string, string> SameIds = ImmutableSortedDictionary.Create<
            string,
            string
        >(StringComparer.Ordinal);
    }

    public sealed record Suspend : Command;

    public sealed record Resume : Command;

    public sealed record Cancel(string? Reason) : Command;
}

/// <summary>One step of a <see cref="Command.Modify"/>.</summary>
public abstract record Modification
{
    /// <summary>Cancel every token of this flow node.</summary>
    public sealed record CancelActivity(string ActivityId) : Modification;

    /// <summary>Cancel one element instance with all it holds.</summary>
    public sealed record CancelElement(ElementId Element) : Modification;

    public sealed record StartBefore(string ActivityId) : Modification;

    public sealed record StartAfter(string ActivityId) : Modification;

    public sealed record StartTransition(string FlowId) : Modification;

    /// <summary>One more run, for this item, of a parallel multi-instance activity that is under way; the others stay as they are.</summary>
    public sealed record AddRun(string ActivityId, FeelValue Item) : Modification;
}
