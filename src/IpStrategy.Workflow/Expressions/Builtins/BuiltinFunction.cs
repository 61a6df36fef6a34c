using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>A built-in function with all the ways to call it.</summary>
internal sealed class BuiltinFunction(string name, ImmutableArray<Signature> signatures) : ICallable
{
    private const int LevelsOfACall = 4;

    public string Name => name;

    public FeelType.FunctionType Type { get; } =
        new([.. signatures[0].Parameters.Select(_ => FeelType.Anything)], FeelType.Undetermined);

    public FeelValue Invoke(EvaluationRun run, ImmutableArray<FeelValue> arguments)
    {
        FeelValue? failed = null;
        foreach (var signature in signatures)
        {
            if (!signature.Takes(arguments.Length))
            {
                continue;
            }

            if (signature.Fit(arguments, out var reason) is { } fitted)
            {
                return Run(signature, new Arguments(run, fitted));
            }

            failed ??= reason;
        }

        return failed ?? FeelValue.Error($"{name} does not take {arguments.Length} arguments");
    }

    public FeelValue InvokeNamed(EvaluationRun run, ImmutableArray<KeyValuePair<string, FeelValue>> arguments)
    {
        var given = FeelValue.Context.Of(arguments);
        FeelValue? failed = null;

        // before(point, range) and before(range, point) have the same names: the order in which they are given decides.
        foreach (var signature in signatures.OrderByDescending(s => s.IsGivenInOrder(given)))
        {
            if (signature.Arrange(given) is not { } positional)
            {
                continue;
            }

            if (signature.Fit(positional, out var reason) is { } fitted)
            {
                return Run(signature, new Arguments(run, fitted));
            }

            failed ??= reason;
        }

        return failed ?? FeelValue.Error($"{name} has no parameters of these names");
    }

    private FeelValue Run(Signature signature, Arguments arguments)
    {
        // What a function does takes time by the size of what it is given; strings are quicker than lists.
        var work = arguments.Values.Sum(v => (long)v.Weight);
        if (!arguments.Run.Charge((int)Math.Min(work, int.MaxValue / 2)))
        {
            return FeelValue.Null;
        }

        // A function that is given one may be called back from within.
        if (!arguments.Run.Descend(LevelsOfACall))
        {
            return FeelValue.Null;
        }

        try
        {
            return arguments.Run.Kept(signature.Body(arguments));
        }
        catch (OverflowException)
        {
            return FeelValue.Error($"{name}: the result does not fit a number of 28 digits");
        }
        finally
        {
            arguments.Run.Ascend(LevelsOfACall);
        }
    }
}
