using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPair;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPairs;

namespace IpStrategy.Workflow.Tests.Validation;

internal static class FlowPairs
{
    private static readonly string Inside = Line(
        $"<subProcess id='a'><startEvent id='s1'/><task id='t1'/><endEvent id='e1'/>{Flow("i1", "s1", "t1")}{Flow("i2", "t1", "e1")}</subProcess>"
    );

    private static readonly string Pool = Plain.Replace(
        "<process ",
        "<collaboration id='c'><participant id='pool' processRef='p'/><participant id='other'/></collaboration><process ",
        StringComparison.Ordinal
    );

    public static readonly ConstraintPair[] All =
    [
        Listed(
                "FLOW_CROSSES_SCOPE",
                "fx",
                Line("<task id='a'/>" + SubProcess(""), rest: Flow("fx", "a", "u") + Flow("fy", "u", "e")),
                ("targetRef='u'>", "targetRef='t2'>")
            )
            .Also("IMPLICIT_START"),
        Of(
            "FLOW_OUTSIDE_SCOPE",
            "i2",
            List(Inside),
            (
                "<sequenceFlow id=\"i2\" sourceRef=\"t1\" targetRef=\"e1\"></sequenceFlow></subProcess>",
                "</subProcess><sequenceFlow id=\"i2\" sourceRef=\"t1\" targetRef=\"e1\"/>"
            )
        ),
        Listed(
            "FLOW_INTO_START",
            "s",
            Line("<task id='a'/>", rest: Flow("fx", "a", "e")),
            ("id='fx' sourceRef='a' targetRef='e'", "id='fx' sourceRef='a' targetRef='s'")
        ),
        Listed(
            "FLOW_OUT_OF_END",
            "e",
            Line("<task id='a'/>", rest: Flow("fx", "a", "a")),
            ("id='fx' sourceRef='a'", "id='fx' sourceRef='e'")
        ),
        Listed(
            "FLOW_INTO_BOUNDARY",
            "b",
            Bounded($"<boundaryEvent id='b' attachedToRef='a'>{Waits}</boundaryEvent>")
                .Replace("</process>", Flow("fx", "a", "e") + "</process>", StringComparison.Ordinal),
            ("id='fx' sourceRef='a' targetRef='e'", "id='fx' sourceRef='a' targetRef='b'")
        ),
        Listed(
                "WRONG_REFERENCE",
                "fe",
                Line("<task id='a'/><dataObject id='x'/>"),
                ("id='fe' sourceRef='a' targetRef='e'", "id='fe' sourceRef='a' targetRef='x'")
            )
            .Also("IMPLICIT_END", "IMPLICIT_START"),
        Listed(
                "UNRESOLVED_REFERENCE",
                "fe",
                Plain,
                ("id='fe' sourceRef='a' targetRef='e'", "id='fe' sourceRef='a' targetRef='x'")
            )
            .Also("IMPLICIT_END", "IMPLICIT_START", "FLOW_WRONGLY_LISTED"),
        Listed("FLOW_END_MISSING", "fe", Plain, ("sourceRef='a' targetRef='e'", "sourceRef='a'"))
            .Also("MISSING_ATTRIBUTE", "IMPLICIT_END", "IMPLICIT_START", "FLOW_WRONGLY_LISTED"),
        Of("FLOW_NOT_LISTED", "a", List(Plain), ("<incoming>fa</incoming>", "")),
        Of("FLOW_NOT_LISTED", "s", List(Plain), ("<outgoing>fa</outgoing>", "")),
        Of(
            "FLOW_WRONGLY_LISTED",
            "a",
            List(Plain),
            ("<outgoing>fe</outgoing>", "<outgoing>fe</outgoing><outgoing>fa</outgoing>")
        ),
        Listed("DEFAULT_NOT_OUTGOING", "a", Split("<task id='a' default='f1'/>"), ("default='f1'", "default='f0'")),
        Listed(
            "DEFAULT_HAS_CONDITION",
            "f1",
            Split("<task id='a' default='f1'/>", second: When("x")),
            (
                "targetRef='e'></sequenceFlow><sequenceFlow id='f2'",
                "targetRef='e'>" + When("x") + "</sequenceFlow><sequenceFlow id='f2'"
            )
        ),
        Listed(
            "CONDITION_NOT_ALLOWED",
            "f1",
            Split("<exclusiveGateway id='a' default='f2'/>", When("x")),
            ("<exclusiveGateway id='a' default='f2'/>", "<parallelGateway id='a'/>")
        ),
        Listed(
            "CONDITION_AFTER_EVENT",
            "fa",
            Line("<task id='a'/>"),
            ("targetRef='a'></sequenceFlow>", "targetRef='a'>" + When("x") + "</sequenceFlow>")
        ),
        Listed("CONDITION_WITHOUT_ALTERNATIVE", "f1", Split("<task id='a'/>", When("x")), (Flow("f2", "a", "e"), "")),
        Listed(
            "IMMEDIATE_FALSE",
            "fa",
            Plain.Replace(
                "<sequenceFlow id='fa'",
                "<sequenceFlow isImmediate='true' id='fa'",
                StringComparison.Ordinal
            ),
            ("isImmediate='true'", "isImmediate='false'")
        ),
        Listed(
                "FLOW_AT_EVENT_SUB_PROCESS",
                "h",
                Line("<task id='a'/>" + SubProcess("h"), rest: Flow("fx", "a", "u") + Flow("fy", "u", "e")),
                ("targetRef='u'>", "targetRef='h'>")
            )
            .Also("IMPLICIT_START"),
        Listed(
            "MESSAGE_FLOW_INSIDE_POOL",
            "f",
            Pool.Replace(
                "</collaboration>",
                "<messageFlow id='f' sourceRef='a' targetRef='other'/></collaboration>",
                StringComparison.Ordinal
            ),
            ("targetRef='other'", "targetRef='pool'")
        ),
        Listed(
            "MESSAGE_FLOW_END",
            "f",
            Pool.Replace("<endEvent", "<dataObject id='x'/><endEvent", StringComparison.Ordinal)
                .Replace(
                    "</collaboration>",
                    "<messageFlow id='f' sourceRef='a' targetRef='other'/></collaboration>",
                    StringComparison.Ordinal
                ),
            ("sourceRef='a' targetRef='other'", "sourceRef='x' targetRef='other'")
        ),
        Listed(
            "MESSAGE_FLOW_TRIGGER",
            "f",
            Pool.Replace(
                "</collaboration>",
                "<messageFlow id='f' sourceRef='other' targetRef='a'/></collaboration>",
                StringComparison.Ordinal
            ),
            ("targetRef='a'/>", "targetRef='s'/>")
        ),
        Listed(
            "MESSAGE_FLOW_DIRECTION",
            "f",
            Pool.Replace(
                "</collaboration>",
                "<messageFlow id='f' sourceRef='other' targetRef='a'/></collaboration>",
                StringComparison.Ordinal
            ),
            ("targetRef='a'/>", "targetRef='e'/>")
        ),
        Listed(
            "MESSAGE_FLOW_DIRECTION",
            "f",
            Pool.Replace(
                "</collaboration>",
                "<messageFlow id='f' sourceRef='a' targetRef='other'/></collaboration>",
                StringComparison.Ordinal
            ),
            ("sourceRef='a' targetRef='other'", "sourceRef='s' targetRef='other'")
        ),
        Listed(
            "MESSAGE_FLOWS_AT_EVENT",
            "w",
            Pool.Replace(
                    "<endEvent",
                    $"<intermediateCatchEvent id='w'>{Receives}</intermediateCatchEvent>{Flow("f8", "a", "w")}{Flow("f9", "w", "e")}<endEvent",
                    StringComparison.Ordinal
                )
                .Replace("<collaboration ", Operation + "<collaboration ", StringComparison.Ordinal)
                .Replace(
                    "</collaboration>",
                    "<messageFlow id='m1' sourceRef='other' targetRef='w'/><messageFlow id='m2' sourceRef='other' targetRef='a'/></collaboration>",
                    StringComparison.Ordinal
                ),
            ("id='m2' sourceRef='other' targetRef='a'", "id='m2' sourceRef='other' targetRef='w'")
        ),
    ];

    private static string SubProcess(string handler) =>
        $"<subProcess id='u'><startEvent id='s2'/><task id='t2'/><endEvent id='e2'/>{Flow("u1", "s2", "t2")}{Flow("u2", "t2", "e2")}</subProcess>"
        + (
            handler.Length == 0
                ? ""
                : $"<subProcess id='{handler}' triggeredByEvent='true'><startEvent id='s3'>{Waits}</startEvent><endEvent id='e3'/>{Flow("h1", "s3", "e3")}</subProcess>"
        );
}

internal static class GatewayPairs
{
    private static readonly string Race = BpmnText.Process(
        $"<startEvent id='s'/><eventBasedGateway id='a'/><intermediateCatchEvent id='c1'>{Waits}</intermediateCatchEvent><receiveTask id='c2' messageRef='m'/><task id='t'/><endEvent id='e'/>"
            + Flow("f0", "s", "a")
            + Flow("f1", "a", "c1")
            + Flow("f2", "a", "c2")
            + Flow("f3", "c1", "t")
            + Flow("f4", "c2", "t")
            + Flow("f5", "t", "e"),
        Operation
    );

    private static readonly string Begins = BpmnText.Process(
        $"<eventBasedGateway id='a' instantiate='true' eventGatewayType='Parallel'/><receiveTask id='c1' messageRef='m'/><receiveTask id='c2' messageRef='m'/>"
            + Flow("f1", "a", "c1")
            + Flow("f2", "a", "c2"),
        Message
    );

    private static readonly string Diverges = Split(
        "<exclusiveGateway id='a' gatewayDirection='Diverging' default='f2'/>",
        When("x")
    );

    public static readonly ConstraintPair[] All =
    [
        Listed("GATEWAY_WITHOUT_PURPOSE", "a", Split("<parallelGateway id='a'/>"), (Flow("f2", "a", "e"), "")),
        Listed("GATEWAY_DIRECTION_WRONG", "a", Diverges, ("Diverging", "Converging")),
        Listed("GATEWAY_DIRECTION_WRONG", "a", Diverges, ("Diverging", "Mixed")),
        Listed(
                "DEFAULT_NOT_ALLOWED",
                "a",
                Split("<inclusiveGateway id='a' default='f2'/>"),
                ("inclusiveGateway", "parallelGateway")
            )
            .Also("UNKNOWN_ATTRIBUTE"),
        Listed("EVENT_GATEWAY_TARGETS", "a", Race, ("<receiveTask id='c2' messageRef='m'/>", "<userTask id='c2'/>")),
        Listed(
            "EVENT_GATEWAY_TARGETS",
            "a",
            Race.Replace(
                "<receiveTask id='c2' messageRef='m'/>",
                $"<intermediateCatchEvent id='c2'>{Receives}</intermediateCatchEvent>",
                StringComparison.Ordinal
            ),
            (
                $"<intermediateCatchEvent id='c2'>{Receives}</intermediateCatchEvent>",
                "<intermediateThrowEvent id='c2'/>"
            )
        ),
        Listed(
            "EVENT_GATEWAY_TARGET_MERGES",
            "a",
            Race,
            ("id='f3' sourceRef='c1' targetRef='t'", "id='f3' sourceRef='c1' targetRef='c2'")
        ),
        Listed("EVENT_GATEWAY_MIXED", "a", Race, (Waits, Receives)),
        Listed("EVENT_GATEWAY_TOO_FEW", "a", Race, (Flow("f2", "a", "c2"), Flow("f2", "t", "c2")))
            .Also("GATEWAY_WITHOUT_PURPOSE"),
        Listed(
            "EVENT_GATEWAY_RECEIVE_BOUNDARY",
            "a",
            Race.Replace(
                "</process>",
                $"<boundaryEvent id='b' attachedToRef='t'>{Waits}</boundaryEvent>{Flow("fb", "b", "e")}</process>",
                StringComparison.Ordinal
            ),
            ("attachedToRef='t'", "attachedToRef='c2'")
        ),
        Listed("CONDITION_NOT_ALLOWED", "f1", Race, (Flow("f1", "a", "c1"), Flow("f1", "a", "c1", When("x")))),
        Listed("EVENT_GATEWAY_PARALLEL", "a", Begins, ("instantiate='true'", "instantiate='false'")),
        Listed(
                "EVENT_GATEWAY_PARALLEL_TARGETS",
                "a",
                Begins,
                (
                    "<receiveTask id='c1' messageRef='m'/>",
                    $"<intermediateCatchEvent id='c1'>{Waits}</intermediateCatchEvent>"
                )
            )
            .Also("INTERMEDIATE_WITHOUT_OUTGOING"),
        Listed(
            "INSTANTIATING_INCOMING",
            "a",
            Begins.Replace(
                "</process>",
                "<task id='t'/>" + Flow("f9", "c1", "t") + "</process>",
                StringComparison.Ordinal
            ),
            ("id='f9' sourceRef='c1' targetRef='t'", "id='f9' sourceRef='c1' targetRef='a'")
        ),
        Listed(
            "INSTANTIATING_INCOMING",
            "a",
            Line("<receiveTask id='a' messageRef='m'/>", Message),
            ("messageRef='m'", "messageRef='m' instantiate='true'")
        ),
    ];
}
