using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>How service, send and business rule tasks get their work done.</summary>
internal static class ImplementationReading
{
    public static Implementation Read(ReadingContext context, SourceElement element)
    {
        if (DecisionBinding.Read(context, element) is { } decision)
        {
            return decision;
        }
        var type = element.Extension("type");
        var topic = element.FindExtension("topic");
        if (type is "external" || (type is null && topic is not null))
        {
            return External(context, element, topic);
        }
        var handler = HandlerNames.Of(element.Extension("class"), element.Extension("delegateExpression"));
        if (handler is not null)
        {
            return Handler(context, element, handler);
        }
        if (element.FindExtension("expression") is { } expression)
        {
            return Evaluated(context, element, expression);
        }
        if (type is not null)
        {
            return Unknown(context, element, type);
        }
        Unbound(context, element);
        return new Implementation.None();
    }

    /// <summary>Whether anything is bound at all.</summary>
    public static bool IsWritten(SourceElement element) =>
        element.Attributes.Exists(a =>
            BpmnNames.IsExtension(a.Namespace)
            && a.Name is "type" or "topic" or "class" or "delegateExpression" or "expression"
        );

    public static string? ResultVariable(SourceElement element) =>
        element.Extension("resultVariable") ?? element.Extension("resultVariableName");

    private static Implementation External(ReadingContext context, SourceElement element, SourceAttribute? topic)
    {
        if (topic is { Value.Length: > 0 })
        {
            return context.Expressions.LiteralOrExpression(topic.Value, element, topic.Place) is { } text
                ? new Implementation.External(text)
                : new Implementation.None();
        }
        context.Findings.Add(Rules.TopicMissing, element, context.Document.IdOf(element));
        return new Implementation.None();
    }

    private static Implementation Handler(ReadingContext context, SourceElement element, string name)
    {
        if (context.Knows(name))
        {
            return new Implementation.Handler(name);
        }
        var rule = context.Options.IgnoreUnknownScripts ? Rules.HandlerIgnored : Rules.HandlerUnknown;
        context.Findings.Add(rule, element, context.Document.IdOf(element), name);
        return new Implementation.None();
    }

    private static Implementation Evaluated(ReadingContext context, SourceElement element, SourceAttribute expression)
    {
        // A call of a method on an object of another host is a binding to a handler that is not here.
        if (context.Options.IgnoreUnknownScripts && !context.Expressions.CanRead(expression.Value))
        {
            context.Findings.Add(Rules.HandlerIgnored, element, context.Document.IdOf(element), expression.Value);
            return new Implementation.None();
        }
        return context.Expressions.LiteralOrExpression(expression.Value, element, expression.Place) is { } text
            ? new Implementation.Evaluated(text)
            : new Implementation.None();
    }

    private static Implementation.None Unknown(ReadingContext context, SourceElement element, string type)
    {
        var rule = context.Options.IgnoreUnknownScripts ? Rules.HandlerIgnored : Rules.ImplementationUnknown;
        context.Findings.Add(rule, element, context.Document.IdOf(element), type);
        return new Implementation.None();
    }

    // Sending is the message's business; a service or rule task without a binding does nothing at all.
    private static void Unbound(ReadingContext context, SourceElement element)
    {
        if (element.Name != "sendTask")
        {
            context.Findings.Add(Rules.TaskUnbound, element, context.Document.IdOf(element), element.Name);
        }
    }
}
