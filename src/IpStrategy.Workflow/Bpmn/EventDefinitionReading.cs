using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Event definitions, written in the event or shared at the top of the file (BPMN 2.0.2 §10.5.5).</summary>
internal static class EventDefinitionReading
{
    public static ImmutableArray<EventDefinition> Read(ReadingContext context, SourceElement node) =>
        [.. Elements(context.Document, node).Select(d => Kind(context, node, d)).OfType<EventDefinition>()];

    /// <summary>The definition elements of an event in document order, references followed.</summary>
    public static IEnumerable<SourceElement> Elements(BpmnDocument document, SourceElement node) =>
        node
            .Children.Select(c => IsReference(c) ? document.Resolve(c, c.Text).Element : c)
            .OfType<SourceElement>()
            .Where(BpmnNames.IsEventDefinition);

    /// <summary>Whether a definition may stand in an import that could not be read.</summary>
    public static bool HasUnknown(BpmnDocument document, SourceElement node) =>
        node.Children.Any(c => IsReference(c) && document.UnknownName(c, c.Text) is not null);

    /// <summary>The events of multi-instance behavior are thrown too, by <c>event</c> elements or the loop itself.</summary>
    public static bool IsThrowing(SourceElement node) =>
        node.Name is "endEvent" or "intermediateThrowEvent" or "event" or "multiInstanceLoopCharacteristics";

    /// <summary>What is thrown by something other than an event of the flow.</summary>
    public static EventDefinition? Thrown(ReadingContext context, SourceElement node, SourceElement definition) =>
        Kind(context, node, definition);

    private static bool IsReference(SourceElement child) => child.IsBpmn && child.Name == "eventDefinitionRef";

    private static EventDefinition? Kind(ReadingContext context, SourceElement node, SourceElement definition) =>
        definition.Name switch
        {
            "timerEventDefinition" => TimerReading.Read(context, node, definition),
            "messageEventDefinition" => Message(context, node, definition),
            "signalEventDefinition" => Signal(context, definition),
            "errorEventDefinition" => Error(context, node, definition),
            "escalationEventDefinition" => Escalation(context, node, definition),
            "conditionalEventDefinition" => Conditional(context, definition),
            "linkEventDefinition" => new EventDefinition.Link(definition.Attribute("name") ?? ""),
            "compensateEventDefinition" => Compensation(context, definition),
            "cancelEventDefinition" => new EventDefinition.Cancel(),
            "terminateEventDefinition" => new EventDefinition.Terminate(),
            _ => null,
        };

    private static EventDefinition.Message? Message(
        ReadingContext context,
        SourceElement node,
        SourceElement definition
    )
    {
        var message = context.Messages.Of(definition, node);
        if (!IsThrowing(node) || !ImplementationReading.IsWritten(definition))
        {
            return message is null ? null : new EventDefinition.Message(message);
        }
        return new EventDefinition.Message(message)
        {
            Implementation = ImplementationReading.Read(context, definition),
            ResultVariable = ImplementationReading.ResultVariable(definition),
        };
    }

    private static EventDefinition.Conditional? Conditional(ReadingContext context, SourceElement definition) =>
        context.Expressions.Formal(definition, "condition") is { } condition
            ? new EventDefinition.Conditional(condition, definition.Extension("variableName"))
            {
                VariableEvents =
                [
                    .. (definition.Extension("variableEvents") ?? "").Split(
                        ',',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    ),
                ],
            }
            : null;

    private static EventDefinition.Signal? Signal(ReadingContext context, SourceElement definition)
    {
        var signal = context.Document.Resolve(definition, definition.Attribute("signalRef"), "signal");
        var name = signal is null
            ? context.Document.UnknownName(definition, definition.Attribute("signalRef"))
            : NameOrId(signal);
        var at = signal ?? definition;
        return name is not null && context.Expressions.LiteralOrExpression(name, at, at.Place) is { } text
            ? new EventDefinition.Signal(text) { Payload = CallReading.Inputs(context, definition) }
            : null;
    }

    private static EventDefinition.Error Error(ReadingContext context, SourceElement node, SourceElement definition)
    {
        var error = context.Document.Resolve(definition, definition.Attribute("errorRef"), "error");
        return new EventDefinition.Error(
            CodeOf(error, "errorCode", node)
                ?? context.Document.UnknownName(definition, definition.Attribute("errorRef")),
            definition.Extension("errorCodeVariable"),
            definition.Extension("errorMessageVariable")
        )
        {
            Text = error?.Extension("errorMessage"),
        };
    }

    private static EventDefinition.Escalation Escalation(
        ReadingContext context,
        SourceElement node,
        SourceElement definition
    )
    {
        var escalation = context.Document.Resolve(definition, definition.Attribute("escalationRef"), "escalation");
        return new EventDefinition.Escalation(
            CodeOf(escalation, "escalationCode", node)
                ?? context.Document.UnknownName(definition, definition.Attribute("escalationRef")),
            definition.Extension("escalationCodeVariable")
        );
    }

    // BPMN 2.0.2 §8.4.3: a catching event without a code catches all; a thrown error has to be told apart by something.
    private static string? CodeOf(SourceElement? definition, string attribute, SourceElement node) =>
        definition?.Attribute(attribute) is { Length: > 0 } code ? code
        : definition is not null && IsThrowing(node) ? definition.Id
        : null;

    private static EventDefinition.Compensation Compensation(ReadingContext context, SourceElement definition)
    {
        var activity = definition.Attribute("activityRef") is { Length: > 0 } reference
            ? context.Document.Resolve(definition, reference).Element
            : null;
        var waits = definition.Attribute("waitForCompletion") is not ("false" or "0");
        return new EventDefinition.Compensation(activity is null ? null : context.Document.IdOf(activity), waits);
    }

    private static string NameOrId(SourceElement element) =>
        element.Attribute("name") is { Length: > 0 } name ? name : element.Id ?? "";
}
