using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Tests.Bpmn;

public sealed class EventReadingTests
{
    private const string Roots = """
        <message id="m" name="reply"/><signal id="s" name="void ${lead}"/><error id="e" errorCode="E1"/><error id="any"/>
        <escalation id="x" escalationCode="X1"/><timerEventDefinition id="shared"><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
        """;

    private static Event Boundary(string definition) =>
        (Event)
            BpmnText
                .ReadProcess(
                    BpmnText.Around(
                        "<task id=\"a\"/>",
                        "a",
                        Roots,
                        $"""<boundaryEvent id="b" attachedToRef="a">{definition}<outgoing>f</outgoing></boundaryEvent><sequenceFlow id="f" sourceRef="b" targetRef="z"/><task id="z"><incoming>f</incoming></task>"""
                    )
                )
                .Node("b");

    [Theory]
    [InlineData("timeDate", "2010-03-15T09:00:00+08:00", TimerKind.Date)]
    [InlineData("timeDate", "2010-03-15", TimerKind.Date)]
    [InlineData("timeDuration", "P1DT2H", TimerKind.Duration)]
    [InlineData("timeCycle", "R3/PT1H", TimerKind.Cycle)]
    [InlineData("timeCycle", "R/2010-01-01T00:00:00Z/P1D", TimerKind.Cycle)]
    [InlineData("timeCycle", "0 0 9 ? * MON-FRI", TimerKind.Cycle)]
    [InlineData("timeDuration", "${waiting}", TimerKind.Duration)]
    [InlineData("timeDate", "= date and time(\"2010-03-15T09:00:00\") + duration(\"P1D\")", TimerKind.Date)]
    public void Timers_are_dates_durations_and_cycles(string element, string text, TimerKind kind)
    {
        var read = Boundary(
            $"<timerEventDefinition><{element} xsi:type=\"tFormalExpression\">{text.Replace("\"", "&quot;", StringComparison.Ordinal)}</{element}></timerEventDefinition>"
        );

        var timer = Assert.IsType<EventDefinition.Timer>(Assert.Single(read.Definitions));
        Assert.Equal(kind, timer.Kind);
        Assert.Equal(text, timer.Text.Source);
    }

    [Fact]
    public void Each_definition_is_read_with_what_it_refers_to()
    {
        Assert.Equal(
            new EventDefinition.Message(new MessageReference("reply")),
            Assert.Single(Boundary("<messageEventDefinition messageRef=\"tns:m\"/>").Definitions)
        );
        Assert.Equal(
            "void ${lead}",
            Assert
                .IsType<EventDefinition.Signal>(
                    Assert.Single(Boundary("<signalEventDefinition signalRef=\"s\"/>").Definitions)
                )
                .Name.Source
        );
        Assert.Equal(
            new EventDefinition.Error("E1", "code", "why"),
            Assert.Single(
                Boundary(
                    "<errorEventDefinition errorRef=\"e\" camunda:errorCodeVariable=\"code\" camunda:errorMessageVariable=\"why\"/>"
                ).Definitions
            )
        );
        Assert.Equal(
            new EventDefinition.Error(null, null, null),
            Assert.Single(Boundary("<errorEventDefinition errorRef=\"any\"/>").Definitions)
        );
        Assert.Equal(
            new EventDefinition.Escalation("X1", null),
            Assert.Single(Boundary("<escalationEventDefinition escalationRef=\"x\"/>").Definitions)
        );
    }

    [Fact]
    public void Shared_definitions_are_followed()
    {
        Assert.IsType<EventDefinition.Timer>(
            Assert.Single(Boundary("<eventDefinitionRef>tns:shared</eventDefinitionRef>").Definitions)
        );
    }

    [Fact]
    public void Events_say_whether_they_interrupt()
    {
        var process = BpmnText.ReadProcess(
            BpmnText.Around(
                "<task id=\"a\"/>",
                "a",
                Roots,
                """
                <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><outgoing>f</outgoing><messageEventDefinition messageRef="m"/></boundaryEvent>
                <sequenceFlow id="f" sourceRef="b" targetRef="z"/><task id="z"/>
                <subProcess id="sub" triggeredByEvent="true"><startEvent id="s2" isInterrupting="false"><messageEventDefinition messageRef="m"/></startEvent></subProcess>
                """
            )
        );

        Assert.False(Assert.IsType<BoundaryEvent>(process.Node("b")).IsInterrupting);
        Assert.False(Assert.IsType<StartEvent>(process.Node("s2")).IsInterrupting);
        Assert.Equal(["sub"], process.RootScope.EventSubProcessIds);
    }

    [Fact]
    public void A_message_flow_names_the_message_where_the_event_does_not()
    {
        var file = BpmnText.Read(
            BpmnText.File(
                """
                <collaboration id="c"><participant id="pa" processRef="p"/><participant id="pb" processRef="q"/>
                  <messageFlow id="flow" sourceRef="throw" targetRef="catch"/></collaboration>
                <process id="p"><intermediateThrowEvent id="throw"><messageEventDefinition/></intermediateThrowEvent></process>
                <process id="q"><intermediateCatchEvent id="catch"><messageEventDefinition/></intermediateCatchEvent></process>
                """
            )
        );

        var names = file.Processes.Select(p =>
            ((EventDefinition.Message)((Event)p.Nodes[0]).Definitions[0]).Reference!.Name
        );
        Assert.Equal(["flow", "flow"], names);
    }

    [Fact]
    public void The_initiator_is_kept_in_a_variable()
    {
        var xml = BpmnText
            .Around("<task id=\"a\"/>", "a")
            .Replace("id=\"start\"", "id=\"start\" camunda:initiator=\"who\"", StringComparison.Ordinal);

        Assert.Equal("who", BpmnText.ReadNode<StartEvent>(xml, "start").InitiatorVariable);
    }
}
