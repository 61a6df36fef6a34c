namespace IpStrategy.Workflow.Validation;

/// <summary>This part: what happens between participants, and how things are drawn.</summary>
internal static partial class Rules
{
    public static readonly Rule MultiplicityInvalid = Rule.Define(
        Weight.BreaksStandard,
        "§9.3 table 9.4",
        "The maximum of a participant must be at least 1 and not below the minimum: {0} to {1}."
    );
    public static readonly Rule MessageFlowTrigger = Rule.Define(
        Weight.BreaksStandard,
        "§7.6.2, §10.5",
        "The event \"{1}\" at the end of the message flow \"{0}\" has no message."
    );
    public static readonly Rule MessageFlowDirection = Rule.Define(
        Weight.BreaksStandard,
        "§7.6.2, §10.5",
        "The message flow \"{0}\" must not have the <{2}> \"{1}\" as its {3}."
    );
    public static readonly Rule ConversationLinkEnds = Rule.Define(
        Weight.BreaksStandard,
        "§9.5",
        "The conversation link \"{0}\" must connect one conversation with a participant, an activity or an event."
    );
    public static readonly Rule GlobalConversationContent = Rule.Define(
        Weight.BreaksStandard,
        "§9.5.4",
        "The global conversation \"{0}\" must not hold a <{1}>."
    );
    public static readonly Rule BindingNotInKey = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.1",
        "The correlation property \"{0}\" is not part of the key that is subscribed to."
    );
    public static readonly Rule ChoreographyContent = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.8, §11.1",
        "<{0}> cannot stand in a <{1}>."
    );
    public static readonly Rule ChoreographyParticipants = Rule.Define(
        Weight.BreaksStandard,
        "§11.5.1",
        "The choreography task \"{0}\" must have exactly two participants."
    );
    public static readonly Rule InitiatingParticipant = Rule.Define(
        Weight.BreaksStandard,
        "§11.5",
        "The participant that begins \"{0}\" must be one of its participants."
    );
    public static readonly Rule ChoreographyStart = Rule.Define(
        Weight.BreaksStandard,
        "§11.6.1",
        "A <{1}> cannot start the choreography: event \"{0}\"."
    );
    public static readonly Rule ChoreographyEvent = Rule.Define(
        Weight.BreaksStandard,
        "§11.6.2, §11.6.3",
        "A <{1}> cannot stand in a choreography: event \"{0}\"."
    );
    public static readonly Rule InitiatorNotInvolved = Rule.Define(
        Weight.BreaksStandard,
        "§11.5.6",
        "The participant that begins \"{0}\" takes no part in \"{1}\" before it."
    );
    public static readonly Rule ChoreographyGatewaySides = Rule.Define(
        Weight.BreaksStandard,
        "§11.7.2",
        "Behind the event-based gateway \"{0}\" of a choreography either all senders or all receivers must be the same."
    );
    public static readonly Rule PlaneElement = Rule.Define(
        Weight.BreaksStandard,
        "§12.2.3",
        "A diagram cannot show a <{0}>: only a process, a sub-process, a collaboration, a choreography or a sub-choreography."
    );
    public static readonly Rule ImportTypeWrong = Rule.Define(
        Weight.BreaksStandard,
        "§8.2.2 table 8.3",
        "The import \"{0}\" must have the importType \"{1}\"."
    );
    public static readonly Rule ImportNamespaceWrong = Rule.Define(
        Weight.BreaksStandard,
        "§8.2.2 table 8.3",
        "The import \"{0}\" defines the namespace \"{1}\", not \"{2}\"."
    );
    public static readonly Rule DuplicateImportedId = Rule.Define(
        Weight.BreaksStandard,
        "§8.3.1 table 8.5",
        "The id \"{0}\" is defined in the import \"{1}\" too, in the same namespace."
    );
    public static readonly Rule ExtensionMustBeUnderstood = Rule.Define(
        Weight.PreventsExecution,
        "§8.3.3 table 8.8",
        "The extension \"{0}\" must be understood, but is not known here."
    );
    public static readonly Rule MessageFlowsAtEvent = Rule.Define(
        Weight.BreaksStandard,
        "§10.5.3, §10.5.4",
        "The event \"{0}\" can have only one message flow."
    );
    public static readonly Rule ChoreographyMessage = Rule.Define(
        Weight.BreaksStandard,
        "§11.5.1",
        "The message flow \"{1}\" of the choreography task \"{0}\" must connect its participants."
    );
    public static readonly Rule ChoreographyGatewayTargets = Rule.Define(
        Weight.BreaksStandard,
        "§11.7.3",
        "Behind the event-based gateway \"{0}\" of a choreography \"{1}\" cannot stand: only choreography activities, timers and signals."
    );
    public static readonly Rule ShapeElement = Rule.Define(
        Weight.BreaksStandard,
        "§12.2.3",
        "A {0} cannot show a <{1}>."
    );
}
