using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Resources of activities, and lanes (BPMN 2.0.2 §10.3.1, §10.8).</summary>
internal static class RoleChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var role in document.Elements.Where(e => SchemaTypes.IsIn("@resourceRole", e.Name)))
        {
            CheckRole(document, role);
        }
        foreach (var set in document.Elements.Where(e => e.Name is "laneSet" or "childLaneSet"))
        {
            CheckLanes(document, set);
        }
    }

    private static void CheckRole(BpmnDocument document, SourceElement role)
    {
        var reference = role.FirstModel("resourceRef");
        var hasExpression = role.FirstModel("resourceAssignmentExpression") is not null;
        var hasParameters = role.FirstModel("resourceParameterBinding") is not null;
        if (hasExpression && (reference is not null || hasParameters) || hasParameters && reference is null)
        {
            document.Findings.Add(Rules.ResourceRoleContent, role, role.Name);
        }
        var resource = reference is null ? null : document.Resolve(reference, reference.Text.Trim(), "resource");
        foreach (var binding in role.Model("resourceParameterBinding"))
        {
            var parameter = document.Resolve(binding, binding.Attribute("parameterRef"), "resourceParameter");
            if (parameter is not null && resource is not null && parameter.Parent != resource)
            {
                var rule = Rules.ParameterOfOtherResource;
                document.Findings.Add(rule, binding, document.IdOf(parameter), document.IdOf(resource));
            }
        }
    }

    private static void CheckLanes(BpmnDocument document, SourceElement set)
    {
        var home = set.Ancestors().FirstOrDefault(BpmnNames.IsContainer);
        var seen = new Dictionary<SourceElement, SourceElement>();
        foreach (var lane in set.Model("lane"))
        {
            foreach (var reference in lane.Model("flowNodeRef"))
            {
                if (document.Resolve(reference, reference.Text).Element is not { } node)
                {
                    continue;
                }
                if (home is not null && !node.Ancestors().Contains(home))
                {
                    document.Findings.Add(Rules.LaneNodeElsewhere, reference, document.IdOf(lane), document.IdOf(node));
                }
                if (!seen.TryAdd(node, lane) && seen[node] != lane)
                {
                    var other = document.IdOf(seen[node]);
                    document.Findings.Add(Rules.LaneNodeTwice, reference, other, document.IdOf(node));
                }
            }
        }
    }
}
