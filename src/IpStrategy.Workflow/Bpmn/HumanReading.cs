using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>User tasks: who may do them, by when (BPMN 2.0.2 §10.3.4 and the execution extensions).</summary>
internal static class HumanReading
{
    public static UserTask Read(ReadingContext context, SourceElement element, string id, string scope)
    {
        var roles = RoleReading.Read(context.Document, element);
        return new UserTask
        {
            Id = id,
            ScopeId = scope,
            Assignee = Extension(context, element, "assignee") ?? Text(context, element, roles.Assignee),
            CandidateUsers = Joined(context, element, "candidateUsers", roles.Users),
            CandidateGroups = Joined(context, element, "candidateGroups", roles.Groups),
            DueDate = Extension(context, element, "dueDate"),
            FollowUpDate = Extension(context, element, "followUpDate"),
            Priority = Extension(context, element, "priority"),
            FormKey = Extension(context, element, "formKey"),
            Properties = PropertyReading.Read(element),
        };
    }

    private static FeelExpression? Extension(ReadingContext context, SourceElement element, string name) =>
        element.FindExtension(name) is { Value.Length: > 0 } written
            ? context.Expressions.LiteralOrExpression(written.Value, element, written.Place)
            : null;

    private static FeelExpression? Text(ReadingContext context, SourceElement element, string? text) =>
        text is { Length: > 0 } ? context.Expressions.LiteralOrExpression(text, element, element.Place) : null;

    private static FeelExpression? Joined(
        ReadingContext context,
        SourceElement element,
        string name,
        ImmutableArray<string> fromRoles
    )
    {
        if (fromRoles.IsEmpty)
        {
            return Extension(context, element, name);
        }
        var written = element.FindExtension(name)?.Value;
        var all = string.IsNullOrWhiteSpace(written) ? fromRoles : fromRoles.Insert(0, written);
        return Text(context, element, string.Join(',', all));
    }
}
