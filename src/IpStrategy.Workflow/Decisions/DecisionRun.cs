using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Decisions;

/// <summary>One evaluation of a decision: every decision it requires is evaluated once, before it.</summary>
internal sealed class DecisionRun(DecisionModel model, Frame root)
{
    private readonly Dictionary<string, FeelValue> values = new(StringComparer.Ordinal);
    private TableOutcome? last;
    private string? refused;

    public static DecisionResult Evaluate(DecisionModel model, string id, FeelScope inputs, FeelLimits limits)
    {
        var run = new EvaluationRun(inputs, limits);
        var decision = new DecisionRun(model, new RootFrame(run));
        decision.Perform([id]);
        if ((run.Failure ?? decision.refused) is { } failure)
        {
            return DecisionResult.Failed(failure);
        }

        var value = decision.values[id];
        return value is FeelValue.NullValue { Reason: { } reason }
            ? DecisionResult.Failed(reason)
            : new DecisionResult(value, decision.last?.Hits, null) { Name = model[id].Name };
    }

    /// <summary>What several decisions come to, where some elements are given from outside.</summary>
    public FeelValue Evaluate(ImmutableArray<string> outputs, IEnumerable<KeyValuePair<string, FeelValue>> given)
    {
        foreach (var (id, value) in given)
        {
            values[id] = value;
        }

        Perform(outputs);
        if (refused is not null)
        {
            return FeelValue.Error(refused);
        }

        return outputs.Length == 1
            ? values[outputs[0]]
            : FeelValue.Context.Of(outputs.Select(id => KeyValuePair.Create(model[id].Name, values[id])));
    }

    private void Perform(IEnumerable<string> ids)
    {
        foreach (var element in model.InOrder(ids, values.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            values[element.Id] = root.Run.Stopped ? FeelValue.Null : ValueOf(element);
        }
    }

    private FeelValue ValueOf(Requirable element) =>
        element switch
        {
            Requirable.Input input => Given(input),
            Requirable.Knowledge knowledge => knowledge.Function.Evaluate(Required(element)),
            Requirable.Bundle service => new FeelValue.Function(new ServiceFunction(model, service, root)),
            Requirable.Decision decision => Decide(decision),
            Requirable.Import import => FeelValue.Context.Of(
                import.Requires.Select(id => KeyValuePair.Create(model[id].Name, values[id]))
            ),
            _ => throw new InvalidOperationException($"No such element: {element}"),
        };

    private FeelValue Decide(Requirable.Decision decision)
    {
        var frame = Required(decision);
        if (Unwrapped(decision.Logic) is not DecisionTableNode table)
        {
            last = null;
            return decision.Logic.Evaluate(frame);
        }

        last = table.Decide(frame);
        return decision.Logic is TypedNode typed ? typed.Convert(last.Value) : last.Value;
    }

    private static Node Unwrapped(Node logic) => logic is TypedNode typed ? typed.Inner : logic;

    // An input nobody provides is null (clause 6.3.6); one of another type leaves nothing to decide on.
    private FeelValue Given(Requirable.Input input)
    {
        if (Provided(input) is not { } value)
        {
            return FeelValue.Null;
        }

        var taken = OutsideValues.Taken(input.Type, value, root.Run.Scope);
        if (!taken.IsNull && !input.Type.Includes(taken))
        {
            refused ??= $"the input '{input.Name}' is {FeelText.Literal(taken)}, which is not of its type";
        }

        return taken;
    }

    // An input of an imported file goes by its qualified name, too.
    private FeelValue? Provided(Requirable.Input input)
    {
        foreach (var import in model.ImportsOf(input.Id))
        {
            if (
                root.TryGet(import.Name, out var held)
                && held is FeelValue.Context context
                && context.TryGet(input.Name, out var qualified)
            )
            {
                return qualified;
            }
        }
        return root.TryGet(input.Name, out var value) ? value : null;
    }

    private BlockFrame Required(Requirable element)
    {
        var frame = new BlockFrame(root.Run, root);
        foreach (var id in element.Requires)
        {
            frame.Add(model[id].Name, values[id]);
        }

        // Existing files refer to what a required table gives by the name of its output, too.
        foreach (var decision in element.Requires.Select(id => model[id]).OfType<Requirable.Decision>())
        {
            AddOutputs(frame, decision);
        }

        return frame;
    }

    private void AddOutputs(BlockFrame frame, Requirable.Decision decision)
    {
        if (Unwrapped(decision.Logic) is not DecisionTableNode table)
        {
            return;
        }

        foreach (var output in table.Outputs.Where(o => o.Name.Length > 0 && !frame.Contains(o.Name)))
        {
            var value = values[decision.Id];
            frame.Add(output.Name, table.Outputs.Length == 1 ? value : PathNode.Of(value, output.Name));
        }
    }
}

/// <summary>A decision service as a function (DMN 1.5, clause 10.4).</summary>
internal sealed class ServiceFunction(DecisionModel model, Requirable.Bundle service, Frame root) : ICallable
{
    public string Name => service.Name;

    public FeelType.FunctionType Type { get; } =
        new([.. service.Parameters.Select(_ => FeelType.Anything)], FeelType.Undetermined);

    public FeelValue Invoke(EvaluationRun run, ImmutableArray<FeelValue> arguments) =>
        arguments.Length == service.Parameters.Length
            ? Evaluate(run, service.Parameters.Zip(arguments, KeyValuePair.Create))
            : FeelValue.Error($"{Name} takes {service.Parameters.Length} arguments, not {arguments.Length}");

    public FeelValue InvokeNamed(EvaluationRun run, ImmutableArray<KeyValuePair<string, FeelValue>> arguments)
    {
        if (arguments.Any(a => service.Parameters.All(p => model[p].Name != a.Key)))
        {
            return FeelValue.Error($"{Name} has no parameter of that name");
        }

        var given = FeelValue.Context.Of(arguments);
        return Evaluate(
            run,
            service.Parameters.Select(p =>
                KeyValuePair.Create(p, given.TryGet(model[p].Name, out var value) ? value : FeelValue.Null)
            )
        );
    }

    private FeelValue Evaluate(EvaluationRun run, IEnumerable<KeyValuePair<string, FeelValue>> given)
    {
        // Services may invoke each other: what they nest counts.
        if (!run.Enter())
        {
            return FeelValue.Null;
        }

        var value = new DecisionRun(model, root).Evaluate(service.Outputs, given);
        run.Leave();
        return value;
    }
}
