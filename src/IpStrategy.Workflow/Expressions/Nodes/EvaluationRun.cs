using System.Runtime.CompilerServices;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>One evaluation: what it sees and how much it has used up.</summary>
internal sealed class EvaluationRun(FeelScope scope, FeelLimits limits)
{
    private int steps;
    private int depth;

    public FeelScope Scope => scope;

    /// <summary>Set once a limit is reached; from then on everything returns at once.</summary>
    public string? Failure { get; private set; }

    public bool Stopped => Failure is not null;

    public bool Enter()
    {
        if (Failure is not null)
        {
            return false;
        }

        if (++steps > limits.Steps)
        {
            Failure = $"the evaluation takes more than {limits.Steps} steps";
            return false;
        }

        return Descend(1);
    }

    public void Leave() => depth--;

    /// <summary>
    /// Goes deeper by more than one level, for what takes more of the stack than a node does. The limit lies well within the stack
    /// of any thread; the last check is for one that had little left when the evaluation began.
    /// </summary>
    public bool Descend(int levels)
    {
        if (depth + levels > limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Failure ??= $"the evaluation is nested deeper than {limits.Depth}";
            return false;
        }

        depth += levels;
        return true;
    }

    public void Ascend(int levels) => depth -= levels;

    /// <summary>Work done outside nodes, such as going through a list.</summary>
    public bool Charge(int work)
    {
        steps = (int)Math.Min((long)steps + work, int.MaxValue / 2);
        if (steps > limits.Steps)
        {
            Failure ??= $"the evaluation takes more than {limits.Steps} steps";
        }

        return Failure is null;
    }

    /// <summary>True when a list or string of this size may be made; long ones cost steps, for many of them may be kept.</summary>
    public bool Allows(long size) => Fits(size) && Charge((int)size / 16);

    /// <summary>True when what grows step by step may have grown to this size.</summary>
    public bool Fits(long size)
    {
        if (size > limits.Size)
        {
            Failure ??= $"a list or string would be longer than {limits.Size}";
        }

        return Failure is null;
    }

    /// <summary>A value just made of others, unless it has become too large or too deep to be walked.</summary>
    public FeelValue Kept(FeelValue value)
    {
        if (value.Depth > Extent.MaxDepth)
        {
            Failure ??= $"a value would be nested deeper than {Extent.MaxDepth}";
        }

        if (value.Weight > limits.Size)
        {
            Failure ??= $"a value would have more than {limits.Size} parts";
        }

        return Failure is null ? value : FeelValue.Null;
    }

    /// <summary>Charges for comparing two values part by part.</summary>
    public bool ChargeComparison(FeelValue left, FeelValue right) => Charge(Math.Min(left.Weight, right.Weight) - 1);
}
