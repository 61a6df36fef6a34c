using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Sequence flows: their ends, their conditions, and that nodes list them (BPMN 2.0.2 §8.4.13).</summary>
internal static class FlowChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var flow in document.All("sequenceFlow"))
        {
            CheckEnds(document, flow);
            CheckCondition(document, flow);
            if (flow.Attribute("isImmediate") is "false" or "0" && BpmnDocument.IsInExecutable(flow))
            {
                document.Findings.Add(Rules.ImmediateFalse, flow, document.IdOf(flow));
            }
        }
        foreach (var node in document.Elements.Where(BpmnNames.IsConnectable))
        {
            if (
                node.Parent is { } container
                && (BpmnNames.IsContainer(container) || BpmnNames.IsChoreography(container))
            )
            {
                var outline = document.OutlineOf(container);
                CheckListed(document, node, "incoming", outline.Incoming(node));
                CheckListed(document, node, "outgoing", outline.Outgoing(node));
            }
            CheckDefault(document, node);
        }
    }

    private static void CheckEnds(BpmnDocument document, SourceElement flow)
    {
        var source = End(document, flow, "sourceRef");
        var target = End(document, flow, "targetRef");
        if (source is null || target is null)
        {
            return;
        }
        if (source.Parent != target.Parent)
        {
            document.Findings.Add(Rules.FlowCrossesScope, flow, document.IdOf(flow));
        }
        else if (flow.Parent != source.Parent)
        {
            document.Findings.Add(Rules.FlowOutsideScope, flow, document.IdOf(flow));
        }
    }

    private static SourceElement? End(BpmnDocument document, SourceElement flow, string attribute)
    {
        if (flow.Find(attribute) is not { Value.Length: > 0 } written)
        {
            document.Findings.Add(Rules.FlowEndMissing, flow, document.IdOf(flow), attribute);
            return null;
        }
        var found = document.Resolve(flow, written.Value);
        if (found.Element is null)
        {
            document.Findings.Add(Rules.UnresolvedReference, flow, written.Place, attribute, written.Value);
            return null;
        }
        if (!BpmnNames.IsConnectable(found.Element))
        {
            document.Findings.Add(
                Rules.WrongReference,
                flow,
                written.Place,
                attribute,
                written.Value,
                found.Element.Name
            );
            return null;
        }
        return found.Element;
    }

    private static void CheckCondition(BpmnDocument document, SourceElement flow)
    {
        var source = document.Resolve(flow, flow.Attribute("sourceRef") ?? "").Element;
        if (source is null || flow.FirstModel("conditionExpression") is null)
        {
            return;
        }
        var id = document.IdOf(flow);
        if (source.Name is "parallelGateway" or "eventBasedGateway")
        {
            document.Findings.Add(Rules.ConditionNotAllowed, flow, id, source.Name);
        }
        if (BpmnNames.IsEvent(source))
        {
            document.Findings.Add(Rules.ConditionAfterEvent, flow, id);
        }
        if (document.Resolve(source, source.Attribute("default"), "sequenceFlow") == flow)
        {
            document.Findings.Add(Rules.DefaultHasCondition, flow, id);
        }
        if (source.Parent is { } container && BpmnNames.IsContainer(container))
        {
            CheckAlternative(document, flow, source, document.OutlineOf(container).Outgoing(source).Count());
        }
    }

    private static void CheckAlternative(BpmnDocument document, SourceElement flow, SourceElement source, int outgoing)
    {
        if (outgoing == 1 && BpmnNames.IsActivity(source))
        {
            document.Findings.Add(Rules.ConditionWithoutAlternative, flow, document.IdOf(flow));
        }
        else if (outgoing == 1 && source.Name is "exclusiveGateway" or "inclusiveGateway")
        {
            document.Findings.Add(Rules.ConditionOnOnlyFlow, flow, document.IdOf(flow));
        }
    }

    private static void CheckListed(
        BpmnDocument document,
        SourceElement node,
        string name,
        IEnumerable<DrawnFlow> flows
    )
    {
        var listed = node.Model(name).Select(c => (Child: c, Flow: document.Resolve(c, c.Text).Element)).ToList();
        var drawn = flows.Select(f => f.Flow).ToHashSet();
        foreach (var flow in drawn.Where(f => !listed.Exists(l => l.Flow == f)))
        {
            document.Findings.Add(Rules.FlowNotListed, node, node.Name, document.IdOf(flow), name);
        }
        foreach (var (child, flow) in listed)
        {
            var end = name == "incoming" ? "targetRef" : "sourceRef";
            if (flow is { Name: "sequenceFlow" } && document.Resolve(flow, flow.Attribute(end) ?? "").Element != node)
            {
                document.Findings.Add(Rules.FlowWronglyListed, child, node.Name, child.Text.Trim(), name);
            }
        }
    }

    private static void CheckDefault(BpmnDocument document, SourceElement node)
    {
        if (node.Find("default") is not { Value.Length: > 0 } written)
        {
            return;
        }
        if (node.Name is "parallelGateway" or "eventBasedGateway" || BpmnNames.IsEvent(node))
        {
            document.Findings.Add(Rules.DefaultNotAllowed, node, written.Place, node.Name);
            return;
        }
        var flow = document.Resolve(node, written.Value, "sequenceFlow");
        var leaves = flow is not null && document.Resolve(flow, flow.Attribute("sourceRef") ?? "").Element == node;
        if (!leaves)
        {
            document.Findings.Add(Rules.DefaultNotOutgoing, node, written.Place, written.Value);
        }
    }
}
