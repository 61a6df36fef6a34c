using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>
/// BPMN 2.0.2 §8.4.2: which instances a message may go to, for the host that chooses among those that wait for its name.
/// Asked with the variables as they are when the message comes. A property the instance has no value for yet holds nothing back.
/// </summary>
public static class MessageCorrelation
{
    public static bool Allows(
        ProcessDefinition definition,
        InstanceState state,
        string messageName,
        ImmutableSortedDictionary<string, FeelValue> carried
    )
    {
        foreach (var property in definition.Correlations)
        {
            if (property.MessageName != messageName)
            {
                continue;
            }
            var own = Read(property.DataPath, state.Variables);
            if (!own.IsNull && !own.Equals(Read(property.MessagePath, carried)))
            {
                return false;
            }
        }
        return true;
    }

    // A path reads what is there; it has no use for the time.
    private static FeelValue Read(FeelExpression path, ImmutableSortedDictionary<string, FeelValue> variables) =>
        path.Evaluate(FeelScope.Of(variables, DateTimeOffset.UnixEpoch)).Value;
}
