namespace IpStrategy.Workflow.Expressions.Operations;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Remainder,
}

/// <summary>Arithmetic by the types of the operands (DMN 1.5, tables 55 to 59).</summary>
internal static class Arithmetic
{
    private const string Overflow = "the result does not fit a number of 28 digits";

    public static FeelValue Apply(ArithmeticOperator op, FeelValue left, FeelValue right, ITimeZoneRules zones)
    {
        try
        {
            return left is FeelValue.Number a && right is FeelValue.Number b
                ? Numbers(op, a.Value, b.Value)
                : Others(op, left, right, zones);
        }
        catch (OverflowException)
        {
            return FeelValue.Error(Overflow);
        }
    }

    public static FeelValue Negate(FeelValue value) =>
        value switch
        {
            FeelValue.Number number => new FeelValue.Number(-number.Value),
            FeelValue.DaysAndTimeDuration days => new FeelValue.DaysAndTimeDuration(-days.Seconds),
            FeelValue.YearsAndMonthsDuration months => new FeelValue.YearsAndMonthsDuration(-months.Months),
            FeelValue.NullValue { Reason: not null } => value,
            _ => FeelValue.Error($"- is not defined for {FeelKindNames.Of(value)}"),
        };

    private static FeelValue Numbers(ArithmeticOperator op, decimal a, decimal b)
    {
        if (b == 0 && op is (ArithmeticOperator.Divide or ArithmeticOperator.Remainder))
        {
            return FeelValue.Error("division by zero");
        }

        return op switch
        {
            ArithmeticOperator.Add => new FeelValue.Number(a + b),
            ArithmeticOperator.Subtract => new FeelValue.Number(a - b),
            ArithmeticOperator.Multiply => new FeelValue.Number(a * b),
            ArithmeticOperator.Divide => new FeelValue.Number(a / b),
            ArithmeticOperator.Remainder => new FeelValue.Number(a % b),
            _ => DecimalMath.Power(a, b) is { } power
                ? new FeelValue.Number(power)
                : FeelValue.Error($"{FeelText.Number(a)} ** {FeelText.Number(b)} is not defined"),
        };
    }

    private static FeelValue Others(ArithmeticOperator op, FeelValue left, FeelValue right, ITimeZoneRules zones)
    {
        // A null that already stands for an error keeps its reason: the first mistake is the one to read.
        if (left is FeelValue.NullValue { Reason: not null })
        {
            return left;
        }

        if (right is FeelValue.NullValue { Reason: not null })
        {
            return right;
        }

        return op switch
            {
                ArithmeticOperator.Add => Add(left, right, zones),
                ArithmeticOperator.Subtract => Subtract(left, right, zones),
                ArithmeticOperator.Multiply => Multiply(left, right) ?? Multiply(right, left),
                ArithmeticOperator.Divide => Divide(left, right),
                _ => null,
            } ?? Undefined(op, left, right);
    }

    private static FeelValue? Add(FeelValue left, FeelValue right, ITimeZoneRules zones) =>
        (left, right) switch
        {
            (FeelValue.Text a, FeelValue.Text b) => new FeelValue.Text(a.Value + b.Value),
            (FeelValue.DaysAndTimeDuration a, FeelValue.DaysAndTimeDuration b) => new FeelValue.DaysAndTimeDuration(
                a.Seconds + b.Seconds
            ),
            (FeelValue.YearsAndMonthsDuration a, FeelValue.YearsAndMonthsDuration b) =>
                new FeelValue.YearsAndMonthsDuration(checked(a.Months + b.Months)),
            (_, FeelValue.DaysAndTimeDuration d) => TemporalArithmetic.Shift(left, d.Seconds, zones),
            (FeelValue.DaysAndTimeDuration d, _) => TemporalArithmetic.Shift(right, d.Seconds, zones),
            (_, FeelValue.YearsAndMonthsDuration d) => TemporalArithmetic.ShiftMonths(left, d.Months, zones),
            (FeelValue.YearsAndMonthsDuration d, _) => TemporalArithmetic.ShiftMonths(right, d.Months, zones),
            _ => null,
        };

    private static FeelValue? Subtract(FeelValue left, FeelValue right, ITimeZoneRules zones) =>
        (left, right) switch
        {
            (FeelValue.DaysAndTimeDuration a, FeelValue.DaysAndTimeDuration b) => new FeelValue.DaysAndTimeDuration(
                a.Seconds - b.Seconds
            ),
            (FeelValue.YearsAndMonthsDuration a, FeelValue.YearsAndMonthsDuration b) =>
                new FeelValue.YearsAndMonthsDuration(checked(a.Months - b.Months)),
            (_, FeelValue.DaysAndTimeDuration d) => TemporalArithmetic.Shift(left, -d.Seconds, zones),
            (_, FeelValue.YearsAndMonthsDuration d) => TemporalArithmetic.ShiftMonths(left, -d.Months, zones),
            _ => TemporalArithmetic.Between(left, right),
        };

    private static FeelValue? Multiply(FeelValue left, FeelValue right) =>
        (left, right) switch
        {
            (FeelValue.DaysAndTimeDuration d, FeelValue.Number n) => Seconds(d.Seconds * n.Value),
            (FeelValue.YearsAndMonthsDuration d, FeelValue.Number n) => Months(d.Months * n.Value),
            _ => null,
        };

    private static FeelValue? Divide(FeelValue left, FeelValue right) =>
        (left, right) switch
        {

            (FeelValue.DaysAndTimeDuration, FeelValue.Number { Value: 0 })
            or
            (FeelValue.YearsAndMonthsDuration, FeelValue.Number { Value: 0 })
            or
            (FeelValue.DaysAndTimeDuration, FeelValue.DaysAndTimeDuration { Seconds: 0 })
            or (FeelValue.YearsAndMonthsDuration, FeelValue.YearsAndMonthsDuration { Months: 0 }) => FeelValue.Error(
                "division by zero"
            ),
            (FeelValue.DaysAndTimeDuration d, FeelValue.Number n) => Seconds(d.Seconds / n.Value),
            (FeelValue.YearsAndMonthsDuration d, FeelValue.Number n) => Months(d.Months / n.Value),
            (FeelValue.DaysAndTimeDuration a, FeelValue.DaysAndTimeDuration b) => new FeelValue.Number(
                a.Seconds / b.Seconds
            ),
            (FeelValue.YearsAndMonthsDuration a, FeelValue.YearsAndMonthsDuration b) => new FeelValue.Number(
                (decimal)a.Months / b.Months
            ),
            _ => null,
        };

    private static FeelValue.DaysAndTimeDuration Seconds(decimal seconds) =>
        new(Math.Round(seconds, 9, MidpointRounding.ToZero));

    private static FeelValue.YearsAndMonthsDuration Months(decimal months) => new((long)Math.Truncate(months));

    private static FeelValue Undefined(ArithmeticOperator op, FeelValue left, FeelValue right) =>
        FeelValue.Error($"{Sign(op)} is not defined for {FeelKindNames.Of(left)} and {FeelKindNames.Of(right)}");

    private static string Sign(ArithmeticOperator op) =>
        op switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            ArithmeticOperator.Power => "**",
            _ => "%",
        };
}
