using System.Collections.Frozen;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>
/// Which events may stand in a choreography (BPMN 2.0.2 §11.6, tables 11.6 to 11.8): nobody outside could send it a message, and
/// of what is thrown nobody could say which participant throws it.
/// </summary>
internal static class ChoreographyEventChecks
{
    private static readonly string[] Seen =
    [
        "timerEventDefinition",
        "conditionalEventDefinition",
        "signalEventDefinition",
    ];

    // Table 11.7 lets a boundary event catch what the participants of its activity can see.
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["startEvent"] = Seen,
        ["intermediateCatchEvent"] = [.. Seen, "linkEventDefinition"],
        ["intermediateThrowEvent"] = ["linkEventDefinition"],
        ["boundaryEvent"] =
        [
            .. Seen,
            "messageEventDefinition",
            "errorEventDefinition",
            "escalationEventDefinition",
            "cancelEventDefinition",
            "compensateEventDefinition",
        ],
        ["endEvent"] = ["terminateEventDefinition"],
    }.ToFrozenDictionary();

    public static void Check(BpmnDocument document, SourceElement node, IEnumerable<SourceElement> definitions)
    {
        var allowed = Allowed.GetValueOrDefault(node.Name, []);
        foreach (var definition in definitions.Where(d => !allowed.Contains(d.Name)))
        {
            var rule = node.Name == "startEvent" ? Rules.ChoreographyStart : Rules.ChoreographyEvent;
            document.Findings.Add(rule, node, document.IdOf(node), definition.Name);
        }
    }
}
