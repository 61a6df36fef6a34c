using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Input and output sets, and what binds them to operations (BPMN 2.0.2 §10.4.1, tables 10.57 to 10.62).</summary>
internal static class SpecificationChecks
{
    private static readonly (string Listed, string[] Chosen)[] Sets =
    [
        ("dataInputRefs", ["optionalInputRefs", "whileExecutingInputRefs"]),
        ("dataOutputRefs", ["optionalOutputRefs", "whileExecutingOutputRefs"]),
    ];

    public static void Check(BpmnDocument document)
    {
        foreach (var specification in document.All("ioSpecification"))
        {
            CheckInSet(document, specification, "dataInput", "dataInputRefs");
            CheckInSet(document, specification, "dataOutput", "dataOutputRefs");
        }
        foreach (var set in document.All("inputSet").Concat(document.All("outputSet")))
        {
            CheckSet(document, set);
        }
        foreach (var binding in document.All("ioBinding"))
        {
            CheckBinding(document, binding);
        }
    }

    private static void CheckInSet(BpmnDocument document, SourceElement specification, string kind, string list)
    {
        var listed = specification
            .Children.SelectMany(s => s.Model(list))
            .Select(r => document.Resolve(r, r.Text).Element)
            .ToHashSet();
        foreach (var data in specification.Model(kind).Where(d => !listed.Contains(d)))
        {
            document.Findings.Add(Rules.DataInNoSet, data, document.IdOf(data), kind);
        }
    }

    private static void CheckSet(BpmnDocument document, SourceElement set)
    {
        foreach (var (listed, chosen) in Sets)
        {
            // An event holds its data itself, an activity in its specification: both hold the set too.
            foreach (
                var reference in set.Model(listed).Where(r => DataOf(document, r) is { } d && d.Parent != set.Parent)
            )
            {
                var rule = Rules.DataOfOtherSpecification;
                document.Findings.Add(rule, reference, reference.Name, reference.Text.Trim());
            }
            var all = set.Model(listed).Select(r => DataOf(document, r)).ToHashSet();
            foreach (var reference in chosen.SelectMany(set.Model))
            {
                if (DataOf(document, reference) is { } data && !all.Contains(data))
                {
                    var rule = Rules.SetDoesNotList;
                    document.Findings.Add(rule, reference, reference.Name, reference.Text.Trim(), listed);
                }
            }
        }
    }

    private static SourceElement? DataOf(BpmnDocument document, SourceElement reference) =>
        document.Resolve(reference, reference.Text).Element;

    private static void CheckBinding(BpmnDocument document, SourceElement binding)
    {
        var operation = document.Resolve(binding, binding.Attribute("operationRef"), "operation");
        var supported = binding.Parent!.Model("supportedInterfaceRef").Select(r => document.Resolve(r, r.Text).Element);
        if (operation is not null && !supported.Contains(operation.Parent))
        {
            document.Findings.Add(Rules.BindingOfOtherOperation, binding, document.IdOf(operation));
        }
        foreach (var name in new[] { "inputDataRef", "outputDataRef" })
        {
            var set = binding.Attribute(name) is { Length: > 0 } written
                ? document.Resolve(binding, written).Element
                : null;
            if (set is { Name: "inputSet" or "outputSet" } && set.Parent?.Parent != binding.Parent)
            {
                document.Findings.Add(Rules.DataOfOtherSpecification, binding, name, document.IdOf(set));
            }
        }
    }
}
