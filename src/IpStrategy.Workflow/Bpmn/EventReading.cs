using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Events (BPMN 2.0.2 §10.5).</summary>
internal static class EventReading
{
    public static Event Read(ReadingContext context, SourceElement element)
    {
        var node = Kind(context, element);
        var data = DataAssociationReading.Read(context, element);
        var parameters = ParameterReading.Read(context, element);
        return node with
        {
            Definitions = EventDefinitionReading.Read(context, element),
            Inputs = [.. data.Inputs, .. parameters.Inputs],
            Outputs = [.. parameters.Outputs, .. data.Outputs],
        };
    }

    private static Event Kind(ReadingContext context, SourceElement element)
    {
        var (id, scope) = (context.Document.IdOf(element), context.Document.IdOf(element.Parent!));
        var parallel = NodeReading.IsTrue(element.Attribute("parallelMultiple"));
        return element.Name switch
        {
            "startEvent" => new StartEvent
            {
                Id = id,
                ScopeId = scope,
                IsInterrupting = element.Attribute("isInterrupting") is not ("false" or "0"),
                IsParallelMultiple = parallel,
                InitiatorVariable = element.Extension("initiator"),
            },
            "endEvent" => new EndEvent { Id = id, ScopeId = scope },
            "boundaryEvent" => Boundary(context, element, id, scope),
            "intermediateCatchEvent" => new IntermediateCatchEvent
            {
                Id = id,
                ScopeId = scope,
                IsParallelMultiple = parallel,
            },
            _ => new IntermediateThrowEvent { Id = id, ScopeId = scope },
        };
    }

    private static BoundaryEvent Boundary(ReadingContext context, SourceElement element, string id, string scope) =>
        new()
        {
            Id = id,
            ScopeId = scope,
            AttachedTo = AttachedTo(context, element),
            IsInterrupting = element.Attribute("cancelActivity") is not ("false" or "0"),
            IsParallelMultiple = NodeReading.IsTrue(element.Attribute("parallelMultiple")),
            CompensationHandler = CompensationHandler(context.Document, element),
        };

    private static string AttachedTo(ReadingContext context, SourceElement element) =>
        element.Attribute("attachedToRef") is { Length: > 0 } reference
        && context.Document.Resolve(element, reference).Element is { } activity
            ? context.Document.IdOf(activity)
            : "";

    // BPMN 2.0.2 §10.7.1: an association, not a flow, leads to the handler.
    private static string? CompensationHandler(BpmnDocument document, SourceElement element) =>
        document
            .All("association")
            .Where(a => document.Resolve(a, a.Attribute("sourceRef") ?? "").Element == element)
            .Select(a => document.Resolve(a, a.Attribute("targetRef") ?? "").Element)
            .FirstOrDefault(h => h is not null && NodeReading.IsTrue(h.Attribute("isForCompensation")))
            is { } handler
            ? document.IdOf(handler)
            : null;
}
