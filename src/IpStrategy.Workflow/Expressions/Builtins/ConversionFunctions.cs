using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Expressions.Operations;
using IpStrategy.Workflow.Expressions.Syntax;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions that turn values of one type into another (table 70), and the boolean ones.</summary>
internal static class ConversionFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("number(from: string, grouping separator: string?, decimal separator: string?)", NumberOf),
        Signature.Of("number(from: number)", a => a[0]),
        Signature.Of("string(from: any)", a => a[0].IsNull ? a[0] : FeelValue.From(FeelText.Of(a[0]))),
        Signature.Of("range(from: string)", RangeOf),
        Signature.Of("not(negand: any)", a => Nodes.Logic.Not(a[0])),
        Signature.Of("is(value1: any, value2: any)", a => FeelValue.From(Is(a[0], a[1]))),
    ];

    private static FeelValue NumberOf(Arguments a)
    {
        var text = a.Text(0);
        var (grouping, point) = (a.TextOrNull(1), a.TextOrNull(2));
        if (
            grouping is not (null or " " or "," or ".")
            || point is not (null or "," or ".")
            || (grouping is not null && grouping == point)
        )
        {
            return FeelValue.Error("number: the separators must differ and be one of ' ' ',' '.'");
        }

        text = grouping is null ? text : text.Replace(grouping, "", StringComparison.Ordinal);
        if (point is "," && text.Contains('.', StringComparison.Ordinal))
        {
            return NoNumber(a);
        }

        text = point is "," ? text.Replace(',', '.') : text;
        const NumberStyles Style =
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        return IsNumeral(text) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.From(number)
            : NoNumber(a);
    }

    // Grammar rule 35 knows neither a plus sign nor a point without digits after it.
    private static bool IsNumeral(string text) =>
        !text.StartsWith('+')
        && (
            text.IndexOf('.', StringComparison.Ordinal) is var point && point < 0
            || (point + 1 < text.Length && char.IsAsciiDigit(text[point + 1]))
        );

    private static FeelValue NoNumber(Arguments a) => FeelValue.Error($"\"{a.Text(0)}\" is no number");

    // Only literals are allowed between the brackets (table 70), so nothing can be asked of the scope.
    private static FeelValue RangeOf(Arguments a)
    {
        var outcome = new Parser(a.Text(0), new NameTable([], [])).ParseRange();
        return outcome.Failure is null && outcome.Root.Evaluate(new Nodes.RootFrame(a.Run)) is FeelValue.Range range
            ? range
            : FeelValue.Error($"\"{a.Text(0)}\" is no range");
    }

    // The same value in the value space, kind and zone included (table 80).
    private static bool Is(FeelValue left, FeelValue right) =>
        (left, right) switch
        {
            (FeelValue.Time a, FeelValue.Time b) => SameZone(a.Zone, b.Zone) && a.SecondOfDay == b.SecondOfDay,
            (FeelValue.DateAndTime a, FeelValue.DateAndTime b) => SameZone(a.Zone, b.Zone)
                && a.LocalSeconds == b.LocalSeconds,
            _ => left.Kind == right.Kind && Comparison.AreSame(left, right),
        };

    private static bool SameZone(ZoneMark left, ZoneMark right) => left.OffsetSeconds == right.OffsetSeconds;
}
