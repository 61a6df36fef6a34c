using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>A parameter of a built-in function.</summary>
internal sealed record Parameter(string Name, FeelKinds Kinds, bool Optional, bool Repeated)
{
    private static readonly Dictionary<string, FeelKinds> Kind = new(StringComparer.Ordinal)
    {
        ["any"] = FeelKinds.Any,
        ["number"] = FeelKinds.Number,
        ["string"] = FeelKinds.Text,
        ["boolean"] = FeelKinds.Bool,
        ["date"] = FeelKinds.Date,
        ["time"] = FeelKinds.Time,
        ["datetime"] = FeelKinds.DateAndTime,
        ["days"] = FeelKinds.DaysAndTime,
        ["months"] = FeelKinds.YearsAndMonths,
        ["list"] = FeelKinds.List,
        ["context"] = FeelKinds.Context,
        ["range"] = FeelKinds.Range,
        ["function"] = FeelKinds.Function,
        ["point"] =
            FeelKinds.Any
            & ~(FeelKinds.Range | FeelKinds.List | FeelKinds.Null | FeelKinds.Function | FeelKinds.Context),
    };

    /// <summary>Reads <c>name: kind</c>, kinds joined by <c>|</c>; <c>?</c> makes it optional, <c>…</c> any number of them.</summary>
    public static Parameter Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kinds = text[(colon + 1)..].Trim();
        var optional = kinds.EndsWith('?');
        var repeated = kinds.EndsWith('…');
        var joined = kinds
            .TrimEnd('?', '…')
            .Split('|')
            .Aggregate(FeelKinds.None, (all, kind) => all | Kind[kind.Trim()]);
        return new Parameter(text[..colon].Trim(), joined, optional, repeated);
    }

    private static bool Shares(FeelKinds left, FeelKinds right) => (left & right) != FeelKinds.None;

    /// <summary>The value as this parameter takes it (clause 10.3.2.9.4); null when it does not fit.</summary>
    public FeelValue? Fit(FeelValue value)
    {
        if (Shares(value.Kind, Kinds) || (Optional && value.IsNull))
        {
            return value;
        }

        if (value is FeelValue.List { Items: [var only] } && Shares(only.Kind, Kinds) && !only.IsNull)
        {
            return only;
        }

        if (value is FeelValue.Date date && Shares(Kinds, FeelKinds.DateAndTime))
        {
            return new FeelValue.DateAndTime(date.Value, 0, ZoneMark.Utc);
        }

        return Shares(Kinds, FeelKinds.List) && !value.IsNull ? new FeelValue.List([value]) : null;
    }
}

/// <summary>One way to call a built-in function.</summary>
internal sealed record Signature(string Name, ImmutableArray<Parameter> Parameters, Func<Arguments, FeelValue> Body)
{
    private bool TakesMore => Parameters is [.., { Repeated: true }];

    private int Required => Parameters.Count(p => !p.Optional);

    /// <summary>Reads <c>name(parameter: kind, …)</c>.</summary>
    public static Signature Of(string text, Func<Arguments, FeelValue> body)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var inner = text[(open + 1)..^1];
        var parameters = inner.Length == 0 ? [] : inner.Split(',').Select(Parameter.Read).ToImmutableArray();
        return new Signature(text[..open], parameters, body);
    }

    public bool IsGivenInOrder(FeelValue.Context given) =>
        Parameters.Select(p => p.Name).SequenceEqual(given.Entries.Select(e => e.Key), StringComparer.Ordinal);

    public bool Takes(int count) => count >= Required && (TakesMore || count <= Parameters.Length);

    /// <summary>The arguments as the parameters take them; null with the reason when one does not fit.</summary>
    public ImmutableArray<FeelValue>? Fit(ImmutableArray<FeelValue> given, out FeelValue failed)
    {
        failed = FeelValue.Null;
        var fitted = ImmutableArray.CreateBuilder<FeelValue>(given.Length);
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = Parameters[Math.Min(i, Parameters.Length - 1)];
            if (parameter.Fit(given[i]) is not { } value)
            {
                failed = given[i] is FeelValue.NullValue { Reason: not null }
                    ? given[i]
                    : FeelValue.Error($"{Name}: '{parameter.Name}' cannot be {FeelKindNames.Of(given[i])}");
                return null;
            }

            fitted.Add(value);
        }

        return fitted.MoveToImmutable();
    }

    /// <summary>The arguments by position; null when a name is unknown, or a required one is missing.</summary>
    public ImmutableArray<FeelValue>? Arrange(FeelValue.Context given)
    {
        if (given.Entries.Any(e => Parameters.All(p => p.Name != e.Key)))
        {
            return null;
        }

        if (Parameters.Any(p => !p.Optional && !given.TryGet(p.Name, out _)))
        {
            return null;
        }

        var last = Parameters.Length;
        while (last > 0 && !given.TryGet(Parameters[last - 1].Name, out _))
        {
            last--;
        }

        var arranged = Parameters.Take(last).Select(p => given.TryGet(p.Name, out var value) ? value : FeelValue.Null);
        // A repeated parameter is given by name as the list of its values.
        return TakesMore && arranged.LastOrDefault() is FeelValue.List list && last == Parameters.Length
            ? [.. arranged.SkipLast(1), .. list.Items]
            : [.. arranged];
    }
}
