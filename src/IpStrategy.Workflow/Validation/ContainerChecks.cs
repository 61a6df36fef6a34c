using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>How a process or sub-process begins and ends, and what of it can be reached (BPMN 2.0.2 §10.5.2, §10.5.3, §13.2).</summary>
internal static class ContainerChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var container in document.Elements.Where(BpmnNames.HoldsNodes))
        {
            var outline = document.OutlineOf(container);
            if (BpmnNames.IsChoreography(container))
            {
                // §11.6: start and end events mark a choreography as they mark a process.
                CheckBothEnds(document, outline);
                CheckImplicit(document, outline);
                continue;
            }
            if (container.Name == "subProcess" && IsTrue(container.Attribute("triggeredByEvent")))
            {
                CheckEventSubProcess(document, outline);
            }
            if (container.Name == "adHocSubProcess")
            {
                CheckAdHoc(document, outline);
            }
            else
            {
                CheckBothEnds(document, outline);
                CheckImplicit(document, outline);
                Reachability.Check(document, outline);
            }
            CheckNoneStarts(document, outline);
            CheckHandlers(document, outline);
        }
    }

    // "For an interrupting Event … only one Event Sub-Process for the same Event Declaration MUST be modeled."
    private static void CheckHandlers(BpmnDocument document, Outline outline)
    {
        var seen = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (
            var handler in outline.Nodes.Where(n => n.Name == "subProcess" && IsTrue(n.Attribute("triggeredByEvent")))
        )
        {
            var start = handler
                .Model("startEvent")
                .FirstOrDefault(s => s.Attribute("isInterrupting") is not ("false" or "0"));
            var definitions = start is null ? [] : EventDefinitionReading.Elements(document, start);
            foreach (var declared in definitions.Select(d => DeclarationOf(document, d)).OfType<string>())
            {
                if (!seen.TryAdd(declared, handler) && seen[declared] != handler)
                {
                    var (id, other) = (document.IdOf(handler), document.IdOf(seen[declared]));
                    document.Findings.Add(Rules.HandlerRepeated, handler, id, other);
                }
            }
        }
    }

    // What an event definition catches; null where two of a kind cannot be told to be the same.
    private static string? DeclarationOf(BpmnDocument document, SourceElement definition)
    {
        var reference = definition.Name switch
        {
            "messageEventDefinition" => definition.Attribute("messageRef"),
            "signalEventDefinition" => definition.Attribute("signalRef"),
            "errorEventDefinition" => definition.Attribute("errorRef") ?? "",
            "escalationEventDefinition" => definition.Attribute("escalationRef") ?? "",
            "compensateEventDefinition" => "",
            _ => null,
        };
        var named = string.IsNullOrEmpty(reference) ? null : document.Resolve(definition, reference).Element;
        return reference is null || (named is null && reference.Length > 0) ? null : $"{definition.Name} {named?.Id}";
    }

    private static bool IsTrue(string? value) => value is "true" or "1";

    private static void CheckEventSubProcess(BpmnDocument document, Outline outline)
    {
        var container = outline.Container;
        var id = document.IdOf(container);
        var starts = outline.Nodes.Where(n => n.Name == "startEvent").ToList();
        if (starts.Count != 1 || !HasTrigger(document, starts[0]))
        {
            document.Findings.Add(Rules.EventSubProcessStart, container, id);
        }
        var outer = container.Parent is { } parent && BpmnNames.IsContainer(parent) ? document.OutlineOf(parent) : null;
        if (outer is not null && (outer.Incoming(container).Any() || outer.Outgoing(container).Any()))
        {
            document.Findings.Add(Rules.FlowAtEventSubProcess, container, id);
        }
    }

    private static bool HasTrigger(BpmnDocument document, SourceElement start) =>
        EventDefinitionReading.Elements(document, start).Any() || EventDefinitionReading.HasUnknown(document, start);

    private static void CheckAdHoc(BpmnDocument document, Outline outline)
    {
        var id = document.IdOf(outline.Container);
        foreach (var node in outline.Nodes.Where(n => n.Name is "startEvent" or "endEvent"))
        {
            document.Findings.Add(Rules.AdHocContent, node, id, node.Name);
        }
        if (!outline.Nodes.Any(BpmnNames.IsActivity))
        {
            document.Findings.Add(Rules.AdHocEmpty, outline.Container, id);
        }
    }

    private static void CheckBothEnds(BpmnDocument document, Outline outline)
    {
        var hasStart = outline.Nodes.Any(n => n.Name == "startEvent");
        var hasEnd = outline.Nodes.Any(n => n.Name == "endEvent");
        if (hasStart && !hasEnd)
        {
            document.Findings.Add(Rules.EndEventMissing, outline.Container, document.IdOf(outline.Container));
        }
        if (hasEnd && !hasStart && !outline.Nodes.Any(Instantiates))
        {
            document.Findings.Add(Rules.StartEventMissing, outline.Container, document.IdOf(outline.Container));
        }
    }

    private static void CheckImplicit(BpmnDocument document, Outline outline)
    {
        var hasStart = outline.Nodes.Any(n => n.Name == "startEvent");
        var hasEnd = outline.Nodes.Any(n => n.Name == "endEvent");
        foreach (var node in outline.Nodes.Where(n => !StandsAlone(n)))
        {
            if (hasStart && node.Name != "startEvent" && !CanBegin(document, node) && !outline.Incoming(node).Any())
            {
                document.Findings.Add(Rules.ImplicitStart, node, document.IdOf(node));
            }
            // Boundary events have a rule of their own.
            var ends = node.Name is "endEvent" or "boundaryEvent" || IsLink(document, node, "intermediateThrowEvent");
            if (hasEnd && !ends && !outline.Outgoing(node).Any())
            {
                document.Findings.Add(Rules.ImplicitEnd, node, document.IdOf(node));
            }
        }
    }

    /// <summary>Nodes that are entered otherwise than by a sequence flow.</summary>
    public static bool CanBegin(BpmnDocument document, SourceElement node) =>
        node.Name is "startEvent" or "boundaryEvent"
        || Instantiates(node)
        || IsLink(document, node, "intermediateCatchEvent");

    /// <summary>Event sub-processes and compensation handlers stand outside the normal flow.</summary>
    public static bool StandsAlone(SourceElement node) =>
        IsTrue(node.Attribute("triggeredByEvent")) || IsTrue(node.Attribute("isForCompensation"));

    public static bool IsLink(BpmnDocument document, SourceElement node, string name) =>
        node.Name == name && EventDefinitionReading.Elements(document, node).Any(d => d.Name == "linkEventDefinition");

    public static bool Instantiates(SourceElement node) =>
        node.Name is "receiveTask" or "eventBasedGateway" && IsTrue(node.Attribute("instantiate"));

    private static void CheckNoneStarts(BpmnDocument document, Outline outline)
    {
        if (!BpmnNames.IsSubProcess(outline.Container) || IsTrue(outline.Container.Attribute("triggeredByEvent")))
        {
            return;
        }
        var none = outline.Nodes.Count(n =>
            n.Name == "startEvent" && !EventDefinitionReading.Elements(document, n).Any()
        );
        if (none > 1)
        {
            document.Findings.Add(Rules.SeveralNoneStarts, outline.Container, document.IdOf(outline.Container));
        }
    }
}
