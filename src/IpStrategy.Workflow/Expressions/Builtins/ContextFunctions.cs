using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions of contexts (table 79).</summary>
internal static class ContextFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("get value(m: context, key: string)", a => ValueAt(a[0], [a[1]])),
        Signature.Of("get value(context: context, keys: list)", a => ValueAt(a[0], a.Items(1))),
        Signature.Of("get value(context: context, key: string)", a => ValueAt(a[0], [a[1]])),
        Signature.Of("get entries(m: context)", Entries),
        Signature.Of("get entries(context: context)", Entries),
        Signature.Of("context(entries: list)", Of),
        Signature.Of("context put(context: context, key: string, value: any)", a => Put(a.Context(0), [a[1]], a[2])),
        Signature.Of("context put(context: context, keys: list, value: any)", a => Put(a.Context(0), a.Items(1), a[2])),
        Signature.Of("context merge(contexts: list)", Merge),
    ];

    private static FeelValue ValueAt(FeelValue context, ImmutableArray<FeelValue> keys)
    {
        if (keys.IsEmpty)
        {
            return FeelValue.Error("get value: there is no key");
        }

        var value = context;
        foreach (var key in keys)
        {
            if (key is not FeelValue.Text name)
            {
                return FeelValue.Error($"get value: a key is {FeelKindNames.Of(key)}");
            }

            value = value is FeelValue.Context inner && inner.TryGet(name.Value, out var held) ? held : FeelValue.Null;
        }

        return value;
    }

    private static FeelValue Entries(Arguments a) =>
        FeelValue.From(
            a.Context(0)
                .Entries.Select(e => new FeelValue.Context([new("key", FeelValue.From(e.Key)), new("value", e.Value)]))
        );

    private static FeelValue Of(Arguments a)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        foreach (var item in a.Items(0))
        {
            if (
                item is not FeelValue.Context entry
                || !entry.TryGet("key", out var key)
                || !entry.TryGet("value", out var value)
                || key is not FeelValue.Text name
            )
            {
                return FeelValue.Error("context: every entry needs a key and a value");
            }

            if (entries.Any(e => e.Key == name.Value))
            {
                return FeelValue.Error($"context: two entries '{name.Value}'");
            }

            entries.Add(new(name.Value, value));
        }

        return new FeelValue.Context(entries.ToImmutable());
    }

    private static FeelValue Put(FeelValue.Context context, ImmutableArray<FeelValue> keys, FeelValue value)
    {
        if (keys.Length > Extent.MaxDepth)
        {
            return FeelValue.Error($"context put: more than {Extent.MaxDepth} keys");
        }

        if (keys.IsEmpty || keys[0] is not FeelValue.Text key)
        {
            return FeelValue.Error("context put: the keys must be strings, and there must be one");
        }

        if (keys.Length == 1)
        {
            return context.With(key.Value, value);
        }

        context.TryGet(key.Value, out var held);
        if (held is not FeelValue.Context nested)
        {
            return FeelValue.Error($"context put: '{key.Value}' is {FeelKindNames.Of(held)}, not a context");
        }

        var inner = Put(nested, keys[1..], value);
        return inner.IsNull ? inner : context.With(key.Value, inner);
    }

    private static FeelValue Merge(Arguments a) =>
        a.Items(0).FirstOrDefault(item => item is not FeelValue.Context) is { } odd
            ? FeelValue.Error($"context merge: an item is {FeelKindNames.Of(odd)}")
            : FeelValue.Context.Of(a.Items(0).SelectMany(item => ((FeelValue.Context)item).Entries));
}
