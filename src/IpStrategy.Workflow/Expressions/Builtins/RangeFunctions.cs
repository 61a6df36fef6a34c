using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>How points and ranges lie to each other (table 77). A point counts as the range from itself to itself.</summary>
internal static class RangeFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        .. Any("before", Before),
        .. Any("after", (a, b) => Before(b, a)),
        .. Ranges("meets", Meets),
        .. Ranges("met by", (a, b) => Meets(b, a)),
        .. Ranges("overlaps", Overlaps),
        .. Ranges("overlaps before", OverlapsBefore),
        .. Ranges("overlaps after", (a, b) => OverlapsBefore(b, a)),
        .. PointInRange("finishes", Finishes),
        .. RangeHasPoint("finished by", (a, b) => Finishes(b, a)),
        .. RangeHasPoint("includes", (a, b) => Within(b, a)),
        .. PointInRange("during", Within),
        .. PointInRange("starts", Starts),
        .. RangeHasPoint("started by", (a, b) => Starts(b, a)),
        Relation("coincides", "point1: point, point2: point", Coincides),
        .. Ranges("coincides", Coincides),
    ];

    private static IEnumerable<Signature> Any(string name, Func<Span, Span, bool> holds) =>
        [
            Relation(name, "point1: point, point2: point", holds),
            Relation(name, "point: point, range: range", holds),
            Relation(name, "range: range, point: point", holds),
            Relation(name, "range1: range, range2: range", holds),
        ];

    private static IEnumerable<Signature> Ranges(string name, Func<Span, Span, bool> holds) =>
        [Relation(name, "range1: range, range2: range", holds)];

    private static IEnumerable<Signature> PointInRange(string name, Func<Span, Span, bool> holds) =>
        [Relation(name, "point: point, range: range", holds), Relation(name, "range1: range, range2: range", holds)];

    private static IEnumerable<Signature> RangeHasPoint(string name, Func<Span, Span, bool> holds) =>
        [Relation(name, "range: range, point: point", holds), Relation(name, "range1: range, range2: range", holds)];

    private static Signature Relation(string name, string parameters, Func<Span, Span, bool> holds) =>
        Signature.Of($"{name}({parameters})", a => Judge(name, Span.Of(a[0]), Span.Of(a[1]), holds));

    private static FeelValue Judge(string name, Span first, Span second, Func<Span, Span, bool> holds) =>
        first.IsComparable(second)
            ? FeelValue.From(holds(first, second))
            : FeelValue.Error($"{name}: the two cannot be compared");

    private static bool Before(Span a, Span b) => a.To.OrderTo(b.From) < 0;

    private static bool Meets(Span a, Span b) => a.To.Included && b.From.Included && a.To.OrderTo(b.From) == 0;

    private static bool Overlaps(Span a, Span b) => a.To.OrderTo(b.From) >= 0 && a.From.OrderTo(b.To) <= 0;

    private static bool OverlapsBefore(Span a, Span b) =>
        a.From.OrderTo(b.From) < 0 && a.To.OrderTo(b.From) >= 0 && a.To.OrderTo(b.To) <= 0;

    private static bool Finishes(Span a, Span b) => a.To.OrderTo(b.To) == 0 && a.From.OrderTo(b.From) >= 0;

    private static bool Starts(Span a, Span b) => a.From.OrderTo(b.From) == 0 && a.To.OrderTo(b.To) <= 0;

    private static bool Within(Span a, Span b) => b.From.OrderTo(a.From) <= 0 && b.To.OrderTo(a.To) >= 0;

    private static bool Coincides(Span a, Span b) => a.From.OrderTo(b.From) == 0 && a.To.OrderTo(b.To) == 0;

    /// <summary>An end of a range. An excluded one lies a hair inside, which makes all relations plain comparisons.</summary>
    private readonly record struct Bound(FeelValue Value, int Nudge, int Infinity)
    {
        public bool Included => Nudge == 0 && Infinity == 0;

        public int OrderTo(Bound other)
        {
            if (Infinity != other.Infinity || Infinity != 0)
            {
                return Infinity.CompareTo(other.Infinity);
            }

            var order = Comparison.Order(Value, other.Value) ?? 0;
            return order != 0 ? order : Nudge.CompareTo(other.Nudge);
        }
    }

    private readonly record struct Span(Bound From, Bound To)
    {
        public static Span Of(FeelValue value) =>
            value is FeelValue.Range range
                ? new Span(
                    new Bound(range.Start, range.StartIncluded ? 0 : 1, range.Start.IsNull ? -1 : 0),
                    new Bound(range.End, range.EndIncluded ? 0 : -1, range.End.IsNull ? 1 : 0)
                )
                : new Span(new Bound(value, 0, 0), new Bound(value, 0, 0));

        public bool IsComparable(Span other) =>
            Ends().All(a => other.Ends().All(b => Comparison.Order(a, b) is not null));

        private IEnumerable<FeelValue> Ends() => new[] { From.Value, To.Value }.Where(end => !end.IsNull);
    }
}
