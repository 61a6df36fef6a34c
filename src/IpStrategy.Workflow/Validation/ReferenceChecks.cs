using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Validation;

/// <summary>References that are no sequence flow: they must name something, and something that can stand there (BPMN 2.0.2 §8.2.1).</summary>
internal static class ReferenceChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var element in document.Elements)
        {
            foreach (var attribute in element.Attributes)
            {
                if (
                    attribute.Namespace.Length == 0
                    && ReferenceTable.OfAttribute(element.Name, attribute.Name) is { } wanted
                )
                {
                    Check(document, element, new Written(attribute.Name, attribute.Value, attribute.Place), wanted);
                }
            }
            if (
                element.Children.Count == 0
                && ReferenceTable.OfElement(element.Parent?.Name, element.Name) is { } child
            )
            {
                Check(document, element, new Written(element.Name, element.Text.Trim(), element.Place), child);
            }
        }
        CheckShared(document);
    }

    // "Reusable EventDefinitions are defined as top-level elements" (§10.5.1).
    private static void CheckShared(BpmnDocument document)
    {
        foreach (var reference in document.All("eventDefinitionRef"))
        {
            var definition = document.Resolve(reference, reference.Text).Element;
            if (definition is { Parent: { } parent } && parent.Name != "definitions")
            {
                document.Findings.Add(Rules.EventDefinitionNotShared, reference, reference.Text.Trim());
            }
        }
    }

    private static void Check(BpmnDocument document, SourceElement at, Written written, Wanted wanted)
    {
        // What is no name at all is a finding of its own.
        if (!SchemaValues.IsValid(at, "QName", written.Value) && !wanted.IsStrict)
        {
            return;
        }
        if (wanted.MayBeForeign && IsForeign(document, at, written.Value) || IsBoundLater(at, written.Name))
        {
            return;
        }
        var found = document.Resolve(at, written.Value);
        if (found.State == ReferenceState.Missing)
        {
            var rule = wanted.IsStrict ? Rules.UnresolvedReference : Rules.UnresolvedLooseReference;
            document.Findings.Add(rule, at, written.Place, written.Name, written.Value);
        }
        if (found.Element is { } element && wanted.Names.Length > 0 && !wanted.Names.Contains(element.Name))
        {
            var rule = wanted.IsStrict ? Rules.WrongReference : Rules.WrongLooseReference;
            document.Findings.Add(rule, at, written.Place, written.Name, written.Value, element.Name);
        }
    }

    // An extension may say that the called process is looked up among the deployed ones when the call is made.
    private static bool IsBoundLater(SourceElement at, string attribute) =>
        attribute == "calledElement" && at.Extension("calledElementBinding") is not null;

    private static bool IsForeign(BpmnDocument document, SourceElement at, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && at.NamespaceOf(name[..colon].Trim()) is { } space && space != document.TargetNamespace;
    }

    private readonly record struct Written(string Name, string Value, SourcePlace Place);
}
