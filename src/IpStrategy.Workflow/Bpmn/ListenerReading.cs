using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Execution and task listeners: handlers of the host. Anything else in them has no effect, and says so.</summary>
internal static class ListenerReading
{
    public static ImmutableArray<Listener> Read(ReadingContext context, SourceElement element) =>
        [
            .. element
                .Extensions()
                .Where(e => e.Name is "executionListener" or "taskListener")
                .Select(e => ReadOne(context, element, e))
                .OfType<Listener>(),
        ];

    private static Listener? ReadOne(ReadingContext context, SourceElement owner, SourceElement listener)
    {
        var handler = HandlerNames.Of(listener.Attribute("class"), listener.Attribute("delegateExpression"));
        var named = handler ?? listener.Attribute("expression") ?? listener.Children.FirstOrDefault()?.Name ?? "";
        if (handler is null || !context.Knows(handler))
        {
            context.Findings.Add(Rules.ListenerUnknown, listener, context.Document.IdOf(owner), named);
            return null;
        }
        return new Listener(listener.Attribute("event") ?? "", handler);
    }
}
