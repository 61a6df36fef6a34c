using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Diagrams: what they show must be there (BPMN 2.0.2 §12.2).</summary>
internal static class DiagramChecks
{
    private static readonly string[] OnPlane =
    [
        "process",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "collaboration",
        "choreography",
        "globalConversation",
        "globalChoreographyTask",
        "subChoreography",
    ];

    private static readonly string[] Connecting =
    [
        "sequenceFlow",
        "messageFlow",
        "association",
        "dataAssociation",
        "dataInputAssociation",
        "dataOutputAssociation",
        "conversationLink",
    ];

    public static void Check(BpmnDocument document)
    {
        foreach (var shape in document.Root.DescendantsAndSelf().Where(e => e.Namespace == BpmnNames.Diagram))
        {
            foreach (var attribute in shape.Attributes.Where(a => a.Namespace.Length == 0))
            {
                switch (attribute.Name)
                {
                    case "bpmnElement":
                        CheckElement(document, shape, attribute);
                        break;
                    case "labelStyle":
                        CheckDrawn(document, shape, attribute, "BPMNLabelStyle");
                        break;
                    case "choreographyActivityShape":
                        CheckDrawn(document, shape, attribute, "BPMNShape");
                        break;
                    case "sourceElement" or "targetElement":
                        CheckDrawn(document, shape, attribute, "BPMNShape", "BPMNEdge");
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private static void CheckElement(BpmnDocument document, SourceElement shape, SourceAttribute attribute)
    {
        var found = document.Resolve(shape, attribute.Value);
        if (found.State == ReferenceState.Missing)
        {
            AddUnresolved(document, shape, attribute);
        }
        if (shape.Name is "BPMNShape" or "BPMNEdge" && found.Element is { } shown)
        {
            // §12.2.3: an edge shows what connects, a shape everything else.
            if (Connecting.Contains(shown.Name) != (shape.Name == "BPMNEdge"))
            {
                document.Findings.Add(Rules.ShapeElement, shape, attribute.Place, shape.Name, shown.Name);
            }
        }
        if (shape.Name == "BPMNPlane" && found.Element is { } element && !OnPlane.Contains(element.Name))
        {
            document.Findings.Add(Rules.PlaneElement, shape, attribute.Place, element.Name);
        }
    }

    private static void CheckDrawn(
        BpmnDocument document,
        SourceElement shape,
        SourceAttribute attribute,
        params string[] wanted
    )
    {
        var found = document.FindDrawn(
            attribute.Value.Trim()[(attribute.Value.Trim().IndexOf(':', StringComparison.Ordinal) + 1)..]
        );
        if (found is null)
        {
            AddUnresolved(document, shape, attribute);
        }
        else if (!wanted.Contains(found.Name))
        {
            var rule = Rules.WrongLooseReference;
            document.Findings.Add(rule, shape, attribute.Place, attribute.Name, attribute.Value, found.Name);
        }
    }

    private static void AddUnresolved(BpmnDocument document, SourceElement shape, SourceAttribute attribute)
    {
        var rule = Rules.UnresolvedLooseReference;
        document.Findings.Add(rule, shape, attribute.Place, attribute.Name, attribute.Value);
    }
}
