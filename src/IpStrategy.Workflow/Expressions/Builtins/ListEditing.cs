using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions that make lists out of lists (table 74).</summary>
internal static class ListEditing
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("sublist(list: list, start position: number, length: number?)", Sublist),
        Signature.Of("append(list: list, item: any…)", a => FeelValue.From(a.Items(0).Concat(a.Rest(1)))),
        Signature.Of("concatenate(list: list…)", Concatenate),
        Signature.Of("insert before(list: list, position: number, newItem: any)", Insert),
        Signature.Of("remove(list: list, position: number)", Remove),
        Signature.Of("list replace(list: list, position: number, newItem: any)", ReplaceAt),
        Signature.Of("list replace(list: list, match: function, newItem: any)", ReplaceWhere),
        Signature.Of("reverse(list: list)", a => FeelValue.From(a.Items(0).Reverse())),
        Signature.Of("union(list: list…)", a => Distinct(a, a.Values.SelectMany(l => ((FeelValue.List)l).Items))),
        Signature.Of("distinct values(list: list)", a => Distinct(a, a.Items(0))),
        Signature.Of("flatten(list: list)", a => FeelValue.From(Flat(a.Items(0)))),
    ];

    private static FeelValue Concatenate(Arguments a)
    {
        var size = a.Values.Sum(l => (long)((FeelValue.List)l).Items.Length);
        return a.Run.Allows(size)
            ? FeelValue.From(a.Values.SelectMany(l => ((FeelValue.List)l).Items))
            : FeelValue.Null;
    }

    private static FeelValue Sublist(Arguments a)
    {
        var items = a.Items(0);
        var length = a.Has(2) ? Math.Truncate(a.Number(2)) : decimal.MaxValue;
        if (Index(a, items.Length) is not { } start)
        {
            return OutOf(a);
        }

        if (a.Has(2) && (length < 1 || start + length > items.Length))
        {
            return FeelValue.Error(
                $"sublist: length {FeelText.Number(length)} from position {FeelText.Number(a.Number(1))}"
            );
        }

        return FeelValue.From(items.Skip(start).Take(a.Has(2) ? (int)length : items.Length));
    }

    private static FeelValue Insert(Arguments a) =>
        Index(a, a.Items(0).Length) is { } index ? new FeelValue.List(a.Items(0).Insert(index, a[2])) : OutOf(a);

    private static FeelValue Remove(Arguments a) =>
        Index(a, a.Items(0).Length) is { } index ? new FeelValue.List(a.Items(0).RemoveAt(index)) : OutOf(a);

    private static FeelValue ReplaceAt(Arguments a) =>
        Index(a, a.Items(0).Length) is { } index ? new FeelValue.List(a.Items(0).SetItem(index, a[2])) : OutOf(a);

    private static FeelValue ReplaceWhere(Arguments a)
    {
        var replaced = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in a.Items(0))
        {
            var answer = a.Function(1).Invoke(a.Run, [item, a[2]]);
            if (answer is not FeelValue.Bool isMatch)
            {
                return answer.IsNull ? answer : FeelValue.Error("list replace: the match must be boolean");
            }

            replaced.Add(isMatch.Value ? a[2] : item);
        }

        return new FeelValue.List(replaced.ToImmutable());
    }

    private static FeelValue Distinct(Arguments a, IEnumerable<FeelValue> items)
    {
        var kept = new List<FeelValue>();
        foreach (var item in items)
        {
            if (!a.Run.Charge((int)Math.Min((long)kept.Count * item.Weight, int.MaxValue / 2)))
            {
                return FeelValue.Null;
            }

            if (!kept.Exists(k => Comparison.AreSame(k, item)))
            {
                kept.Add(item);
            }
        }

        return FeelValue.From(kept);
    }

    private static IEnumerable<FeelValue> Flat(ImmutableArray<FeelValue> items) =>
        items.SelectMany(item => item is FeelValue.List list ? Flat(list.Items) : [item]);

    // Positions count from 1, negative ones from the end (-1 is the last).
    private static int? Index(Arguments a, int length)
    {
        var position = a.Number(1);
        var index = position > 0 ? position - 1 : length + position;
        return decimal.IsInteger(position) && position != 0 && index >= 0 && index < length ? (int)index : null;
    }

    private static FeelValue OutOf(Arguments a) =>
        FeelValue.Error($"position {FeelText.Number(a.Number(1))} in a list of {a.Items(0).Length}");
}
