using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Syntax;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>The built-in functions of DMN 1.5 (clause 10.3.4) by name.</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, BuiltinFunction> Functions = new[]
    {
        TextFunctions.All,
        PatternFunctions.All,
        NumberFunctions.All,
        ListFunctions.All,
        ListEditing.All,
        StatisticFunctions.All,
        TemporalFunctions.All,
        ContextFunctions.All,
        RangeFunctions.All,
        ConversionFunctions.All,
    }
        .SelectMany(all => all)
        .GroupBy(signature => signature.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => new BuiltinFunction(group.Key, [.. group]),
            StringComparer.Ordinal
        );

    /// <summary>The names that hold a keyword, which words in a row would not find.</summary>
    public static ImmutableArray<KnownName> LongNames { get; } =
    [.. Functions.Keys.Where(name => name.Contains(" and ", StringComparison.Ordinal)).Select(KnownName.Of)];

    public static BuiltinFunction? Find(string name) => Functions.GetValueOrDefault(name);
}
