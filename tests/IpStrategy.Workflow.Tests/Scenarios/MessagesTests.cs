using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §9.4 and §10.5.5: messages between the pools of one file, what they carry, and what sends them.</summary>
public sealed class MessagesTests
{
    private static Stage Pools(string one, string two, string flows, string messages) =>
        new Stage().With(
            "p.bpmn",
            BpmnText.File(
                $"""
                {Roots(
                    messages
                )}<collaboration id='co'><participant id='P1' name='1' processRef='p'/><participant id='P2' name='2' processRef='q'/>{flows}</collaboration>
                {one}{two}
                """
            )
        );

    private static string MessageFlow(string from, string to) =>
        $"<messageFlow id='{from}_{to}' sourceRef='{from}' targetRef='{to}'/>";

    [Theory]
    [InlineData(
        "<intermediateThrowEvent id='send'><messageEventDefinition messageRef='asked'/></intermediateThrowEvent>"
    )]
    [InlineData("<sendTask id='send' messageRef='asked'/>")]
    public void A_message_flow_leads_to_its_end_whatever_the_message_is_called_there(string sender) =>
        Pools(
                Pool(
                    "p",
                    $"<startEvent id='s'/>{sender}<receiveTask id='r' messageRef='answered'/>{Users("done")}",
                    "s -> send; send -> r; r -> done"
                ),
                Pool(
                    "q",
                    $"<startEvent id='qs'>{Message("question")}</startEvent>{Users("work")}<endEvent id='qe'>{Message(
                        "reply"
                    )}</endEvent>",
                    "qs -> work; work -> qe"
                ),
                MessageFlow("send", "qs") + MessageFlow("qe", "r"),
                "asked question answered reply"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["r", "work"], "instances": 2},
                {"op": "complete", "task": "work"},
                {"op": "expect", "tasks": ["done"], "instances": 1}
                """
            );

    [Fact]
    public void A_conversation_stays_between_the_two_that_began_it() =>
        Pools(
                Pool(
                    "p",
                    $"<startEvent id='s'/><sendTask id='send' messageRef='ask'/><receiveTask id='r' messageRef='reply'/>{Users("done")}",
                    "s -> send; send -> r; r -> done"
                ),
                Pool(
                    "q",
                    $"<startEvent id='qs'>{Message("ask")}</startEvent>{Users("work")}<endEvent id='qe'>{Message("reply")}</endEvent>",
                    "qs -> work; work -> qe"
                ),
                MessageFlow("send", "qs") + MessageFlow("qe", "r"),
                "ask reply"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "one"},
                {"op": "start", "process": "p", "as": "two"},
                {"op": "expect", "tasks": ["work", "work"]},
                {"op": "complete", "task": "work", "instance": "q#2"},
                {"op": "expect", "instance": "two", "tasks": ["done"]},
                {"op": "expect", "instance": "one", "active": ["r"]}
                """
            );

    [Fact]
    public void Of_several_that_wait_none_is_taken_at_random() =>
        Stage(
                $"{Ends}<intermediateCatchEvent id='c'>{Message("m")}</intermediateCatchEvent>{Users("t")}",
                "s -> c; c -> t; t -> e",
                Roots("m")
            )
            .With(
                "q.bpmn",
                BpmnText.File(
                    Roots("m")
                        + Pool("q", $"<startEvent id='qs'/><endEvent id='qe'>{Message("m")}</endEvent>", "qs -> qe")
                )
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "one"},
                {"op": "start", "process": "p", "as": "two"},
                {"op": "start", "process": "q", "as": "three"},
                {"op": "expect", "active": ["c", "c"], "ended": ["three"]},
                {"op": "message", "name": "m", "refused": true}
                """
            );

    private const string OrderKey = """
        <correlationProperty id='orderProp' name='order'>
          <correlationPropertyRetrievalExpression messageRef='m'><messagePath>order</messagePath></correlationPropertyRetrievalExpression>
        </correlationProperty>
        <collaboration id='co'><participant id='P1' name='1' processRef='p'/>
          <correlationKey id='key' name='key'><correlationPropertyRef>orderProp</correlationPropertyRef></correlationKey></collaboration>
        """;

    [Fact]
    public void A_message_goes_to_the_instance_that_has_what_it_carries() =>
        Stage(
                $"""
                {Ends}<intermediateCatchEvent id='c'>{Message("m")}</intermediateCatchEvent>{Users("t")}
                <correlationSubscription id='cs' correlationKeyRef='key'><correlationPropertyBinding id='cb' correlationPropertyRef='orderProp'><dataPath>orderId</dataPath></correlationPropertyBinding></correlationSubscription>
                """,
                "s -> c; c -> t; t -> e",
                Roots("m") + OrderKey
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "one", "variables": {"orderId": 1}},
                {"op": "start", "process": "p", "as": "two", "variables": {"orderId": 2}},
                {"op": "message", "name": "m", "refused": true},
                {"op": "message", "name": "m", "variables": {"order": 3}, "refused": true},
                {"op": "message", "name": "m", "variables": {"order": 2}},
                {"op": "expect", "instance": "two", "tasks": ["t"]},
                {"op": "expect", "instance": "one", "tasks": []}
                """
            );

    [Fact]
    public void What_a_sender_maps_in_is_carried_and_what_a_receiver_maps_out_is_kept() =>
        Pools(
                Pool(
                    "p",
                    """
                    <startEvent id='s'/><intermediateThrowEvent id='send'><extensionElements><camunda:inputOutput>
                      <camunda:inputParameter name='n'>${x + 1}</camunda:inputParameter></camunda:inputOutput></extensionElements>
                      <messageEventDefinition messageRef='m'/></intermediateThrowEvent>
                    """,
                    "s -> send"
                ),
                Pool(
                    "q",
                    $"""
                    <startEvent id='qs'><extensionElements><camunda:inputOutput><camunda:outputParameter name='doubled'>$[n * 2]</camunda:outputParameter></camunda:inputOutput></extensionElements>{Message(
                        "m"
                    )}</startEvent>{Users("work")}
                    """.Replace(
                        "$[n * 2]",
                        "${n * 2}",
                        StringComparison.Ordinal
                    ),
                    "qs -> work"
                ),
                MessageFlow("send", "qs"),
                "m"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "a", "variables": {"x": 4, "secret": 1}},
                {"op": "expect", "instance": "q#1", "variables": {"n": 5, "doubled": 10}, "variablesAbsent": ["x", "secret"]}
                """
            );

    [Fact]
    public void A_message_event_bound_to_external_work_goes_on_when_that_is_done() =>
        Stage(
                $"{Ends}<intermediateThrowEvent id='send'><messageEventDefinition camunda:type='external' camunda:topic='mail'/></intermediateThrowEvent>{Users("t")}",
                "s -> send; send -> t; t -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "active": ["send"], "tasks": []},
                {"op": "trigger", "activity": "send"},
                {"op": "expect", "tasks": ["t"]}
                """
            );

    [Fact]
    public void A_message_event_bound_to_an_expression_keeps_its_result() =>
        Stage(
                "<startEvent id='s'/><endEvent id='e'><messageEventDefinition camunda:expression='${x + 1}' camunda:resultVariable='y'/></endEvent>",
                "s -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"x": 1}},
                {"op": "expect", "status": "completed", "variables": {"y": 2}}
                """
            );

    [Fact]
    public void A_signal_brings_what_it_is_given_to_every_instance_that_waits() =>
        Stage(
                $"""
                <startEvent id='s'/><exclusiveGateway id='x' default='x-c'/>
                <intermediateCatchEvent id='c'>{Signal("go")}</intermediateCatchEvent>{Users("t")}
                <endEvent id='e'><signalEventDefinition signalRef='go'><extensionElements><camunda:in source='v' target='w'/></extensionElements></signalEventDefinition></endEvent>
                """,
                "s -> x; x -> e [throws]; x -> c; c -> t",
                Roots("", "go")
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "as": "one", "variables": {"throws": false}},
                {"op": "start", "process": "p", "as": "two", "variables": {"throws": false}},
                {"op": "start", "process": "p", "as": "three", "variables": {"throws": true, "v": 7}},
                {"op": "expect", "tasks": ["t", "t"], "ended": ["three"]},
                {"op": "expect", "instance": "two", "variables": {"w": 7}, "variablesAbsent": ["v"]}
                """
            );
}
