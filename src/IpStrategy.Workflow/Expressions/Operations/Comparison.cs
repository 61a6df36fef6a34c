namespace IpStrategy.Workflow.Expressions.Operations;

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Equality and order in three-valued logic (DMN 1.5, tables 53 and 54).</summary>
internal static class Comparison
{
    public static FeelValue Apply(ComparisonOperator op, FeelValue left, FeelValue right)
    {
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            (left, right) = (Unwrapped(left, right), Unwrapped(right, left));
            return AreEqual(left, right) is { } equal
                ? FeelValue.From(equal == (op == ComparisonOperator.Equal))
                : NotComparable(left, right);
        }

        return Order(left, right) is { } order ? FeelValue.From(Holds(op, order)) : NotComparable(left, right);
    }

    /// <summary>Whether two values are equal; null for values of different kinds.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull;
        }

        return (left, right) switch
        {
            (FeelValue.Number a, FeelValue.Number b) => a.Value == b.Value,
            (FeelValue.Text a, FeelValue.Text b) => a.Value == b.Value,
            (FeelValue.Time a, FeelValue.Time b) => a.Zone.IsNone == b.Zone.IsNone && a.UtcSeconds == b.UtcSeconds,
            (FeelValue.DateAndTime a, FeelValue.DateAndTime b) => a.Zone.IsNone == b.Zone.IsNone
                && a.UtcSeconds == b.UtcSeconds,
            (FeelValue.List a, FeelValue.List b) => a.Items.Length == b.Items.Length
                && a.Items.Zip(b.Items).All(pair => AreSame(pair.First, pair.Second)),
            (FeelValue.Context a, FeelValue.Context b) => a.Entries.Length == b.Entries.Length
                && a.Entries.All(e => b.TryGet(e.Key, out var held) && AreSame(e.Value, held)),
            (FeelValue.Range a, FeelValue.Range b) => a.StartIncluded == b.StartIncluded
                && a.EndIncluded == b.EndIncluded
                && AreSame(a.Start, b.Start)
                && AreSame(a.End, b.End),
            _ => left.Kind == right.Kind ? left.Equals(right) : null,
        };
    }

    /// <summary>Equal for certain, as list functions ask.</summary>
    public static bool AreSame(FeelValue left, FeelValue right) => AreEqual(left, right) == true;

    /// <summary>Negative, zero or positive; null where there is no order.</summary>
    public static int? Order(FeelValue left, FeelValue right) =>
        (left, right) switch
        {
            (FeelValue.Number a, FeelValue.Number b) => a.Value.CompareTo(b.Value),
            (FeelValue.Text a, FeelValue.Text b) => CodePoints.Compare(a.Value, b.Value),
            (FeelValue.Date a, FeelValue.Date b) => a.Value.CompareTo(b.Value),
            // One without an offset uses the other's (table 54), so the local times decide.
            (FeelValue.Time a, FeelValue.Time b) => a.Zone.IsNone == b.Zone.IsNone
                ? a.UtcSeconds.CompareTo(b.UtcSeconds)
                : a.SecondOfDay.CompareTo(b.SecondOfDay),
            (FeelValue.DateAndTime a, FeelValue.DateAndTime b) => a.Zone.IsNone == b.Zone.IsNone
                ? a.UtcSeconds.CompareTo(b.UtcSeconds)
                : a.LocalSeconds.CompareTo(b.LocalSeconds),
            (FeelValue.DaysAndTimeDuration a, FeelValue.DaysAndTimeDuration b) => a.Seconds.CompareTo(b.Seconds),
            (FeelValue.YearsAndMonthsDuration a, FeelValue.YearsAndMonthsDuration b) => a.Months.CompareTo(b.Months),
            _ => null,
        };

    /// <summary>Whether a point lies in a range; null where the two cannot be compared.</summary>
    public static bool? IsIn(FeelValue point, FeelValue.Range range)
    {
        if (point.IsNull || (range.Start.IsNull && range.End.IsNull))
        {
            return null;
        }

        var afterStart = range.Start.IsNull ? 1 : Order(point, range.Start);
        var beforeEnd = range.End.IsNull ? -1 : Order(point, range.End);
        if (afterStart is not { } start || beforeEnd is not { } end)
        {
            return null;
        }

        return (start > 0 || (start == 0 && range.StartIncluded)) && (end < 0 || (end == 0 && range.EndIncluded));
    }

    // Where the kinds differ, a list of one item stands for the item (clauses 10.3.2.15 and 10.3.2.9.4).
    private static FeelValue Unwrapped(FeelValue value, FeelValue other) =>
        value is FeelValue.List { Items: [var only] } && only.Kind == other.Kind && !other.IsNull ? only : value;

    private static bool Holds(ComparisonOperator op, int order) =>
        op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };

    private static FeelValue NotComparable(FeelValue left, FeelValue right)
    {
        if (left is FeelValue.NullValue { Reason: not null })
        {
            return left;
        }

        return right is FeelValue.NullValue { Reason: not null }
            ? right
            : FeelValue.Error($"{FeelKindNames.Of(left)} cannot be compared with {FeelKindNames.Of(right)}");
    }
}
