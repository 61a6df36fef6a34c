using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Lanes (BPMN 2.0.2 §10.8). Each node counts to one lane: the innermost that lists it, else the one around the sub-process
/// that holds it.
/// </summary>
internal static class LaneReading
{
    public static ImmutableArray<Lane> Read(BpmnDocument document, SourceElement process)
    {
        var lanes = process.DescendantsAndSelf().Where(e => e.IsBpmn && e.Name == "lane").ToList();
        if (lanes.Count == 0)
        {
            return [];
        }
        var listed = Listed(document, lanes);
        var members = process
            .DescendantsAndSelf()
            .Where(BpmnNames.IsFlowNode)
            .Select(n => (Node: n, Lane: LaneAround(listed, n)))
            .Where(m => m.Lane is not null)
            .ToLookup(m => m.Lane!, m => document.IdOf(m.Node));
        return [.. lanes.Select(l => new Lane(document.IdOf(l), l.Attribute("name"), [.. members[l]]))];
    }

    private static Dictionary<SourceElement, SourceElement> Listed(BpmnDocument document, List<SourceElement> lanes)
    {
        var listed = new Dictionary<SourceElement, SourceElement>();
        foreach (var lane in lanes)
        {
            foreach (var reference in lane.Model("flowNodeRef"))
            {
                if (document.Resolve(reference, reference.Text).Element is { } node)
                {
                    // A nested lane stands behind its outer one in document order, so the innermost stays.
                    listed[node] = lane;
                }
            }
        }
        return listed;
    }

    private static SourceElement? LaneAround(Dictionary<SourceElement, SourceElement> listed, SourceElement node) =>
        node.Ancestors()
            .Prepend(node)
            .TakeWhile(e => e.Name != "process")
            .Select(listed.GetValueOrDefault)
            .FirstOrDefault(l => l is not null);
}
