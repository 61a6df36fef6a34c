using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Workflow.Validation;

/// <summary>One place in a content model: which element, how often.</summary>
/// <param name="Name">An element name, or of a group of elements the name with a leading @.</param>
internal sealed record Particle(string Name, bool IsRequired, bool MayRepeat);

internal sealed record AttributeType(string Name, string Type, bool IsRequired);

internal sealed record ElementType(
    string Name,
    ImmutableArray<Particle> Content,
    ImmutableDictionary<string, AttributeType> Attributes
);

/// <summary>
/// BPMN 2.0.2 §15.3.2 as a table: for each element its content in the order in which it must stand, and its attributes.
/// A line is <c>name : base | content | attributes</c>; ? at most one, * any number, + one or more, none exactly one;
/// an attribute with ! is required. Elements that are not listed (choreographies, conversations) are not looked into.
/// </summary>
internal static class SchemaTable
{
    private const string Lines = """
        baseElement : | documentation* extensionElements? | id:id
        flowElement : baseElement | auditing? monitoring? categoryValueRef* | name
        flowNode : flowElement | incoming* outgoing* |
        activity : flowNode | ioSpecification? property* dataInputAssociation* dataOutputAssociation* @resourceRole* @loop? | isForCompensation:bool startQuantity:int completionQuantity:int default
        task : activity | |
        userTask : activity | rendering* | implementation
        manualTask : activity | |
        serviceTask : activity | | implementation operationRef
        sendTask : activity | | implementation messageRef operationRef
        receiveTask : activity | | implementation messageRef operationRef instantiate:bool
        scriptTask : activity | script? | scriptFormat
        businessRuleTask : activity | | implementation
        callActivity : activity | | calledElement
        subProcess : activity | laneSet* @flowElement* @artifact* | triggeredByEvent:bool
        transaction : subProcess | | method
        adHocSubProcess : subProcess | completionCondition? | cancelRemainingInstances:bool ordering:Parallel,Sequential
        event : flowNode | property* |
        catchEvent : event | dataOutput* dataOutputAssociation* outputSet? @eventDefinition* eventDefinitionRef* | parallelMultiple:bool
        throwEvent : event | dataInput* dataInputAssociation* inputSet? @eventDefinition* eventDefinitionRef* |
        startEvent : catchEvent | | isInterrupting:bool
        intermediateCatchEvent : catchEvent | |
        boundaryEvent : catchEvent | | cancelActivity:bool attachedToRef!
        endEvent : throwEvent | |
        intermediateThrowEvent : throwEvent | |
        implicitThrowEvent : throwEvent | |
        gateway : flowNode | | gatewayDirection:Unspecified,Converging,Diverging,Mixed
        exclusiveGateway : gateway | | default
        inclusiveGateway : gateway | | default
        parallelGateway : gateway | |
        complexGateway : gateway | activationCondition? | default
        eventBasedGateway : gateway | | instantiate:bool eventGatewayType:Exclusive,Parallel
        sequenceFlow : flowElement | conditionExpression? | sourceRef! targetRef! isImmediate:bool
        dataObject : flowElement | dataState? | itemSubjectRef isCollection:bool
        dataObjectReference : flowElement | dataState? | itemSubjectRef dataObjectRef
        dataStoreReference : flowElement | dataState? | itemSubjectRef dataStoreRef
        callableElement : baseElement | supportedInterfaceRef* ioSpecification? ioBinding* | name
        process : callableElement | auditing? monitoring? property* laneSet* @flowElement* @artifact* @resourceRole* correlationSubscription* supports* | processType:None,Public,Private isClosed:bool isExecutable:bool definitionalCollaborationRef
        globalTask : callableElement | @resourceRole* |
        globalUserTask : globalTask | rendering* | implementation
        globalManualTask : globalTask | |
        globalScriptTask : globalTask | script? | scriptLanguage
        globalBusinessRuleTask : globalTask | | implementation
        definitions : | import* extension* @rootElement* relationship* | id:id name targetNamespace! expressionLanguage typeLanguage exporter exporterVersion
        import : | | namespace! location! importType!
        collaboration : baseElement | participant* messageFlow* @artifact* @conversationNode* conversationAssociation* participantAssociation* messageFlowAssociation* correlationKey* choreographyRef* conversationLink* | name isClosed:bool
        participant : baseElement | interfaceRef* endPointRef* participantMultiplicity? | name processRef
        messageFlow : baseElement | | name sourceRef! targetRef! messageRef
        laneSet : baseElement | lane* | name
        childLaneSet : laneSet | |
        lane : baseElement | partitionElement? flowNodeRef* childLaneSet? | name partitionElementRef
        message : baseElement | | name itemRef
        signal : baseElement | | name structureRef
        error : baseElement | | name errorCode structureRef
        escalation : baseElement | | name escalationCode structureRef
        itemDefinition : baseElement | | structureRef isCollection:bool itemKind:Information,Physical
        interface : baseElement | operation+ | name! implementationRef
        operation : baseElement | inMessageRef outMessageRef? errorRef* | name! implementationRef
        resource : baseElement | resourceParameter* | name!
        dataStore : baseElement | dataState? | name capacity:int isUnlimited:bool itemSubjectRef
        property : baseElement | dataState? | name itemSubjectRef
        ioSpecification : baseElement | dataInput* dataOutput* inputSet+ outputSet+ |
        dataInput : baseElement | dataState? | name itemSubjectRef isCollection:bool
        inputDataItem : dataInput | |
        dataOutput : baseElement | dataState? | name itemSubjectRef isCollection:bool
        outputDataItem : dataOutput | |
        inputSet : baseElement | dataInputRefs* optionalInputRefs* whileExecutingInputRefs* outputSetRefs* | name
        outputSet : baseElement | dataOutputRefs* optionalOutputRefs* whileExecutingOutputRefs* inputSetRefs* | name
        dataAssociation : baseElement | sourceRef* targetRef transformation? assignment* |
        dataInputAssociation : dataAssociation | |
        dataOutputAssociation : dataAssociation | |
        assignment : baseElement | from to |
        multiInstanceLoopCharacteristics : baseElement | loopCardinality? loopDataInputRef? loopDataOutputRef? inputDataItem? outputDataItem? complexBehaviorDefinition* completionCondition? | isSequential:bool behavior:None,One,All,Complex oneBehaviorEventRef noneBehaviorEventRef
        standardLoopCharacteristics : baseElement | loopCondition? | testBefore:bool loopMaximum:int
        timerEventDefinition : baseElement | timeDate? timeDuration? timeCycle? |
        messageEventDefinition : baseElement | operationRef? | messageRef
        signalEventDefinition : baseElement | | signalRef
        errorEventDefinition : baseElement | | errorRef
        escalationEventDefinition : baseElement | | escalationRef
        conditionalEventDefinition : baseElement | condition |
        linkEventDefinition : baseElement | source* target? | name!
        compensateEventDefinition : baseElement | | waitForCompletion:bool activityRef
        cancelEventDefinition : baseElement | |
        terminateEventDefinition : baseElement | |
        resourceRole : baseElement | resourceRef? resourceParameterBinding* resourceAssignmentExpression? | name
        performer : resourceRole | |
        humanPerformer : resourceRole | |
        potentialOwner : resourceRole | |
        textAnnotation : baseElement | text? | textFormat
        association : baseElement | | sourceRef! targetRef! associationDirection:None,One,Both
        group : baseElement | | categoryValueRef
        category : baseElement | categoryValue* | name
        """;

    private static readonly FrozenDictionary<string, ElementType> Types = Read();

    private static readonly FrozenDictionary<string, FrozenSet<string>> Groups = new Dictionary<
        string,
        FrozenSet<string>
    >
    {
        ["@resourceRole"] = Set("resourceRole performer humanPerformer potentialOwner"),
        ["@loop"] = Set("multiInstanceLoopCharacteristics standardLoopCharacteristics"),
        ["@artifact"] = Set("textAnnotation association group"),
        ["@eventDefinition"] = Set(
            "messageEventDefinition timerEventDefinition signalEventDefinition errorEventDefinition escalationEventDefinition conditionalEventDefinition linkEventDefinition compensateEventDefinition cancelEventDefinition terminateEventDefinition"
        ),
        ["@flowElement"] = Set(
            "task userTask manualTask serviceTask sendTask receiveTask scriptTask businessRuleTask callActivity subProcess transaction adHocSubProcess startEvent intermediateCatchEvent boundaryEvent endEvent intermediateThrowEvent implicitThrowEvent exclusiveGateway inclusiveGateway parallelGateway complexGateway eventBasedGateway sequenceFlow dataObject dataObjectReference dataStoreReference event choreographyTask subChoreography callChoreography"
        ),
        ["@conversationNode"] = Set("conversation subConversation callConversation"),
        ["@rootElement"] = Set(
            "process collaboration globalTask globalUserTask globalManualTask globalScriptTask globalBusinessRuleTask message signal error escalation itemDefinition interface resource dataStore category messageEventDefinition timerEventDefinition signalEventDefinition errorEventDefinition escalationEventDefinition conditionalEventDefinition linkEventDefinition compensateEventDefinition cancelEventDefinition terminateEventDefinition correlationProperty endPoint partnerEntity partnerRole choreography globalChoreographyTask globalConversation eventDefinition"
        ),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for elements that are not looked into.</summary>
    public static ElementType? Find(string element) => Types.GetValueOrDefault(element);

    public static bool Matches(Particle particle, string element) =>
        particle.Name == element || (Groups.TryGetValue(particle.Name, out var group) && group.Contains(element));

    /// <summary>Whether BPMN has such an element at all.</summary>
    public static bool IsKnown(string element) =>
        Types.ContainsKey(element)
        || Groups.Values.Any(g => g.Contains(element))
        || Types.Values.Any(t => t.Content.Any(p => p.Name == element));

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, ElementType> Read()
    {
        var types = new Dictionary<string, ElementType>(StringComparer.Ordinal);
        foreach (var line in Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var head = parts[0].Split(':', StringSplitOptions.TrimEntries);
            var above = head[1].Length > 0 ? types[head[1]] : null;
            types[head[0]] = new ElementType(
                head[0],
                [.. above?.Content ?? [], .. Words(parts[1]).Select(Content)],
                (above?.Attributes ?? ImmutableDictionary<string, AttributeType>.Empty).AddRange(
                    Words(parts[2]).Select(Attribute).Select(a => KeyValuePair.Create(a.Name, a))
                )
            );
        }
        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Particle Content(string word) =>
        new(word.TrimEnd('?', '*', '+'), word[^1] is not ('?' or '*'), word[^1] is '*' or '+');

    private static AttributeType Attribute(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? word : word[..colon];
        return new AttributeType(name.TrimEnd('!'), colon < 0 ? "" : word[(colon + 1)..], name[^1] == '!');
    }
}
