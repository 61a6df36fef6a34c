using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Message flows connect two pools, never elements of one (BPMN 2.0.2 §7.6.2, §9.4).</summary>
internal static class CollaborationChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var flow in document.All("messageFlow"))
        {
            var ends = new[] { End(document, flow, "sourceRef"), End(document, flow, "targetRef") };
            foreach (var end in ends.OfType<SourceElement>().Where(e => !MayBeEnd(e)))
            {
                document.Findings.Add(Rules.MessageFlowEnd, flow, document.IdOf(flow), end.Name);
            }
            var pools = ends.Select(e => e is null ? null : PoolOf(document, e)).ToArray();
            if (pools[0] is not null && pools[0] == pools[1])
            {
                document.Findings.Add(Rules.MessageFlowInsidePool, flow, document.IdOf(flow));
            }
        }
    }

    private static SourceElement? End(BpmnDocument document, SourceElement flow, string attribute) =>
        flow.Attribute(attribute) is { Length: > 0 } reference ? document.Resolve(flow, reference).Element : null;

    private static bool MayBeEnd(SourceElement element) =>
        element.Name == "participant"
        || BpmnNames.IsActivity(element)
        || BpmnNames.IsEvent(element)
        || element.Name.Contains("onversation", StringComparison.Ordinal);

    // A pool stands for its process, whichever of the two the flow touches.
    private static SourceElement? PoolOf(BpmnDocument document, SourceElement element) =>
        element.Name == "participant"
            ? document.Resolve(element, element.Attribute("processRef"), "process") ?? element
            : element.Ancestors().FirstOrDefault(a => a.IsBpmn && a.Name == "process");
}
