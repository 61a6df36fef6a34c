using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions of numbers (table 75).</summary>
internal static class NumberFunctions
{
    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("decimal(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToEven)),
        Signature.Of("floor(n: number)", a => Rounded(a, MidpointRounding.ToNegativeInfinity)),
        Signature.Of("floor(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToNegativeInfinity)),
        Signature.Of("ceiling(n: number)", a => Rounded(a, MidpointRounding.ToPositiveInfinity)),
        Signature.Of("ceiling(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToPositiveInfinity)),
        Signature.Of("round up(n: number, scale: number)", a => Rounded(a, AwayFromZero)),
        Signature.Of("round down(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToZero)),
        Signature.Of("round half up(n: number, scale: number)", a => Rounded(a, MidpointRounding.AwayFromZero)),
        Signature.Of("round half down(n: number, scale: number)", a => Rounded(a, HalfDown)),
        Signature.Of("abs(n: number)", a => FeelValue.From(Math.Abs(a.Number(0)))),
        Signature.Of("abs(n: days)", a => new FeelValue.DaysAndTimeDuration(Math.Abs(Seconds(a[0])))),
        Signature.Of("abs(n: months)", a => new FeelValue.YearsAndMonthsDuration(Math.Abs(Months(a[0])))),
        Signature.Of("modulo(dividend: number, divisor: number)", Modulo),
        Signature.Of("sqrt(number: number)", SquareRoot),
        Signature.Of("log(number: number)", Logarithm),
        Signature.Of("exp(number: number)", a => FeelValue.From(DecimalMath.Exponential(a.Number(0)))),
        Signature.Of("odd(number: number)", a => Parity(a, 1)),
        Signature.Of("even(number: number)", a => Parity(a, 0)),
    ];

    private static FeelValue Rounded(Arguments a, MidpointRounding mode) => Rounded(a, n => Math.Round(n, mode));

    // A scale is the number of decimal places; a negative one rounds to tens, hundreds and so on.
    private static FeelValue Rounded(Arguments a, Func<decimal, decimal> round)
    {
        var scale = a.Has(1) ? Math.Truncate(a.Number(1)) : 0;
        var n = a.Number(0);
        if (scale is < -6111 or > 6176)
        {
            return FeelValue.Error($"the scale {FeelText.Number(scale)} is outside -6111 to 6176");
        }

        if (scale <= 0)
        {
            return scale < -28 ? Tiny(n, round) : FeelValue.From(round(n / Ten(-scale)) * Ten(-scale));
        }

        // No decimal has more than 28 places, nor more digits than 29 in all: there is nothing to round then.
        if (scale > 28 || Math.Abs(n) >= decimal.MaxValue / Ten(scale))
        {
            return FeelValue.From(ScaledApart(n, (int)Math.Min(scale, 28), round));
        }

        return FeelValue.From(round(n * Ten(scale)) / Ten(scale));
    }

    private static FeelValue Tiny(decimal n, Func<decimal, decimal> round) =>
        round(Math.Sign(n) * 0.0000001m) == 0 ? FeelValue.From(0m) : throw new OverflowException();

    // Rounds only the fraction, so that the whole part cannot overflow.
    private static decimal ScaledApart(decimal n, int scale, Func<decimal, decimal> round)
    {
        var whole = Math.Truncate(n);
        return whole + (round((n - whole) * Ten(scale)) / Ten(scale));
    }

    private static decimal Ten(decimal exponent) => DecimalMath.Power(10, exponent) ?? 1;

    private static decimal AwayFromZero(decimal n) => n < 0 ? Math.Floor(n) : Math.Ceiling(n);

    private static decimal HalfDown(decimal n)
    {
        var toZero = Math.Truncate(n);
        return Math.Abs(n - toZero) > 0.5m ? toZero + Math.Sign(n) : toZero;
    }

    private static decimal Seconds(FeelValue value) => ((FeelValue.DaysAndTimeDuration)value).Seconds;

    private static long Months(FeelValue value) => ((FeelValue.YearsAndMonthsDuration)value).Months;

    private static FeelValue Modulo(Arguments a)
    {
        var divisor = a.Number(1);
        if (divisor == 0)
        {
            return FeelValue.Error("modulo: division by zero");
        }

        // The sign is the divisor's (table 75), unlike the remainder of .NET.
        var rest = a.Number(0) % divisor;
        return FeelValue.From(rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest);
    }

    private static FeelValue SquareRoot(Arguments a) =>
        a.Number(0) < 0
            ? FeelValue.Error("sqrt: the number is negative")
            : FeelValue.From(DecimalMath.SquareRoot(a.Number(0)));

    private static FeelValue Logarithm(Arguments a) =>
        a.Number(0) <= 0
            ? FeelValue.Error("log: the number is not positive")
            : FeelValue.From(DecimalMath.Logarithm(a.Number(0)));

    // A number with a fraction is neither odd nor even.
    private static FeelValue Parity(Arguments a, int rest) => FeelValue.From(Math.Abs(a.Number(0) % 2) == rest);
}
