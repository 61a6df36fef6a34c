using System.Security;
using System.Text.RegularExpressions;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN files drawn in a few lines: nodes as XML with single quotes, flows as <c>a -> b; b -> c [x > 1]</c>.</summary>
internal static partial class Drawing
{
    public const string Ends = "<startEvent id='s'/><endEvent id='e'/>";

    /// <summary>A file with one process <c>p</c>.</summary>
    public static string Process(string nodes, string flows, string roots = "") =>
        BpmnText.File(roots + Pool("p", nodes, flows));

    /// <summary>One process of a file with several.</summary>
    public static string Pool(string id, string nodes, string flows) =>
        $"<process id='{id}' isExecutable='true'>{nodes}{Flows(flows)}</process>";

    public static string Flows(string flows) => string.Concat(Flow().Matches(flows).Select(Written));

    public static string Users(params string[] ids) => string.Concat(ids.Select(id => $"<userTask id='{id}'/>"));

    public static string Condition(string condition) =>
        $"<conditionalEventDefinition><condition>{SecurityElement.Escape(condition)}</condition></conditionalEventDefinition>";

    public static string Message(string id) => $"<messageEventDefinition messageRef='{id}'/>";

    public static string Signal(string id) => $"<signalEventDefinition signalRef='{id}'/>";

    public static string Timer(string duration) =>
        $"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>";

    /// <summary>Messages and signals whose names are their ids.</summary>
    public static string Roots(string messages, string signals = "") =>
        string.Concat(messages.Split(' ').Where(m => m.Length > 0).Select(m => $"<message id='{m}' name='{m}'/>"))
        + string.Concat(signals.Split(' ').Where(s => s.Length > 0).Select(s => $"<signal id='{s}' name='{s}'/>"));

    public static Stage Stage(string nodes, string flows, string roots = "") =>
        new Stage().With("p.bpmn", Process(nodes, flows, roots));

    private static string Written(Match flow)
    {
        var (source, target) = (flow.Groups["from"].Value, flow.Groups["to"].Value);
        var condition = flow.Groups["when"].Success
            ? $"<conditionExpression>{SecurityElement.Escape(flow.Groups["when"].Value)}</conditionExpression>"
            : "";
        return $"<sequenceFlow id='{source}-{target}' sourceRef='{source}' targetRef='{target}'>{condition}</sequenceFlow>";
    }

    [GeneratedRegex(@"(?<from>[\w.]+) -> (?<to>[\w.]+)( \[(?<when>[^\]]+)\])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Flow();
}
