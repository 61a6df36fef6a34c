using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Data associations: what may be their ends, and that the ends fit (BPMN 2.0.2 §10.4.2).</summary>
internal static class AssociationChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var association in document.All("dataInputAssociation"))
        {
            Check(document, association);
            var target = End(document, association, "targetRef");
            if (target is not null && IsOfProcess(target, "dataInput"))
            {
                document.Findings.Add(Rules.ProcessInputFilled, association, document.IdOf(target));
            }
            else if (target is not null && !IsInside(association, target))
            {
                AddEnd(document, association, "targetRef", target);
            }
        }
        foreach (var association in document.All("dataOutputAssociation"))
        {
            Check(document, association);
            foreach (var source in Sources(document, association))
            {
                if (IsOfProcess(source, "dataOutput"))
                {
                    document.Findings.Add(Rules.ProcessOutputRead, association, document.IdOf(source));
                }
                else if (!IsInside(association, source))
                {
                    AddEnd(document, association, "sourceRef", source);
                }
            }
        }
    }

    private static void Check(BpmnDocument document, SourceElement association)
    {
        // "If there is no transformation defined or referenced, then only one source MUST be defined."
        var isTransformed = association.FirstModel("transformation") is not null;
        if (!isTransformed && association.Model("sourceRef").Count() > 1)
        {
            document.Findings.Add(Rules.SeveralSources, association, association.Name);
        }
        foreach (var end in association.Children.Where(c => c.IsBpmn && c.Name is "sourceRef" or "targetRef"))
        {
            if (document.Resolve(end, end.Text).Element is { } data)
            {
                CheckScope(document, association, end, data);
            }
        }
        var sources = Sources(document, association).ToList();
        if (isTransformed || sources.Count != 1)
        {
            return;
        }
        var target = Item(document, End(document, association, "targetRef"));
        if (!DataChecks.AreEquivalent(Item(document, sources[0]), target))
        {
            document.Findings.Add(Rules.ItemsDiffer, association, association.Name);
        }
    }

    // Data objects and properties are seen by what lies in the process or activity that holds them.
    private static void CheckScope(
        BpmnDocument document,
        SourceElement association,
        SourceElement end,
        SourceElement data
    )
    {
        var isBound = data.Name is "dataObject" or "dataObjectReference" or "property";
        if (isBound && data.Parent is { } home && !association.Ancestors().Contains(home))
        {
            document.Findings.Add(
                Rules.DataObjectElsewhere,
                end,
                document.IdOf(association.Parent!),
                document.IdOf(data)
            );
        }
    }

    // The data of the activity itself: its inputs and outputs, the items of its loop, and properties, which modelers write
    // where the schema asks for an end that the author does not mean.
    private static bool IsInside(SourceElement association, SourceElement data) =>
        data.Ancestors().Contains(association.Parent!);

    private static bool IsOfProcess(SourceElement data, string kind) =>
        data.Name == kind && data.Parent is { Name: "ioSpecification", Parent.Name: "process" };

    private static void AddEnd(BpmnDocument document, SourceElement association, string end, SourceElement data) =>
        document.Findings.Add(Rules.AssociationEnd, association, association.Name, end, data.Name, document.IdOf(data));

    private static SourceElement? End(BpmnDocument document, SourceElement association, string name) =>
        association.FirstModel(name) is { } written ? document.Resolve(written, written.Text).Element : null;

    private static IEnumerable<SourceElement> Sources(BpmnDocument document, SourceElement association) =>
        association.Model("sourceRef").Select(r => document.Resolve(r, r.Text).Element).OfType<SourceElement>();

    private static SourceElement? Item(BpmnDocument document, SourceElement? data)
    {
        var source = data is { Name: "dataObjectReference" } ? DataChecks.ObjectOf(document, data) : data;
        return source is null ? null : document.Resolve(source, source.Attribute("itemSubjectRef"), "itemDefinition");
    }
}
