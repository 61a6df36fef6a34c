using System.Globalization;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Pools and the messages between them (BPMN 2.0.2 §7.6.2, §9.3, §9.4).</summary>
internal static class CollaborationChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var flow in document.All("messageFlow"))
        {
            var (source, target) = (End(document, flow, "sourceRef"), End(document, flow, "targetRef"));
            CheckEnd(document, flow, source, "sourceRef");
            CheckEnd(document, flow, target, "targetRef");
            if (source is not null && target is not null && IsOnePool(document, source, target))
            {
                document.Findings.Add(Rules.MessageFlowInsidePool, flow, document.IdOf(flow));
            }
        }
        CheckCounts(document, "sourceRef");
        CheckCounts(document, "targetRef");
        foreach (var multiplicity in document.All("participantMultiplicity"))
        {
            CheckMultiplicity(document, multiplicity);
        }
    }

    private static SourceElement? End(BpmnDocument document, SourceElement flow, string attribute) =>
        flow.Attribute(attribute) is { Length: > 0 } reference ? document.Resolve(flow, reference).Element : null;

    private static void CheckEnd(BpmnDocument document, SourceElement flow, SourceElement? end, string attribute)
    {
        if (end is null)
        {
            return;
        }
        var id = document.IdOf(flow);
        if (!MayBeEnd(end))
        {
            document.Findings.Add(Rules.MessageFlowEnd, flow, id, end.Name);
            return;
        }
        // §10.5.2 to §10.5.4: what is thrown is sent from, what is caught is received by.
        var isWrong =
            attribute == "sourceRef"
                ? end.Name is "startEvent" or "boundaryEvent" or "intermediateCatchEvent"
                : EventDefinitionReading.IsThrowing(end);
        if (isWrong)
        {
            document.Findings.Add(Rules.MessageFlowDirection, flow, id, document.IdOf(end), end.Name, attribute);
        }
        else if (BpmnNames.IsEvent(end) && !HasMessage(document, end))
        {
            document.Findings.Add(Rules.MessageFlowTrigger, flow, id, document.IdOf(end));
        }
    }

    // A message intermediate event has one message flow; an end event several only where it has several results.
    private static void CheckCounts(BpmnDocument document, string attribute)
    {
        var ends = document
            .All("messageFlow")
            .Select(f => End(document, f, attribute))
            .OfType<SourceElement>()
            .GroupBy(e => e)
            .Where(g => g.Skip(1).Any())
            .Select(g => g.Key);
        foreach (var node in ends)
        {
            var isSingle =
                node.Name is "intermediateCatchEvent" or "intermediateThrowEvent"
                || (node.Name == "endEvent" && EventDefinitionReading.Elements(document, node).Count() == 1);
            if (isSingle)
            {
                document.Findings.Add(Rules.MessageFlowsAtEvent, node, document.IdOf(node));
            }
        }
    }

    private static bool HasMessage(BpmnDocument document, SourceElement node) =>
        EventDefinitionReading.HasUnknown(document, node)
        || EventDefinitionReading.Elements(document, node).Any(d => d.Name == "messageEventDefinition");

    private static bool MayBeEnd(SourceElement element) =>
        element.Name == "participant"
        || BpmnNames.IsActivity(element)
        || BpmnNames.IsEvent(element)
        || element.Name is "conversation" or "subConversation" or "callConversation";

    // Two pools may have the same process, but nothing inside it shows which of them is meant.
    private static bool IsOnePool(BpmnDocument document, SourceElement source, SourceElement target) =>
        source.Name == "participant" && target.Name == "participant"
            ? source == target
            : PoolOf(document, source) is { } pool && pool == PoolOf(document, target);

    // A pool stands for its process, whichever of the two the flow touches.
    private static SourceElement? PoolOf(BpmnDocument document, SourceElement element) =>
        element.Name == "participant"
            ? document.Resolve(element, element.Attribute("processRef"), "process") ?? element
            : element.Ancestors().FirstOrDefault(a => a.IsBpmn && a.Name == "process");

    // Table 9.4: "MUST be one or greater, AND MUST be equal or greater than the minimum value".
    private static void CheckMultiplicity(BpmnDocument document, SourceElement multiplicity)
    {
        var minimum = Number(multiplicity, "minimum", 0);
        var maximum = Number(multiplicity, "maximum", 1);
        if (minimum is { } from && maximum is { } to && (to < 1 || to < from || from < 0))
        {
            var facts = new[] { from, to }.Select(n => n.ToString(CultureInfo.InvariantCulture)).ToArray();
            document.Findings.Add(Rules.MultiplicityInvalid, multiplicity, facts);
        }
    }

    private static int? Number(SourceElement element, string attribute, int otherwise) =>
        element.Attribute(attribute) is not { } written ? otherwise
        : int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
