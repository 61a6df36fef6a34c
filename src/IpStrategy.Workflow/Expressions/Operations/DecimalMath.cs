namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>Powers, roots and logarithms to the digits a decimal has; a double would lose half of them.</summary>
internal static class DecimalMath
{
    private const decimal Epsilon = 0.0000000000000000000000000001m;
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>a to the b; null where it is not defined.</summary>
    public static decimal? Power(decimal a, decimal b)
    {
        if (decimal.IsInteger(b) && Math.Abs(b) <= 1_000_000)
        {
            return Whole(a, (int)b);
        }

        if (a == 0)
        {
            return b > 0 ? 0 : null;
        }

        return a > 0 ? Exponential(b * Logarithm(a)) : null;
    }

    public static decimal SquareRoot(decimal value)
    {
        if (value == 0)
        {
            return 0;
        }

        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4 && root != 0; i++)
        {
            root = (root + (value / root)) / 2;
        }

        // The root of a square is exact: the last digits of the division must not show.
        var rounded = Math.Round(root, 14);
        return rounded != 0 && rounded * rounded == value ? rounded : root;
    }

    /// <summary>e to the x.</summary>
    public static decimal Exponential(decimal x)
    {
        if (x < -70)
        {
            return 0;
        }

        if (x > 67)
        {
            throw new OverflowException();
        }

        // e^x = 2^k * e^r with a small r makes the series short.
        var k = (int)Math.Round(x / Ln2);
        var r = x - (k * Ln2);
        decimal sum = 1;
        decimal term = 1;
        for (var n = 1; n < 60 && Math.Abs(term) > Epsilon; n++)
        {
            term = term * r / n;
            sum += term;
        }

        return Doubled(sum, k);
    }

    private static decimal Doubled(decimal value, int times)
    {
        for (; times > 0; times--)
        {
            value *= 2;
        }

        for (; times < 0; times++)
        {
            value /= 2;
        }

        return value;
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static decimal Logarithm(decimal x)
    {
        var twos = 0;
        for (; x > 1.5m; twos++)
        {
            x /= 2;
        }

        for (; x < 0.75m; twos--)
        {
            x *= 2;
        }

        // ln x = 2 artanh((x - 1) / (x + 1))
        var y = (x - 1) / (x + 1);
        var square = y * y;
        decimal sum = 0;
        var term = y;
        for (var n = 1; Math.Abs(term) > Epsilon && n < 200; n += 2)
        {
            sum += term / n;
            term *= square;
        }

        return (2 * sum) + (twos * Ln2);
    }

    private static decimal? Whole(decimal a, int exponent)
    {
        if (exponent < 0)
        {
            if (a == 0)
            {
                return null;
            }

            // Where the power itself would overflow, its inverse is below the smallest decimal.
            return -exponent * Math.Log10(Math.Abs((double)a)) > 28.5 ? 0 : 1 / Whole(a, -exponent);
        }

        decimal result = 1;
        for (var factor = a; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
            {
                result *= factor;
            }

            factor = exponent > 1 ? factor * factor : factor;
        }

        return result;
    }
}
