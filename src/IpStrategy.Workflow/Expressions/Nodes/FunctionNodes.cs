using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Builtins;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>A parameter of a function defined in an expression.</summary>
internal sealed record FormalParameter(string Name, FeelType Type);

/// <summary>A function as written; it keeps the names visible where it stands.</summary>
internal sealed record FunctionNode(ImmutableArray<FormalParameter> Parameters, Node Body) : Node
{
    /// <summary>The type of the body as far as it shows without evaluating: of a literal, a parameter, a truth value.</summary>
    public FeelType Result =>
        Body switch
        {
            ConstantNode { Value.Kind: var kind and not FeelKinds.Null } => FeelType.Of(kind),
            NameNode name when Parameters.FirstOrDefault(p => p.Name == name.Name) is { } parameter => parameter.Type,
            ComparisonNode
            or AndNode
            or OrNode
            or NotNode
            or BetweenNode
            or InNode
            or QuantifiedNode
            or InstanceOfNode => FeelType.Of(FeelKinds.Bool),
            _ => FeelType.Undetermined,
        };

    protected override FeelValue Compute(Frame frame) => new FeelValue.Function(new DefinedFunction(this, frame));
}

/// <summary>A function of another language; no definition can run code (DMN 1.5, clause 10.3.2.13.3).</summary>
internal sealed record ExternalFunctionNode : Node
{
    protected override FeelValue Compute(Frame frame) => FeelValue.Error("external functions are not run");
}

/// <summary>An invocation with arguments by position.</summary>
internal sealed record InvocationNode(Node Function, ImmutableArray<Node> Arguments) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var arguments = ImmutableArray.CreateBuilder<FeelValue>(Arguments.Length);
        foreach (var argument in Arguments)
        {
            arguments.Add(argument.Evaluate(frame));
        }

        var called = Callee.Find(Function, frame, out var failed);
        return called?.Invoke(frame.Run, arguments.MoveToImmutable()) ?? failed;
    }
}

/// <summary>An invocation with arguments by name.</summary>
internal sealed record NamedInvocationNode(Node Function, ImmutableArray<KeyValuePair<string, Node>> Arguments) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var arguments = Arguments.Select(a => KeyValuePair.Create(a.Key, a.Value.Evaluate(frame))).ToImmutableArray();
        var called = Callee.Find(Function, frame, out var failed);
        return called?.InvokeNamed(frame.Run, arguments) ?? failed;
    }
}

internal static class Callee
{
    /// <summary>What a name or expression in the place of a function stands for.</summary>
    public static ICallable? Find(Node node, Frame frame, out FeelValue failed)
    {
        failed = FeelValue.Null;
        if (node is NameNode name)
        {
            if (frame.TryGet(name.Name, out var held) && held is FeelValue.Function variable)
            {
                return variable.Callable;
            }

            // A variable that is no function does not hide the built-in of the same name: 'count(list)' stays what it is.
            if (BuiltinTable.Find(name.Name) is { } builtin)
            {
                return builtin;
            }

            failed = FeelValue.Error($"there is no function '{name.Name}'");
            return null;
        }

        var value = node.Evaluate(frame);
        failed = value is FeelValue.NullValue { Reason: not null }
            ? value
            : FeelValue.Error($"{FeelKindNames.Of(value)} cannot be invoked");
        return (value as FeelValue.Function)?.Callable;
    }
}

/// <summary>A function with the frame it was defined in.</summary>
internal sealed class DefinedFunction(FunctionNode definition, Frame frame) : ICallable
{
    public string Name => "function";

    public FeelType.FunctionType Type { get; } = new([.. definition.Parameters.Select(p => p.Type)], definition.Result);

    public FeelValue Invoke(EvaluationRun run, ImmutableArray<FeelValue> arguments)
    {
        if (arguments.Length != definition.Parameters.Length)
        {
            return FeelValue.Error(
                $"the function takes {definition.Parameters.Length} arguments, not {arguments.Length}"
            );
        }

        // A function may outlive the evaluation that made it; what it does counts where it is invoked.
        var block = new BlockFrame(run, frame);
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = definition.Parameters[i];
            if (parameter.Type.Convert(arguments[i]) is not { } argument)
            {
                return FeelValue.Error($"the argument '{parameter.Name}' is {FeelKindNames.Of(arguments[i])}");
            }

            block.Add(parameter.Name, argument);
        }

        if (!run.Descend(1))
        {
            return FeelValue.Null;
        }

        var result = definition.Body.Evaluate(block);
        run.Leave();
        return result;
    }

    public FeelValue InvokeNamed(EvaluationRun run, ImmutableArray<KeyValuePair<string, FeelValue>> arguments)
    {
        if (arguments.Any(a => definition.Parameters.All(p => p.Name != a.Key)))
        {
            return FeelValue.Error("the function has no parameter of that name");
        }

        var given = FeelValue.Context.Of(arguments);
        var positional = definition.Parameters.Select(p =>
            given.TryGet(p.Name, out var value) ? value : FeelValue.Null
        );
        return Invoke(run, [.. positional]);
    }
}
