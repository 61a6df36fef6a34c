using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPair;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPairs;

namespace IpStrategy.Workflow.Tests.Validation;

internal static class DataPairs
{
    private const string Items = "<itemDefinition id='it'/><itemDefinition id='other'/>";

    private static readonly string Objects = Line(
        "<dataObject id='d' itemSubjectRef='it'/><dataObjectReference id='dr' dataObjectRef='d'><dataState name='open'/></dataObjectReference><task id='a'/>"
            + "<subProcess id='u'><dataObject id='du'/><task id='x'/></subProcess>",
        Items,
        Flow("f8", "a", "u") + Flow("f9", "u", "e")
    );

    private static readonly string Copies = Line(
        "<dataObject id='d' itemSubjectRef='it'/><dataObject id='d2'/><subProcess id='u'><dataObject id='du'/><task id='x'/></subProcess>"
            + "<task id='a'><ioSpecification id='ios'><dataInput id='in' itemSubjectRef='it'/><dataOutput id='out' itemSubjectRef='it'/>"
            + "<inputSet id='is'><dataInputRefs>in</dataInputRefs><optionalInputRefs>in</optionalInputRefs></inputSet><outputSet id='os'><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>"
            + "<dataInputAssociation id='dia'><sourceRef>d</sourceRef><targetRef>in</targetRef></dataInputAssociation>"
            + "<dataOutputAssociation id='doa'><sourceRef>out</sourceRef><targetRef>d</targetRef></dataOutputAssociation></task>",
        Items,
        Flow("f8", "a", "u") + Flow("f9", "u", "e")
    );

    private static readonly string OfProcess = BpmnText.File(
        "<process id='p' isExecutable='true'><ioSpecification id='pios'><dataInput id='pin'/><dataOutput id='pout'/><inputSet><dataInputRefs>pin</dataInputRefs></inputSet><outputSet><dataOutputRefs>pout</dataOutputRefs></outputSet></ioSpecification>"
            + "<task id='a'><ioSpecification><dataInput id='in'/><dataOutput id='out'/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>"
            + "<dataInputAssociation id='dia'><sourceRef>pin</sourceRef><targetRef>in</targetRef></dataInputAssociation><dataOutputAssociation id='doa'><sourceRef>out</sourceRef><targetRef>pout</targetRef></dataOutputAssociation></task></process>"
    );

    private static readonly string Asks = Line(
        "<serviceTask id='a' operationRef='o'><ioSpecification id='ios'><dataInput id='in' itemSubjectRef='it'/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification></serviceTask>",
        Items
            + "<message id='m' name='m' itemRef='it'/><interface id='i' name='i'><operation id='o' name='o'><inMessageRef>m</inMessageRef></operation></interface>"
    );

    private static readonly string Bound = Line(
        "<task id='a'/>",
        Operation
            + "<interface id='i2' name='i2'><operation id='o2' name='o2'><inMessageRef>m</inMessageRef></operation></interface>"
            + $"<globalUserTask id='gu'><supportedInterfaceRef>i</supportedInterfaceRef>{ActivityPairs.Specification("1").Replace("<inputSet>", "<inputSet id='is'>", StringComparison.Ordinal).Replace("<outputSet/>", "<outputSet id='os'/>", StringComparison.Ordinal)}<ioBinding operationRef='o' inputDataRef='is' outputDataRef='os'/></globalUserTask>"
    );

    public static readonly ConstraintPair[] All =
    [
        Listed(
            "ITEM_OF_REFERENCE",
            "dr",
            Objects,
            ("<dataObjectReference id='dr'", "<dataObjectReference id='dr' itemSubjectRef='it'")
        ),
        Listed(
            "STATE_OF_DATA_OBJECT",
            "d",
            Objects,
            (
                "<dataObject id='d' itemSubjectRef='it'/>",
                "<dataObject id='d' itemSubjectRef='it'><dataState name='x'/></dataObject>"
            )
        ),
        Listed("COLLECTION_DIFFERS", "d", Objects, ("<dataObject id='d'", "<dataObject id='d' isCollection='true'")),
        Listed(
            "COLLECTION_DIFFERS",
            "d",
            Objects,
            ("<itemDefinition id='it'/>", "<itemDefinition id='it' isCollection='true'/>")
        ),
        Listed("DATA_OBJECT_ELSEWHERE", "dr", Objects, ("dataObjectRef='d'", "dataObjectRef='du'")),
        Listed("DATA_OBJECT_ELSEWHERE", "dia", Copies, ("<sourceRef>d<", "<sourceRef>du<")),
        Listed(
            "DATA_IN_NO_SET",
            "in",
            Copies,
            ("<dataInputRefs>in</dataInputRefs><optionalInputRefs>in</optionalInputRefs>", "")
        ),
        Listed("DATA_IN_NO_SET", "out", Copies, ("<dataOutputRefs>out</dataOutputRefs>", "")),
        Listed(
            "SET_DOES_NOT_LIST",
            "is",
            Copies
                .Replace(
                    "<dataInput id='in' itemSubjectRef='it'/>",
                    "<dataInput id='in' itemSubjectRef='it'/><dataInput id='in2'/>",
                    StringComparison.Ordinal
                )
                .Replace(
                    "<dataInputRefs>in</dataInputRefs>",
                    "<dataInputRefs>in</dataInputRefs><dataInputRefs>in2</dataInputRefs>",
                    StringComparison.Ordinal
                )
                .Replace(
                    "</inputSet><outputSet id='os'>",
                    "</inputSet><inputSet id='is2'><dataInputRefs>in2</dataInputRefs></inputSet><outputSet id='os'>",
                    StringComparison.Ordinal
                ),
            ("<dataInputRefs>in2</dataInputRefs><optionalInputRefs>in<", "<optionalInputRefs>in2<")
        ),
        Listed(
            "DATA_OF_OTHER_SPECIFICATION",
            "is",
            Copies.Replace(
                "<task id='x'/>",
                $"<task id='x'>{ActivityPairs.Specification("9")}</task>",
                StringComparison.Ordinal
            ),
            (
                "<dataInputRefs>in</dataInputRefs><optionalInputRefs>",
                "<dataInputRefs>in</dataInputRefs><dataInputRefs>in9</dataInputRefs><optionalInputRefs>"
            )
        ),
        Listed("WRONG_LOOSE_REFERENCE", "is", Copies, ("<dataInputRefs>in<", "<dataInputRefs>out<"))
            .Also("DATA_IN_NO_SET", "SET_DOES_NOT_LIST"),
        Of("PROCESS_INPUT_FILLED", "dia", OfProcess, ("<targetRef>in<", "<targetRef>pin<")),
        Of("PROCESS_OUTPUT_READ", "doa", OfProcess, ("<sourceRef>out<", "<sourceRef>pout<")),
        Listed("ASSOCIATION_END", "dia", Copies, ("<targetRef>in<", "<targetRef>d2<")).Also("ITEMS_DIFFER"),
        Listed("ASSOCIATION_END", "doa", Copies, ("<sourceRef>out<", "<sourceRef>d2<")),
        Listed(
            "SEVERAL_SOURCES",
            "dia",
            Copies,
            ("<sourceRef>d</sourceRef>", "<sourceRef>d</sourceRef><sourceRef>d2</sourceRef>")
        ),
        Listed(
            "ITEMS_DIFFER",
            "dia",
            Copies,
            ("<dataInput id='in' itemSubjectRef='it'/>", "<dataInput id='in' itemSubjectRef='other'/>")
        ),
        Listed(
                "SERVICE_DATA",
                "in3",
                Asks,
                ("<inputSet>", "<dataInput id='in3'/><inputSet><dataInputRefs>in3</dataInputRefs>")
            )
            .Also("ELEMENT_ORDER"),
        Listed("MESSAGE_ITEM_DIFFERS", "in", Asks, ("itemSubjectRef='it'", "itemSubjectRef='other'")),
        Listed("BINDING_OF_OTHER_OPERATION", "gu", Bound, ("operationRef='o'", "operationRef='o2'")),
        Listed("WRONG_LOOSE_REFERENCE", "gu", Bound, ("inputDataRef='is'", "inputDataRef='os'")),
    ];
}

internal static class CollaborationPairs
{
    private static readonly string Two = BpmnText.File(
        "<collaboration id='c'><participant id='x'><participantMultiplicity id='pm' minimum='2' maximum='3'/></participant><participant id='y'/><conversation id='cn'/><conversation id='cm'/><conversationLink id='cl' sourceRef='x' targetRef='cn'/></collaboration>"
    );

    private static readonly string Choreography = BpmnText.File(
        "<choreography id='c'><participant id='x'/><participant id='y'/><participant id='z'/><messageFlow id='mf' sourceRef='x' targetRef='y'/><startEvent id='s'/>"
            + "<choreographyTask id='t' initiatingParticipantRef='x'><participantRef>x</participantRef><participantRef>y</participantRef><messageFlowRef>mf</messageFlowRef></choreographyTask><endEvent id='e'/>"
            + Flow("f1", "s", "t")
            + Flow("f2", "t", "e")
            + "</choreography>"
    );

    private static readonly string Sequence = Choreography
        .Replace(
            "<startEvent",
            "<messageFlow id='mg' sourceRef='y' targetRef='z'/><startEvent",
            StringComparison.Ordinal
        )
        .Replace(
            "<endEvent id='e'/>",
            "<choreographyTask id='u' initiatingParticipantRef='y'><participantRef>y</participantRef><participantRef>z</participantRef><messageFlowRef>mg</messageFlowRef></choreographyTask><endEvent id='e'/>",
            StringComparison.Ordinal
        );

    private static readonly string Correlated = Line(
        "<task id='a'/>",
        Message
            + "<correlationProperty id='cp'><correlationPropertyRetrievalExpression messageRef='m'><messagePath>a</messagePath></correlationPropertyRetrievalExpression></correlationProperty>"
            + "<correlationProperty id='cq'><correlationPropertyRetrievalExpression messageRef='m'><messagePath>a</messagePath></correlationPropertyRetrievalExpression></correlationProperty>"
            + "<collaboration id='c'><correlationKey id='k'><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>",
        "<correlationSubscription id='cs' correlationKeyRef='k'><correlationPropertyBinding id='cb' correlationPropertyRef='cp'><dataPath>x</dataPath></correlationPropertyBinding></correlationSubscription>"
    );

    public static readonly ConstraintPair[] All =
    [
        Of("MULTIPLICITY_INVALID", "pm", Two, ("minimum='2'", "minimum='4'")),
        Of("MULTIPLICITY_INVALID", "pm", Two, ("minimum='2' maximum='3'", "minimum='0' maximum='0'")),
        Of("CONVERSATION_LINK_ENDS", "cl", Two, ("sourceRef='x' targetRef='cn'", "sourceRef='x' targetRef='y'")),
        Of("CONVERSATION_LINK_ENDS", "cl", Two, ("sourceRef='x' targetRef='cn'", "sourceRef='cm' targetRef='cn'")),
        Of(
            "GLOBAL_CONVERSATION_CONTENT",
            "x",
            BpmnText.File("<globalConversation id='c'><participant id='x'/></globalConversation>"),
            ("<participant id='x'/>", "<conversation id='x'/>")
        ),
        Listed("BINDING_NOT_IN_KEY", "cb", Correlated, ("correlationPropertyRef='cp'", "correlationPropertyRef='cq'")),
        Listed("UNRESOLVED_LOOSE_REFERENCE", "cs", Correlated, ("correlationKeyRef='k'", "correlationKeyRef='z'")),
        Listed("ELEMENT_MISSING", "cb", Correlated, ("<dataPath>x</dataPath>", "")),
        Listed("CHOREOGRAPHY_CONTENT", "u", Choreography, ("<endEvent", "<task id='u'/><endEvent"))
            .Also("IMPLICIT_START", "IMPLICIT_END"),
        Listed(
            "CHOREOGRAPHY_PARTICIPANTS",
            "t",
            Choreography,
            ("<messageFlowRef>", "<participantRef>z</participantRef><messageFlowRef>")
        ),
        Listed(
            "INITIATING_PARTICIPANT",
            "t",
            Choreography,
            ("initiatingParticipantRef='x'", "initiatingParticipantRef='z'")
        ),
        Listed(
            "CHOREOGRAPHY_START",
            "s",
            Choreography.Replace(
                "<startEvent id='s'/>",
                $"<startEvent id='s'>{Waits}</startEvent>",
                StringComparison.Ordinal
            ),
            (Waits, "<messageEventDefinition/>")
        ),
        Listed("ELEMENT_MISSING", "t", Choreography, ("<messageFlowRef>mf</messageFlowRef>", "")),
        Of(
            "WRONG_LOOSE_REFERENCE",
            "cc",
            BpmnText.File(
                "<collaboration id='k'/><choreography id='h'/><collaboration id='c'><callConversation id='cc' calledCollaborationRef='k'/></collaboration>"
            ),
            ("Ref='k'", "Ref='h'")
        ),
        Listed(
            "CHOREOGRAPHY_MESSAGE",
            "t",
            Choreography,
            ("sourceRef='x' targetRef='y'", "sourceRef='z' targetRef='y'")
        ),
        Listed(
                "CHOREOGRAPHY_GATEWAY_TARGETS",
                "g",
                Choreography.Replace(
                    "<endEvent id='e'/>",
                    $"<endEvent id='e'/><eventBasedGateway id='g'/><intermediateCatchEvent id='w1'>{Waits}</intermediateCatchEvent><intermediateCatchEvent id='w2'>{Waits}</intermediateCatchEvent>{Flow("g0", "t", "g")}{Flow("g1", "g", "w1")}{Flow("g2", "g", "w2")}{Flow("g3", "w1", "e")}{Flow("g4", "w2", "e")}",
                    StringComparison.Ordinal
                ),
                (
                    $"<intermediateCatchEvent id='w2'>{Waits}",
                    "<intermediateCatchEvent id='w2'><messageEventDefinition/>"
                )
            )
            .Also("CHOREOGRAPHY_EVENT"),
        Of(
            "CHOREOGRAPHY_CONTENT",
            "u",
            BpmnText.File("<globalChoreographyTask id='c'><textAnnotation id='u'/></globalChoreographyTask>"),
            ("<textAnnotation id='u'/>", "<startEvent id='u'/>")
        ),
        Listed("CHOREOGRAPHY_CONTENT", "u", Choreography, ("<endEvent", "<dataObject id='u'/><endEvent")),
        Listed(
            "CHOREOGRAPHY_EVENT",
            "e",
            Choreography.Replace(
                "<endEvent id='e'/>",
                "<endEvent id='e'><terminateEventDefinition/></endEvent>",
                StringComparison.Ordinal
            ),
            ("terminateEventDefinition", "signalEventDefinition")
        ),
        Listed(
            "CHOREOGRAPHY_EVENT",
            "w",
            Pausing($"<intermediateCatchEvent id='w'>{Waits}</intermediateCatchEvent>"),
            (Waits, "<messageEventDefinition/>")
        ),
        Listed(
            "INTERMEDIATE_WITHOUT_TRIGGER",
            "w",
            Pausing($"<intermediateCatchEvent id='w'>{Waits}</intermediateCatchEvent>"),
            (Waits, "")
        ),
        Listed(
            "FLOW_INTO_START",
            "s",
            Choreography.Replace("</choreography>", Flow("f3", "t", "e") + "</choreography>", StringComparison.Ordinal),
            ("id='f3' sourceRef='t' targetRef='e'", "id='f3' sourceRef='t' targetRef='s'")
        ),
        Listed(
            "END_EVENT_MISSING",
            "c",
            Choreography,
            ("<endEvent id='e'/>" + Flow("f1", "s", "t") + Flow("f2", "t", "e"), Flow("f1", "s", "t"))
        ),
        Listed(
            "IMPLICIT_END",
            "u",
            Sequence.Replace(
                "</choreography>",
                Flow("f3", "t", "u") + Flow("f4", "u", "e") + "</choreography>",
                StringComparison.Ordinal
            ),
            (Flow("f4", "u", "e"), "")
        ),
        Listed(
            "BOUNDARY_WITHOUT_ACTIVITY",
            "b",
            Choreography.Replace(
                "</choreography>",
                $"<boundaryEvent id='b' attachedToRef='t'>{Waits}</boundaryEvent>{Flow("f3", "b", "e")}</choreography>",
                StringComparison.Ordinal
            ),
            ("attachedToRef='t'", "attachedToRef='s'")
        ),
        Listed(
            "INITIATOR_NOT_INVOLVED",
            "u",
            Sequence.Replace(
                "</choreography>",
                Flow("f3", "t", "u") + Flow("f4", "u", "e") + "</choreography>",
                StringComparison.Ordinal
            ),
            ("id='u' initiatingParticipantRef='y'", "id='u' initiatingParticipantRef='z'")
        ),
        Listed(
            "INITIATOR_NOT_INVOLVED",
            "u",
            Sequence.Replace(
                "</choreography>",
                $"<exclusiveGateway id='g'/>{Flow("f3", "t", "g")}{Flow("f4", "g", "u")}{Flow("f5", "g", "e")}{Flow("f6", "u", "e")}</choreography>",
                StringComparison.Ordinal
            ),
            ("id='u' initiatingParticipantRef='y'", "id='u' initiatingParticipantRef='z'")
        ),
        Listed(
            "CHOREOGRAPHY_GATEWAY_SIDES",
            "g",
            Sequence.Replace(
                "</choreography>",
                $"<eventBasedGateway id='g'/><choreographyTask id='v' initiatingParticipantRef='y'><participantRef>x</participantRef><participantRef>y</participantRef><messageFlowRef>mf</messageFlowRef></choreographyTask>{Flow("f3", "t", "g")}{Flow("f4", "g", "u")}{Flow("f5", "g", "v")}{Flow("f6", "u", "e")}{Flow("f7", "v", "e")}</choreography>",
                StringComparison.Ordinal
            ),
            ("id='v' initiatingParticipantRef='y'", "id='v' initiatingParticipantRef='x'")
        ),
    ];

    /// <summary>The choreography with something between its task and its end.</summary>
    private static string Pausing(string node) =>
        Choreography.Replace(
            Flow("f2", "t", "e"),
            node + Flow("f2", "t", "w") + Flow("f3", "w", "e"),
            StringComparison.Ordinal
        );
}
