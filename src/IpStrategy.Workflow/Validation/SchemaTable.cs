namespace IpStrategy.Workflow.Validation;

/// <summary>
/// The schema of BPMN 2.0.2 and its diagrams as a table (§15.3.2, §12.2). A line is
/// <c>name : extended type | content in its order | attributes</c>. Content: ? at most one, * any number, + one or more,
/// none exactly one, {n,m} from n to m; @ stands for a substitution group, <c>name=type</c> for an element with a type of
/// another name; <c>any</c> is any element, <c>other</c> any of a foreign namespace. An attribute with ! is required, a lone *
/// lets attributes of foreign namespaces stand. An abstract type cannot stand for itself, only a mixed one holds text.
/// </summary>
internal static class SchemaTable
{
    public const string Lines = """
        abstract baseElement : | documentation* extensionElements? | id:ID *
        abstract flowElement : baseElement | auditing? monitoring? categoryValueRef=QName* | name
        abstract flowNode : flowElement | incoming=QName* outgoing=QName* |
        abstract activity : flowNode | ioSpecification? property* dataInputAssociation* dataOutputAssociation* @resourceRole* @loopCharacteristics? | isForCompensation:boolean startQuantity:integer completionQuantity:integer default:IDREF
        subProcess : activity | laneSet* @flowElement* @artifact* | triggeredByEvent:boolean
        adHocSubProcess : subProcess | completionCondition=expression? | cancelRemainingInstances:boolean ordering:Parallel,Sequential
        abstract artifact : baseElement | |
        assignment : baseElement | from=expression to=expression |
        association : artifact | | sourceRef:QName! targetRef:QName! associationDirection:None,One,Both
        auditing : baseElement | |
        abstract mixed baseElementWithMixedContent : | documentation* extensionElements? | id:ID *
        abstract event : flowNode | property* |
        abstract catchEvent : event | dataOutput* dataOutputAssociation* outputSet? @eventDefinition* eventDefinitionRef=QName* | parallelMultiple:boolean
        boundaryEvent : catchEvent | | cancelActivity:boolean attachedToRef:QName!
        task : activity | |
        businessRuleTask : task | | implementation:anyURI
        abstract rootElement : baseElement | |
        callableElement : rootElement | supportedInterfaceRef=QName* ioSpecification? ioBinding* | name
        callActivity : activity | | calledElement:QName
        abstract choreographyActivity : flowNode | participantRef=QName{2,} correlationKey* | initiatingParticipantRef:QName! loopType:None,Standard,MultiInstanceSequential,MultiInstanceParallel
        callChoreography : choreographyActivity | participantAssociation* | calledChoreographyRef:QName
        abstract conversationNode : baseElement | participantRef=QName* messageFlowRef=QName* correlationKey* | name
        callConversation : conversationNode | participantAssociation* | calledCollaborationRef:QName
        abstract eventDefinition : rootElement | |
        cancelEventDefinition : eventDefinition | |
        category : rootElement | categoryValue* | name
        categoryValue : baseElement | | value
        collaboration : rootElement | participant* messageFlow* @artifact* @conversationNode* conversationAssociation* participantAssociation* messageFlowAssociation* correlationKey* choreographyRef=QName* conversationLink* | name isClosed:boolean
        choreography : collaboration | @flowElement* |
        choreographyTask : choreographyActivity | messageFlowRef=QName{1,2} |
        compensateEventDefinition : eventDefinition | | waitForCompletion:boolean activityRef:QName
        complexBehaviorDefinition : baseElement | condition=formalExpression event=implicitThrowEvent? |
        gateway : flowNode | | gatewayDirection:Unspecified,Converging,Diverging,Mixed
        complexGateway : gateway | activationCondition=expression? | default:IDREF
        conditionalEventDefinition : eventDefinition | condition=expression |
        conversation : conversationNode | |
        conversationAssociation : baseElement | | innerConversationNodeRef:QName! outerConversationNodeRef:QName!
        conversationLink : baseElement | | name sourceRef:QName! targetRef:QName!
        correlationKey : baseElement | correlationPropertyRef=QName* | name
        correlationProperty : rootElement | correlationPropertyRetrievalExpression+ | name type:QName
        correlationPropertyBinding : baseElement | dataPath=formalExpression | correlationPropertyRef:QName!
        correlationPropertyRetrievalExpression : baseElement | messagePath=formalExpression | messageRef:QName!
        correlationSubscription : baseElement | correlationPropertyBinding* | correlationKeyRef:QName!
        dataAssociation : baseElement | sourceRef=IDREF* targetRef=IDREF transformation=formalExpression? assignment* |
        dataInput : baseElement | dataState? | name itemSubjectRef:QName isCollection:boolean
        dataInputAssociation : dataAssociation | |
        dataObject : flowElement | dataState? | itemSubjectRef:QName isCollection:boolean
        dataObjectReference : flowElement | dataState? | itemSubjectRef:QName dataObjectRef:IDREF
        dataOutput : baseElement | dataState? | name itemSubjectRef:QName isCollection:boolean
        dataOutputAssociation : dataAssociation | |
        dataState : baseElement | | name
        dataStore : rootElement | dataState? | name capacity:integer isUnlimited:boolean itemSubjectRef:QName
        dataStoreReference : flowElement | dataState? | itemSubjectRef:QName dataStoreRef:QName
        mixed documentation : | any? | id:ID textFormat
        abstract throwEvent : event | dataInput* dataInputAssociation* inputSet? @eventDefinition* eventDefinitionRef=QName* |
        endEvent : throwEvent | |
        endPoint : rootElement | |
        error : rootElement | | name errorCode structureRef:QName
        errorEventDefinition : eventDefinition | | errorRef:QName
        escalation : rootElement | | name escalationCode structureRef:QName
        escalationEventDefinition : eventDefinition | | escalationRef:QName
        eventBasedGateway : gateway | | instantiate:boolean eventGatewayType:Exclusive,Parallel
        exclusiveGateway : gateway | | default:IDREF
        expression : baseElementWithMixedContent | |
        extension : | documentation* | definition:QName mustUnderstand:boolean
        extensionElements : | other* |
        formalExpression : expression | | language:anyURI evaluatesToTypeRef:QName
        globalTask : callableElement | @resourceRole* |
        globalBusinessRuleTask : globalTask | | implementation:anyURI
        globalChoreographyTask : choreography | | initiatingParticipantRef:QName
        globalConversation : collaboration | |
        globalManualTask : globalTask | |
        globalScriptTask : globalTask | script? | scriptLanguage:anyURI
        globalUserTask : globalTask | rendering* | implementation:anyURI
        group : artifact | | categoryValueRef:QName
        resourceRole : baseElement | resourceRef=QName? resourceParameterBinding* resourceAssignmentExpression? | name
        performer : resourceRole | |
        humanPerformer : performer | |
        implicitThrowEvent : throwEvent | |
        inclusiveGateway : gateway | | default:IDREF
        inputSet : baseElement | dataInputRefs=IDREF* optionalInputRefs=IDREF* whileExecutingInputRefs=IDREF* outputSetRefs=IDREF* | name
        interface : rootElement | operation+ | name! implementationRef:QName
        intermediateCatchEvent : catchEvent | |
        intermediateThrowEvent : throwEvent | |
        ioBinding : baseElement | | operationRef:QName! inputDataRef:IDREF! outputDataRef:IDREF!
        ioSpecification : baseElement | dataInput* dataOutput* inputSet+ outputSet+ |
        itemDefinition : rootElement | | structureRef:QName isCollection:boolean itemKind:Information,Physical
        lane : baseElement | partitionElement=baseElement? flowNodeRef=IDREF* childLaneSet=laneSet? | name partitionElementRef:QName
        laneSet : baseElement | lane* | name
        linkEventDefinition : eventDefinition | source=QName* target=QName? | name!
        abstract loopCharacteristics : baseElement | |
        manualTask : task | |
        message : rootElement | | name itemRef:QName
        messageEventDefinition : eventDefinition | operationRef=QName? | messageRef:QName
        messageFlow : baseElement | | name sourceRef:QName! targetRef:QName! messageRef:QName
        messageFlowAssociation : baseElement | | innerMessageFlowRef:QName! outerMessageFlowRef:QName!
        monitoring : baseElement | |
        multiInstanceLoopCharacteristics : loopCharacteristics | loopCardinality=expression? loopDataInputRef=QName? loopDataOutputRef=QName? inputDataItem=dataInput? outputDataItem=dataOutput? complexBehaviorDefinition* completionCondition=expression? | isSequential:boolean behavior:None,One,All,Complex oneBehaviorEventRef:QName noneBehaviorEventRef:QName
        operation : baseElement | inMessageRef=QName outMessageRef=QName? errorRef=QName* | name! implementationRef:QName
        outputSet : baseElement | dataOutputRefs=IDREF* optionalOutputRefs=IDREF* whileExecutingOutputRefs=IDREF* inputSetRefs=IDREF* | name
        parallelGateway : gateway | |
        participant : baseElement | interfaceRef=QName* endPointRef=QName* participantMultiplicity? | name processRef:QName
        participantAssociation : baseElement | innerParticipantRef=QName outerParticipantRef=QName |
        participantMultiplicity : baseElement | | minimum:int maximum:int
        partnerEntity : rootElement | participantRef=QName* | name
        partnerRole : rootElement | participantRef=QName* | name
        potentialOwner : humanPerformer | |
        process : callableElement | auditing? monitoring? property* laneSet* @flowElement* @artifact* @resourceRole* correlationSubscription* supports=QName* | processType:None,Public,Private isClosed:boolean isExecutable:boolean definitionalCollaborationRef:QName
        property : baseElement | dataState? | name itemSubjectRef:QName
        receiveTask : task | | implementation:anyURI instantiate:boolean messageRef:QName operationRef:QName
        relationship : baseElement | source=QName+ target=QName+ | type! direction:None,Forward,Backward,Both
        rendering : baseElement | |
        resource : rootElement | resourceParameter* | name!
        resourceAssignmentExpression : baseElement | @expression |
        resourceParameter : baseElement | | name type:QName isRequired:boolean
        resourceParameterBinding : baseElement | @expression | parameterRef:QName!
        scriptTask : task | script? | scriptFormat
        mixed script : | any? |
        sendTask : task | | implementation:anyURI messageRef:QName operationRef:QName
        sequenceFlow : flowElement | conditionExpression=expression? | sourceRef:IDREF! targetRef:IDREF! isImmediate:boolean
        serviceTask : task | | implementation:anyURI operationRef:QName
        signal : rootElement | | name structureRef:QName
        signalEventDefinition : eventDefinition | | signalRef:QName
        standardLoopCharacteristics : loopCharacteristics | loopCondition=expression? | testBefore:boolean loopMaximum:integer
        startEvent : catchEvent | | isInterrupting:boolean
        subChoreography : choreographyActivity | @flowElement* @artifact* |
        subConversation : conversationNode | @conversationNode* |
        terminateEventDefinition : eventDefinition | |
        textAnnotation : artifact | text? | textFormat
        mixed text : | any? |
        timerEventDefinition : eventDefinition | timeDate=expression? timeDuration=expression? timeCycle=expression? |
        transaction : subProcess | | method:anyURI
        userTask : task | rendering* | implementation:anyURI
        definitions : | import* extension* @rootElement* bpmndi:BPMNDiagram* relationship* | id:ID name targetNamespace:anyURI! expressionLanguage:anyURI typeLanguage:anyURI exporter exporterVersion *
        import : | | namespace:anyURI! location! importType:anyURI!
        abstract di:Diagram : | | name documentation resolution:double id:ID
        di:extension : | other* |
        bpmndi:BPMNDiagram : di:Diagram | bpmndi:BPMNPlane bpmndi:BPMNLabelStyle* |
        abstract di:DiagramElement : | di:extension=di:extension? | id:ID *
        abstract di:Node : di:DiagramElement | |
        abstract di:Plane : di:Node | @di:DiagramElement* |
        bpmndi:BPMNPlane : di:Plane | | bpmnElement:QName
        abstract di:Edge : di:DiagramElement | di:waypoint=dc:Point{2,} |
        abstract di:LabeledEdge : di:Edge | |
        bpmndi:BPMNEdge : di:LabeledEdge | bpmndi:BPMNLabel? | bpmnElement:QName sourceElement:QName targetElement:QName messageVisibleKind:initiating,non_initiating
        abstract di:Shape : di:Node | dc:Bounds |
        abstract di:LabeledShape : di:Shape | |
        bpmndi:BPMNShape : di:LabeledShape | bpmndi:BPMNLabel? | bpmnElement:QName isHorizontal:boolean isExpanded:boolean isMarkerVisible:boolean isMessageVisible:boolean participantBandKind:top_initiating,middle_initiating,bottom_initiating,top_non_initiating,middle_non_initiating,bottom_non_initiating choreographyActivityShape:QName
        abstract di:Label : di:Node | dc:Bounds? |
        bpmndi:BPMNLabel : di:Label | | labelStyle:QName
        abstract di:Style : | | id:ID
        bpmndi:BPMNLabelStyle : di:Style | dc:Font |
        dc:Font : | | name size:double isBold:boolean isItalic:boolean isUnderline:boolean isStrikeThrough:boolean
        dc:Point : | | x:double! y:double!
        dc:Bounds : | | x:double! y:double! width:double! height:double!
        """;

    /// <summary>Elements that may stand for another: the head first.</summary>
    public const string Groups = """
        @flowElement flowElement adHocSubProcess boundaryEvent businessRuleTask callActivity callChoreography choreographyTask complexGateway dataObject dataObjectReference dataStoreReference endEvent event eventBasedGateway exclusiveGateway implicitThrowEvent inclusiveGateway intermediateCatchEvent intermediateThrowEvent manualTask parallelGateway receiveTask scriptTask sendTask sequenceFlow serviceTask startEvent subChoreography subProcess task transaction userTask
        @artifact artifact association group textAnnotation
        @conversationNode conversationNode callConversation conversation subConversation
        @eventDefinition eventDefinition cancelEventDefinition compensateEventDefinition conditionalEventDefinition errorEventDefinition escalationEventDefinition linkEventDefinition messageEventDefinition signalEventDefinition terminateEventDefinition timerEventDefinition
        @rootElement rootElement category collaboration choreography globalChoreographyTask globalConversation correlationProperty dataStore endPoint error escalation eventDefinition cancelEventDefinition compensateEventDefinition conditionalEventDefinition errorEventDefinition escalationEventDefinition linkEventDefinition messageEventDefinition signalEventDefinition terminateEventDefinition timerEventDefinition globalBusinessRuleTask globalManualTask globalScriptTask globalTask globalUserTask interface itemDefinition message partnerEntity partnerRole process resource signal
        @expression expression formalExpression
        @resourceRole resourceRole performer humanPerformer potentialOwner
        @loopCharacteristics loopCharacteristics multiInstanceLoopCharacteristics standardLoopCharacteristics
        @di:DiagramElement di:DiagramElement bpmndi:BPMNShape bpmndi:BPMNEdge
        """;
}
