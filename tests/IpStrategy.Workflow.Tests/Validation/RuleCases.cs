using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>For every rule of the catalogue the smallest file that breaks it, and what that means for the file.</summary>
internal static class RuleCases
{
    private const string Message = "<message id=\"m\" name=\"m\"/>";
    private const string Formal = "xsi:type=\"tFormalExpression\"";

    /// <summary>True, true = the rule breaks the standard, and the file cannot be run.</summary>
    public static readonly IReadOnlyDictionary<string, (string Xml, bool Breaks, bool Prevents)> All = new Dictionary<
        string,
        (string, bool, bool)
    >
    {
        ["MALFORMED_XML"] = ("<a>", true, true),
        ["DOCUMENT_TYPE"] = ("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", true, true),
        ["NO_DEFINITIONS"] = ("<a/>", true, true),
        ["UNKNOWN_ENCODING"] = ("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>", true, true),
        ["TOO_DEEP"] = (string.Concat(Enumerable.Repeat("<a>", 300)), true, true),
        ["NO_TARGET_NAMESPACE"] = (
            BpmnText.Process("<task id=\"a\"/>").Replace("targetNamespace=\"urn:test\"", "", StringComparison.Ordinal),
            true,
            false
        ),
        ["DECISION_MAPPING_UNKNOWN"] = (
            BpmnText.Around(
                "<businessRuleTask id=\"a\" camunda:decisionRef=\"d\" camunda:mapDecisionResult=\"all\"/>",
                "a"
            ),
            false,
            true
        ),
        ["NO_EXECUTABLE_PROCESS"] = (BpmnText.File(""), false, true),
        ["NOT_EXECUTABLE"] = (
            BpmnText.File("<process id=\"p\" isExecutable=\"false\"/><process id=\"q\"/>"),
            false,
            false
        ),
        ["MISSING_PROCESS_ID"] = (BpmnText.File("<process isExecutable=\"true\"/>"), false, true),
        ["IMPORT_UNREADABLE"] = (
            BpmnText.Process(
                "<task id=\"a\"/>",
                "<import namespace=\"urn:x\" location=\"x.bpmn\" importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>"
            ),
            false,
            false
        ),
        ["DUPLICATE_ID"] = (BpmnText.Process("<task id=\"a\"/><task id=\"a\"/>"), true, true),
        ["DUPLICATE_DIAGRAM_ID"] = (
            BpmnText.File(
                "<process id=\"p\"/><di:BPMNDiagram xmlns:di=\"http://www.omg.org/spec/BPMN/20100524/DI\" id=\"p\"/>"
            ),
            true,
            false
        ),
        ["INVALID_ID"] = (BpmnText.Process("<task id=\"1 a\"/>"), true, false),
        ["MISSING_ATTRIBUTE"] = (
            BpmnText.Process("<task id=\"a\"/>", "<import location=\"x\" namespace=\"urn:x\"/>"),
            true,
            false
        ),
        ["MISSING_NAME"] = (BpmnText.Process("<task id=\"a\"/>", "<resource id=\"r\"/>"), true, false),
        ["UNKNOWN_ATTRIBUTE"] = (BpmnText.Process("<userTask id=\"a\" assignee=\"x\"/>"), true, false),
        ["UNKNOWN_ELEMENT"] = (BpmnText.Process("<robotTask id=\"a\"/>"), true, true),
        ["ELEMENT_MISPLACED"] = (BpmnText.Process("<task id=\"a\"><dataInput id=\"d\"/></task>"), true, false),
        ["ELEMENT_MISSING"] = (BpmnText.Process("<task id=\"a\"><ioSpecification/></task>"), true, false),
        ["ELEMENT_ORDER"] = (
            BpmnText.Process("<task id=\"a\"><extensionElements/><documentation/></task>"),
            true,
            false
        ),
        ["ELEMENT_REPEATED"] = (
            Multi(
                "<loopCardinality " + Formal + ">1</loopCardinality><loopCardinality " + Formal + ">2</loopCardinality>"
            ),
            true,
            true
        ),
        ["INVALID_VALUE"] = (BpmnText.Process("<receiveTask id=\"a\" instantiate=\"maybe\"/>"), true, true),
        ["UNRESOLVED_REFERENCE"] = (BpmnText.Process("<receiveTask id=\"a\" messageRef=\"none\"/>"), true, true),
        ["UNRESOLVED_LOOSE_REFERENCE"] = (
            BpmnText.Process("<task id=\"a\"/><association id=\"s\" sourceRef=\"a\" targetRef=\"none\"/>"),
            true,
            false
        ),
        ["WRONG_REFERENCE"] = (BpmnText.Process("<receiveTask id=\"a\" messageRef=\"a\"/>"), true, true),
        ["WRONG_LOOSE_REFERENCE"] = (
            BpmnText.Process("<dataObject id=\"d\" itemSubjectRef=\"a\"/><task id=\"a\"/>"),
            true,
            false
        ),
        ["UNSUPPORTED_EXTENSION"] = (
            BpmnText.Process("<userTask id=\"a\" camunda:skipExpression=\"${true}\"/>"),
            false,
            false
        ),
        ["FLOW_CROSSES_SCOPE"] = (
            BpmnText.Process(
                "<task id=\"a\"/><subProcess id=\"s\"><task id=\"b\"/></subProcess>" + Flow("f", "a", "b")
            ),
            true,
            true
        ),
        ["FLOW_OUTSIDE_SCOPE"] = (
            BpmnText.Process(
                "<subProcess id=\"s\"><task id=\"a\"/><task id=\"b\"/></subProcess>" + Flow("f", "a", "b")
            ),
            true,
            false
        ),
        ["FLOW_END_MISSING"] = (
            BpmnText.Process("<task id=\"a\"/><sequenceFlow id=\"f\" sourceRef=\"a\"/>"),
            true,
            true
        ),
        ["FLOW_INTO_START"] = (
            BpmnText.Process("<startEvent id=\"a\"/><task id=\"b\"/>" + Flow("f", "b", "a")),
            true,
            true
        ),
        ["FLOW_OUT_OF_END"] = (
            BpmnText.Process("<endEvent id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b")),
            true,
            true
        ),
        ["FLOW_INTO_BOUNDARY"] = (
            BpmnText.Process("<task id=\"a\"/>" + Boundary("") + "<task id=\"c\"/>" + Flow("f", "c", "b")),
            true,
            true
        ),
        ["FLOW_AT_EVENT_SUB_PROCESS"] = (
            BpmnText.Process("<task id=\"a\"/><subProcess id=\"s\" triggeredByEvent=\"true\"/>" + Flow("f", "a", "s")),
            true,
            true
        ),
        ["FLOW_AT_COMPENSATION"] = (
            BpmnText.Process("<task id=\"a\" isForCompensation=\"true\"/><task id=\"b\"/>" + Flow("f", "a", "b")),
            true,
            true
        ),
        ["FLOW_NOT_LISTED"] = (BpmnText.Process("<task id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b")), true, false),
        ["FLOW_WRONGLY_LISTED"] = (
            BpmnText.Process("<task id=\"a\"><incoming>f</incoming></task><task id=\"b\"/>" + Flow("f", "a", "b")),
            true,
            false
        ),
        ["DEFAULT_NOT_OUTGOING"] = (
            BpmnText.Process("<exclusiveGateway id=\"a\" default=\"f\"/><task id=\"b\"/>" + Flow("f", "b", "a")),
            true,
            true
        ),
        ["DEFAULT_NOT_ALLOWED"] = (
            BpmnText.Process("<parallelGateway id=\"a\" default=\"f\"/><task id=\"b\"/>" + Flow("f", "a", "b")),
            true,
            false
        ),
        ["DEFAULT_HAS_CONDITION"] = (
            BpmnText.Process("<exclusiveGateway id=\"a\" default=\"f\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x")),
            false,
            false
        ),
        ["CONDITION_NOT_ALLOWED"] = (
            BpmnText.Process("<parallelGateway id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x")),
            true,
            false
        ),
        ["CONDITION_AFTER_EVENT"] = (
            BpmnText.Process("<startEvent id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x")),
            true,
            false
        ),
        ["CONDITION_ON_ONLY_FLOW"] = (
            BpmnText.Process("<exclusiveGateway id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x")),
            false,
            false
        ),
        ["CONDITION_WITHOUT_ALTERNATIVE"] = (
            BpmnText.Process("<task id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x")),
            true,
            false
        ),
        ["CONDITION_MISSING"] = (
            BpmnText.Process(
                "<exclusiveGateway id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b", "x") + Flow("g", "a", "b")
            ),
            false,
            false
        ),
        ["GATEWAY_WITHOUT_PURPOSE"] = (
            BpmnText.Process("<parallelGateway id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b")),
            true,
            false
        ),
        ["GATEWAY_DIRECTION_WRONG"] = (
            BpmnText.Process(
                "<parallelGateway id=\"a\" gatewayDirection=\"Converging\"/><task id=\"b\"/>" + Flow("f", "a", "b")
            ),
            true,
            false
        ),
        ["EVENT_GATEWAY_TARGETS"] = (EventGateway("<userTask id=\"b\"/>"), true, true),
        ["EVENT_GATEWAY_TARGET_MERGES"] = (
            EventGateway("<receiveTask id=\"b\"/>" + "<task id=\"d\"/>" + Flow("h", "d", "b")),
            true,
            true
        ),
        ["EVENT_GATEWAY_MIXED"] = (
            EventGateway(
                "<receiveTask id=\"b\"/><intermediateCatchEvent id=\"c\"><messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>"
                    + Flow("g", "a", "c")
            ),
            true,
            true
        ),
        ["EVENT_GATEWAY_TOO_FEW"] = (EventGateway("<receiveTask id=\"b\"/>"), true, false),
        ["EVENT_GATEWAY_RECEIVE_BOUNDARY"] = (
            EventGateway("<receiveTask id=\"b\"/><boundaryEvent id=\"x\" attachedToRef=\"b\"/>"),
            true,
            true
        ),
        ["IMPLICIT_START"] = (BpmnText.Process("<startEvent id=\"s\"/><task id=\"a\"/>"), true, false),
        ["IMPLICIT_END"] = (BpmnText.Process("<endEvent id=\"s\"/><task id=\"a\"/>"), true, false),
        ["START_EVENT_MISSING"] = (BpmnText.Process("<endEvent id=\"e\"/>"), true, false),
        ["END_EVENT_MISSING"] = (BpmnText.Process("<startEvent id=\"s\"/>"), true, false),
        ["NOTHING_TO_START"] = (
            BpmnText.Process("<task id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b") + Flow("g", "b", "a")),
            false,
            true
        ),
        ["UNREACHABLE"] = (
            BpmnText.Process(
                "<task id=\"x\"/><task id=\"a\"/><task id=\"b\"/>" + Flow("f", "a", "b") + Flow("g", "b", "a")
            ),
            false,
            false
        ),
        ["COMPLEX_WITHOUT_CONDITION"] = (
            BpmnText.Process(
                "<complexGateway id=\"a\"/><task id=\"b\"/><task id=\"c\"/>" + Flow("f", "b", "a") + Flow("g", "c", "a")
            ),
            false,
            true
        ),
        ["MESSAGE_FLOW_INSIDE_POOL"] = (
            BpmnText.Process(
                "<task id=\"a\"/><task id=\"b\"/>",
                "<collaboration id=\"c\"><messageFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/></collaboration>"
            ),
            true,
            false
        ),
        ["MESSAGE_FLOW_END"] = (
            BpmnText.Process(
                "<parallelGateway id=\"a\"/>",
                "<collaboration id=\"c\"><participant id=\"x\"/><messageFlow id=\"f\" sourceRef=\"a\" targetRef=\"x\"/></collaboration>"
            ),
            true,
            false
        ),
        ["AD_HOC_CONTENT"] = (
            BpmnText.Process("<adHocSubProcess id=\"a\"><startEvent id=\"s\"/><task id=\"t\"/></adHocSubProcess>"),
            true,
            true
        ),
        ["AD_HOC_EMPTY"] = (BpmnText.Process("<adHocSubProcess id=\"a\"/>"), true, false),
        ["BOUNDARY_WITHOUT_ACTIVITY"] = (BpmnText.Process("<boundaryEvent id=\"b\"/>"), true, true),
        ["BOUNDARY_ELSEWHERE"] = (
            BpmnText.Process("<subProcess id=\"s\"><task id=\"a\"/></subProcess>" + Boundary("")),
            true,
            true
        ),
        ["BOUNDARY_WITHOUT_TRIGGER"] = (BpmnText.Process("<task id=\"a\"/>" + Boundary("")), true, true),
        ["BOUNDARY_WITHOUT_OUTGOING"] = (
            BpmnText.Process("<task id=\"a\"/>" + Boundary("<messageEventDefinition messageRef=\"m\"/>"), Message),
            true,
            false
        ),
        ["EVENT_TYPE_NOT_ALLOWED"] = (
            BpmnText.Process("<startEvent id=\"a\"><terminateEventDefinition/></startEvent>"),
            true,
            true
        ),
        ["CANCEL_OUTSIDE_TRANSACTION"] = (
            BpmnText.Process("<endEvent id=\"a\"><cancelEventDefinition/></endEvent>"),
            true,
            true
        ),
        ["MUST_INTERRUPT"] = (
            BpmnText.Process(
                "<task id=\"a\"/><boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"false\"><errorEventDefinition/></boundaryEvent>"
            ),
            true,
            true
        ),
        ["EVENT_SUB_PROCESS_START"] = (
            BpmnText.Process("<subProcess id=\"s\" triggeredByEvent=\"true\"><startEvent id=\"a\"/></subProcess>"),
            true,
            true
        ),
        ["SUB_PROCESS_START_TRIGGER"] = (
            BpmnText.Process(
                "<subProcess id=\"s\"><startEvent id=\"a\"><messageEventDefinition messageRef=\"m\"/></startEvent></subProcess>",
                Message
            ),
            true,
            true
        ),
        ["SEVERAL_NONE_STARTS"] = (
            BpmnText.Process("<subProcess id=\"s\"><startEvent id=\"a\"/><startEvent id=\"b\"/></subProcess>"),
            true,
            true
        ),
        ["INTERMEDIATE_WITHOUT_TRIGGER"] = (BpmnText.Process("<intermediateCatchEvent id=\"a\"/>"), true, true),
        ["TIMER_MISSING"] = (Catch("<timerEventDefinition/>"), false, true),
        ["TIMER_AMBIGUOUS"] = (
            Catch(
                $"<timerEventDefinition><timeDate {Formal}>2010-01-01</timeDate><timeDuration {Formal}>PT1H</timeDuration></timerEventDefinition>"
            ),
            true,
            true
        ),
        ["TIMER_INVALID"] = (
            Catch($"<timerEventDefinition><timeDuration {Formal}>an hour</timeDuration></timerEventDefinition>"),
            false,
            true
        ),
        ["TIMER_NOT_CONSTANT"] = (
            BpmnText.Process(
                $"<startEvent id=\"a\"><timerEventDefinition><timeDuration {Formal}>${{x}}</timeDuration></timerEventDefinition></startEvent>"
            ),
            false,
            true
        ),
        ["MESSAGE_MISSING"] = (Catch("<messageEventDefinition/>"), true, true),
        ["THROWN_MESSAGE_MISSING"] = (
            BpmnText.Process("<endEvent id=\"a\"><messageEventDefinition/></endEvent>"),
            true,
            false
        ),
        ["OPERATION_MISSING"] = (
            BpmnText.Process("<endEvent id=\"a\"><messageEventDefinition messageRef=\"m\"/></endEvent>", Message),
            true,
            false
        ),
        ["CORRELATION_UNREADABLE"] = (
            BpmnText.Process(
                "<task id=\"a\"/><correlationSubscription id=\"c\"><correlationPropertyBinding id=\"b\" correlationPropertyRef=\"cp\"><dataPath language=\"xpath\">/x</dataPath></correlationPropertyBinding></correlationSubscription>",
                Message
                    + "<correlationProperty id=\"cp\" name=\"cp\"><correlationPropertyRetrievalExpression id=\"r\" messageRef=\"m\"><messagePath>x</messagePath></correlationPropertyRetrievalExpression></correlationProperty>"
            ),
            false,
            false
        ),
        ["DUPLICATE_START_MESSAGE"] = (
            BpmnText.Process(
                "<startEvent id=\"a\"><messageEventDefinition messageRef=\"m\"/></startEvent><startEvent id=\"b\"><messageEventDefinition messageRef=\"m\"/></startEvent>",
                Message
            ),
            false,
            false
        ),
        ["SIGNAL_MISSING"] = (Catch("<signalEventDefinition/>"), false, true),
        ["ERROR_MISSING"] = (BpmnText.Process("<endEvent id=\"a\"><errorEventDefinition/></endEvent>"), true, true),
        ["ERROR_CODE_MISSING"] = (
            BpmnText.Process(
                "<endEvent id=\"a\"><errorEventDefinition errorRef=\"e\"/></endEvent>",
                "<error id=\"e\"/>"
            ),
            true,
            false
        ),
        ["ESCALATION_MISSING"] = (
            BpmnText.Process("<endEvent id=\"a\"><escalationEventDefinition/></endEvent>"),
            true,
            true
        ),
        ["ESCALATION_CODE_MISSING"] = (
            BpmnText.Process(
                "<endEvent id=\"a\"><escalationEventDefinition escalationRef=\"e\"/></endEvent>",
                "<escalation id=\"e\"/>"
            ),
            true,
            false
        ),
        ["CONDITION_OF_EVENT_MISSING"] = (Catch("<conditionalEventDefinition/>"), true, true),
        ["LINK_NAME_MISSING"] = (Catch("<linkEventDefinition/>"), true, true),
        ["LINK_TARGET_MISSING"] = (
            BpmnText.Process(
                "<intermediateThrowEvent id=\"a\"><linkEventDefinition name=\"l\"/></intermediateThrowEvent>"
            ),
            true,
            true
        ),
        ["LINK_TARGET_AMBIGUOUS"] = (
            BpmnText.Process(
                "<intermediateThrowEvent id=\"a\"><linkEventDefinition name=\"l\"/></intermediateThrowEvent><intermediateCatchEvent id=\"b\"><linkEventDefinition name=\"l\"/></intermediateCatchEvent><intermediateCatchEvent id=\"c\"><linkEventDefinition name=\"l\"/></intermediateCatchEvent>"
            ),
            true,
            true
        ),
        ["LINK_END_NOT_WRITTEN"] = (Catch("<linkEventDefinition name=\"l\"/>"), true, false),
        ["LINK_FLOW"] = (
            BpmnText.Process(
                "<intermediateCatchEvent id=\"a\"><linkEventDefinition name=\"l\"/></intermediateCatchEvent><task id=\"b\"/>"
                    + Flow("f", "b", "a")
            ),
            true,
            true
        ),
        ["COMPENSATION_HANDLER_MISSING"] = (
            BpmnText.Process("<task id=\"a\"/>" + Boundary("<compensateEventDefinition/>")),
            true,
            true
        ),
        ["COMPENSATION_BOUNDARY_FLOW"] = (
            BpmnText.Process(
                "<task id=\"a\"/>" + Boundary("<compensateEventDefinition/>") + "<task id=\"c\"/>" + Flow("f", "b", "c")
            ),
            true,
            true
        ),
        ["NOT_EXECUTABLE_ELEMENT"] = (BpmnText.Process("<businessRuleTask id=\"a\"/>"), false, true),
        ["EXPRESSION_UNREADABLE"] = (BpmnText.Process("<userTask id=\"a\" camunda:assignee=\"${x +}\"/>"), false, true),
        ["EXPRESSION_MISSING"] = (Multi($"<loopCardinality {Formal}> </loopCardinality>"), false, true),
        ["EXPRESSION_LANGUAGE_UNKNOWN"] = (
            Multi($"<loopCardinality {Formal} language=\"javascript\">3</loopCardinality>"),
            false,
            true
        ),
        ["EXPRESSION_TYPE_MISSING"] = (Multi("<loopCardinality>3</loopCardinality>"), true, false),
        ["SCRIPT_LANGUAGE_UNKNOWN"] = (Script(" scriptFormat=\"groovy\"", "<script>x</script>"), false, true),
        ["SCRIPT_FORMAT_MISSING"] = (Script("", "<script>x</script>"), true, false),
        ["SCRIPT_MISSING"] = (Script(" scriptFormat=\"feel\"", ""), false, false),
        ["TASK_UNBOUND"] = (BpmnText.Process("<serviceTask id=\"a\"/>"), false, false),
        ["IMPLEMENTATION_UNKNOWN"] = (BpmnText.Process("<serviceTask id=\"a\" camunda:type=\"mail\"/>"), false, true),
        ["TOPIC_MISSING"] = (BpmnText.Process("<serviceTask id=\"a\" camunda:type=\"external\"/>"), false, true),
        ["CALLED_ELEMENT_MISSING"] = (BpmnText.Process("<callActivity id=\"a\"/>"), false, true),
        ["BINDING_UNSUPPORTED"] = (
            BpmnText.Process(
                "<callActivity id=\"a\" calledElement=\"x\" camunda:calledElementBinding=\"versionTag\"/>"
            ),
            false,
            true
        ),
        ["MAPPING_INCOMPLETE"] = (
            BpmnText.Process(
                "<callActivity id=\"a\" calledElement=\"x\"><extensionElements><camunda:in source=\"x\"/></extensionElements></callActivity>"
            ),
            false,
            true
        ),
        ["QUANTITY_INVALID"] = (BpmnText.Process("<task id=\"a\" startQuantity=\"0\"/>"), true, true),
        ["MULTI_INSTANCE_WITHOUT_COUNT"] = (Multi(""), true, true),
        ["MULTI_INSTANCE_WITH_BOTH"] = (
            BpmnText.Process(
                $"<task id=\"a\"><multiInstanceLoopCharacteristics camunda:collection=\"c\"><loopCardinality {Formal}>3</loopCardinality></multiInstanceLoopCharacteristics></task>"
            ),
            true,
            true
        ),
        ["LOOP_WITHOUT_END"] = (BpmnText.Process("<task id=\"a\"><standardLoopCharacteristics/></task>"), false, true),
        ["LOOP_MAXIMUM_INVALID"] = (
            BpmnText.Process("<task id=\"a\"><standardLoopCharacteristics loopMaximum=\"0\"/></task>"),
            false,
            true
        ),
        ["BEHAVIOR_EVENT_MISSING"] = (
            BpmnText.Process(
                $"<task id=\"a\"><multiInstanceLoopCharacteristics behavior=\"One\"><loopCardinality {Formal}>3</loopCardinality></multiInstanceLoopCharacteristics></task>"
            ),
            true,
            false
        ),
        ["DATA_NOT_ALLOWED"] = (
            BpmnText.Process(
                "<subProcess id=\"a\"><ioSpecification><dataInput id=\"d\"/><inputSet/><outputSet/></ioSpecification><task id=\"t\"/></subProcess>"
            ),
            true,
            false
        ),
        ["TYPE_REPLACED"] = (BpmnText.Process("<task id=\"a\" xsi:type=\"tUserTask\"/>"), false, true),
        ["EXTENSION_MUST_BE_UNDERSTOOD"] = (
            BpmnText.Process("<task id=\"a\"/>", "<extension mustUnderstand=\"true\" definition=\"tns:x\"/>"),
            false,
            true
        ),
        ["SEVERAL_SOURCES"] = (
            BpmnText.Process(
                "<property id=\"x\"/><property id=\"y\"/><task id=\"a\"><dataInputAssociation><sourceRef>x</sourceRef><sourceRef>y</sourceRef><targetRef>x</targetRef></dataInputAssociation></task>"
            ),
            true,
            false
        ),
        ["ASSOCIATION_UNSUPPORTED"] = (
            BpmnText.Process(
                $"<property id=\"x\"/><task id=\"a\"><dataInputAssociation><targetRef>x</targetRef><assignment><from {Formal}>1</from><to {Formal}>x[1]</to></assignment></dataInputAssociation></task>"
            ),
            false,
            false
        ),
    };

    private static string Flow(string id, string source, string target) =>
        $"<sequenceFlow id=\"{id}\" sourceRef=\"{source}\" targetRef=\"{target}\"/>";

    private static string Flow(string id, string source, string target, string condition) =>
        $"<sequenceFlow id=\"{id}\" sourceRef=\"{source}\" targetRef=\"{target}\"><conditionExpression {Formal}>{condition}</conditionExpression></sequenceFlow>";

    private static string Boundary(string content) =>
        $"<boundaryEvent id=\"b\" attachedToRef=\"a\">{content}</boundaryEvent>";

    private static string Catch(string content) =>
        BpmnText.Process($"<intermediateCatchEvent id=\"a\">{content}</intermediateCatchEvent>");

    private static string EventGateway(string content) =>
        BpmnText.Process("<eventBasedGateway id=\"a\"/>" + content + Flow("f", "a", "b"), Message);

    private static string Multi(string content) =>
        BpmnText.Process(
            $"<task id=\"a\"><multiInstanceLoopCharacteristics>{content}</multiInstanceLoopCharacteristics></task>"
        );

    private static string Script(string attributes, string content) =>
        BpmnText.Process($"<scriptTask id=\"a\"{attributes}>{content}</scriptTask>");
}
