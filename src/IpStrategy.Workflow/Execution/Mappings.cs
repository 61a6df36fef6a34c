using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>Input and output assignments of activities and events (BPMN 2.0.2 §10.4.2).</summary>
internal static class Mappings
{
    /// <summary>Into the activity's own scope; later inputs see earlier ones.</summary>
    public static void ApplyInputs(Turn turn, LiveElement element)
    {
        if (element.Node is not { Inputs.IsEmpty: false } node)
        {
            return;
        }
        foreach (var mapping in node.Inputs)
        {
            if (mapping.Value is not { } text)
            {
                continue; // everything is visible already
            }
            if (!Evaluation.TryRead(turn, element, node.Id, text, out var value))
            {
                return;
            }
            VariableScope.SetAt(turn, element, mapping.Target, value);
        }
    }

    /// <summary>Out of the activity's own scope, to where the name exists around it; else to the process.</summary>
    public static void ApplyOutputs(Turn turn, LiveElement element)
    {
        if (element.Node is not { Outputs.IsEmpty: false } node)
        {
            return;
        }
        foreach (var mapping in node.Outputs)
        {
            if (mapping.Value is not { } text)
            {
                VariableScope.SetOutward(turn, element.Parent!, element.Variables);
                continue;
            }
            if (!Evaluation.TryRead(turn, element, node.Id, text, out var value))
            {
                return;
            }
            VariableScope.SetOutward(turn, element.Parent!, mapping.Target, value);
        }
    }

    /// <summary>What these assignments give when read from one place, without setting anything; false when one fails.</summary>
    public static bool TryCollect(
        Turn turn,
        LiveElement from,
        ImmutableArray<VariableMapping> mappings,
        out ImmutableSortedDictionary<string, FeelValue> values
    )
    {
        values = Command.NoVariables;
        foreach (var mapping in mappings)
        {
            if (mapping.Value is not { } text)
            {
                values = values.SetItems(VariableScope.Visible(from));
                continue;
            }
            if (!Evaluation.TryRead(turn, from, from.ActivityId, text, out var value))
            {
                return false;
            }
            values = values.SetItem(mapping.Target, value);
        }
        return true;
    }
}
