using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Tests.Bpmn;
using static IpStrategy.Workflow.Tests.Validation.ConstraintPair;

namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>A file that keeps the standard is never called wrong, whoever drew it.</summary>
public sealed class ValidFilesTests
{
    public static TheoryData<string> Modelers => [.. ModelerFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Modelers))]
    public void Files_in_the_manner_of_every_modeler_are_ok(string modeler)
    {
        AssertOk(ModelerFiles.All[modeler]);
    }

    [Theory]
    [InlineData("<process id='p'/>")]
    [InlineData("<process id='p' isExecutable='true'/>")]
    [InlineData("<process id='p'><task id='a'/></process>")]
    [InlineData(
        "<collaboration id='c'><participant id='x'/><participant id='y'/><messageFlow id='f' sourceRef='x' targetRef='y'/></collaboration>"
    )]
    [InlineData("<globalUserTask id='g'/><resource id='r' name='r'/><endPoint id='e'/><category/>")]
    [InlineData("<process id='p'><subProcess id='u'/><callActivity id='c'/><transaction id='t'/></process>")]
    [InlineData(
        "<process id='p'><complexGateway id='g' gatewayDirection='Unspecified'><outgoing>f</outgoing><outgoing>h</outgoing></complexGateway><task id='a'><incoming>f</incoming><incoming>h</incoming></task><sequenceFlow id='f' sourceRef='g' targetRef='a'/><sequenceFlow id='h' sourceRef='g' targetRef='a'/></process>"
    )]
    [InlineData(
        "<process id='p'><startEvent id='s'><outgoing>f</outgoing><timerEventDefinition/></startEvent><endEvent id='e'><incoming>f</incoming><messageEventDefinition/><signalEventDefinition/><errorEventDefinition/></endEvent><sequenceFlow id='f' sourceRef='s' targetRef='e'/></process>"
    )]
    [InlineData("<process id='p'><task id='a'><standardLoopCharacteristics/></task></process>")]
    [InlineData(
        "<process id='p'><task id='a'><outgoing>f</outgoing><outgoing>g</outgoing></task><task id='b'><incoming>f</incoming><incoming>g</incoming></task><sequenceFlow id='f' sourceRef='a' targetRef='b'><conditionExpression>when it rains</conditionExpression></sequenceFlow><sequenceFlow id='g' sourceRef='a' targetRef='b'/></process>"
    )]
    [InlineData("<process id='p'><receiveTask id='r' instantiate='true'/></process>")]
    [InlineData("<itemDefinition id='i' structureRef='xsi:any'/><error id='e' structureRef='xsi:foreign'/>")]
    [InlineData(
        "<process id='p'><sendTask id='t'><ioSpecification><dataInput id='n'/><dataInput id='m'/><inputSet><dataInputRefs>n</dataInputRefs><dataInputRefs>m</dataInputRefs></inputSet><outputSet/></ioSpecification></sendTask></process>"
    )]
    [InlineData(
        "<process id='p'><subProcess id='t'><ioSpecification><inputSet/><outputSet/></ioSpecification></subProcess></process>"
    )]
    [InlineData(
        "<collaboration id='c'><participant id='x' processRef='p'/><participant id='y' processRef='p'/><messageFlow id='f' sourceRef='x' targetRef='y'/></collaboration><process id='p'/>"
    )]
    [InlineData(
        "<itemDefinition id='i' structureRef='xsi:any'/><itemDefinition id='j' structureRef='xsi:any'/><process id='p'><dataObject id='d' itemSubjectRef='i'/><task id='t'><ioSpecification><dataInput id='n' itemSubjectRef='j'/><inputSet><dataInputRefs>n</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation><sourceRef>d</sourceRef><targetRef>n</targetRef></dataInputAssociation></task></process>"
    )]
    public void What_the_standard_leaves_open_is_ok(string content)
    {
        AssertOk(BpmnText.File(content));
    }

    // §10.5.3: the cancel end event "is used within a Transaction"; it does not say how deep.
    [Theory]
    [InlineData("transaction", true)]
    [InlineData("subProcess", false)]
    public void A_cancel_end_event_may_stand_deep_inside_a_transaction(string container, bool isOk)
    {
        var xml = List(
            Line(
                $"<{container} id='a'><startEvent id='s1'/><subProcess id='u'><startEvent id='s2'/><endEvent id='c'><cancelEventDefinition/></endEvent>{Flow("f2", "s2", "c")}</subProcess><endEvent id='e1'/>{Flow("f3", "s1", "u")}{Flow("f4", "u", "e1")}</{container}>"
            )
        );

        var file = BpmnText.Read(xml);

        Assert.Equal((isOk, isOk), (file.IsOk, file.IsDeployable));
    }

    [Fact]
    public void A_wrong_choreography_does_not_keep_the_process_beside_it_from_running()
    {
        var pair = ConstraintPairs.All.Single(p => p.Code == "FLOW_INTO_START" && p.Wrong.Contains("<choreography "));
        var file = BpmnText.Read(
            pair.Wrong.Replace(
                "</definitions>",
                "<process id='own' isExecutable='true'><startEvent id='o1'><outgoing>o3</outgoing></startEvent><endEvent id='o2'><incoming>o3</incoming></endEvent><sequenceFlow id='o3' sourceRef='o1' targetRef='o2'/></process></definitions>",
                StringComparison.Ordinal
            )
        );

        Assert.Equal((false, true), (file.IsOk, file.IsDeployable));
    }

    [Fact]
    public void Byte_order_marks_and_old_code_pages_are_ok()
    {
        var latin = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!;
        var text = ModelerFiles.Signavio.Replace("UTF-8", "windows-1252", StringComparison.Ordinal);

        Assert.True(BpmnReader.Read(latin.GetBytes(text)).IsOk);
        Assert.True(
            BpmnReader.Read((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ModelerFiles.Activiti)]).IsOk
        );
    }

    [Fact]
    public void An_unprefixed_name_means_this_file_though_the_default_namespace_is_another()
    {
        var xml = ModelerFiles.WebModeler.Replace(
            "xmlns:bpmn=",
            "xmlns=\"urn:elsewhere\" xmlns:bpmn=",
            StringComparison.Ordinal
        );

        AssertOk(xml);
    }

    [Fact]
    public void A_called_process_that_is_bound_when_the_call_is_made_need_not_be_in_the_file()
    {
        var bound = Line("<callActivity id='a' calledElement='elsewhere' camunda:calledElementBinding='latest'/>");

        AssertOk(List(bound));
        Assert.False(
            BpmnText
                .Read(List(bound.Replace(" camunda:calledElementBinding='latest'", "", StringComparison.Ordinal)))
                .IsOk
        );
    }

    [Fact]
    public void Rules_that_hold_for_executable_processes_hold_for_those_that_say_so()
    {
        foreach (
            var pair in ConstraintPairs.All.Where(p =>
                p.Code is "OPERATION_MISSING" or "ERROR_CODE_MISSING" or "IMMEDIATE_FALSE" or "EXPRESSION_TYPE_MISSING"
            )
        )
        {
            AssertOk(pair.Wrong.Replace(" isExecutable=\"true\"", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Reading_grows_with_the_size_of_a_file_and_not_faster()
    {
        var middle = new StringBuilder();
        var count = 21_000;
        for (var i = 1; i <= count; i++)
        {
            middle.Append(
                CultureInfo.InvariantCulture,
                $"<userTask id=\"t{i}\" name=\"任务 {i}\"><extensionElements><x:data xmlns:x=\"urn:x\">{i}</x:data></extensionElements><incoming>f{i - 1}</incoming><outgoing>f{i}</outgoing></userTask><sequenceFlow id=\"f{i}\" sourceRef=\"t{i}\" targetRef=\"{(i == count ? "e" : $"t{i + 1}")}\"/>"
            );
        }
        var xml = BpmnText.Process(
            $"<startEvent id=\"s\"><outgoing>f0</outgoing></startEvent><sequenceFlow id=\"f0\" sourceRef=\"s\" targetRef=\"t1\"/>{middle}<endEvent id=\"e\"><incoming>f{count}</incoming></endEvent>"
        );
        var bytes = Encoding.UTF8.GetBytes(xml);
        _ = BpmnReader.Read(Encoding.UTF8.GetBytes(ModelerFiles.Camunda));

        // Measured by what plain XML costs here and now: the machines that test are shared. What grows with the square of the
        // file takes hundreds of times as long.
        var (plain, read) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var run = 0; run < 3; run++)
        {
            plain = Shorter(plain, () => XDocument.Load(new MemoryStream(bytes)));
            read = Shorter(read, () => BpmnReader.Read(bytes));
        }

        Assert.True(bytes.Length > 5_000_000, $"{bytes.Length}");
        Assert.True(BpmnReader.Read(bytes).IsOk);
        Assert.True(read < 60 * plain, $"{read} against {plain}");
    }

    private static TimeSpan Shorter(TimeSpan best, Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed < best ? watch.Elapsed : best;
    }

    private static void AssertOk(string xml)
    {
        var file = BpmnText.Read(xml);
        Assert.True(file.IsOk, string.Join('\n', file.Diagnostics.Where(d => d.BreaksStandard)));
    }
}
