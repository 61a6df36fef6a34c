using System.Globalization;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Ids and the head of the file.</summary>
internal static class FileChecks
{
    public static void Check(BpmnDocument document)
    {
        if (document.TargetNamespace.Length == 0)
        {
            document.Findings.Add(Rules.NoTargetNamespace, document.Root);
        }
        foreach (var process in document.Processes.Where(p => p.Attribute("isExecutable") is "false" or "0"))
        {
            document.Findings.Add(Rules.NotExecutable, process, document.IdOf(process));
        }
        CheckIds(document);
    }

    private static void CheckIds(BpmnDocument document)
    {
        var seen = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (var element in document.Root.DescendantsAndSelf().Where(HasTypedId))
        {
            var id = element.Id!;
            if (!SchemaValues.IsNcName(id))
            {
                document.Findings.Add(Rules.InvalidId, element, element.Find("id")!.Place, id);
            }
            if (!seen.TryAdd(id, element))
            {
                var line = seen[id].Place.Line.ToString(CultureInfo.InvariantCulture);
                var rule = element.IsBpmn && seen[id].IsBpmn ? Rules.DuplicateId : Rules.DuplicateDiagramId;
                document.Findings.Add(rule, element, id, line);
            }
        }
    }

    // Only BPMN's own schemas type the attribute as xsd:ID; in an extension it is a word like any other.
    private static bool HasTypedId(SourceElement element) =>
        element.Id is not null
        && element.Namespace is BpmnNames.Model or BpmnNames.Diagram or BpmnNames.DiagramInterchange
        && element.Ancestors().All(a => a.Name != "extensionElements");
}
