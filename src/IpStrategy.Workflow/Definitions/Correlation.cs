using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Definitions;

/// <summary>
/// BPMN 2.0.2 §8.4.2, context-based correlation: one property that a message must share with the instance that receives it.
/// </summary>
/// <param name="MessagePath">Where the property stands in what the message carries.</param>
/// <param name="DataPath">Where it stands in the variables of the process.</param>
public sealed record Correlation(
    string MessageName,
    string PropertyId,
    FeelExpression MessagePath,
    FeelExpression DataPath
);
