namespace IpStrategy.Workflow.Validation;

/// <summary>This part: events and what defines them.</summary>
internal static partial class Rules
{
    public static readonly Rule BoundaryWithoutActivity = Rule.Define(
        Weight.Undefined,
        "§10.5.4 table 10.92",
        "The boundary event \"{0}\" is not attached to an activity."
    );
    public static readonly Rule BoundaryElsewhere = Rule.Define(
        Weight.Undefined,
        "§10.5.4",
        "The boundary event \"{0}\" and its activity \"{1}\" lie in different scopes."
    );
    public static readonly Rule BoundaryWithoutTrigger = Rule.Define(
        Weight.Undefined,
        "§10.5.4 table 10.90",
        "The boundary event \"{0}\" has no event definition."
    );
    public static readonly Rule BoundaryWithoutOutgoing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.4",
        "The boundary event \"{0}\" has no outgoing flow."
    );
    public static readonly Rule EventTypeNotAllowed = Rule.Define(
        Weight.Undefined,
        "§10.5.1 table 10.93",
        "A <{1}> cannot stand in the {2} \"{0}\"."
    );
    public static readonly Rule CancelOutsideTransaction = Rule.Define(
        Weight.Undefined,
        "§10.5.3, §10.5.4",
        "The cancel event \"{0}\" has nothing to do outside a transaction."
    );
    public static readonly Rule MustInterrupt = Rule.Define(
        Weight.Undefined,
        "§10.5.4 table 10.90",
        "The event \"{0}\" must interrupt: it has a <{1}>."
    );
    public static readonly Rule EventSubProcessStart = Rule.Define(
        Weight.Undefined,
        "§10.3.5",
        "The event sub-process \"{0}\" must have exactly one start event, with a trigger."
    );
    public static readonly Rule SubProcessStartTrigger = Rule.Define(
        Weight.Undefined,
        "§10.5.2",
        "The start event \"{0}\" of a sub-process must be a none start event."
    );
    public static readonly Rule SeveralNoneStarts = Rule.Define(
        Weight.Undefined,
        "§10.5.2, §13.2",
        "The sub-process \"{0}\" has several none start events."
    );
    public static readonly Rule IntermediateWithoutTrigger = Rule.Define(
        Weight.Undefined,
        "§10.5.4 table 10.89",
        "The catch event \"{0}\" has no event definition."
    );
    public static readonly Rule TimerMissing = Rule.Define(
        Weight.PreventsExecution,
        "§10.5.5 table 10.101",
        "The timer of \"{0}\" has no timeDate, timeDuration or timeCycle."
    );
    public static readonly Rule TimerAmbiguous = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.101",
        "The timer of \"{0}\" has more than one of timeDate, timeDuration and timeCycle."
    );
    public static readonly Rule TimerInvalid = Rule.Define(
        Weight.PreventsExecution,
        "§10.5.5 table 10.101",
        "\"{0}\" is no {1}."
    );
    public static readonly Rule TimerNotConstant = Rule.Define(
        Weight.PreventsExecution,
        "§10.5.2",
        "The timer of the start event \"{0}\" is \"{1}\": before a start there are no variables."
    );
    public static readonly Rule MessageMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.98",
        "The event \"{0}\" does not say which message it waits for."
    );
    public static readonly Rule ThrownMessageMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.5 table 10.98",
        "The event \"{0}\" does not say which message it sends."
    );
    public static readonly Rule OperationMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.5 table 10.98",
        "The message event \"{0}\" of an executable process has no operationRef."
    );
    public static readonly Rule SignalMissing = Rule.Define(
        Weight.PreventsExecution,
        "§10.5.5 table 10.100",
        "The event \"{0}\" does not say which signal it means."
    );
    public static readonly Rule ErrorMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.96",
        "The error end event \"{0}\" does not say which error it throws."
    );
    public static readonly Rule ErrorCodeMissing = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.3 table 8.43",
        "The error \"{0}\" is thrown but has no errorCode."
    );
    public static readonly Rule EscalationMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.97",
        "The event \"{0}\" does not say which escalation it throws."
    );
    public static readonly Rule EscalationCodeMissing = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.4 table 8.44",
        "The escalation \"{0}\" is thrown but has no escalationCode."
    );
    public static readonly Rule ConditionOfEventMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.95",
        "The conditional event \"{0}\" has no condition."
    );
    public static readonly Rule LinkNameMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.99",
        "The link event \"{0}\" has no name."
    );
    public static readonly Rule LinkTargetMissing = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.99",
        "The link \"{0}\" has no target in the same scope."
    );
    public static readonly Rule LinkTargetAmbiguous = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.99",
        "The link \"{0}\" has more than one target in the same scope."
    );
    public static readonly Rule LinkEndNotWritten = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.5 table 10.99",
        "The link event \"{0}\" does not name its {1}."
    );
    public static readonly Rule LinkFlow = Rule.Define(
        Weight.Undefined,
        "§10.5.4",
        "The link event \"{0}\" must not have {1} flows."
    );
    public static readonly Rule CompensationHandlerMissing = Rule.Define(
        Weight.Undefined,
        "§10.7",
        "The compensation boundary event \"{0}\" must have exactly one association to a compensation activity."
    );
    public static readonly Rule CompensationBoundaryFlow = Rule.Define(
        Weight.Undefined,
        "§10.7",
        "The compensation boundary event \"{0}\" must not have outgoing flows."
    );
    public static readonly Rule CorrelationUnreadable = Rule.Define(
        Weight.Caution,
        "§8.4.2",
        "The path \"{0}\" is not FEEL: its messages are told apart by name alone."
    );
    public static readonly Rule DuplicateStartMessage = Rule.Define(
        Weight.Caution,
        "§10.5.2",
        "Several start events of this file wait for the message \"{0}\"."
    );
    public static readonly Rule LinkMixed = Rule.Define(
        Weight.Undefined,
        "§10.5.5 table 10.99",
        "The link event \"{0}\" must have no other event definition."
    );
    public static readonly Rule LinkEndOfOther = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.5 table 10.99",
        "The link event \"{0}\" names \"{1}\" as its {2}, which is no counterpart of the same name."
    );
    public static readonly Rule EventDefinitionNotShared = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.1",
        "\"{0}\" is defined inside an event: only definitions at the top of the file can be referred to."
    );
    public static readonly Rule ParallelMultipleAlone = Rule.Define(
        Weight.Caution,
        "§10.5.1",
        "The event \"{0}\" waits for several triggers in parallel but has only one."
    );
    public static readonly Rule HandlerRepeated = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.6",
        "The event sub-process \"{0}\" catches what the interrupting \"{1}\" catches already."
    );
    public static readonly Rule EventDataCount = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.1",
        "The event \"{0}\" has several event definitions and must have as many <{1}>: one for each."
    );
    public static readonly Rule EventItemDiffers = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.1",
        "<{1}> of the event \"{0}\" and what the event carries have different item definitions."
    );
}
