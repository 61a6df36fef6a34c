using System.Text;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Tests.Bpmn;

public sealed class BpmnReaderTests
{
    [Fact]
    public void A_plain_process_is_ok_and_deployable()
    {
        var file = BpmnText.Read(BpmnText.Around("<task id=\"a\"/>", "a"));

        Assert.Empty(file.Diagnostics);
        var process = Assert.Single(file.Processes);
        Assert.Equal(["start", "a", "end"], process.Nodes.Select(n => n.Id));
        Assert.Equal(["in"], process.Node("a").Incoming);
        Assert.Equal(["out"], process.Node("a").Outgoing);
        Assert.Equal("p", process.RootScope.Id);
        Assert.Equal(new DefinitionId("p", 0), process.Id);
    }

    [Fact]
    public void Malformed_xml_is_found_with_its_place()
    {
        var file = BpmnText.Read("<definitions>\n  <process>\n</definitions>");

        var finding = Assert.Single(file.Diagnostics);
        Assert.Equal("MALFORMED_XML", finding.Code);
        Assert.Equal(3, finding.Place.Line);
        Assert.False(file.IsOk);
        Assert.False(file.IsDeployable);
    }

    [Fact]
    public void A_document_type_is_refused_at_its_place()
    {
        var file = BpmnText.Read("<?xml version=\"1.0\"?>\n  <!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>");

        var finding = Assert.Single(file.Diagnostics);
        Assert.Equal("DOCUMENT_TYPE", finding.Code);
        Assert.Equal(new SourcePlace(2, 3), finding.Place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")]
    [InlineData("<a/>")]
    public void What_is_no_bpmn_is_refused_and_never_throws(string text)
    {
        var file = BpmnText.Read(text);

        Assert.False(file.IsOk);
        Assert.False(file.IsDeployable);
        Assert.Empty(file.Processes);
    }

    [Fact]
    public void The_declared_encoding_is_respected()
    {
        var latin = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!;
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var text = BpmnText.Around("<task id=\"a\" name=\"Prüfen €\"/>", "a");
        var han = BpmnText.Around("<task id=\"a\" name=\"签收\"/>", "a");

        var read = BpmnReader.Read(latin.GetBytes(text.Replace("UTF-8", "windows-1252", StringComparison.Ordinal)));
        var readHan = BpmnReader.Read(chinese.GetBytes(han.Replace("UTF-8", "GB18030", StringComparison.Ordinal)));
        byte[] twoBytes =
        [
            .. Encoding.Unicode.GetPreamble(),
            .. Encoding.Unicode.GetBytes(han.Replace("UTF-8", "utf-16", StringComparison.Ordinal)),
        ];
        var wide = BpmnReader.Read(twoBytes);

        Assert.Equal("Prüfen €", Assert.Single(read.Processes).Node("a").Name);
        Assert.Equal("签收", Assert.Single(readHan.Processes).Node("a").Name);
        Assert.Equal("签收", Assert.Single(wide.Processes).Node("a").Name);
    }

    [Fact]
    public void Bytes_that_are_not_in_the_declared_encoding_are_found()
    {
        var latin = Encoding.Latin1.GetBytes(BpmnText.Around("<task id=\"a\" name=\"Prüfen\"/>", "a"));

        var finding = Assert.Single(BpmnReader.Read(latin).Diagnostics);

        Assert.Equal("WRONG_ENCODING", finding.Code);
        Assert.Equal(8, finding.Place.Line);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_can_do_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("<subProcess>", 100_000));

        Assert.Equal("TOO_DEEP", Assert.Single(BpmnText.Read(BpmnText.Process(deep)).Diagnostics).Code);
    }

    [Fact]
    public void A_process_that_is_declared_not_executable_is_a_drawing()
    {
        var file = BpmnText.Read(
            BpmnText.File(
                """
                <process id="drawn" isExecutable="false"><intermediateCatchEvent id="c"><timerEventDefinition/></intermediateCatchEvent></process>
                <process id="runs"><task id="t"/></process>
                """
            )
        );

        Assert.True(file.IsDeployable);
        Assert.Equal("runs", Assert.Single(file.Processes).Id.ProcessId);
    }

    [Fact]
    public void A_file_without_an_executable_process_breaks_no_rule_but_cannot_be_deployed()
    {
        var file = BpmnText.Read(BpmnText.File("<message id=\"m\" name=\"m\"/>"));

        Assert.True(file.IsOk);
        Assert.False(file.IsDeployable);
    }

    [Fact]
    public void Diagram_annotations_and_foreign_extensions_do_not_matter()
    {
        var xml = BpmnText.Around(
            "<task id=\"a\"><extensionElements><x:y xmlns:x=\"urn:any\" id=\"a\" assignee=\"z\"/></extensionElements><incoming>in</incoming><outgoing>out</outgoing></task>",
            "a",
            rest: """
            <textAnnotation id="note"><text>see</text></textAnnotation>
            <association id="assoc" sourceRef="a" targetRef="note"/>
            <group id="g"/>
            """
        );

        var file = BpmnText.Read(xml);

        Assert.Empty(file.Diagnostics);
        Assert.Single(file.Processes);
    }

    [Fact]
    public void Prefixed_references_are_followed()
    {
        var xml = BpmnText.Around(
            """
            <receiveTask id="a" messageRef="tns:m"/>
            """,
            "a",
            "<message id=\"m\" name=\"new invoice\"/>"
        );

        Assert.Equal("new invoice", BpmnText.ReadNode<ReceiveTask>(xml).Message?.Name);
    }

    [Fact]
    public void Ids_left_out_are_made_and_flows_still_found()
    {
        var process = BpmnText.ReadProcess(
            BpmnText.Process(
                """
                <startEvent id="s"/><task id="a"/><endEvent id="e"/>
                <sequenceFlow sourceRef="s" targetRef="a"/><sequenceFlow sourceRef="a" targetRef="e"/>
                """
            )
        );

        Assert.Equal(2, process.Flows.Length);
        Assert.Equal("a", process.Flow(Assert.Single(process.Node("s").Outgoing)).TargetId);
    }

    [Fact]
    public void Nested_scopes_hold_their_own_nodes_and_flows()
    {
        var process = BpmnText.ReadProcess(
            BpmnText.Process(
                """
                <dataObject id="d" name="draft"/>
                <subProcess id="outer">
                  <property id="pr" name="round"/>
                  <startEvent id="s"/><task id="a"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/>
                  <boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
                </subProcess>
                """
            )
        );

        var scope = process.ScopeOf("outer");
        Assert.Equal("p", scope.ParentId);
        Assert.Equal(["s", "a", "b"], scope.NodeIds);
        Assert.Equal(["f"], scope.FlowIds);
        Assert.Equal(["round"], scope.Properties);
        Assert.Equal(["draft"], process.RootScope.Properties);
        Assert.Equal("outer", process.Node("a").ScopeId);
        Assert.Equal("b", Assert.Single(process.BoundaryEventsOf("a")).Id);
    }

    [Fact]
    public void Ten_thousand_tasks_in_a_row_are_read()
    {
        var text = new StringBuilder("<startEvent id=\"t0\"/>");
        for (var i = 1; i <= 10_000; i++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<task id=\"t{i}\"/><sequenceFlow id=\"f{i}\" sourceRef=\"t{i - 1}\" targetRef=\"t{i}\"/>"
            );
        }

        Assert.Equal(10_001, BpmnText.ReadProcess(BpmnText.Process(text.ToString())).Nodes.Length);
    }

    [Theory]
    [InlineData("http://operaton.org/schema/1.0/bpmn")]
    [InlineData("http://flowable.org/bpmn")]
    [InlineData("http://activiti.org/bpmn")]
    public void Other_engines_namespaces_read_alike(string space)
    {
        var xml = BpmnText
            .Around("<userTask id=\"a\" camunda:assignee=\"zhang.san\"/>", "a")
            .Replace("http://camunda.org/schema/1.0/bpmn", space, StringComparison.Ordinal);

        Assert.Equal("zhang.san", BpmnText.ReadNode<UserTask>(xml).Assignee?.Source);
    }
}
