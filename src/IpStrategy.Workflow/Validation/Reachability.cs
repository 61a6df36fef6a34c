using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What can never be reached in a container: a warning only, the rest runs as drawn.</summary>
internal static class Reachability
{
    public static void Check(BpmnDocument document, Outline outline)
    {
        var entries = outline.Nodes.Where(n => IsEntry(document, outline, n)).ToList();
        if (entries.Count == 0 && outline.Nodes.Count > 0)
        {
            document.Findings.Add(Rules.NothingToStart, outline.Container, document.IdOf(outline.Container));
            return;
        }
        var reached = new HashSet<SourceElement>(entries);
        var open = new Queue<SourceElement>(entries);
        while (open.TryDequeue(out var node))
        {
            foreach (var next in Next(document, outline, node).Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }
        foreach (var node in outline.Nodes.Where(n => !reached.Contains(n)))
        {
            document.Findings.Add(Rules.Unreachable, node, document.IdOf(node));
        }
    }

    private static bool IsEntry(BpmnDocument document, Outline outline, SourceElement node) =>
        ContainerChecks.StandsAlone(node)
        || (
            node.Name != "boundaryEvent"
            && !ContainerChecks.IsLink(document, node, "intermediateCatchEvent")
            && !outline.Incoming(node).Any()
        );

    private static IEnumerable<SourceElement> Next(BpmnDocument document, Outline outline, SourceElement node)
    {
        var byFlow = outline.Outgoing(node).Select(f => f.Target);
        var byBoundary = document.BoundaryEventsOf(node).Where(b => b.Parent == node.Parent);
        return ContainerChecks.IsLink(document, node, "intermediateThrowEvent")
            ? outline.Nodes.Where(n => ContainerChecks.IsLink(document, n, "intermediateCatchEvent"))
            : byFlow.Concat(byBoundary);
    }
}
