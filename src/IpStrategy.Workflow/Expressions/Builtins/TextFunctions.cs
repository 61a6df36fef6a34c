using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>String functions (table 73), all by code point.</summary>
internal static class TextFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("substring(string: string, start position: number, length: number?)", Substring),
        Signature.Of("string length(string: string)", a => FeelValue.From((decimal)CodePoints.Count(a.Text(0)))),
        Signature.Of("upper case(string: string)", a => FeelValue.From(LetterCase.Upper(a.Text(0)))),
        Signature.Of("lower case(string: string)", a => FeelValue.From(LetterCase.Lower(a.Text(0)))),
        Signature.Of("substring before(string: string, match: string)", Before),
        Signature.Of("substring after(string: string, match: string)", After),
        Signature.Of(
            "contains(string: string, match: string)",
            a => FeelValue.From(a.Text(0).Contains(a.Text(1), StringComparison.Ordinal))
        ),
        Signature.Of(
            "starts with(string: string, match: string)",
            a => FeelValue.From(a.Text(0).StartsWith(a.Text(1), StringComparison.Ordinal))
        ),
        Signature.Of(
            "ends with(string: string, match: string)",
            a => FeelValue.From(a.Text(0).EndsWith(a.Text(1), StringComparison.Ordinal))
        ),
        Signature.Of("string join(list: list, delimiter: string?)", Join),
    ];

    private static FeelValue Substring(Arguments a)
    {
        var text = a.Text(0);
        var start = Math.Truncate(a.Number(1));
        var length = a.Has(2) ? Math.Truncate(a.Number(2)) : decimal.MaxValue;
        var count = CodePoints.Count(text);
        var first = start > 0 ? start - 1 : count + start;
        if (start == 0 || first < 0 || first >= count)
        {
            return FeelValue.Error($"substring: position {FeelText.Number(start)} in a string of {count}");
        }

        if (length < 1)
        {
            return FeelValue.Error("substring: the length must be at least 1");
        }

        var from = CodePoints.Index(text, (int)first);
        var taken = (int)Math.Min(length, count - first);
        return FeelValue.From(text.Substring(from, CodePoints.Index(text[from..], taken)));
    }

    private static FeelValue Before(Arguments a)
    {
        var index = a.Text(0).IndexOf(a.Text(1), StringComparison.Ordinal);
        return FeelValue.From(index < 0 ? "" : a.Text(0)[..index]);
    }

    private static FeelValue After(Arguments a)
    {
        var index = a.Text(0).IndexOf(a.Text(1), StringComparison.Ordinal);
        return FeelValue.From(index < 0 ? "" : a.Text(0)[(index + a.Text(1).Length)..]);
    }

    private static FeelValue Join(Arguments a)
    {
        var parts = a.Items(0).Where(item => !item.IsNull).ToList();
        if (parts.Find(part => part is not FeelValue.Text) is { } odd)
        {
            return FeelValue.Error($"string join: an item is {FeelKindNames.Of(odd)}");
        }

        var texts = parts.Cast<FeelValue.Text>().Select(part => part.Value).ToList();
        var delimiter = a.TextOrNull(1) ?? "";
        var size = texts.Sum(text => (long)text.Length + delimiter.Length);
        return a.Run.Allows(size) ? FeelValue.From(string.Join(delimiter, texts)) : FeelValue.Null;
    }
}
