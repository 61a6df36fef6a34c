using System.Xml.Linq;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>A file that keeps one constraint, and the same file with the smallest change that breaks it.</summary>
/// <param name="Element">The id that the finding must name.</param>
internal sealed record ConstraintPair(string Code, string Element, string Right, string Wrong)
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly string[] BeforeFlows =
    [
        "documentation",
        "extensionElements",
        "auditing",
        "monitoring",
        "categoryValueRef",
    ];

    /// <summary>Both files with their incoming and outgoing flows written down.</summary>
    public static ConstraintPair Listed(string code, string element, string right, (string From, string To) change) =>
        Of(code, element, right, change) with
        {
            Right = List(right),
            Wrong = List(Changed(right, change)),
        };

    /// <summary>Both files as they are.</summary>
    public static ConstraintPair Of(string code, string element, string right, (string From, string To) change) =>
        new(code, element, right, Changed(right, change));

    /// <summary>Rules that cannot but be broken with this one.</summary>
    public string[] Others { get; init; } = [];

    public ConstraintPair Also(params string[] others) => this with { Others = others };

    public static string Flow(string id, string source, string target, string content = "") =>
        $"<sequenceFlow id='{id}' sourceRef='{source}' targetRef='{target}'>{content}</sequenceFlow>";

    /// <summary>An executable process from a start event through the node "a" to an end event.</summary>
    public static string Line(string nodes, string roots = "", string rest = "") =>
        BpmnText.Process(
            $"<startEvent id='s'/>{nodes}<endEvent id='e'/>{Flow("fa", "s", "a")}{Flow("fe", "a", "e")}{rest}",
            roots
        );

    /// <summary>Writes every flow down at its ends, where the schema wants it.</summary>
    public static string List(string xml)
    {
        var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        var byId = document
            .Descendants()
            .Where(e => e.Attribute("id") is not null)
            .ToLookup(e => e.Attribute("id")!.Value, StringComparer.Ordinal);
        foreach (var flow in document.Descendants(Model + "sequenceFlow").Reverse())
        {
            Write(byId, flow, "sourceRef", "outgoing");
        }
        foreach (var flow in document.Descendants(Model + "sequenceFlow").Reverse())
        {
            Write(byId, flow, "targetRef", "incoming");
        }
        return document.Declaration + document.ToString(SaveOptions.DisableFormatting);
    }

    private static void Write(ILookup<string, XElement> byId, XElement flow, string end, string list)
    {
        var node = byId[flow.Attribute(end)?.Value ?? ""].FirstOrDefault();
        if (
            node is null
            || node.Name.LocalName is "dataObject" or "dataObjectReference" or "textAnnotation" or "participant"
        )
        {
            return;
        }
        var entry = new XElement(Model + list, flow.Attribute("id")!.Value);
        var before = node.Elements().LastOrDefault(e => BeforeFlows.Contains(e.Name.LocalName));
        if (before is null)
        {
            node.AddFirst(entry);
        }
        else
        {
            before.AddAfterSelf(entry);
        }
    }

    private static string Changed(string right, (string From, string To) change)
    {
        Assert.Contains(change.From, right, StringComparison.Ordinal);
        return right.Replace(change.From, change.To, StringComparison.Ordinal);
    }
}
