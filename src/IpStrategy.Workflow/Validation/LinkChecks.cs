using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Link events: every source one target in its own scope (BPMN 2.0.2 §10.5.4, table 10.99).</summary>
internal static class LinkChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var container in document.Elements.Where(BpmnNames.IsContainer))
        {
            var links = document
                .OutlineOf(container)
                .Nodes.SelectMany(n => EventDefinitionReading.Elements(document, n).Select(d => new End(n, d)))
                .Where(e => e.Definition.Name == "linkEventDefinition")
                .ToList();
            foreach (var link in links)
            {
                CheckOne(document, link);
                CheckTargets(document, link, links);
            }
        }
    }

    private static void CheckOne(BpmnDocument document, End link)
    {
        var id = document.IdOf(link.Node);
        if (link.Name.Length == 0)
        {
            document.Findings.Add(Rules.LinkNameMissing, link.Definition, id);
        }
        var (side, other) = link.IsThrow ? ("outgoing", "target") : ("incoming", "source");
        var outline = document.OutlineOf(link.Node.Parent!);
        if ((link.IsThrow ? outline.Outgoing(link.Node) : outline.Incoming(link.Node)).Any())
        {
            document.Findings.Add(Rules.LinkFlow, link.Node, id, side);
        }
        if (link.Definition.FirstModel(other) is null)
        {
            document.Findings.Add(Rules.LinkEndNotWritten, link.Definition, id, other);
        }
        if (EventDefinitionReading.Elements(document, link.Node).Any(d => d.Name != "linkEventDefinition"))
        {
            document.Findings.Add(Rules.LinkMixed, link.Node, id);
        }
        CheckCounterparts(document, link, other);
    }

    // What a link names as its other end must be a link of the same name at an event of the other kind.
    private static void CheckCounterparts(BpmnDocument document, End link, string other)
    {
        var wanted = link.IsThrow ? "intermediateCatchEvent" : "intermediateThrowEvent";
        foreach (var reference in link.Definition.Model(other))
        {
            var found = document.Resolve(reference, reference.Text).Element;
            if (found is not { Name: "linkEventDefinition", Parent: { } holder })
            {
                continue;
            }
            var fits = holder.Name == wanted || holder.Name == "definitions";
            if (!fits || (found.Attribute("name") ?? "") != link.Name)
            {
                var id = document.IdOf(link.Node);
                document.Findings.Add(Rules.LinkEndOfOther, reference, id, reference.Text.Trim(), other);
            }
        }
    }

    private static void CheckTargets(BpmnDocument document, End link, List<End> links)
    {
        if (!link.IsThrow || link.Name.Length == 0)
        {
            return;
        }
        var targets = links.Count(l => !l.IsThrow && l.Name == link.Name);
        if (targets != 1)
        {
            var rule = targets == 0 ? Rules.LinkTargetMissing : Rules.LinkTargetAmbiguous;
            document.Findings.Add(rule, link.Node, link.Name);
        }
    }

    private sealed record End(SourceElement Node, SourceElement Definition)
    {
        public string Name => Definition.Attribute("name") ?? "";
        public bool IsThrow => Node.Name == "intermediateThrowEvent";
    }
}
