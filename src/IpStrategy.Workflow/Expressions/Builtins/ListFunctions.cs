using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions that ask about lists (table 74).</summary>
internal static class ListFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of(
            "list contains(list: list, element: any)",
            a => FeelValue.From(a.Items(0).Any(item => Comparison.AreSame(item, a[1])))
        ),
        Signature.Of("count(list: list)", a => FeelValue.From((decimal)a.Items(0).Length)),
        Signature.Of("min(list: list)", a => Extreme(a.Items(0), -1)),
        Signature.Of("min(c: any…)", a => Extreme(a.Values, -1)),
        Signature.Of("max(list: list)", a => Extreme(a.Items(0), 1)),
        Signature.Of("max(c: any…)", a => Extreme(a.Values, 1)),
        Signature.Of("all(list: list)", a => Decide(a.Items(0), FeelValue.True)),
        Signature.Of("all(b: any…)", a => Decide(a.Values, FeelValue.True)),
        Signature.Of("and(list: list)", a => Decide(a.Items(0), FeelValue.True)),
        Signature.Of("any(list: list)", a => Decide(a.Items(0), FeelValue.False)),
        Signature.Of("any(b: any…)", a => Decide(a.Values, FeelValue.False)),
        Signature.Of("or(list: list)", a => Decide(a.Items(0), FeelValue.False)),
        Signature.Of("index of(list: list, match: any)", IndexOf),
        Signature.Of("sort(list: list, precedes: function?)", Sort),
    ];

    private static FeelValue Extreme(ImmutableArray<FeelValue> items, int sign)
    {
        if (items.IsEmpty)
        {
            return FeelValue.Null;
        }

        var best = items[0];
        foreach (var item in items)
        {
            if (Comparison.Order(item, best) is not { } order)
            {
                return FeelValue.Error($"{FeelKindNames.Of(item)} and {FeelKindNames.Of(best)} have no order");
            }

            best = Math.Sign(order) == sign ? item : best;
        }

        return best;
    }

    // all and any differ only in which value decides.
    private static FeelValue Decide(ImmutableArray<FeelValue> items, FeelValue neutral)
    {
        var result = neutral;
        foreach (var item in items)
        {
            if (item is FeelValue.Bool boolean)
            {
                if (!boolean.Equals(neutral))
                {
                    return boolean;
                }
            }
            else
            {
                result = item.IsNull ? item : FeelValue.Error($"an item is {FeelKindNames.Of(item)}, not boolean");
            }
        }

        return result;
    }

    private static FeelValue IndexOf(Arguments a) =>
        FeelValue.From(
            a.Items(0)
                .Select((item, i) => (item, i))
                .Where(p => Comparison.AreSame(p.item, a[1]))
                .Select(p => FeelValue.From(p.i + 1m))
        );

    // A merge sort of our own: the order comes from the author, and .NET's sort may throw on one that contradicts itself.
    private static FeelValue Sort(Arguments a)
    {
        var items = a.Items(0).ToArray();
        FeelValue? failed = null;
        MergeSort(items, Precedes);
        return failed ?? (a.Run.Stopped ? FeelValue.Null : FeelValue.From(items));

        bool Precedes(FeelValue left, FeelValue right)
        {
            if (failed is not null || !a.Run.Charge(1))
            {
                return true;
            }

            var answer = a.Has(1)
                ? a.Function(1).Invoke(a.Run, [left, right])
                : Comparison.Apply(ComparisonOperator.Less, left, right);
            if (answer is not FeelValue.Bool boolean)
            {
                failed = answer.IsNull ? answer : FeelValue.Error("sort: the order must be boolean");
                return true;
            }

            return boolean.Value;
        }
    }

    private static void MergeSort(FeelValue[] items, Func<FeelValue, FeelValue, bool> precedes)
    {
        var from = items;
        var into = new FeelValue[items.Length];
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var low = 0; low < items.Length; low += 2 * width)
            {
                Merge(new Run(from, into, low, width), precedes);
            }

            (from, into) = (into, from);
        }

        from.CopyTo(items, 0);
    }

    private static void Merge(Run run, Func<FeelValue, FeelValue, bool> precedes)
    {
        var middle = Math.Min(run.Low + run.Width, run.From.Length);
        var end = Math.Min(run.Low + (2 * run.Width), run.From.Length);
        var (left, right) = (run.Low, middle);
        for (var k = run.Low; k < end; k++)
        {
            var takeRight = left >= middle || (right < end && precedes(run.From[right], run.From[left]));
            run.Into[k] = run.From[takeRight ? right++ : left++];
        }
    }

    private readonly record struct Run(FeelValue[] From, FeelValue[] Into, int Low, int Width);
}
