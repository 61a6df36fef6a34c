using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Gateways (BPMN 2.0.2 §10.6).</summary>
internal static class GatewayReading
{
    public static Gateway Read(ReadingContext context, SourceElement element)
    {
        var (id, scope) = (context.Document.IdOf(element), context.Document.IdOf(element.Parent!));
        return element.Name switch
        {
            "parallelGateway" => new ParallelGateway { Id = id, ScopeId = scope },
            "inclusiveGateway" => new InclusiveGateway { Id = id, ScopeId = scope },
            "complexGateway" => new ComplexGateway
            {
                Id = id,
                ScopeId = scope,
                ActivationCondition = context.Expressions.Formal(element, "activationCondition"),
            },
            "eventBasedGateway" => new EventBasedGateway
            {
                Id = id,
                ScopeId = scope,
                Instantiate = NodeReading.IsTrue(element.Attribute("instantiate")),
                IsParallel = element.Attribute("eventGatewayType") == "Parallel",
            },
            _ => new ExclusiveGateway { Id = id, ScopeId = scope },
        };
    }
}
