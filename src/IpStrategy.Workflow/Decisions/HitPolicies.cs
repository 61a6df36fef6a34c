using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Decisions;

/// <summary>Which of the matched rules are hit, and in which order (DMN 1.5, clause 8.2.10). A violated policy is an error, never a guess.</summary>
internal static class HitPolicies
{
    /// <summary>The outputs of the rules that are hit; of a single-hit policy the first counts.</summary>
    public static ImmutableArray<FeelValue.Context> Apply(
        DecisionTableNode table,
        ImmutableArray<TableRule> matched,
        Frame frame,
        out FeelValue? violated
    )
    {
        violated = null;
        if (table.Policy == HitPolicy.Unique && matched.Length > 1)
        {
            violated = FeelValue.Error($"the hit policy is UNIQUE, but rules {Numbers(matched)} match");
            return [];
        }

        var rules = table.Policy == HitPolicy.First ? matched[..1] : matched;
        var hits = ImmutableArray.CreateBuilder<FeelValue.Context>(rules.Length);
        foreach (var rule in rules)
        {
            hits.Add(Outputs(table, rule, frame, out violated));
            if (violated is not null)
            {
                return [];
            }
        }

        if (table.Policy == HitPolicy.Any && hits.Any(hit => !Comparison.AreSame(hit, hits[0])))
        {
            violated = FeelValue.Error(
                $"the hit policy is ANY, but rules {Numbers(matched)} match with different outputs"
            );
        }

        return table.Policy is HitPolicy.Priority or HitPolicy.OutputOrder
            ? [.. hits.OrderBy(hit => Rank(table, hit, frame), RankOrder.Instance)]
            : hits.ToImmutable();
    }

    private static FeelValue.Context Outputs(
        DecisionTableNode table,
        TableRule rule,
        Frame frame,
        out FeelValue? violated
    )
    {
        violated = null;
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>(table.Outputs.Length);
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            var output = table.Outputs[i];
            var value = rule.Outputs[i].Evaluate(frame);
            if (!output.Allowed.IsEmpty && Place(output, value, frame) is null)
            {
                violated = FeelValue.Error(
                    $"rule {rule.Number} gives {output.Name} the value {FeelText.Literal(value)}, which is not allowed"
                );
                return FeelValue.Context.Empty;
            }

            entries.Add(new(output.Name, value));
        }

        return new FeelValue.Context(entries.ToImmutable());
    }

    /// <summary>Where a value stands among the output values, from 0; null when it is none of them.</summary>
    private static int? Place(OutputClause output, FeelValue value, Frame frame)
    {
        var tested = new BindingFrame(frame, "?", value);
        for (var i = 0; i < output.Allowed.Length; i++)
        {
            if (output.Allowed[i].Holds(value, tested) is FeelValue.Bool { Value: true })
            {
                return i;
            }
        }

        return null;
    }

    // The first output counts most. One without output values does not count.
    private static ImmutableArray<int> Rank(DecisionTableNode table, FeelValue.Context hit, Frame frame) =>
        [.. table.Outputs.Select((output, i) => Place(output, hit.Entries[i].Value, frame) ?? 0)];

    private static string Numbers(ImmutableArray<TableRule> rules) => string.Join(", ", rules.Select(r => r.Number));

    private sealed class RankOrder : IComparer<ImmutableArray<int>>
    {
        public static RankOrder Instance { get; } = new();

        public int Compare(ImmutableArray<int> x, ImmutableArray<int> y)
        {
            for (var i = 0; i < x.Length; i++)
            {
                if (x[i] != y[i])
                {
                    return x[i].CompareTo(y[i]);
                }
            }

            return 0;
        }
    }
}
