using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>An ISO 8601 duration: months are counted by the calendar, the rest by the clock.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct IsoDuration(int Months, TimeSpan Rest)
{
    public bool IsPositive => Months >= 0 && Rest >= TimeSpan.Zero && (Months > 0 || Rest > TimeSpan.Zero);

    public static IsoDuration? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T')
        {
            return null;
        }
        var months = (Amount(match, "y") * 12) + Amount(match, "mo");
        var seconds =
            (Amount(match, "w") * 604_800)
            + (Amount(match, "d") * 86_400)
            + (Amount(match, "h") * 3600)
            + (Amount(match, "mi") * 60)
            + Amount(match, "s");
        if (months > 120_000 || seconds > 315_576_000_000 || months % 1 != 0)
        {
            return null;
        }
        var sign = match.Groups["sign"].Length > 0 ? -1 : 1;
        return new IsoDuration(
            sign * (int)months,
            TimeSpan.FromTicks((long)(sign * seconds * TimeSpan.TicksPerSecond))
        );
    }

    /// <summary>The point so many periods after the anchor; null beyond the calendar.</summary>
    public DateTimeOffset? After(DateTimeOffset anchor, long periods = 1)
    {
        try
        {
            return anchor.AddMonths(checked((int)(Months * periods))).AddTicks(checked(Rest.Ticks * periods));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The first point anchor + k · period (k from 0) that lies after a moment; null beyond the calendar.</summary>
    public DateTimeOffset? NextOnGrid(DateTimeOffset anchor, DateTimeOffset after)
    {
        if (anchor > after)
        {
            return anchor;
        }
        // A month has at most 31 days, so this never steps past the point looked for.
        var longest = Rest.Ticks + (Months * 31 * TimeSpan.TicksPerDay);
        var k = (after - anchor).Ticks / longest;
        var point = After(anchor, k);
        while (point <= after)
        {
            k++;
            point = After(anchor, k);
        }
        return point;
    }

    private static decimal Amount(Match match, string group)
    {
        var digits = match.Groups[group].ValueSpan;
        return digits.IsEmpty || digits.Length > 16
            ? (digits.IsEmpty ? 0 : decimal.MaxValue / 1_000_000_000)
            : decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^(?<sign>-)?P((?<y>[0-9]+)Y)?((?<mo>[0-9]+)M)?((?<w>[0-9]+)W)?((?<d>[0-9]+)D)?(T((?<h>[0-9]+)H)?((?<mi>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]+)?)S)?)?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
