using System.Globalization;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What activities say of themselves: quantities, scripts, loops, and how they begin a process (BPMN 2.0.2 §10.3).</summary>
internal static class ActivityChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var element in document.Elements)
        {
            CheckQuantity(document, element, "startQuantity");
            CheckQuantity(document, element, "completionQuantity");
            CheckScript(document, element);
            if (ContainerChecks.Instantiates(element) && element.Parent is { } parent && BpmnNames.IsContainer(parent))
            {
                CheckInstantiation(document, element, document.OutlineOf(parent));
            }
        }
        foreach (var process in document.Processes)
        {
            if (process.Attribute("processType") == "Public" && process.Attribute("isExecutable") is "true" or "1")
            {
                document.Findings.Add(Rules.PublicAndExecutable, process, document.IdOf(process));
            }
        }
    }

    private static void CheckQuantity(BpmnDocument document, SourceElement element, string attribute)
    {
        if (!BpmnNames.IsActivity(element) || element.Find(attribute) is not { } written)
        {
            return;
        }
        // What is no number at all the schema finds; one that is too large for this engine is not wrong.
        if (long.TryParse(written.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) && n < 1)
        {
            document.Findings.Add(Rules.QuantityInvalid, element, written.Place, attribute, document.IdOf(element));
        }
    }

    // Tables 10.13 and 10.27: "it MUST be specified if a script is provided".
    private static void CheckScript(BpmnDocument document, SourceElement element)
    {
        var attribute = element.Name switch
        {
            "scriptTask" => "scriptFormat",
            "globalScriptTask" => "scriptLanguage",
            _ => null,
        };
        if (
            attribute is not null
            && element.FirstModel("script") is not null
            && string.IsNullOrEmpty(element.Attribute(attribute))
        )
        {
            document.Findings.Add(Rules.ScriptFormatMissing, element, document.IdOf(element));
        }
    }

    // §10.3.3, §10.6.6: "it MUST NOT have any incoming Sequence Flow"; and beside a start event it would need one (§10.5.2).
    private static void CheckInstantiation(BpmnDocument document, SourceElement node, Outline outline)
    {
        if (outline.Incoming(node).Any() || outline.Nodes.Any(n => n.Name == "startEvent"))
        {
            document.Findings.Add(Rules.InstantiatingIncoming, node, document.IdOf(node));
        }
    }
}
