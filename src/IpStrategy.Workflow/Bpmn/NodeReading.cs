using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Reads one flow node: what all have in common here, the rest by its kind.</summary>
internal static class NodeReading
{
    public static FlowNode Read(ReadingContext context, SourceElement element)
    {
        var node = Kind(context, element);
        var outline =
            element.Parent is { } parent && BpmnNames.IsContainer(parent) ? context.Document.OutlineOf(parent) : null;
        return node with
        {
            Name = element.Attribute("name"),
            Incoming = Ids(context, outline?.Incoming(element)),
            Outgoing = Ids(context, outline?.Outgoing(element)),
            DefaultFlow = DefaultFlow(context, element),
            AsyncBefore = IsTrue(element.Extension("asyncBefore")) || IsTrue(element.Extension("async")),
            AsyncAfter = IsTrue(element.Extension("asyncAfter")) || IsTrue(element.Extension("asyncLeave")),
            Listeners = ListenerReading.Read(context, element),
            Place = element.Place,
        };
    }

    public static bool IsTrue(string? value) => value is "true" or "1";

    private static FlowNode Kind(ReadingContext context, SourceElement element) =>
        BpmnNames.IsGateway(element) ? GatewayReading.Read(context, element)
        : BpmnNames.IsEvent(element) ? EventReading.Read(context, element)
        : ActivityReading.Read(context, element);

    private static ImmutableArray<string> Ids(ReadingContext context, IEnumerable<DrawnFlow>? flows) =>
        flows is null ? [] : [.. flows.Select(f => context.Document.IdOf(f.Flow))];

    // Whether the flow leaves this element is a constraint of its own; whether a gateway may have one, too.
    private static string? DefaultFlow(ReadingContext context, SourceElement element) =>
        element.Name is "parallelGateway" or "eventBasedGateway" || BpmnNames.IsEvent(element) ? null
        : context.Document.Resolve(element, element.Attribute("default"), "sequenceFlow") is { } flow
            ? context.Document.IdOf(flow)
        : null;
}
