using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Builtins;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Decisions;

internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    Collect,
    RuleOrder,
    OutputOrder,
}

/// <param name="Variable">Another name for the tested value besides <c>?</c>; null for none.</param>
/// <param name="Allowed">Null when every value is allowed.</param>
internal sealed record InputClause(string Label, Node Expression, FeelType Type, Node? Allowed, string? Variable);

/// <param name="Allowed">The output values in their order; empty when none are written.</param>
internal sealed record OutputClause(string Name, ImmutableArray<UnaryTest> Allowed, Node? Default);

internal sealed record TableRule(int Number, ImmutableArray<Node> Tests, ImmutableArray<Node> Outputs);

/// <summary>What a table came to: its value, and the outputs of each hit by name.</summary>
internal sealed record TableOutcome(FeelValue Value, ImmutableArray<FeelValue.Context> Hits);

/// <summary>A decision table (DMN 1.5, clauses 8 and 10.3.2.10).</summary>
internal sealed record DecisionTableNode(
    ImmutableArray<InputClause> Inputs,
    ImmutableArray<OutputClause> Outputs,
    ImmutableArray<TableRule> Rules,
    HitPolicy Policy,
    string? Aggregation
) : Node
{
    /// <summary>A table that hits one rule at most has one output for a result, else a list of them.</summary>
    public bool IsSingleHit => Policy is HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First;

    protected override FeelValue Compute(Frame frame) => Decide(frame).Value;

    public TableOutcome Decide(Frame frame)
    {
        var matched = Match(frame, out var refused);
        if (refused is not null)
        {
            return new TableOutcome(refused, []);
        }
        if (matched.IsEmpty)
        {
            return Default(frame);
        }

        var hits = HitPolicies.Apply(this, matched, frame, out var violated);
        return violated is not null ? new TableOutcome(violated, []) : Result(hits, frame);
    }

    private ImmutableArray<TableRule> Match(Frame frame, out FeelValue? refused)
    {
        var tested = ImmutableArray.CreateBuilder<Frame>(Inputs.Length);
        foreach (var input in Inputs)
        {
            var value = Tested(input, frame, out refused);
            if (refused is not null)
            {
                return [];
            }

            var named = input.Variable is { } name ? new BindingFrame(frame, name, value) : frame;
            tested.Add(new BindingFrame(named, "?", value));
        }

        refused = null;
        return [.. Rules.Where(rule => Matches(rule, tested))];
    }

    private static FeelValue Tested(InputClause input, Frame frame, out FeelValue? refused)
    {
        var value = OutsideValues.Taken(input.Type, input.Expression.Evaluate(frame), frame.Run.Scope);

        // Input values say what may be asked at all (clause 8.3.2).
        var isAllowed =
            input.Allowed is null
            || input.Allowed.Evaluate(new BindingFrame(frame, "?", value)) is FeelValue.Bool { Value: true };
        refused = isAllowed
            ? null
            : FeelValue.Error($"{input.Label} is {FeelText.Literal(value)}, which is not allowed");
        return value;
    }

    private static bool Matches(TableRule rule, ImmutableArray<Frame>.Builder tested)
    {
        for (var i = 0; i < rule.Tests.Length; i++)
        {
            if (rule.Tests[i].Evaluate(tested[i]) is not FeelValue.Bool { Value: true })
            {
                return false;
            }
        }

        return true;
    }

    private TableOutcome Default(Frame frame)
    {
        if (Outputs.All(output => output.Default is null))
        {
            return new TableOutcome(FeelValue.Null, []);
        }

        var hit = FeelValue.Context.Of(
            Outputs.Select(o => KeyValuePair.Create(o.Name, o.Default?.Evaluate(frame) ?? FeelValue.Null))
        );
        return new TableOutcome(ValueOf(hit), [hit]);
    }

    private TableOutcome Result(ImmutableArray<FeelValue.Context> hits, Frame frame)
    {
        if (IsSingleHit)
        {
            return new TableOutcome(ValueOf(hits[0]), [hits[0]]);
        }

        var values = FeelValue.From(hits.Select(ValueOf));
        if (Aggregation is null)
        {
            return new TableOutcome(frame.Run.Kept(values), hits);
        }

        var total = BuiltinTable.Find(Aggregation)!.Invoke(frame.Run, [values]);
        return new TableOutcome(total, [FeelValue.Context.Of([new(Outputs[0].Name, total)])]);
    }

    private FeelValue ValueOf(FeelValue.Context hit) => Outputs.Length == 1 ? hit.Entries[0].Value : hit;
}
