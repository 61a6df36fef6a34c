using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions;

/// <summary>What can be invoked: a built-in function or one defined in an expression.</summary>
internal interface ICallable
{
    string Name { get; }

    /// <summary>The types of the parameters and the result, for <c>instance of</c>.</summary>
    FeelType.FunctionType Type { get; }

    FeelValue Invoke(EvaluationRun run, ImmutableArray<FeelValue> arguments);

    FeelValue InvokeNamed(EvaluationRun run, ImmutableArray<KeyValuePair<string, FeelValue>> arguments);
}
