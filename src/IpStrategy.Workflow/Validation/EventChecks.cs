using System.Collections.Frozen;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Where events may stand, which flows they have, and which triggers or results (BPMN 2.0.2 §10.5).</summary>
internal static class EventChecks
{
    private static readonly string[] Waiting =
    [
        "messageEventDefinition",
        "timerEventDefinition",
        "signalEventDefinition",
        "conditionalEventDefinition",
    ];

    // BPMN 2.0.2 table 10.93.
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["start event"] = Waiting,
        ["event sub-process start event"] =
        [
            .. Waiting,
            "errorEventDefinition",
            "escalationEventDefinition",
            "compensateEventDefinition",
        ],
        ["sub-process start event"] = [],
        ["catch event"] = [.. Waiting, "linkEventDefinition"],
        ["throw event"] =
        [
            "messageEventDefinition",
            "signalEventDefinition",
            "escalationEventDefinition",
            "compensateEventDefinition",
            "linkEventDefinition",
        ],
        ["boundary event"] =
        [
            .. Waiting,
            "errorEventDefinition",
            "escalationEventDefinition",
            "compensateEventDefinition",
            "cancelEventDefinition",
        ],
        ["end event"] =
        [
            "messageEventDefinition",
            "signalEventDefinition",
            "errorEventDefinition",
            "escalationEventDefinition",
            "compensateEventDefinition",
            "cancelEventDefinition",
            "terminateEventDefinition",
        ],
    }.ToFrozenDictionary();

    public static void Check(BpmnDocument document)
    {
        foreach (var node in document.Elements.Where(e => BpmnNames.IsEvent(e) && e.Parent is not null))
        {
            var definitions = EventDefinitionReading.Elements(document, node).ToList();
            if (BpmnNames.IsChoreography(node.Parent!))
            {
                ChoreographyEventChecks.Check(document, node, definitions);
            }
            else
            {
                CheckTypes(document, node, definitions);
            }
            CheckFlows(document, node);
            CheckInterrupting(document, node, definitions);
            if (node.Name == "intermediateCatchEvent" && IsWithoutTrigger(document, node, definitions))
            {
                document.Findings.Add(Rules.IntermediateWithoutTrigger, node, document.IdOf(node));
            }
            if (node.Name == "boundaryEvent")
            {
                CheckBoundary(document, node, definitions);
            }
            if (node.Attribute("parallelMultiple") is "true" or "1" && definitions.Count == 1)
            {
                document.Findings.Add(Rules.ParallelMultipleAlone, node, document.IdOf(node));
            }
        }
    }

    private static bool IsWithoutTrigger(BpmnDocument document, SourceElement node, List<SourceElement> definitions) =>
        definitions.Count == 0 && !EventDefinitionReading.HasUnknown(document, node);

    private static string PositionOf(SourceElement node) =>
        node.Name switch
        {
            "startEvent" when IsEventSubProcess(node.Parent!) => "event sub-process start event",
            "startEvent" when BpmnNames.IsSubProcess(node.Parent!) => "sub-process start event",
            "startEvent" => "start event",
            "intermediateCatchEvent" => "catch event",
            "boundaryEvent" => "boundary event",
            "endEvent" => "end event",
            _ => "throw event",
        };

    private static bool IsEventSubProcess(SourceElement element) =>
        element.Name == "subProcess" && element.Attribute("triggeredByEvent") is "true" or "1";

    private static void CheckTypes(BpmnDocument document, SourceElement node, List<SourceElement> definitions)
    {
        var position = PositionOf(node);
        var id = document.IdOf(node);
        if (position == "sub-process start event" && definitions.Count > 0)
        {
            document.Findings.Add(Rules.SubProcessStartTrigger, node, id);
            return;
        }
        foreach (var definition in definitions.Where(d => !Allowed[position].Contains(d.Name)))
        {
            document.Findings.Add(Rules.EventTypeNotAllowed, node, definition.Place, id, definition.Name, position);
        }
        if (definitions.Exists(d => d.Name == "cancelEventDefinition") && !IsInTransaction(document, node))
        {
            document.Findings.Add(Rules.CancelOutsideTransaction, node, id);
        }
    }

    // BPMN 2.0.2 §10.5.3: an end event within a transaction, however deep, or a boundary event on one.
    private static bool IsInTransaction(BpmnDocument document, SourceElement node) =>
        node.Name == "boundaryEvent"
            ? document.Resolve(node, node.Attribute("attachedToRef"), "transaction") is not null
            : node.Ancestors().Any(a => a is { IsBpmn: true, Name: "transaction" });

    private static void CheckFlows(BpmnDocument document, SourceElement node)
    {
        if (!BpmnNames.HoldsNodes(node.Parent!))
        {
            return;
        }
        var outline = document.OutlineOf(node.Parent!);
        var id = document.IdOf(node);
        if (node.Name == "startEvent" && outline.Incoming(node).Any())
        {
            document.Findings.Add(Rules.FlowIntoStart, node, id);
        }
        if (node.Name == "boundaryEvent" && outline.Incoming(node).Any())
        {
            document.Findings.Add(Rules.FlowIntoBoundary, node, id);
        }
        if (node.Name == "endEvent" && outline.Outgoing(node).Any())
        {
            document.Findings.Add(Rules.FlowOutOfEnd, node, id);
        }
        if (node.Name is "intermediateCatchEvent" or "intermediateThrowEvent")
        {
            CheckInFlow(document, node, outline);
        }
    }

    // "An Intermediate Event MUST be a source for Sequence Flow" and a target, but for the ends of a link.
    private static void CheckInFlow(BpmnDocument document, SourceElement node, Outline outline)
    {
        var isLink = EventDefinitionReading.Elements(document, node).Any(d => d.Name == "linkEventDefinition");
        var isThrow = node.Name == "intermediateThrowEvent";
        if (!outline.Outgoing(node).Any() && !(isLink && isThrow))
        {
            document.Findings.Add(Rules.IntermediateWithoutOutgoing, node, document.IdOf(node));
        }
        if (!outline.Incoming(node).Any() && !(isLink && !isThrow))
        {
            document.Findings.Add(Rules.IntermediateWithoutIncoming, node, document.IdOf(node));
        }
    }

    private static void CheckInterrupting(BpmnDocument document, SourceElement node, List<SourceElement> definitions)
    {
        var attribute = node.Name == "boundaryEvent" ? "cancelActivity" : "isInterrupting";
        if (node.Attribute(attribute) is not ("false" or "0"))
        {
            return;
        }
        foreach (var definition in definitions.Where(d => d.Name is "errorEventDefinition" or "cancelEventDefinition"))
        {
            document.Findings.Add(Rules.MustInterrupt, node, document.IdOf(node), definition.Name);
        }
    }

    private static void CheckBoundary(BpmnDocument document, SourceElement node, List<SourceElement> definitions)
    {
        var id = document.IdOf(node);
        var attached = document.Resolve(node, node.Attribute("attachedToRef") ?? "").Element;
        if (attached is null || !(BpmnNames.IsActivity(attached) || BpmnNames.IsChoreographyActivity(attached)))
        {
            document.Findings.Add(Rules.BoundaryWithoutActivity, node, id);
        }
        else if (attached.Parent != node.Parent)
        {
            document.Findings.Add(Rules.BoundaryElsewhere, node, id, document.IdOf(attached));
        }
        if (IsWithoutTrigger(document, node, definitions))
        {
            document.Findings.Add(Rules.BoundaryWithoutTrigger, node, id);
        }
        var compensates = definitions.Exists(d => d.Name == "compensateEventDefinition");
        if (
            BpmnNames.HoldsNodes(node.Parent!)
            && !compensates
            && !document.OutlineOf(node.Parent!).Outgoing(node).Any()
        )
        {
            document.Findings.Add(Rules.BoundaryWithoutOutgoing, node, id);
        }
    }
}
