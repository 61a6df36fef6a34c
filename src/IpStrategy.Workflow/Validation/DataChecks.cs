using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Data inputs and outputs (BPMN 2.0.2 §10.4.1).</summary>
internal static class DataChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var specification in document.All("ioSpecification"))
        {
            // "Embedded Sub-Processes MUST NOT define Data Inputs and Data Outputs directly."
            if (specification.Parent is { } owner && BpmnNames.IsSubProcess(owner))
            {
                document.Findings.Add(Rules.DataNotAllowed, specification, specification.Name, owner.Name);
            }
        }
        foreach (
            var association in document.Elements.Where(e => e.Name is "dataInputAssociation" or "dataOutputAssociation")
        )
        {
            CheckSources(document, association);
        }
    }

    // "If there is no transformation and no assignment, there MUST be exactly one source" — a copy needs something to copy.
    private static void CheckSources(BpmnDocument document, SourceElement association)
    {
        var isCopy = association.FirstModel("transformation") is null && association.FirstModel("assignment") is null;
        if (isCopy && association.Model("sourceRef").Count() > 1)
        {
            document.Findings.Add(Rules.SeveralSources, association, association.Name);
        }
    }
}
