namespace IpStrategy.Workflow.Validation;

/// <summary>This part: sequence flows, gateways and how activities hang together.</summary>
internal static partial class Rules
{
    public static readonly Rule FlowCrossesScope = Rule.Define(
        Weight.Undefined,
        "§7.6.1, §8.4.13",
        "The sequence flow \"{0}\" leaves the process or sub-process of its source."
    );
    public static readonly Rule FlowOutsideScope = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.8",
        "The sequence flow \"{0}\" is not written in the process or sub-process that holds its ends."
    );
    public static readonly Rule FlowIntoStart = Rule.Define(
        Weight.Undefined,
        "§10.5.2",
        "The start event \"{0}\" must not have an incoming flow."
    );
    public static readonly Rule FlowOutOfEnd = Rule.Define(
        Weight.Undefined,
        "§10.5.3",
        "The end event \"{0}\" must not have an outgoing flow."
    );
    public static readonly Rule FlowIntoBoundary = Rule.Define(
        Weight.Undefined,
        "§10.5.4",
        "The boundary event \"{0}\" must not have an incoming flow."
    );
    public static readonly Rule FlowAtEventSubProcess = Rule.Define(
        Weight.Undefined,
        "§10.3.5",
        "The event sub-process \"{0}\" must have no incoming and no outgoing flow."
    );
    public static readonly Rule FlowAtCompensation = Rule.Define(
        Weight.Undefined,
        "§10.7",
        "The compensation activity \"{0}\" must have no incoming and no outgoing flow."
    );
    public static readonly Rule FlowNotListed = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13, §15.3.2",
        "<{0}> does not list its flow \"{1}\" as {2}."
    );
    public static readonly Rule FlowWronglyListed = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13, §15.3.2",
        "<{0}> lists \"{1}\" as {2}, which is no such flow of it."
    );
    public static readonly Rule DefaultNotOutgoing = Rule.Define(
        Weight.Undefined,
        "§8.4.13, §10.6.2",
        "The default flow \"{0}\" does not leave this element."
    );
    public static readonly Rule DefaultNotAllowed = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13",
        "A <{0}> has no default flow."
    );
    public static readonly Rule DefaultHasCondition = Rule.Define(
        Weight.Caution,
        "§8.4.13",
        "The default flow \"{0}\" has a condition, which is not looked at."
    );

    // §13.4.1, §13.4.4: these gateways never ask, so it is clear what happens.
    public static readonly Rule ConditionNotAllowed = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13, §10.6",
        "The flow \"{0}\" leaves a <{1}> and must not have a condition."
    );
    public static readonly Rule ConditionAfterEvent = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13",
        "The flow \"{0}\" leaves an event and must not have a condition."
    );
    public static readonly Rule ConditionOnOnlyFlow = Rule.Define(
        Weight.Caution,
        "§8.4.13",
        "The only outgoing flow \"{0}\" has a condition: when it does not hold, nothing can go on."
    );
    public static readonly Rule ConditionWithoutAlternative = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13",
        "The flow \"{0}\" has a condition, but its activity has no other outgoing flow."
    );
    public static readonly Rule MessageFlowInsidePool = Rule.Define(
        Weight.BreaksStandard,
        "§9.4",
        "The message flow \"{0}\" does not connect two pools."
    );
    public static readonly Rule MessageFlowEnd = Rule.Define(
        Weight.BreaksStandard,
        "§7.6.2",
        "The message flow \"{0}\" cannot have a <{1}> as its end."
    );
    public static readonly Rule AdHocContent = Rule.Define(
        Weight.Undefined,
        "§10.3.5",
        "The ad-hoc sub-process \"{0}\" must not hold a <{1}>."
    );
    public static readonly Rule AdHocEmpty = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.5",
        "The ad-hoc sub-process \"{0}\" holds no activity."
    );
    public static readonly Rule FlowEndMissing = Rule.Define(
        Weight.Undefined,
        "§8.4.13",
        "The sequence flow \"{0}\" has no {1}."
    );
    public static readonly Rule ConditionMissing = Rule.Define(
        Weight.Caution,
        "§10.6.2",
        "The flow \"{0}\" has no condition and is not the default flow."
    );
    public static readonly Rule GatewayWithoutPurpose = Rule.Define(
        Weight.BreaksStandard,
        "§10.6.1",
        "The gateway \"{0}\" neither splits nor merges."
    );
    public static readonly Rule GatewayDirectionWrong = Rule.Define(
        Weight.BreaksStandard,
        "§10.6.1 table 10.100",
        "The flows of the gateway \"{0}\" do not fit its direction, {1}."
    );
    public static readonly Rule EventGatewayTargets = Rule.Define(
        Weight.Undefined,
        "§10.6.6",
        "A flow of the event-based gateway \"{0}\" leads to \"{1}\", which is no event or receive task that can be waited for."
    );
    public static readonly Rule EventGatewayTargetMerges = Rule.Define(
        Weight.Undefined,
        "§10.6.6",
        "\"{1}\" behind the event-based gateway \"{0}\" has other incoming flows too."
    );
    public static readonly Rule EventGatewayMixed = Rule.Define(
        Weight.Undefined,
        "§10.6.6",
        "Behind the event-based gateway \"{0}\" stand both message events and receive tasks."
    );
    public static readonly Rule EventGatewayTooFew = Rule.Define(
        Weight.BreaksStandard,
        "§10.6.6",
        "The event-based gateway \"{0}\" needs two or more outgoing flows."
    );
    public static readonly Rule EventGatewayReceiveBoundary = Rule.Define(
        Weight.Undefined,
        "§10.6.6",
        "The receive task \"{1}\" behind the event-based gateway \"{0}\" must not have boundary events."
    );
    public static readonly Rule ImplicitStart = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.2",
        "\"{0}\" has no incoming flow although there is a start event."
    );
    public static readonly Rule ImplicitEnd = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.3",
        "\"{0}\" has no outgoing flow although there is an end event."
    );
    public static readonly Rule StartEventMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.2",
        "\"{0}\" has an end event but no start event."
    );
    public static readonly Rule EndEventMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.3",
        "\"{0}\" has a start event but no end event."
    );
    public static readonly Rule NothingToStart = Rule.Define(
        Weight.PreventsExecution,
        "§13.2",
        "\"{0}\" has nothing that could start."
    );
    public static readonly Rule Unreachable = Rule.Define(Weight.Caution, "§13.2", "\"{0}\" can never be reached.");
    public static readonly Rule ComplexWithoutCondition = Rule.Define(
        Weight.PreventsExecution,
        "§10.6.5",
        "The merging complex gateway \"{0}\" has no activationCondition."
    );
    public static readonly Rule IntermediateWithoutOutgoing = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.4",
        "The intermediate event \"{0}\" has no outgoing flow."
    );
    public static readonly Rule ImmediateFalse = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.13 table 8.60",
        "The flow \"{0}\" of an executable process must not have isImmediate=\"false\"."
    );
    public static readonly Rule EventGatewayParallel = Rule.Define(
        Weight.Undefined,
        "§10.6.6",
        "The event-based gateway \"{0}\" can be parallel only where it instantiates the process."
    );
    public static readonly Rule EventGatewayParallelTargets = Rule.Define(
        Weight.Undefined,
        "§13.4.4",
        "Behind the parallel event-based gateway \"{0}\" only messages can be waited for, not \"{1}\"."
    );
    public static readonly Rule IntermediateWithoutIncoming = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.4",
        "The intermediate event \"{0}\" has no incoming flow."
    );
}
