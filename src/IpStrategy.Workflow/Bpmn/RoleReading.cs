using System.Collections.Immutable;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Who is named in the roles of a task, as text.</summary>
internal sealed record TaskRoles(string? Assignee, ImmutableArray<string> Users, ImmutableArray<string> Groups);

/// <summary>
/// humanPerformer and potentialOwner (BPMN 2.0.2 §10.3.4): <c>user(…)</c>, <c>group(…)</c>, or a bare name, which is a group.
/// </summary>
internal static class RoleReading
{
    public static TaskRoles Read(BpmnDocument document, SourceElement element)
    {
        var assignee = element
            .Children.Where(c => c.IsBpmn && c.Name is "humanPerformer" or "performer")
            .Select(c => TextOf(document, c))
            .FirstOrDefault(t => t.Length > 0);
        var owners = element.Model("potentialOwner").SelectMany(c => Entries(TextOf(document, c))).ToList();
        return new TaskRoles(
            assignee is null ? null : Inside(assignee, "user") ?? assignee,
            [.. owners.Select(o => Inside(o, "user")).OfType<string>()],
            [.. owners.Where(o => Inside(o, "user") is null).Select(o => Inside(o, "group") ?? o)]
        );
    }

    private static string TextOf(BpmnDocument document, SourceElement role)
    {
        var expression = role.FirstModel("resourceAssignmentExpression")?.Children.FirstOrDefault(c => c.IsBpmn);
        if (expression is not null)
        {
            return expression.Text.Trim();
        }
        var reference = role.FirstModel("resourceRef")?.Text.Trim();
        var resource = document.Resolve(role, reference, "resource");
        return resource is null ? reference ?? "" : DataNames.NameOf(resource);
    }

    private static string? Inside(string entry, string kind) =>
        entry.StartsWith(kind, StringComparison.Ordinal) && entry[kind.Length..].TrimStart() is ['(', .., ')'] brackets
            ? brackets[1..^1].Trim()
            : null;

    /// <summary>Splits at commas, but not inside <c>${…}</c>.</summary>
    private static IEnumerable<string> Entries(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }
        if (text[start..].Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }
}
