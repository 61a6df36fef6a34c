using System.Text;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Tests.Bpmn;

/// <summary>BPMN files written small: what is around the elements a test is about.</summary>
internal static class BpmnText
{
    private const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tns="urn:test" id="defs" targetNamespace="urn:test">
        """;

    public static string File(string content) => $"{Head}\n{content}\n</definitions>";

    public static string Process(string content, string roots = "") =>
        File($"{roots}\n<process id=\"p\" isExecutable=\"true\">\n{content}\n</process>");

    /// <summary>A process of one activity between a start and an end, written as the standard wants it.</summary>
    public static string Around(string element, string id, string roots = "", string rest = "")
    {
        var listed = $"<incoming>in</incoming><outgoing>out</outgoing>";
        var open = element.IndexOf('>', StringComparison.Ordinal);
        var body =
            element[open - 1] == '/'
                ? $"{element[..(open - 1)]}>{listed}</{element[1..element.IndexOfAny([' ', '/'])]}>"
                : element;
        return Process(
            $"""
            <startEvent id="start"><outgoing>in</outgoing></startEvent>
            <sequenceFlow id="in" sourceRef="start" targetRef="{id}"/>
            {body}
            <sequenceFlow id="out" sourceRef="{id}" targetRef="end"/>
            <endEvent id="end"><incoming>out</incoming></endEvent>
            {rest}
            """,
            roots
        );
    }

    public static BpmnFile Read(string xml, BpmnReadingOptions? options = null) =>
        BpmnReader.Read(Encoding.UTF8.GetBytes(xml), options);

    public static ProcessDefinition ReadProcess(string xml, BpmnReadingOptions? options = null)
    {
        var file = Read(xml, options);
        Assert.True(file.IsDeployable, string.Join('\n', file.Diagnostics.Where(d => d.PreventsExecution)));
        return Assert.Single(file.Processes);
    }

    public static T ReadNode<T>(string xml, string id = "a")
        where T : FlowNode => Assert.IsType<T>(ReadProcess(xml).Node(id));

    public static BpmnDiagnostic Finding(string xml, string code) =>
        Assert.Single(Read(xml).Diagnostics, d => d.Code == code);
}
