using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Sums, means and their kin over lists of numbers (tables 74 and 75); each also takes the numbers one by one.</summary>
internal static class StatisticFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        .. Both("sum", numbers => FeelValue.From(numbers.Sum())),
        .. Both("mean", numbers => FeelValue.From(numbers.Sum() / numbers.Length)),
        .. Both("product", numbers => FeelValue.From(numbers.Aggregate((a, b) => a * b))),
        .. Both("median", Median),
        .. Both("stddev", Deviation),
        Signature.Of("mode(list: list)", a => Mode(a.Items(0))),
        Signature.Of("mode(n: any…)", a => Mode(a.Values)),
    ];

    private static IEnumerable<Signature> Both(string name, Func<decimal[], FeelValue> body) =>
        [
            Signature.Of($"{name}(list: list)", a => Over(name, a.Items(0), body)),
            Signature.Of($"{name}(n: any…)", a => Over(name, a.Values, body)),
        ];

    private static FeelValue Over(string name, ImmutableArray<FeelValue> items, Func<decimal[], FeelValue> body) =>
        items.IsEmpty ? FeelValue.Null
        : items.FirstOrDefault(item => item is not FeelValue.Number) is { } odd
            ? FeelValue.Error($"{name}: an item is {FeelKindNames.Of(odd)}, not a number")
        : body([.. items.Select(item => ((FeelValue.Number)item).Value)]);

    private static FeelValue Median(decimal[] numbers)
    {
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return FeelValue.From(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    // Of a sample, so divided by n - 1.
    private static FeelValue Deviation(decimal[] numbers)
    {
        if (numbers.Length < 2)
        {
            return FeelValue.Error("stddev: at least two numbers are needed");
        }

        var mean = numbers.Sum() / numbers.Length;
        var squares = numbers.Sum(n => (n - mean) * (n - mean));
        return FeelValue.From(DecimalMath.SquareRoot(squares / (numbers.Length - 1)));
    }

    private static FeelValue Mode(ImmutableArray<FeelValue> items)
    {
        if (items.IsEmpty)
        {
            return FeelValue.List.Empty;
        }

        return Over(
            "mode",
            items,
            numbers =>
            {
                var groups = numbers.GroupBy(n => n).ToList();
                var most = groups.Max(g => g.Count());
                return FeelValue.From(
                    groups.Where(g => g.Count() == most).Select(g => g.Key).Order().Select(n => FeelValue.From(n))
                );
            }
        );
    }
}
