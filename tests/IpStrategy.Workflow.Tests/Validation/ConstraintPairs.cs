using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPair;

namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>Every constraint of the catalogue with a file that keeps it and one that does not; the table in docs goes by these.</summary>
internal static class ConstraintPairs
{
    public const string Formal = "xsi:type='tFormalExpression'";
    public const string Message = "<message id='m' name='m'/>";
    public const string Operation =
        "<message id='m' name='m'/><interface id='i' name='i'><operation id='o' name='o'><inMessageRef>m</inMessageRef></operation></interface>";
    public const string Waits =
        $"<timerEventDefinition><timeDuration {Formal}>PT1H</timeDuration></timerEventDefinition>";
    public const string Receives =
        "<messageEventDefinition messageRef='m'><operationRef>o</operationRef></messageEventDefinition>";
    public const string Signal = "<signal id='g' name='g'/>";
    public const string Signals = "<signalEventDefinition signalRef='g'/>";

    public static readonly string Plain = Line("<task id='a'/>");

    public static IEnumerable<ConstraintPair> All =>
        [
            .. FilePairs.All,
            .. SchemaPairs.All,
            .. FlowPairs.All,
            .. GatewayPairs.All,
            .. EventPairs.All,
            .. ContainerPairs.All,
            .. ActivityPairs.All,
            .. DataPairs.All,
            .. CollaborationPairs.All,
        ];

    /// <summary>A task with a boundary event whose flow leads to an end of its own.</summary>
    public static string Bounded(string boundary, string roots = "", string task = "<task id='a'/>") =>
        Line(task + boundary + "<endEvent id='e2'/>", roots, Flow("fb", "b", "e2"));

    /// <summary>Two ways out of "a", both to the end.</summary>
    public static string Split(string node, string first = "", string second = "") =>
        BpmnText.Process(
            $"<startEvent id='s'/>{node}<endEvent id='e'/>{Flow("f0", "s", "a")}{Flow("f1", "a", "e", first)}{Flow("f2", "a", "e", second)}"
        );

    public static string When(string text) => $"<conditionExpression {Formal}>{text}</conditionExpression>";
}

internal static class FilePairs
{
    private const string Shape =
        "<d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' xmlns:w='http://www.omg.org/spec/DD/20100524/DI' id='dia'><d:BPMNPlane id='plane' bpmnElement='p'><d:BPMNShape id='shape' bpmnElement='a'><dc:Bounds x='0' y='0' width='1' height='1'/><d:BPMNLabel labelStyle='style'/></d:BPMNShape><d:BPMNEdge id='edge' bpmnElement='fa' sourceElement='shape' targetElement='shape'><w:waypoint x='0' y='0'/><w:waypoint x='1' y='1'/></d:BPMNEdge></d:BPMNPlane><d:BPMNLabelStyle id='style'><dc:Font name='Arial'/></d:BPMNLabelStyle></d:BPMNDiagram>";

    private static readonly string Drawn = ConstraintPairs.Plain.Replace(
        "</process>",
        "</process>" + Shape,
        StringComparison.Ordinal
    );

    public static readonly ConstraintPair[] All =
    [
        Listed(
            "NO_TARGET_NAMESPACE",
            "defs",
            ConstraintPairs.Plain,
            ("targetNamespace=\"urn:test\"", "targetNamespace=\"\"")
        ),
        Listed("MISSING_ATTRIBUTE", "defs", ConstraintPairs.Plain, ("targetNamespace=\"urn:test\"", ""))
            .Also("NO_TARGET_NAMESPACE"),
        Listed("DUPLICATE_ID", "a", Line("<task id='a'/><dataObject id='x'/>"), ("id='x'", "id='a'")),
        Listed("DUPLICATE_DIAGRAM_ID", "a", Drawn, ("id='dia'", "id='a'")),
        Listed("INVALID_ID", "1x", Line("<task id='a'/><dataObject id='x'/>"), ("id='x'", "id='1x'")),
        Listed(
            "UNRESOLVED_REFERENCE",
            "a",
            Line("<receiveTask id='a' messageRef='m'/>", ConstraintPairs.Message),
            ("messageRef='m'", "messageRef='n'")
        ),
        Listed(
            "UNRESOLVED_REFERENCE",
            "a",
            Line("<receiveTask id='a' messageRef='tns:m'/>", ConstraintPairs.Message),
            ("messageRef='tns:m'", "messageRef='xsi:m'")
        ),
        Listed(
            "WRONG_REFERENCE",
            "a",
            Line("<receiveTask id='a' messageRef='m'/>", ConstraintPairs.Message),
            ("messageRef='m'", "messageRef='s'")
        ),
        Listed(
            "UNRESOLVED_LOOSE_REFERENCE",
            "p",
            Line("<task id='a'/>", "<collaboration id='c'/>")
                .Replace(
                    "<process id=\"p\"",
                    "<process id=\"p\" definitionalCollaborationRef='c'",
                    StringComparison.Ordinal
                ),
            ("Ref='c'", "Ref='z'")
        ),
        Listed(
            "UNRESOLVED_LOOSE_REFERENCE",
            "a",
            Line("<callActivity id='a' calledElement='t'/>", "<globalUserTask id='t'/>"),
            ("calledElement='t'", "calledElement='z'")
        ),
        Listed(
            "WRONG_LOOSE_REFERENCE",
            "a",
            Line("<callActivity id='a' calledElement='t'/>", "<globalUserTask id='t'/><message id='m'/>"),
            ("calledElement='t'", "calledElement='m'")
        ),
        Listed(
            "WRONG_LOOSE_REFERENCE",
            "er",
            Line("<task id='a'/>", "<itemDefinition id='it'/><error id='er' structureRef='it'/>"),
            ("structureRef='it'", "structureRef='a'")
        ),
        Listed("UNRESOLVED_LOOSE_REFERENCE", "shape", Drawn, ("bpmnElement='a'", "bpmnElement='z'")),
        Listed("UNRESOLVED_LOOSE_REFERENCE", "edge", Drawn, ("sourceElement='shape'", "sourceElement='z'")),
        Listed("WRONG_LOOSE_REFERENCE", "shape", Drawn, ("labelStyle='style'", "labelStyle='edge'")),
        Listed("PLANE_ELEMENT", "plane", Drawn, ("bpmnElement='p'", "bpmnElement='s'")),
        Listed("INVALID_VALUE", "shape", Drawn, ("width='1'", "width='wide'")),
        Listed("ELEMENT_MISSING", "edge", Drawn, ("<w:waypoint x='1' y='1'/>", "")),
        Listed("ELEMENT_MISSING", "shape", Drawn, ("<dc:Bounds x='0' y='0' width='1' height='1'/>", "")),
        Listed("SHAPE_ELEMENT", "shape", Drawn, ("bpmnElement='a'", "bpmnElement='fa'")),
        Listed("SHAPE_ELEMENT", "edge", Drawn, ("bpmnElement='fa'", "bpmnElement='a'")),
        Listed("INVALID_ID", "p", Line("<task id='a'/><dataObject id='x'/>"), ("id='x'", "id=''")),
    ];
}

internal static class SchemaPairs
{
    private const string Foreign = "<x:y xmlns:x='urn:x'/>";

    public static readonly ConstraintPair[] All =
    [
        Listed("MISSING_NAME", "r", Line("<task id='a'/>", "<resource id='r' name='n'/>"), (" name='n'", "")),
        Listed(
            "UNKNOWN_ATTRIBUTE",
            "a",
            Line("<userTask id='a' camunda:assignee='x'/>"),
            ("camunda:assignee", "assignee")
        ),
        Listed(
            "UNKNOWN_ATTRIBUTE",
            "a",
            Line("<userTask id='a'><documentation textFormat='text/html'>x</documentation></userTask>"),
            ("textFormat", "camunda:textFormat")
        ),
        Listed(
            "UNKNOWN_ELEMENT",
            "a",
            Line("<task id='a'><standardLoopCharacteristics loopMaximum='1'/></task>"),
            ("standardLoopCharacteristics", "loopingCharacteristics")
        ),
        Listed(
            "ELEMENT_MISPLACED",
            "x",
            Line("<task id='a'><property id='x'/></task>"),
            ("<property id='x'/>", "<lane id='x'/>")
        ),
        Listed(
            "ELEMENT_MISSING",
            "op",
            Line(
                "<task id='a'/>",
                "<message id='m'/><interface id='i' name='i'><operation id='op' name='o'><inMessageRef>m</inMessageRef></operation></interface>"
            ),
            ("<inMessageRef>m</inMessageRef>", "")
        ),
        Listed(
            "ELEMENT_MISSING",
            "ios",
            Line("<task id='a'><ioSpecification id='ios'><inputSet/><outputSet/></ioSpecification></task>"),
            ("<outputSet/>", "")
        ),
        Listed(
            "ELEMENT_ORDER",
            "q",
            Line("<task id='a'/><dataObject id='x'/>")
                .Replace("<startEvent", "<property id='q'/><startEvent", StringComparison.Ordinal),
            ("<property id='q'/><startEvent id='s'/>", "<startEvent id='s'/><property id='q'/>")
        ),
        Listed(
            "ELEMENT_REPEATED",
            "a",
            Line("<task id='a'><extensionElements/></task>"),
            ("<extensionElements/>", "<extensionElements/><extensionElements/>")
        ),
        Listed("INVALID_VALUE", "a", Line("<receiveTask id='a' instantiate='false'/>"), ("'false'", "'no'")),
        Listed("INVALID_VALUE", "d", Line("<task id='a'/>", "<dataStore id='d' capacity='10'/>"), ("'10'", "'ten'")),
        Listed(
            "INVALID_VALUE",
            "p",
            ConstraintPairs.Plain.Replace("<process ", "<process processType='Private' ", StringComparison.Ordinal),
            ("'Private'", "'private'")
        ),
        Listed("INVALID_REFERENCE", "fa", ConstraintPairs.Plain, ("sourceRef='s'", "sourceRef='tns:s'"))
            .Also("FLOW_NOT_LISTED"),
        Listed(
            "INVALID_REFERENCE",
            "it",
            Line("<task id='a'/>", "<itemDefinition id='it' structureRef='xsi:string'/>"),
            ("xsi:string", "xsd:string")
        ),
        Listed(
                "INVALID_TYPE",
                "mi",
                Line(
                    "<task id='a'><multiInstanceLoopCharacteristics id='mi'><loopCardinality xsi:type='tFormalExpression'>1</loopCardinality></multiInstanceLoopCharacteristics></task>"
                ),
                ("tFormalExpression", "tNaturalExpression")
            )
            .Also("EXPRESSION_TYPE_MISSING"),
        Listed(
            "ABSTRACT_ELEMENT",
            "x",
            Line("<task id='a'/><dataObject id='x'/>"),
            ("<dataObject id='x'/>", "<flowElement id='x'/>")
        ),
        Listed(
            "TEXT_NOT_ALLOWED",
            "a",
            Line("<task id='a'><documentation>text</documentation></task>"),
            ("<documentation>text</documentation>", "text")
        ),
        Listed(
            "FOREIGN_ELEMENT",
            "a",
            Line($"<task id='a'><extensionElements>{Foreign}</extensionElements></task>"),
            ($"<extensionElements>{Foreign}</extensionElements>", Foreign)
        ),
        Listed(
            "EXTENSION_NOT_FOREIGN",
            "a",
            Line($"<task id='a'><extensionElements>{Foreign}</extensionElements></task>"),
            (Foreign, "<documentation/>")
        ),
        Listed(
            "EXTENSION_NOT_FOREIGN",
            "a",
            Line($"<task id='a'><extensionElements>{Foreign}</extensionElements></task>"),
            (Foreign, "<y xmlns=''/>")
        ),
    ];
}
