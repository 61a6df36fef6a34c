using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>
/// BPMN 2.0.2 §13.3.4: starts another process as an instance of its own and waits for it. Its end, error and
/// cancellation come back as commands; what it does not map back stays in it.
/// </summary>
internal static class CallActivityBehavior
{
    public static void Execute(Turn turn, LiveElement element, CallActivity call)
    {
        if (
            !Evaluation.TryText(turn, element, call.Id, call.CalledElement, out var processId)
            || !Evaluation.TryText(turn, element, call.Id, call.BusinessKey, out var businessKey)
            || !Mappings.TryCollect(turn, element, call.CallInputs, out var variables)
        )
        {
            return;
        }
        if (string.IsNullOrEmpty(processId))
        {
            turn.Refuse(new ExpressionFailed(call.Id, call.CalledElement.Source, "names no process"));
            return;
        }
        element.WaitsFor = WaitingFor.Child;
        turn.Emit(
            new Effect.StartChild(
                element.Id,
                call.Id,
                processId,
                call.CalledVersion,
                businessKey,
                variables,
                call.SameDeployment
            )
        );
    }

    public static void ChildEnded(
        Turn turn,
        LiveElement element,
        ImmutableSortedDictionary<string, FeelValue> variables
    )
    {
        var call = (CallActivity)element.Node!;
        foreach (var mapping in call.CallOutputs)
        {
            if (mapping.Value is not { } text)
            {
                VariableScope.SetOutward(turn, element, variables);
            }
            else if (TryRead(turn, call.Id, text, variables) is { } value)
            {
                VariableScope.SetOutward(turn, element, mapping.Target, value);
            }
        }
        if (turn.Refusal is null)
        {
            // Nothing is left to cancel in the child.
            element.WaitsFor = WaitingFor.Nothing;
            Lifecycle.Complete(turn, element);
        }
    }

    /// <summary>Read in the child's variables; a variable it does not have comes back as null.</summary>
    private static FeelValue? TryRead(
        Turn turn,
        string callId,
        FeelExpression text,
        ImmutableSortedDictionary<string, FeelValue> variables
    )
    {
        if (Evaluation.IsName(text) && !variables.ContainsKey(text.Source))
        {
            return FeelValue.Null;
        }
        var scope = FeelScope.Of(variables, turn.Surroundings.Now, turn.Surroundings.Zones);
        var result = text.Evaluate(scope);
        if (result.Error is { } reason)
        {
            turn.Refuse(new ExpressionFailed(callId, text.Source, reason));
            return null;
        }
        return result.Value;
    }
}
