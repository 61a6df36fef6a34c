using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Decisions;

/// <summary>What of a decision's result a process takes over (<c>camunda:mapDecisionResult</c>).</summary>
public enum DecisionMapping
{
    /// <summary>Every hit as a context of its outputs.</summary>
    ResultList,

    /// <summary>The one hit as a context.</summary>
    SingleResult,

    /// <summary>The one output of the one hit.</summary>
    SingleEntry,

    /// <summary>The one output of every hit.</summary>
    CollectEntries,
}

/// <summary>What a decision came to.</summary>
/// <param name="Value">The value the standard gives it.</param>
/// <param name="Hits">Of a decision table the outputs of each hit, by name; null for every other logic.</param>
/// <param name="Error">Why there is no value; null when there is.</param>
public sealed record DecisionResult(FeelValue Value, ImmutableArray<FeelValue.Context>? Hits, string? Error)
{
    /// <summary>The name under which a result that is no context is put into one.</summary>
    public string Name { get; init; } = "result";

    internal static DecisionResult Failed(string error) => new(FeelValue.Error(error), null, error);

    /// <summary>The part a process asks for; a null with its reason when the result has another shape.</summary>
    public FeelValue Mapped(DecisionMapping mapping) =>
        mapping switch
        {
            DecisionMapping.SingleEntry => Hits is { } hits ? One(hits, Entry) : Value,
            DecisionMapping.SingleResult => Hits is { } hits ? One(hits, hit => hit) : AsContext(),
            DecisionMapping.CollectEntries => Hits is { } hits
                ? All(hits)
                : Value as FeelValue.List ?? FeelValue.From([Value]),
            _ => FeelValue.From(Hits is { } hits ? hits : [AsContext()]),
        };

    private FeelValue.Context AsContext() => Value as FeelValue.Context ?? FeelValue.Context.Of([new(Name, Value)]);

    private static FeelValue One(ImmutableArray<FeelValue.Context> hits, Func<FeelValue.Context, FeelValue> take) =>
        hits switch
        {
            [] => FeelValue.Null,
            [var only] => take(only),
            _ => FeelValue.Error($"{hits.Length} rules are hit, one is wanted"),
        };

    private static FeelValue All(ImmutableArray<FeelValue.Context> hits) =>
        hits.FirstOrDefault(hit => hit.Entries.Length > 1) is { } several
            ? Entry(several)
            : FeelValue.From(hits.Select(Entry));

    private static FeelValue Entry(FeelValue.Context hit) =>
        hit.Entries.Length == 1
            ? hit.Entries[0].Value
            : FeelValue.Error($"a hit has {hit.Entries.Length} outputs, one is wanted");
}
