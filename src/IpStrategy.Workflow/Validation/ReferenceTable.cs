using System.Collections.Frozen;

namespace IpStrategy.Workflow.Validation;

/// <summary>What a reference may point to.</summary>
/// <param name="IsStrict">True: it decides what happens at run time, so an unresolved one refuses deployment.</param>
/// <param name="Names">Elements it may name; empty = any.</param>
internal sealed record Wanted(bool IsStrict, string[] Names)
{
    /// <summary>True: it may name types of other languages, which only an import of another kind defines.</summary>
    public bool MayBeForeign { get; init; }
}

/// <summary>The references of BPMN 2.0.2 that are no sequence flow, by the attribute or element that holds them.</summary>
internal static class ReferenceTable
{
    private static readonly string[] ItemAware =
    [
        "dataObject",
        "dataObjectReference",
        "dataStore",
        "dataStoreReference",
        "dataInput",
        "dataOutput",
        "property",
        "inputDataItem",
        "outputDataItem",
    ];

    private static readonly FrozenDictionary<string, Wanted> Attributes = new Dictionary<string, Wanted>
    {
        ["messageRef"] = Strict("message"),
        ["signalRef"] = Strict("signal"),
        ["errorRef"] = Strict("error"),
        ["escalationRef"] = Strict("escalation"),
        ["operationRef"] = Loose("operation"),
        ["dataObjectRef"] = Strict("dataObject"),
        ["dataStoreRef"] = Loose("dataStore"),
        ["itemSubjectRef"] = Loose("itemDefinition"),
        ["itemRef"] = Loose("itemDefinition"),
        ["processRef"] = Loose("process"),
        ["calledElement"] = Loose(
            "process",
            "globalTask",
            "globalUserTask",
            "globalManualTask",
            "globalScriptTask",
            "globalBusinessRuleTask"
        ),
        ["activityRef"] = Strict(
            "task",
            "userTask",
            "manualTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "scriptTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess"
        ),
        ["partitionElementRef"] = Loose(),
        ["correlationKeyRef"] = Loose("correlationKey"),
        ["correlationPropertyRef"] = Loose("correlationProperty"),
        ["definitionalCollaborationRef"] = Loose("collaboration", "choreography", "globalConversation"),
        ["oneBehaviorEventRef"] = Strict(EventDefinitions),
        ["noneBehaviorEventRef"] = Strict(EventDefinitions),
        ["parameterRef"] = Loose("resourceParameter"),
        ["categoryValueRef"] = Loose("categoryValue"),
        ["inputDataRef"] = Loose("inputSet"),
        ["outputDataRef"] = Loose("outputSet"),
        ["calledChoreographyRef"] = Loose("choreography", "globalChoreographyTask"),
        ["calledCollaborationRef"] = Loose("collaboration", "globalConversation"),
        ["initiatingParticipantRef"] = Loose("participant"),
        ["innerMessageFlowRef"] = Loose("messageFlow"),
        ["outerMessageFlowRef"] = Loose("messageFlow"),
        ["innerConversationNodeRef"] = Loose("conversation", "subConversation", "callConversation"),
        ["outerConversationNodeRef"] = Loose("conversation", "subConversation", "callConversation"),
        ["evaluatesToTypeRef"] = Loose("itemDefinition") with { MayBeForeign = true },
        // Item definitions name types of any language; what carries a payload names an item definition.
        ["error@structureRef"] = Loose("itemDefinition") with
        {
            MayBeForeign = true,
        },
        ["signal@structureRef"] = Loose("itemDefinition") with { MayBeForeign = true },
        ["escalation@structureRef"] = Loose("itemDefinition") with { MayBeForeign = true },
        ["resourceParameter@type"] = Loose("itemDefinition") with { MayBeForeign = true },
        ["association@sourceRef"] = Loose(),
        ["association@targetRef"] = Loose(),
        ["messageFlow@sourceRef"] = Loose(),
        ["messageFlow@targetRef"] = Loose(),
        ["conversationLink@sourceRef"] = Loose(),
        ["conversationLink@targetRef"] = Loose(),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Wanted> Children = new Dictionary<string, Wanted>
    {
        ["operationRef"] = Loose("operation"),
        ["inMessageRef"] = Loose("message"),
        ["outMessageRef"] = Loose("message"),
        ["errorRef"] = Loose("error"),
        ["resourceRef"] = Loose("resource"),
        ["supportedInterfaceRef"] = Loose("interface"),
        ["interfaceRef"] = Loose("interface"),
        ["endPointRef"] = Loose("endPoint"),
        ["supports"] = Loose("process"),
        ["loopDataInputRef"] = Loose(ItemAware),
        ["loopDataOutputRef"] = Loose(ItemAware),
        ["dataInputRefs"] = Loose("dataInput", "inputDataItem"),
        ["dataOutputRefs"] = Loose("dataOutput", "outputDataItem"),
        ["optionalInputRefs"] = Loose("dataInput", "inputDataItem"),
        ["optionalOutputRefs"] = Loose("dataOutput", "outputDataItem"),
        ["whileExecutingInputRefs"] = Loose("dataInput", "inputDataItem"),
        ["whileExecutingOutputRefs"] = Loose("dataOutput", "outputDataItem"),
        ["inputSetRefs"] = Loose("inputSet"),
        ["outputSetRefs"] = Loose("outputSet"),
        ["correlationPropertyRef"] = Loose("correlationProperty"),
        ["categoryValueRef"] = Loose("categoryValue"),
        ["innerParticipantRef"] = Loose("participant"),
        ["outerParticipantRef"] = Loose("participant"),
        ["participantRef"] = Loose("participant"),
        ["messageFlowRef"] = Loose("messageFlow"),
        ["choreographyRef"] = Loose("choreography", "globalChoreographyTask"),
        ["eventDefinitionRef"] = Strict(EventDefinitions),
        ["flowNodeRef"] = Loose([.. FlowNodes]),
        ["incoming"] = Loose("sequenceFlow"),
        ["outgoing"] = Loose("sequenceFlow"),
        ["linkEventDefinition@source"] = Loose("linkEventDefinition"),
        ["linkEventDefinition@target"] = Loose("linkEventDefinition"),
        ["dataInputAssociation@sourceRef"] = Loose(ItemAware),
        ["dataInputAssociation@targetRef"] = Loose(ItemAware),
        ["dataOutputAssociation@sourceRef"] = Loose(ItemAware),
        ["dataOutputAssociation@targetRef"] = Loose(ItemAware),
    }.ToFrozenDictionary();

    private static string[] EventDefinitions =>
        [
            "messageEventDefinition",
            "timerEventDefinition",
            "signalEventDefinition",
            "errorEventDefinition",
            "escalationEventDefinition",
            "conditionalEventDefinition",
            "linkEventDefinition",
            "compensateEventDefinition",
            "cancelEventDefinition",
            "terminateEventDefinition",
        ];

    private static IEnumerable<string> FlowNodes =>
        SchemaTable
            .Groups.Split('\n')[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(n =>
                n[0] != '@'
                && n is not ("sequenceFlow" or "dataObject" or "dataObjectReference" or "dataStoreReference")
            );

    /// <summary>What an attribute of an element refers to, or null when it is no reference that is followed.</summary>
    public static Wanted? OfAttribute(string element, string attribute) =>
        Attributes.GetValueOrDefault(attribute) ?? Attributes.GetValueOrDefault($"{element}@{attribute}");

    public static Wanted? OfElement(string? parent, string element) =>
        Children.GetValueOrDefault(element) ?? Children.GetValueOrDefault($"{parent}@{element}");

    private static Wanted Strict(params string[] names) => new(IsStrict: true, names);

    private static Wanted Loose(params string[] names) => new(IsStrict: false, names);
}
