using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Validation;

/// <summary>What a definition may hold and the engine cannot run; the engine itself says so.</summary>
internal static class ExecutableElements
{
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
