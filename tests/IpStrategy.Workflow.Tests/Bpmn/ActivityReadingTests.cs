using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Bpmn;

public sealed class ActivityReadingTests
{
    private static T Read<T>(string element, string roots = "", string rest = "")
        where T : FlowNode => BpmnText.ReadNode<T>(BpmnText.Around(element, "a", roots, rest));

    private static string Wrapped(string open, string content, string name) =>
        content.TrimStart().StartsWith("<extensionElements", StringComparison.Ordinal)
            ? $"<{open}>{content}<incoming>in</incoming><outgoing>out</outgoing></{name}>"
            : $"<{open}><incoming>in</incoming><outgoing>out</outgoing>{content}</{name}>";

    [Fact]
    public void A_user_task_says_who_may_do_it_and_by_when()
    {
        var task = Read<UserTask>(
            Wrapped(
                "userTask id=\"a\" name=\"签收\" camunda:assignee=\"${lead}\" camunda:candidateUsers=\"li.ming, wang.wu\" camunda:candidateGroups=\"agency:${lead}\" camunda:dueDate=\"=now() + duration(&quot;P3D&quot;)\" camunda:followUpDate=\"2010-03-20\" camunda:priority=\"50\" camunda:formKey=\"plan\"",
                "<extensionElements><camunda:properties><camunda:property name=\"kind\" value=\"reply\"/></camunda:properties></extensionElements>",
                "userTask"
            )
        );

        Assert.Equal("${lead}", task.Assignee?.Source);
        Assert.Equal("li.ming, wang.wu", task.CandidateUsers?.Constant?.ToString().Trim('"'));
        Assert.Equal("agency:${lead}", task.CandidateGroups?.Source);
        Assert.NotNull(task.DueDate);
        Assert.Null(task.DueDate.Constant);
        Assert.Equal("2010-03-20", task.FollowUpDate?.Source);
        Assert.Equal("50", task.Priority?.Source);
        Assert.Equal("plan", task.FormKey?.Source);
        Assert.Equal("reply", task.Properties["kind"]);
        Assert.Equal("签收", task.Name);
    }

    [Fact]
    public void Roles_of_the_standard_name_candidates_and_assignee()
    {
        var task = Read<UserTask>(
            Wrapped(
                "userTask id=\"a\" camunda:candidateGroups=\"office\"",
                """
                <humanPerformer><resourceAssignmentExpression><formalExpression>zhang.san</formalExpression></resourceAssignmentExpression></humanPerformer>
                <potentialOwner><resourceAssignmentExpression><formalExpression>user(li.si), group(agency:gsj), clerks, user(${deputy})</formalExpression></resourceAssignmentExpression></potentialOwner>
                """,
                "userTask"
            )
        );

        Assert.Equal("zhang.san", task.Assignee?.Source);
        Assert.Equal("li.si,${deputy}", task.CandidateUsers?.Source);
        Assert.Equal("office,agency:gsj,clerks", task.CandidateGroups?.Source);
    }

    [Fact]
    public void A_resource_goes_by_its_name()
    {
        var task = Read<UserTask>(
            Wrapped(
                "userTask id=\"a\"",
                "<potentialOwner><resourceRef>tns:r</resourceRef></potentialOwner>",
                "userTask"
            ),
            "<resource id=\"r\" name=\"office:clerk\"/>"
        );

        Assert.Equal("office:clerk", task.CandidateGroups?.Source);
    }

    [Fact]
    public void A_node_counts_to_its_innermost_lane()
    {
        var process = BpmnText.ReadProcess(
            BpmnText.Process(
                """
                <laneSet id="ls"><lane id="outer" name="office"><flowNodeRef>a</flowNodeRef><flowNodeRef>sub</flowNodeRef>
                  <childLaneSet id="cls"><lane id="inner" name="clerk"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>
                <userTask id="a"/><subProcess id="sub"><userTask id="b"/></subProcess>
                """
            )
        );

        Assert.Equal(["sub", "b"], process.Lanes.Single(l => l.Id == "outer").NodeIds);
        Assert.Equal(["a"], process.Lanes.Single(l => l.Id == "inner").NodeIds);
    }

    [Fact]
    public void Automatic_tasks_are_bound_in_four_ways()
    {
        Assert.IsType<Implementation.Evaluated>(
            Read<ServiceTask>(
                "<serviceTask id=\"a\" camunda:expression=\"${1 + 1}\" camunda:resultVariable=\"r\"/>"
            ).Implementation
        );
        Assert.Equal(
            new Implementation.Handler("set-reply-date"),
            Read<ServiceTask>("<serviceTask id=\"a\" camunda:delegateExpression=\"${set-reply-date}\"/>").Implementation
        );
        Assert.Equal(
            new Implementation.Handler("org.example.Remind"),
            Read<SendTask>("<sendTask id=\"a\" camunda:class=\"org.example.Remind\"/>").Implementation
        );
        Assert.Equal(
            "seal",
            Assert
                .IsType<Implementation.External>(
                    Read<ServiceTask>("<serviceTask id=\"a\" camunda:topic=\"seal\"/>").Implementation
                )
                .Topic.Source
        );
        Assert.IsType<Implementation.None>(Read<SendTask>("<sendTask id=\"a\"/>").Implementation);
        Assert.IsType<Implementation.None>(Read<ServiceTask>("<serviceTask id=\"a\"/>").Implementation);
    }

    [Fact]
    public void An_unknown_handler_refuses_and_can_be_passed_over()
    {
        var xml = BpmnText.Around("<serviceTask id=\"a\" camunda:class=\"x.Y\"/>", "a");
        var none = new BpmnReadingOptions { Handlers = [] };

        Assert.False(BpmnText.Read(xml, none).IsDeployable);
        Assert.True(BpmnText.Read(xml, none).IsOk);
        var ignored = BpmnText.Read(xml, none with { IgnoreUnknownScripts = true });
        Assert.True(ignored.IsDeployable);
        Assert.Equal("HANDLER_IGNORED", Assert.Single(ignored.Diagnostics).Code);
        Assert.Empty(BpmnText.Read(xml, none with { Handlers = ["x.Y"] }).Diagnostics);
    }

    [Fact]
    public void Listeners_are_handlers_and_unknown_ones_are_skipped_with_a_warning()
    {
        var xml = BpmnText.Around(
            Wrapped(
                "userTask id=\"a\"",
                """
                <extensionElements><camunda:taskListener event="create" delegateExpression="${notify}"/>
                <camunda:executionListener event="end" class="x.Y"/><camunda:executionListener event="start" expression="${a.b()}"/></extensionElements>
                """,
                "userTask"
            ),
            "a"
        );

        var file = BpmnText.Read(xml, new BpmnReadingOptions { Handlers = ["notify"] });

        Assert.True(file.IsDeployable);
        Assert.Equal(["LISTENER_UNKNOWN", "LISTENER_UNKNOWN"], file.Diagnostics.Select(d => d.Code));
        Assert.Equal(
            new Listener("create", "notify"),
            Assert.Single(Assert.Single(file.Processes).Node("a").Listeners)
        );
    }

    [Theory]
    [InlineData("feel", "1 + 1")]
    [InlineData("FEEL", "= 1 + 1")]
    [InlineData("juel", "${1 + 1}")]
    public void Scripts_are_feel_or_juel(string format, string text) =>
        Assert.NotNull(
            Read<ScriptTask>(
                Wrapped(
                    $"scriptTask id=\"a\" scriptFormat=\"{format}\" camunda:resultVariable=\"x\"",
                    $"<script>{text}</script>",
                    "scriptTask"
                )
            ).Script
        );

    [Fact]
    public void No_other_language_is_run()
    {
        var xml = BpmnText.Around(
            Wrapped("scriptTask id=\"a\" scriptFormat=\"javascript\"", "<script>x = 1</script>", "scriptTask"),
            "a"
        );

        var refused = BpmnText.Read(xml);
        var ignored = BpmnText.Read(xml, new BpmnReadingOptions { IgnoreUnknownScripts = true });

        Assert.True(refused.IsOk);
        Assert.False(refused.IsDeployable);
        Assert.True(ignored.IsDeployable);
        Assert.Null(((ScriptTask)Assert.Single(ignored.Processes).Node("a")).Script);
    }

    [Fact]
    public void A_call_says_what_goes_in_and_what_comes_out()
    {
        var call = Read<CallActivity>(
            Wrapped(
                "callActivity id=\"a\" calledElement=\"tns:sub\" camunda:calledElementBinding=\"version\" camunda:calledElementVersion=\"3\"",
                """
                <extensionElements><camunda:in businessKey="${key}"/><camunda:in source="lead" target="agency"/>
                <camunda:in sourceExpression="${1 + 1}" target="two"/><camunda:in variables="all"/><camunda:out source="result" target="results"/></extensionElements>
                """,
                "callActivity"
            )
        );

        Assert.Equal("sub", call.CalledElement.Source);
        Assert.Equal(3, call.CalledVersion);
        Assert.Equal("${key}", call.BusinessKey?.Source);
        Assert.Equal(["agency", "two", ""], call.CallInputs.Select(m => m.Target));
        Assert.True(call.CallInputs[2].CopiesAll);
        Assert.Equal(("results", "result"), call.CallOutputs.Select(m => (m.Target, m.Value!.Source)).Single());
    }

    [Fact]
    public void Parameters_are_texts_lists_maps_and_scripts()
    {
        var task = Read<NoneTask>(
            Wrapped(
                "task id=\"a\"",
                """
                <extensionElements><camunda:inputOutput>
                  <camunda:inputParameter name="literal">plain text</camunda:inputParameter>
                  <camunda:inputParameter name="computed">${x + 1}</camunda:inputParameter>
                  <camunda:inputParameter name="list"><camunda:list><camunda:value>a</camunda:value><camunda:value>=1 + 1</camunda:value></camunda:list></camunda:inputParameter>
                  <camunda:inputParameter name="map"><camunda:map><camunda:entry key="k">v "q"</camunda:entry></camunda:map></camunda:inputParameter>
                  <camunda:outputParameter name="result"><camunda:script scriptFormat="feel">x * 2</camunda:script></camunda:outputParameter>
                </camunda:inputOutput></extensionElements>
                """,
                "task"
            )
        );

        Assert.Equal(["literal", "computed", "list", "map"], task.Inputs.Select(m => m.Target));
        Assert.Equal("[\"a\", 2]", FeelText.Literal(task.Inputs[2].Value!.Evaluate(Expressions.Feel.Scope()).Value));
        var map = Assert.IsType<FeelValue.Context>(task.Inputs[3].Value!.Evaluate(Expressions.Feel.Scope()).Value);
        Assert.Equal(KeyValuePair.Create("k", FeelValue.From("v \"q\"")), Assert.Single(map.Entries));
        Assert.Equal("result", Assert.Single(task.Outputs).Target);
    }

    [Fact]
    public void Multi_instance_by_extension_or_by_the_standards_own_elements()
    {
        var byExtension = Read<UserTask>(
            Wrapped(
                "userTask id=\"a\"",
                "<multiInstanceLoopCharacteristics isSequential=\"true\" camunda:collection=\"parties\" camunda:elementVariable=\"party\"><completionCondition xsi:type=\"tFormalExpression\">nrOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics>",
                "userTask"
            )
        );
        var byStandard = Read<UserTask>(
            Wrapped(
                "userTask id=\"a\"",
                """
                <ioSpecification><dataInput id="din" name="all"/><dataOutput id="dout"/><inputSet><dataInputRefs>din</dataInputRefs></inputSet><outputSet><dataOutputRefs>dout</dataOutputRefs></outputSet></ioSpecification>
                <dataInputAssociation><sourceRef>parties</sourceRef><targetRef>din</targetRef></dataInputAssociation>
                <dataOutputAssociation><sourceRef>dout</sourceRef><targetRef>replies</targetRef></dataOutputAssociation>
                <multiInstanceLoopCharacteristics><loopDataInputRef>din</loopDataInputRef><loopDataOutputRef>dout</loopDataOutputRef>
                  <inputDataItem id="item" name="party"/><outputDataItem id="oitem" name="reply"/></multiInstanceLoopCharacteristics>
                """,
                "userTask"
            ),
            rest: "<dataObject id=\"parties\" name=\"partyList\"/><dataObject id=\"replies\"/>"
        );

        var first = Assert.IsType<LoopCharacteristics.MultiInstance>(byExtension.Loop);
        Assert.True(first.IsSequential);
        Assert.Equal(("parties", "party"), (first.Collection?.Source, first.ElementVariable));
        Assert.NotNull(first.CompletionCondition);
        var second = Assert.IsType<LoopCharacteristics.MultiInstance>(byStandard.Loop);
        Assert.Equal(("partyList", "party"), (second.Collection?.Source, second.ElementVariable));
        Assert.Equal(("reply", "replies"), (second.OutputVariable, second.OutputCollection));
        Assert.Empty(byStandard.Inputs);
        Assert.Empty(byStandard.Outputs);
    }

    [Fact]
    public void Standard_loops_have_a_condition_a_maximum_or_both()
    {
        var task = Read<NoneTask>(
            Wrapped(
                "task id=\"a\" startQuantity=\"1\"",
                "<standardLoopCharacteristics testBefore=\"true\" loopMaximum=\"3\"><loopCondition xsi:type=\"tFormalExpression\">n &lt; 5</loopCondition></standardLoopCharacteristics>",
                "task"
            )
        );

        var loop = Assert.IsType<LoopCharacteristics.Standard>(task.Loop);
        Assert.True(loop.TestBefore);
        Assert.Equal(3, loop.LoopMaximum);
        Assert.NotNull(loop.Condition);
    }

    [Fact]
    public void Data_associations_are_assignments()
    {
        var task = Read<NoneTask>(
            Wrapped(
                "task id=\"a\"",
                """
                <ioSpecification><dataInput id="i" name="draft"/><dataOutput id="o" name="plan"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification>
                <dataInputAssociation><sourceRef>ref</sourceRef><targetRef>i</targetRef></dataInputAssociation>
                <dataOutputAssociation><sourceRef>o</sourceRef><targetRef>ref</targetRef></dataOutputAssociation>
                """,
                "task"
            ),
            rest: "<dataObject id=\"d\" name=\"document\"/><dataObjectReference id=\"ref\" dataObjectRef=\"d\"/>"
        );

        Assert.Equal(("draft", "document"), task.Inputs.Select(m => (m.Target, m.Value!.Source)).Single());
        Assert.Equal("document", Assert.Single(task.Outputs).Target);
    }

    [Fact]
    public void What_a_drawing_tool_writes_for_an_arrow_without_meaning_means_nothing()
    {
        var task = Read<NoneTask>(
            Wrapped(
                "task id=\"a\"",
                """
                <property id="pr" name="__targetRef_placeholder"/>
                <dataInputAssociation><sourceRef>ref</sourceRef><targetRef>pr</targetRef></dataInputAssociation>
                <dataOutputAssociation><targetRef>ref</targetRef></dataOutputAssociation>
                """,
                "task"
            ),
            rest: "<dataObject id=\"d\"/><dataObjectReference id=\"ref\" dataObjectRef=\"d\"/>"
        );

        Assert.Empty(task.Inputs);
        Assert.Empty(task.Outputs);
    }

    [Fact]
    public void A_global_task_is_a_process_of_its_own()
    {
        var file = BpmnText.Read(
            BpmnText.Process("<callActivity id=\"a\" calledElement=\"g\"/>", "<globalUserTask id=\"g\" name=\"盖章\"/>")
        );

        Assert.True(file.IsDeployable);
        var global = file.Processes.Single(p => p.Id.ProcessId == "g");
        Assert.IsType<UserTask>(global.Node("g"));
    }

    [Fact]
    public void Asynchronous_continuations_are_read()
    {
        var task = Read<NoneTask>(
            "<task id=\"a\" camunda:asyncBefore=\"true\" camunda:asyncAfter=\"true\" camunda:exclusive=\"false\"/>"
        );

        Assert.True(task.AsyncBefore);
        Assert.True(task.AsyncAfter);
    }
}
