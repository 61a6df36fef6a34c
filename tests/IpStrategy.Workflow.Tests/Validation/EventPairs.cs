using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPair;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPairs;

namespace IpStrategy.Workflow.Tests.Validation;

internal static class EventPairs
{
    private const string Escalates = "<escalationEventDefinition escalationRef='es'/>";
    private const string Errors = "<error id='er' errorCode='E1'/>";

    private static readonly string Handler = Line(
        $"<task id='a'/><subProcess id='h' triggeredByEvent='true'><startEvent id='s2'>{Waits}</startEvent><endEvent id='e2'/>{Flow("h1", "s2", "e2")}</subProcess>"
    );

    private static readonly string Linked = BpmnText.Process(
        "<startEvent id='s'/><intermediateThrowEvent id='a'><linkEventDefinition id='la' name='l'><target>lc</target></linkEventDefinition></intermediateThrowEvent>"
            + "<intermediateCatchEvent id='c'><linkEventDefinition id='lc' name='l'><source>la</source></linkEventDefinition></intermediateCatchEvent><task id='t'/><endEvent id='e'/>"
            + Flow("f1", "s", "a")
            + Flow("f2", "c", "t")
            + Flow("f3", "t", "e")
    );

    private static readonly string Transaction = Bounded(
        "<boundaryEvent id='b' attachedToRef='a'><cancelEventDefinition/></boundaryEvent>",
        task: $"<transaction id='a'><startEvent id='s2'/><endEvent id='c2'><cancelEventDefinition/></endEvent>{Flow("t1", "s2", "c2")}</transaction>"
    );

    private static readonly string Compensated = Line(
        "<task id='a'/><boundaryEvent id='b' attachedToRef='a'><compensateEventDefinition/></boundaryEvent><task id='h' isForCompensation='true'/>"
            + "<intermediateThrowEvent id='c'><compensateEventDefinition activityRef='a'/></intermediateThrowEvent>",
        rest: Flow("f5", "a", "c") + Flow("f6", "c", "e") + "<association id='as' sourceRef='b' targetRef='h'/>"
    );

    private static readonly string Timed = Bounded($"<boundaryEvent id='b' attachedToRef='a'>{Waits}</boundaryEvent>");

    private static readonly string Sends = Line(
        $"<intermediateThrowEvent id='a'>{Receives}</intermediateThrowEvent>",
        Operation
    );

    public static readonly ConstraintPair[] All =
    [
        Listed("BOUNDARY_WITHOUT_ACTIVITY", "b", Timed, ("attachedToRef='a'", "attachedToRef='e'")),
        Listed(
            "BOUNDARY_ELSEWHERE",
            "b",
            Timed.Replace(
                "<endEvent id='e'/>",
                "<endEvent id='e'/><subProcess id='u'><task id='x'/></subProcess>"
                    + Flow("fu", "a", "u")
                    + Flow("fv", "u", "e"),
                StringComparison.Ordinal
            ),
            ("attachedToRef='a'", "attachedToRef='x'")
        ),
        Listed("BOUNDARY_WITHOUT_TRIGGER", "b", Timed, (Waits, "")),
        Listed("BOUNDARY_WITHOUT_OUTGOING", "b", Timed, (Flow("fb", "b", "e2"), Flow("fb", "a", "e2"))),
        Listed(
            "EVENT_TYPE_NOT_ALLOWED",
            "s",
            Line("<task id='a'/>", Signal)
                .Replace(
                    "<startEvent id='s'/>",
                    $"<startEvent id='s'>{Signals}</startEvent>",
                    StringComparison.Ordinal
                ),
            (Signals, "<errorEventDefinition/>")
        ),
        Listed(
            "EVENT_TYPE_NOT_ALLOWED",
            "e",
            Line("<task id='a'/>")
                .Replace(
                    "<endEvent id='e'/>",
                    "<endEvent id='e'><terminateEventDefinition/></endEvent>",
                    StringComparison.Ordinal
                ),
            ("<terminateEventDefinition/>", Waits)
        ),
        Listed("EVENT_TYPE_NOT_ALLOWED", "b", Timed, (Waits, "<terminateEventDefinition/>")),
        Listed(
            "EVENT_TYPE_NOT_ALLOWED",
            "a",
            Line($"<intermediateCatchEvent id='a'>{Waits}</intermediateCatchEvent>"),
            (Waits, "<errorEventDefinition/>")
        ),
        Listed("EVENT_TYPE_NOT_ALLOWED", "a", Sends, (Receives, Waits)),
        Listed("EVENT_TYPE_NOT_ALLOWED", "s2", Handler, (Waits, "<cancelEventDefinition/>"))
            .Also("CANCEL_OUTSIDE_TRANSACTION"),
        Listed("CANCEL_OUTSIDE_TRANSACTION", "c2", Transaction, ("transaction", "subProcess")),
        Listed("MUST_INTERRUPT", "b", Transaction, ("attachedToRef='a'", "attachedToRef='a' cancelActivity='false'")),
        Listed(
            "MUST_INTERRUPT",
            "s2",
            Handler.Replace(Waits, "<errorEventDefinition/>", StringComparison.Ordinal),
            ("<startEvent id='s2'>", "<startEvent id='s2' isInterrupting='false'>")
        ),
        Listed("EVENT_SUB_PROCESS_START", "h", Handler, (Waits, "")),
        Listed(
            "EVENT_SUB_PROCESS_START",
            "h",
            Handler,
            (
                "<endEvent id='e2'/>",
                $"<endEvent id='e2'/><startEvent id='s3'>{Waits}</startEvent>{Flow("h2", "s3", "e2")}"
            )
        ),
        Listed(
            "SUB_PROCESS_START_TRIGGER",
            "s2",
            Transaction,
            ("<startEvent id='s2'/>", $"<startEvent id='s2'>{Waits}</startEvent>")
        ),
        Listed(
            "SEVERAL_NONE_STARTS",
            "a",
            Transaction,
            ("<startEvent id='s2'/>", $"<startEvent id='s2'/><startEvent id='s3'/>{Flow("t2", "s3", "c2")}")
        ),
        Listed(
            "INTERMEDIATE_WITHOUT_TRIGGER",
            "a",
            Line($"<intermediateCatchEvent id='a'>{Waits}</intermediateCatchEvent>"),
            (Waits, "")
        ),
        Listed(
            "INTERMEDIATE_WITHOUT_OUTGOING",
            "a",
            BpmnText.Process(
                "<task id='t'/><intermediateThrowEvent id='a'/><task id='u'/>"
                    + Flow("f", "t", "a")
                    + Flow("g", "a", "u")
            ),
            ("sourceRef='a' targetRef='u'", "sourceRef='t' targetRef='u'")
        ),
        Listed(
            "TIMER_AMBIGUOUS",
            "a",
            Line($"<intermediateCatchEvent id='a'>{Waits}</intermediateCatchEvent>"),
            ("<timeDuration", $"<timeDate {Formal}>2010-01-01</timeDate><timeDuration")
        ),
        Listed(
                "MESSAGE_MISSING",
                "s",
                Line("<task id='a'/>", Operation)
                    .Replace(
                        "<startEvent id='s'/>",
                        $"<startEvent id='s'>{Receives}</startEvent>",
                        StringComparison.Ordinal
                    ),
                (Receives, "<messageEventDefinition/>")
            )
            .Also("OPERATION_MISSING"),
        Listed("THROWN_MESSAGE_MISSING", "a", Sends, (Receives, "<messageEventDefinition/>")).Also("OPERATION_MISSING"),
        Listed("OPERATION_MISSING", "a", Sends, ("<operationRef>o</operationRef>", "")),
        Listed(
            "ERROR_MISSING",
            "e",
            Line("<task id='a'/>", Errors)
                .Replace(
                    "<endEvent id='e'/>",
                    "<endEvent id='e'><errorEventDefinition errorRef='er'/></endEvent>",
                    StringComparison.Ordinal
                ),
            (" errorRef='er'", "")
        ),
        Listed(
            "ERROR_CODE_MISSING",
            "er",
            Line("<task id='a'/>", Errors)
                .Replace(
                    "<endEvent id='e'/>",
                    "<endEvent id='e'><errorEventDefinition errorRef='er'/></endEvent>",
                    StringComparison.Ordinal
                ),
            (" errorCode='E1'", "")
        ),
        Listed(
            "ESCALATION_MISSING",
            "a",
            Line(
                $"<intermediateThrowEvent id='a'>{Escalates}</intermediateThrowEvent>",
                "<escalation id='es' escalationCode='x'/>"
            ),
            (" escalationRef='es'", "")
        ),
        Listed(
            "ESCALATION_CODE_MISSING",
            "es",
            Line(
                $"<intermediateThrowEvent id='a'>{Escalates}</intermediateThrowEvent>",
                "<escalation id='es' escalationCode='x'/>"
            ),
            (" escalationCode='x'", "")
        ),
        Listed(
                "CONDITION_OF_EVENT_MISSING",
                "a",
                Line(
                    $"<intermediateCatchEvent id='a'><conditionalEventDefinition><condition {Formal}>x</condition></conditionalEventDefinition></intermediateCatchEvent>"
                ),
                ($"<condition {Formal}>x</condition>", "")
            )
            .Also("ELEMENT_MISSING"),
        Listed("LINK_NAME_MISSING", "lc", Linked, ("id='lc' name='l'", "id='lc'"))
            .Also("MISSING_NAME", "LINK_TARGET_MISSING", "LINK_END_OF_OTHER"),
        Listed("LINK_TARGET_MISSING", "a", Linked, ("id='lc' name='l'", "id='lc' name='k'")).Also("LINK_END_OF_OTHER"),
        Listed(
            "LINK_TARGET_AMBIGUOUS",
            "a",
            Linked,
            (
                "<task id='t'/>",
                "<intermediateCatchEvent id='d'><linkEventDefinition id='ld' name='l'><source>la</source></linkEventDefinition></intermediateCatchEvent><task id='t'/>"
                    + Flow("f9", "d", "t")
            )
        ),
        Listed("LINK_END_NOT_WRITTEN", "la", Linked, ("<target>lc</target>", "")),
        Listed("LINK_END_NOT_WRITTEN", "lc", Linked, ("<source>la</source>", "")),
        Listed("LINK_END_OF_OTHER", "la", Linked, ("<target>lc</target>", "<target>la</target>")),
        Listed("LINK_FLOW", "a", Linked, (Flow("f2", "c", "t"), Flow("f2", "c", "t") + Flow("f9", "a", "t"))),
        Listed("LINK_FLOW", "c", Linked, (Flow("f2", "c", "t"), Flow("f2", "c", "t") + Flow("f9", "t", "c"))),
        Listed(
            "LINK_MIXED",
            "c",
            Linked,
            ("<intermediateCatchEvent id='c'>", $"<intermediateCatchEvent id='c'>{Waits}")
        ),
        Listed(
            "COMPENSATION_HANDLER_MISSING",
            "b",
            Compensated,
            ("<association id='as' sourceRef='b' targetRef='h'/>", "<association id='as' sourceRef='h' targetRef='b'/>")
        ),
        Listed(
            "COMPENSATION_BOUNDARY_FLOW",
            "b",
            Compensated,
            (Flow("f6", "c", "e"), Flow("f6", "c", "e") + Flow("f7", "b", "e"))
        ),
        Listed(
            "FLOW_AT_COMPENSATION",
            "h",
            Compensated,
            (Flow("f6", "c", "e"), Flow("f6", "c", "h") + Flow("f7", "h", "e"))
        ),
        Listed(
            "COMPENSATED_ACTIVITY_UNSEEN",
            "c",
            Compensated.Replace(
                "<task id='h'",
                "<subProcess id='u'><task id='x'/></subProcess>"
                    + Flow("fu", "a", "u")
                    + Flow("fw", "u", "e")
                    + "<task id='h'",
                StringComparison.Ordinal
            ),
            ("activityRef='a'", "activityRef='x'")
        ),
        Listed(
            "EVENT_DEFINITION_NOT_SHARED",
            "a",
            Line(
                "<intermediateCatchEvent id='a'><eventDefinitionRef>td</eventDefinitionRef></intermediateCatchEvent>"
                    + $"<intermediateCatchEvent id='o'>{Waits.Replace("<timerEventDefinition>", "<timerEventDefinition id='inner'>", StringComparison.Ordinal)}</intermediateCatchEvent>",
                Waits.Replace("<timerEventDefinition>", "<timerEventDefinition id='td'>", StringComparison.Ordinal),
                Flow("f8", "a", "o") + Flow("f9", "o", "e")
            ),
            (">td<", ">inner<")
        ),
        Listed(
            "PARALLEL_MULTIPLE_ALONE",
            "a",
            Line(
                $"<intermediateCatchEvent id='a' parallelMultiple='true'>{Waits}{Signals}</intermediateCatchEvent>",
                Signal
            ),
            (Signals, "")
        ),
        Listed(
            "EXPRESSION_TYPE_MISSING",
            "a",
            Line($"<intermediateCatchEvent id='a'>{Waits}</intermediateCatchEvent>"),
            (" " + Formal, "")
        ),
        Listed(
            "CANCEL_OUTSIDE_TRANSACTION",
            "c9",
            Line($"<subProcess id='a'><startEvent id='s9'/><endEvent id='c9'/>{Flow("t9", "s9", "c9")}</subProcess>"),
            ("<endEvent id='c9'/>", "<endEvent id='c9'><cancelEventDefinition/></endEvent>")
        ),
        Listed(
            "INTERMEDIATE_WITHOUT_INCOMING",
            "a",
            BpmnText.Process(
                "<task id='t'/><intermediateThrowEvent id='a'/><task id='u'/>"
                    + Flow("f", "t", "a")
                    + Flow("g", "a", "u")
            ),
            ("sourceRef='t' targetRef='a'", "sourceRef='t' targetRef='u'")
        ),
        Listed(
            "HANDLER_REPEATED",
            "h2",
            Line("<task id='a'/>" + Caught("h1", "s1", "true") + Caught("h2", "s2", "false")),
            ("<startEvent id='s2' isInterrupting='false'>", "<startEvent id='s2'>")
        ),
        Listed(
            "HANDLER_REPEATED",
            "h2",
            Line(
                "<task id='a'/>"
                    + Caught("h1", "s1", "true")
                    + Caught("h2", "s2", "true")
                        .Replace(
                            "<escalationEventDefinition/>",
                            "<escalationEventDefinition escalationRef='es'/>",
                            StringComparison.Ordinal
                        ),
                "<escalation id='es'/>"
            ),
            (" escalationRef='es'", "")
        ),
        Listed(
            "EVENT_DATA_COUNT",
            "a",
            Line(
                $"<intermediateCatchEvent id='a'><dataOutput id='o1'/><dataOutput id='o2'/>{Receives}{Signals}</intermediateCatchEvent>",
                Operation + Signal
            ),
            ("<dataOutput id='o2'/>", "")
        ),
        Listed(
            "EVENT_ITEM_DIFFERS",
            "o1",
            Line(
                $"<intermediateCatchEvent id='a'><dataOutput id='o1' itemSubjectRef='it'/>{Signals}</intermediateCatchEvent>",
                "<itemDefinition id='it'/><itemDefinition id='other'/><signal id='g' structureRef='it'/>"
            ),
            ("structureRef='it'", "structureRef='other'")
        ),
    ];

    private static string Caught(string id, string start, string interrupting) =>
        $"<subProcess id='{id}' triggeredByEvent='true'><startEvent id='{start}' isInterrupting='{interrupting}'><escalationEventDefinition/></startEvent><endEvent id='e{id}'/>{Flow("f" + id, start, "e" + id)}</subProcess>";
}

internal static class ContainerPairs
{
    private static readonly string Both = BpmnText.Process(
        "<startEvent id='s'/><task id='a'/><task id='t'/><endEvent id='e'/>"
            + Flow("f1", "s", "a")
            + Flow("f2", "a", "t")
            + Flow("f3", "t", "e")
    );

    private static readonly string AdHoc = Line("<adHocSubProcess id='a'><task id='t1'/></adHocSubProcess>");

    public static readonly ConstraintPair[] All =
    [
        Listed("IMPLICIT_START", "a", Both, ("sourceRef='s' targetRef='a'", "sourceRef='s' targetRef='t'")),
        Listed("IMPLICIT_END", "t", Both, ("sourceRef='t' targetRef='e'", "sourceRef='a' targetRef='e'")),
        Listed("START_EVENT_MISSING", "p", Both, ("<startEvent id='s'/>", "<task id='s'/>")),
        Listed("END_EVENT_MISSING", "p", Both, ("<endEvent id='e'/>", "<task id='e'/>")),
        Listed("AD_HOC_CONTENT", "t1", AdHoc, ("<task id='t1'/>", "<task id='t'/><startEvent id='t1'/>")),
        Listed("AD_HOC_CONTENT", "t1", AdHoc, ("<task id='t1'/>", "<task id='t'/><endEvent id='t1'/>")),
        Listed(
            "DATA_NOT_ALLOWED",
            "x",
            Line("<subProcess id='a'><ioSpecification><inputSet/><outputSet/></ioSpecification></subProcess>"),
            ("<inputSet/>", "<dataInput id='x'/><inputSet><dataInputRefs>x</dataInputRefs></inputSet>")
        ),
        Listed("AD_HOC_EMPTY", "a", AdHoc, ("<task id='t1'/>", "")),
    ];
}

internal static class ActivityPairs
{
    private const string Loop =
        "<multiInstanceLoopCharacteristics id='mi'><loopCardinality xsi:type='tFormalExpression'>3</loopCardinality></multiInstanceLoopCharacteristics>";

    private static readonly string Many = Line($"<task id='a'>{Loop}</task>");

    private static readonly string Over = Line(
        "<dataObject id='d' isCollection='true'/><dataObject id='one'/><subProcess id='a'><multiInstanceLoopCharacteristics id='mi'><loopDataInputRef>d</loopDataInputRef></multiInstanceLoopCharacteristics><task id='t'/></subProcess>"
    );

    private static readonly string OneByOne = Line(
        "<task id='a'><ioSpecification><dataInput id='all' isCollection='true' itemSubjectRef='all1'/><inputSet><dataInputRefs>all</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>all</loopDataInputRef><inputDataItem id='item' itemSubjectRef='one1'/></multiInstanceLoopCharacteristics></task>",
        "<itemDefinition id='all1' isCollection='true' structureRef='xsi:text'/><itemDefinition id='one1' structureRef='xsi:text'/><itemDefinition id='other1' structureRef='xsi:number'/>"
    );

    private static readonly string TaskOver = Line(
        "<dataObject id='d' isCollection='true'/><task id='a'><ioSpecification><dataInput id='in' isCollection='true'/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics id='mi'><loopDataInputRef>in</loopDataInputRef></multiInstanceLoopCharacteristics></task>"
    );

    private static readonly string Owned = Line(
        "<userTask id='a'><potentialOwner id='po'><resourceRef>r</resourceRef><resourceParameterBinding parameterRef='rp'><formalExpression>1</formalExpression></resourceParameterBinding></potentialOwner></userTask>",
        "<resource id='r' name='r'><resourceParameter id='rp'/></resource><resource id='q' name='q'><resourceParameter id='qp'/></resource>"
    );

    private static readonly string Lanes = Line("<task id='a'/>")
        .Replace(
            "<startEvent",
            "<laneSet id='ls'><lane id='l1'><flowNodeRef>a</flowNodeRef></lane><lane id='l2'><flowNodeRef>s</flowNodeRef></lane></laneSet><startEvent",
            StringComparison.Ordinal
        )
        .Replace("</process>", "</process><process id='p2'><task id='x'/></process>", StringComparison.Ordinal);

    public static readonly ConstraintPair[] All =
    [
        Listed("QUANTITY_INVALID", "a", Line("<task id='a' startQuantity='1'/>"), ("'1'/>", "'0'/>")),
        Listed("QUANTITY_INVALID", "a", Line("<task id='a' completionQuantity='1'/>"), ("'1'/>", "'-1'/>")),
        Listed(
            "SCRIPT_FORMAT_MISSING",
            "a",
            Line("<scriptTask id='a' scriptFormat='feel'><script>1</script></scriptTask>"),
            (" scriptFormat='feel'", "")
        ),
        Listed(
            "SCRIPT_FORMAT_MISSING",
            "gs",
            Line(
                "<task id='a'/>",
                "<globalScriptTask id='gs' scriptLanguage='feel'><script>1</script></globalScriptTask>"
            ),
            (" scriptLanguage='feel'", "")
        ),
        Listed("MULTI_INSTANCE_WITHOUT_COUNT", "mi", Many, ($"<loopCardinality {Formal}>3</loopCardinality>", "")),
        Listed(
            "MULTI_INSTANCE_WITH_BOTH",
            "mi",
            TaskOver,
            ("<loopDataInputRef>", $"<loopCardinality {Formal}>3</loopCardinality><loopDataInputRef>")
        ),
        Listed(
            "BEHAVIOR_EVENT_MISSING",
            "mi",
            Line(
                $"<task id='a'>{Loop.Replace("id='mi'", "id='mi' behavior='One' oneBehaviorEventRef='sd'", StringComparison.Ordinal)}</task>",
                "<signal id='g' name='g'/><signalEventDefinition id='sd' signalRef='g'/>"
            ),
            (" oneBehaviorEventRef='sd'", "")
        ),
        Listed(
            "WRONG_REFERENCE",
            "mi",
            Line(
                $"<task id='a'>{Loop.Replace("id='mi'", "id='mi' behavior='One' oneBehaviorEventRef='sd'", StringComparison.Ordinal)}</task>",
                "<signal id='g' name='g'/><signalEventDefinition id='sd' signalRef='g'/>"
            ),
            (" oneBehaviorEventRef='sd'", " oneBehaviorEventRef='g'")
        ),
        Listed("LOOP_DATA_ELSEWHERE", "mi", Over, ("Ref>d<", "Ref>one<")),
        Listed("LOOP_DATA_ELSEWHERE", "mi", TaskOver, ("Ref>in</loop", "Ref>d</loop")),
        Listed("LOOP_ITEM_NOT_SCALAR", "item", OneByOne, ("itemSubjectRef='one1'", "itemSubjectRef='other1'")),
        Listed("LOOP_ITEM_NOT_SCALAR", "item", OneByOne, ("itemSubjectRef='one1'", "isCollection='true'")),
        Listed(
            "RESOURCE_ROLE_CONTENT",
            "po",
            Owned,
            (
                "</potentialOwner>",
                "<resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression></potentialOwner>"
            )
        ),
        Listed("PARAMETER_OF_OTHER_RESOURCE", "po", Owned, ("parameterRef='rp'", "parameterRef='qp'")),
        Listed("LANE_NODE_ELSEWHERE", "l1", Lanes, (">a</flowNodeRef>", ">x</flowNodeRef>")),
        Listed("LANE_NODE_TWICE", "l2", Lanes, (">s</flowNodeRef>", ">a</flowNodeRef>")),
        Listed("WRONG_LOOSE_REFERENCE", "l1", Lanes, (">a</flowNodeRef>", ">fa</flowNodeRef>")),
        Listed(
            "PUBLIC_AND_EXECUTABLE",
            "p",
            Plain.Replace("<process ", "<process processType='Private' ", StringComparison.Ordinal),
            ("'Private'", "'Public'")
        ),
        Listed(
                "CALLED_DATA_DIFFERS",
                "a",
                Line(
                    $"<callActivity id='a' calledElement='gu'>{Specification("1")}</callActivity>",
                    $"<globalUserTask id='gu'>{Specification("2")}</globalUserTask>"
                ),
                ("<dataInput id='in1'/>", "<dataInput id='in1'/><dataInput id='more1'/>")
            )
            .Also("DATA_IN_NO_SET"),
    ];

    public static string Specification(string suffix) =>
        $"<ioSpecification id='ios{suffix}'><dataInput id='in{suffix}'/><inputSet><dataInputRefs>in{suffix}</dataInputRefs></inputSet><outputSet/></ioSpecification>";
}
