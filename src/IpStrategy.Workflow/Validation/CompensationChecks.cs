using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Compensation handlers and what is compensated (BPMN 2.0.2 §10.7).</summary>
internal static class CompensationChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var activity in document.Elements.Where(IsHandler))
        {
            var outline = document.OutlineOf(activity.Parent!);
            if (outline.Incoming(activity).Any() || outline.Outgoing(activity).Any())
            {
                document.Findings.Add(Rules.FlowAtCompensation, activity, document.IdOf(activity));
            }
        }
        foreach (var definition in document.All("compensateEventDefinition"))
        {
            CheckActivity(document, definition);
        }
        foreach (var node in document.All("boundaryEvent").Where(b => Compensates(document, b)))
        {
            CheckBoundary(document, node);
        }
    }

    // §10.7.1: what is compensated lies in the event's own scope, or in the one that its event sub-process belongs to.
    private static void CheckActivity(BpmnDocument document, SourceElement definition)
    {
        var node = definition.Parent!;
        var activity = definition.Attribute("activityRef") is { Length: > 0 } reference
            ? document.Resolve(definition, reference).Element
            : null;
        if (activity?.Parent is null || node.Parent is not { } scope || !EventDefinitionReading.IsThrowing(node))
        {
            return;
        }
        var isSeen =
            activity.Parent == scope
            || scope.Attribute("triggeredByEvent") is "true" or "1" && activity.Parent == scope.Parent;
        if (!isSeen)
        {
            document.Findings.Add(
                Rules.CompensatedActivityUnseen,
                definition,
                document.IdOf(node),
                document.IdOf(activity)
            );
        }
    }

    private static bool IsHandler(SourceElement element) =>
        BpmnNames.IsActivity(element)
        && element.Attribute("isForCompensation") is "true" or "1"
        && element.Parent is { } parent
        && BpmnNames.IsContainer(parent);

    private static bool Compensates(BpmnDocument document, SourceElement node) =>
        node.Parent is { } parent
        && BpmnNames.IsContainer(parent)
        && EventDefinitionReading.Elements(document, node).Any(d => d.Name == "compensateEventDefinition");

    private static void CheckBoundary(BpmnDocument document, SourceElement node)
    {
        var id = document.IdOf(node);
        if (document.OutlineOf(node.Parent!).Outgoing(node).Any())
        {
            document.Findings.Add(Rules.CompensationBoundaryFlow, node, id);
        }
        var handlers = document
            .All("association")
            .Where(a => document.Resolve(a, a.Attribute("sourceRef") ?? "").Element == node)
            .Select(a => document.Resolve(a, a.Attribute("targetRef") ?? "").Element)
            .Count(h => h is not null && IsHandler(h));
        if (handlers != 1)
        {
            document.Findings.Add(Rules.CompensationHandlerMissing, node, id);
        }
    }
}
