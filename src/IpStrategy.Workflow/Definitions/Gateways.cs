using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Definitions;

public abstract record Gateway : FlowNode;

public sealed record ExclusiveGateway : Gateway
{
    public override string ElementType => "exclusiveGateway";
}

public sealed record ParallelGateway : Gateway
{
    public override string ElementType => "parallelGateway";
}

public sealed record InclusiveGateway : Gateway
{
    public override string ElementType => "inclusiveGateway";
}

public sealed record ComplexGateway : Gateway
{
    public override string ElementType => "complexGateway";
    public FeelExpression? ActivationCondition { get; init; }
}

public sealed record EventBasedGateway : Gateway
{
    public override string ElementType => "eventBasedGateway";
    public bool Instantiate { get; init; }
    public bool IsParallel { get; init; }
}
