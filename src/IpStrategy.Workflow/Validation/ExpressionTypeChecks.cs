using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>
/// BPMN 2.0.2 §8.4.6: only a formal expression is executable, and where the schema has the general type, the element must say
/// which one it is. Without it the text is still read.
/// </summary>
internal static class ExpressionTypeChecks
{
    private static readonly HashSet<string> Expressions = new(StringComparer.Ordinal)
    {
        "conditionExpression",
        "condition",
        "completionCondition",
        "loopCardinality",
        "loopCondition",
        "activationCondition",
        "timeDate",
        "timeDuration",
        "timeCycle",
        "from",
        "to",
    };

    public static void Check(BpmnDocument document)
    {
        foreach (var element in document.Elements.Where(IsUntyped))
        {
            // A process that is not executable may say in plain language what it means.
            var rule = Rules.ExpressionTypeMissing;
            var isDemanded = BpmnDocument.IsInExecutable(element);
            document.Findings.Add(isDemanded ? rule : rule.Underspecified(), element, element.Name);
        }
    }

    private static bool IsUntyped(SourceElement element) =>
        Expressions.Contains(element.Name)
        && element.Text.Trim().Length > 0
        && element.Parent?.Name != "complexBehaviorDefinition"
        && element
            .Attributes.Find(a => a.Name == "type" && a.Namespace == BpmnNames.SchemaInstance)
            ?.Value.Split(':')[^1]
            .Trim() != "tFormalExpression";
}
