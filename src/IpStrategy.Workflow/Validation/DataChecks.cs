using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Data objects, their references, and where data may be declared (BPMN 2.0.2 §10.4.1).</summary>
internal static class DataChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var specification in document.All("ioSpecification"))
        {
            // "Embedded Sub-Processes MUST NOT define Data Inputs and Data Outputs directly."
            // An empty specification, which some modelers write at every activity, defines none.
            if (
                specification.Parent is { } owner
                && BpmnNames.IsSubProcess(owner)
                && specification.Children.Find(c => c.IsBpmn && c.Name is "dataInput" or "dataOutput") is { } data
            )
            {
                document.Findings.Add(Rules.DataNotAllowed, data, data.Name, owner.Name);
            }
        }
        foreach (var data in document.All("dataObject"))
        {
            if (data.FirstModel("dataState") is { } state)
            {
                document.Findings.Add(Rules.StateOfDataObject, state, document.IdOf(data));
            }
        }
        foreach (var reference in document.All("dataObjectReference"))
        {
            CheckReference(document, reference);
        }
        foreach (var data in document.Elements.Where(e => e.Name is "dataObject" or "dataInput" or "dataOutput"))
        {
            CheckCollection(document, data);
        }
    }

    public static SourceElement? ObjectOf(BpmnDocument document, SourceElement reference) =>
        document.Resolve(reference, reference.Attribute("dataObjectRef"), "dataObject");

    public static bool IsCollection(BpmnDocument document, SourceElement data) =>
        data.Attribute("isCollection") is "true" or "1"
        || document.Resolve(data, data.Attribute("itemSubjectRef"), "itemDefinition")?.Attribute("isCollection")
            is "true"
                or "1";

    /// <summary>Whether two item definitions, where both are known, are one or say the same.</summary>
    public static bool AreEquivalent(SourceElement? left, SourceElement? right) =>
        left is null
        || right is null
        || left == right
        || (
            left.Attribute("structureRef") is { Length: > 0 } structure
            && structure == right.Attribute("structureRef")
            && IsTrue(left) == IsTrue(right)
        );

    private static void CheckReference(BpmnDocument document, SourceElement reference)
    {
        if (reference.Find("itemSubjectRef") is { } item)
        {
            document.Findings.Add(Rules.ItemOfReference, reference, item.Place, document.IdOf(reference));
        }
        if (ObjectOf(document, reference) is { Parent: { } home } data && !reference.Ancestors().Contains(home))
        {
            document.Findings.Add(Rules.DataObjectElsewhere, reference, document.IdOf(reference), document.IdOf(data));
        }
    }

    // "If an itemDefinition is referenced, then this attribute MUST have the same value."
    private static void CheckCollection(BpmnDocument document, SourceElement data)
    {
        var item = document.Resolve(data, data.Attribute("itemSubjectRef"), "itemDefinition");
        if (item is not null && IsTrue(data) != IsTrue(item))
        {
            document.Findings.Add(Rules.CollectionDiffers, data, document.IdOf(data), document.IdOf(item));
        }
    }

    private static bool IsTrue(SourceElement element) => element.Attribute("isCollection") is "true" or "1";
}
