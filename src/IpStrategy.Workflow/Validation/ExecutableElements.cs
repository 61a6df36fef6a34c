using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Validation;

/// <summary>
/// What the engine cannot run. It says so itself of everything a definition can hold; the table has what a definition cannot
/// even hold, and a line goes when it can.
/// </summary>
internal static class ExecutableElements
{
    private static readonly (Func<BpmnDocument, SourceElement, bool> Applies, string What)[] NotYet =
    [
        ((_, e) => e.Extension("decisionRef") is not null, "decision tables"),
    ];

    public static void Check(BpmnDocument document, SourceElement element)
    {
        foreach (var (applies, what) in NotYet)
        {
            if (applies(document, element))
            {
                document.Findings.Add(Rules.NotExecutableElement, element, document.IdOf(element), what);
            }
        }
    }

    /// <summary>What the engine itself has no behaviour for.</summary>
    public static void Check(BpmnDocument document, ProcessDefinition definition)
    {
        foreach (var finding in Executability.Findings(definition))
        {
            var place = definition.FindNode(finding.ElementId)?.Place ?? default;
            document.Findings.Add(
                Rules.NotExecutableElement,
                place,
                finding.ElementId,
                finding.ElementId,
                finding.Reason
            );
        }
    }
}
