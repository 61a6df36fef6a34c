using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Data that events carry (BPMN 2.0.2 §10.5.1, "Data Modeling and Events").</summary>
internal static class EventDataChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var node in document.Elements.Where(e => BpmnNames.IsEvent(e) && e.Parent is not null))
        {
            var kind = EventDefinitionReading.IsThrowing(node) ? "dataInput" : "dataOutput";
            var data = node.Model(kind).ToList();
            if (data.Count == 0 || EventDefinitionReading.HasUnknown(document, node))
            {
                continue;
            }
            var definitions = EventDefinitionReading.Elements(document, node).ToList();
            if (definitions.Count > 1 && definitions.Count != data.Count)
            {
                document.Findings.Add(Rules.EventDataCount, node, document.IdOf(node), kind);
                continue;
            }
            // The order of the definitions and of the data says which belongs to which.
            foreach (var (definition, item) in definitions.Zip(data))
            {
                CheckItem(document, node, definition, item);
            }
        }
    }

    private static void CheckItem(
        BpmnDocument document,
        SourceElement node,
        SourceElement definition,
        SourceElement data
    )
    {
        var held = document.Resolve(data, data.Attribute("itemSubjectRef"), "itemDefinition");
        if (!DataChecks.AreEquivalent(held, CarriedBy(document, definition)))
        {
            document.Findings.Add(Rules.EventItemDiffers, data, document.IdOf(node), data.Name);
        }
    }

    private static SourceElement? CarriedBy(BpmnDocument document, SourceElement definition)
    {
        var (reference, item) = definition.Name switch
        {
            "messageEventDefinition" => ("messageRef", "itemRef"),
            "signalEventDefinition" => ("signalRef", "structureRef"),
            "errorEventDefinition" => ("errorRef", "structureRef"),
            "escalationEventDefinition" => ("escalationRef", "structureRef"),
            _ => ("", ""),
        };
        return
            definition.Attribute(reference) is { Length: > 0 } written
            && document.Resolve(definition, written).Element is { } payload
            ? document.Resolve(payload, payload.Attribute(item), "itemDefinition")
            : null;
    }
}
