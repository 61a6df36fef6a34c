using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Data associations of an activity (BPMN 2.0.2 §10.4.2): in, before it begins; out, when it has completed. Data inputs and
/// outputs are local variables of the activity.
/// </summary>
internal static class DataAssociationReading
{
    // A drawing tool writes this property because the schema asks for a target where the author means none.
    private const string DrawnTarget = "__targetRef_placeholder";

    public static ActivityMappings Read(ReadingContext context, SourceElement activity) =>
        new(
            [.. activity.Model("dataInputAssociation").SelectMany(a => Input(context, activity, a))],
            [.. activity.Model("dataOutputAssociation").SelectMany(a => Output(context, activity, a))]
        );

    /// <summary>The variable outside from which a data input is filled, or null.</summary>
    public static string? SourceOfInput(BpmnDocument document, SourceElement activity, string input) =>
        activity
            .Model("dataInputAssociation")
            .Where(a => IsEnd(document, a, "targetRef", input))
            .Select(a => VariableOf(document, a, "sourceRef"))
            .FirstOrDefault(s => s is not null);

    /// <summary>The variable outside that a data output fills, or null.</summary>
    public static string? TargetOfOutput(BpmnDocument document, SourceElement activity, string output) =>
        activity
            .Model("dataOutputAssociation")
            .Where(a => IsEnd(document, a, "sourceRef", output))
            .Select(a => VariableOf(document, a, "targetRef"))
            .FirstOrDefault(t => t is not null);

    /// <summary>The data output of the activity that an output item is filled from, or null.</summary>
    public static string? SourceOfItem(BpmnDocument document, SourceElement activity, string item) =>
        activity
            .Model("dataOutputAssociation")
            .Where(a => IsEnd(document, a, "targetRef", item))
            .Select(a => VariableOf(document, a, "sourceRef"))
            .FirstOrDefault(s => s is not null);

    private static IEnumerable<VariableMapping> Input(
        ReadingContext context,
        SourceElement activity,
        SourceElement association
    )
    {
        var target = VariableOf(context.Document, association, "targetRef");
        if (target is null or DrawnTarget || IsLoopEnd(context.Document, activity, association, "targetRef"))
        {
            return [];
        }
        return Mappings(context, activity, association, target, static source => source);
    }

    private static IEnumerable<VariableMapping> Output(
        ReadingContext context,
        SourceElement activity,
        SourceElement association
    )
    {
        var target = VariableOf(context.Document, association, "targetRef");
        if (target is null || IsLoopEnd(context.Document, activity, association, "sourceRef"))
        {
            return [];
        }
        // Nothing written to the data output: the data object keeps what it has (§10.4.2, availability).
        return Mappings(
            context,
            activity,
            association,
            target,
            s => $"if {s} != null then {s} else if {target} != null then {target} else null"
        );
    }

    private static IEnumerable<VariableMapping> Mappings(
        ReadingContext context,
        SourceElement activity,
        SourceElement association,
        string target,
        Func<string, string> copy
    )
    {
        var assignments = association.Model("assignment").Select(a => Assignment(context, activity, a)).ToList();
        if (assignments.Count > 0)
        {
            return assignments.OfType<VariableMapping>();
        }
        if (association.FirstModel("transformation") is not null)
        {
            return One(target, context.Expressions.Formal(association, "transformation"));
        }
        return VariableOf(context.Document, association, "sourceRef") is { } source && source != target
            ? One(target, context.Expressions.Feel(copy(source), association, association.Place))
            : [];
    }

    private static IEnumerable<VariableMapping> One(string target, FeelExpression? value) =>
        value is null ? [] : [new VariableMapping(target, value)];

    private static VariableMapping? Assignment(ReadingContext context, SourceElement activity, SourceElement assignment)
    {
        var to = assignment.FirstModel("to")?.Text.Trim() ?? "";
        var name = DataNames.Variable(context.Document, assignment, to);
        if (!ExpressionReading.IsName(name))
        {
            var reason = $"\"{to}\" is no variable";
            context.Findings.Add(Rules.AssociationUnsupported, assignment, context.Document.IdOf(activity), reason);
            return null;
        }
        return context.Expressions.Formal(assignment, "from") is { } value ? new VariableMapping(name, value) : null;
    }

    // What loops over the collection hands over the items; the collection itself does not go into each instance.
    private static bool IsLoopEnd(BpmnDocument document, SourceElement activity, SourceElement association, string end)
    {
        var loop = LoopReading.Element(activity);
        string?[] ends =
        [
            loop?.FirstModel("loopDataInputRef")?.Text.Trim(),
            loop?.FirstModel("loopDataOutputRef")?.Text.Trim(),
        ];
        return ends.OfType<string>().Any(e => IsEnd(document, association, end, e))
            || (loop?.FirstModel("outputDataItem")?.Id is { } item && IsEnd(document, association, "targetRef", item));
    }

    private static bool IsEnd(BpmnDocument document, SourceElement association, string end, string reference) =>
        association.FirstModel(end) is { } written
        && document.Resolve(written, written.Text).Element is { } element
        && element == document.Resolve(association, reference).Element;

    private static string? VariableOf(BpmnDocument document, SourceElement association, string end) =>
        association.FirstModel(end) is { } reference && reference.Text.Trim().Length > 0
            ? DataNames.Variable(document, reference, reference.Text)
            : null;
}
