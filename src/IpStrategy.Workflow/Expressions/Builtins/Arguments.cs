using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>The arguments of a built-in function, checked and converted; the accessors only say what the signature already ensured.</summary>
internal readonly record struct Arguments(EvaluationRun Run, ImmutableArray<FeelValue> Values)
{
    public int Count => Values.Length;

    public FeelValue this[int index] => index < Values.Length ? Values[index] : FeelValue.Null;

    public bool Has(int index) => index < Values.Length && !Values[index].IsNull;

    public decimal Number(int index) => ((FeelValue.Number)Values[index]).Value;

    public string Text(int index) => ((FeelValue.Text)Values[index]).Value;

    public string? TextOrNull(int index) => (this[index] as FeelValue.Text)?.Value;

    public ImmutableArray<FeelValue> Items(int index) => ((FeelValue.List)Values[index]).Items;

    public FeelValue.Context Context(int index) => (FeelValue.Context)Values[index];

    public ICallable Function(int index) => ((FeelValue.Function)Values[index]).Callable;

    /// <summary>The arguments from here on, of a function that takes any number.</summary>
    public ImmutableArray<FeelValue> Rest(int index) => Values[Math.Min(index, Values.Length)..];
}
