using System.Diagnostics.CodeAnalysis;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>Expressions seen from an element: its variables, then those of each scope around it, up to the process.</summary>
internal sealed class ElementScope(Turn turn, LiveElement element) : FeelScope
{
    // The word of the JUEL dialect for where an expression stands; existing files hand the business key on by it.
    private const string Execution = "execution";

    public override DateTimeOffset Now => turn.Surroundings.Now;

    public override ITimeZoneRules Zones => turn.Surroundings.Zones;

    public override bool TryGet(string name, out FeelValue value)
    {
        if (VariableScope.TryGet(element, name, out value))
        {
            return true;
        }
        if (name != Execution)
        {
            return false;
        }
        value = ThisExecution(turn.BusinessKey);
        return true;
    }

    private static FeelValue.Context ThisExecution(string? businessKey)
    {
        var key = FeelValue.From(businessKey);
        return new FeelValue.Context([new("processBusinessKey", key), new("businessKey", key)]);
    }
}

/// <summary>Every evaluation of the engine goes through here; one that fails refuses the turn and returns false.</summary>
internal static class Evaluation
{
    public static bool TryEvaluate(
        Turn turn,
        LiveElement scope,
        string elementId,
        FeelExpression text,
        out FeelValue value
    )
    {
        var result = text.Evaluate(new ElementScope(turn, scope));
        value = result.Value;
        if (result.Error is { } reason)
        {
            turn.Refuse(new ExpressionFailed(elementId, text.Source, reason));
            return false;
        }
        return true;
    }

    /// <summary>As <see cref="TryEvaluate"/>, but the name of a variable that is not there gives null: nothing to hand over.</summary>
    public static bool TryRead(Turn turn, LiveElement scope, string elementId, FeelExpression text, out FeelValue value)
    {
        if (IsName(text) && !VariableScope.TryGet(scope, text.Source, out value))
        {
            return true;
        }
        return TryEvaluate(turn, scope, elementId, text, out value);
    }

    /// <summary>Whether the expression is the name of a variable and nothing else.</summary>
    public static bool IsName(FeelExpression text) =>
        text is { Constant: null, Source: { Length: > 0 } name }
        && !char.IsDigit(name[0])
        && name.All(c => char.IsLetterOrDigit(c) || c is '_');

    /// <summary>Whether a flow's condition holds; without one it always does.</summary>
    public static bool TryHolds(Turn turn, LiveElement scope, SequenceFlow flow, out bool holds)
    {
        holds = flow.Condition is null;
        return holds || TryDecide(turn, scope, flow.SourceId, flow.Condition!, out holds);
    }

    /// <summary>Only true and false decide; null, numbers and texts never count as false.</summary>
    public static bool TryDecide(
        Turn turn,
        LiveElement scope,
        string elementId,
        FeelExpression condition,
        out bool holds
    )
    {
        var result = condition.Evaluate(new ElementScope(turn, scope));
        holds = result.Value is FeelValue.Bool { Value: true };
        if (result.Value is FeelValue.Bool)
        {
            return true;
        }
        turn.Refuse(new ConditionIsNotBoolean(elementId, condition.Source, result.Error ?? $"gives {result.Value}"));
        return false;
    }

    /// <summary>A name as the file has it, which may hold an expression such as <c>${…}</c>.</summary>
    public static bool TryName(Turn turn, LiveElement scope, string elementId, string written, out string name)
    {
        name = written;
        if (!ExpressionText.IsExpression(written))
        {
            return true;
        }
        switch (ExpressionText.Read(written, TextRole.Literal))
        {
            case FeelParseResult.Parsed parsed when TryText(turn, scope, elementId, parsed.Expression, out var found):
                name = found ?? "";
                return true;
            case FeelParseResult.Failed failed:
                turn.Refuse(new ExpressionFailed(elementId, written, failed.Message));
                return false;
            default:
                return false;
        }
    }

    /// <summary>The value as text; null stays null. An expression that is not there gives null.</summary>
    public static bool TryText(
        Turn turn,
        LiveElement scope,
        string elementId,
        FeelExpression? text,
        [MaybeNull] out string value
    )
    {
        value = null;
        if (text is null)
        {
            return true;
        }
        if (!TryEvaluate(turn, scope, elementId, text, out var found))
        {
            return false;
        }
        value = found.IsNull ? null : found.ToString();
        return true;
    }
}
