using System.Globalization;
using System.Text.RegularExpressions;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions;

/// <summary>Reads dates, times and durations as XML Schema writes them, plus zones as FEEL writes them (<c>10:00:00@Europe/Paris</c>).</summary>
internal static partial class TemporalText
{
    // XML Schema knows no offsets beyond 14 hours, nor does table 66.
    internal const int MaxOffset = 14 * 3600;

    // Twice the calendar: what could lie between its first and its last day.
    private const decimal MaxMonths = 24m * CalendarDate.MaxYear;

    public static FeelValue.Date? Date(string text) =>
        DatePattern().Match(text) is { Success: true } match && Day(match) is { } day ? new FeelValue.Date(day) : null;

    public static FeelValue.Time? Time(string text, FeelScope scope)
    {
        var match = TimePattern().Match(text);
        if (!match.Success || Clock(match) is not { } seconds)
        {
            return null;
        }

        // A zone without a date has the offset of the day on which one asks.
        var today = new CalendarDate(scope.Now.Year, scope.Now.Month, scope.Now.Day);
        return Zone(match, today, seconds, scope) is { } zone ? new FeelValue.Time(seconds, zone) : null;
    }

    public static FeelValue.DateAndTime? DateAndTime(string text, FeelScope scope)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0)
        {
            return Date(text) is { } date
                ? new FeelValue.DateAndTime(date.Value, 0, ZoneMark.None)
                : MidnightInZone(text, scope);
        }

        var time = TimePattern().Match(text[(split + 1)..]);
        if (Date(text[..split]) is not { } day || !time.Success || Clock(time) is not { } seconds)
        {
            return null;
        }

        return Zone(time, day.Value, seconds, scope) is { } zone
            ? new FeelValue.DateAndTime(day.Value, seconds, zone)
            : null;
    }

    // A date of XML Schema may have a zone, as in the example of clause 10.3.2.15: date and time("2012-03-07Z").year.
    private static FeelValue.DateAndTime? MidnightInZone(string text, FeelScope scope)
    {
        var zone = text.EndsWith('Z') ? 1 : "+00:00".Length;
        return text.Length > zone && Date(text[..^zone]) is not null
            ? DateAndTime(text[..^zone] + "T00:00:00" + text[^zone..], scope)
            : null;
    }

    public static FeelValue? Duration(string text)
    {
        var days = DaysPattern().Match(text);
        if (days.Success)
        {
            return
                Amount(days, "s") is { } s
                && Amount(days, "m") is { } m
                && Amount(days, "h") is { } h
                && Amount(days, "d") is { } d
                ? new FeelValue.DaysAndTimeDuration(
                    Signed(days, (d * 86_400) + (h * 3600) + (m * 60) + Math.Round(s, 9, MidpointRounding.ToZero))
                )
                : null;
        }

        var months = MonthsPattern().Match(text);
        return
            months.Success
            && Amount(months, "y") is { } years
            && Amount(months, "m") is { } rest
            && (years * 12) + rest is var total and <= MaxMonths
            ? new FeelValue.YearsAndMonthsDuration((long)Signed(months, total))
            : null;
    }

    /// <summary>Any of them, as in a literal that begins with <c>@</c>.</summary>
    public static FeelValue? Any(string text, FeelScope scope) =>
        (FeelValue?)Date(text) ?? DateAndTime(text, scope) ?? Time(text, scope) ?? Duration(text);

    private static decimal Signed(Match match, decimal amount) => match.Groups["sign"].Length > 0 ? -amount : amount;

    private static decimal? Amount(Match match, string group)
    {
        var digits = match.Groups[group].ValueSpan;
        if (digits.IsEmpty)
        {
            return 0;
        }

        return digits.Length <= 32 && digits.IndexOf('.') is var dot && (dot < 0 ? digits.Length : dot) <= 18
            ? decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;
    }

    private static CalendarDate? Day(Match match) =>
        CalendarDate.Of(Whole(match, "y"), Whole(match, "mo"), Whole(match, "d"));

    private static decimal? Clock(Match match)
    {
        var hours = Whole(match, "h");
        var minutes = Whole(match, "mi");
        var seconds = Math.Round(
            decimal.Parse(match.Groups["s"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
            9,
            MidpointRounding.ToZero
        );
        return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 3600) + (minutes * 60) + seconds : null;
    }

    private static ZoneMark? Zone(Match match, CalendarDate day, decimal secondOfDay, FeelScope scope)
    {
        if (match.Groups["id"].Success)
        {
            return ZoneRules.Named(match.Groups["id"].Value, day, secondOfDay, scope.Zones);
        }

        if (match.Groups["utc"].Success)
        {
            return ZoneMark.Utc;
        }

        if (!match.Groups["sign"].Success)
        {
            return ZoneMark.None;
        }

        if (Whole(match, "om") > 59 || Whole(match, "os") > 59)
        {
            return null;
        }

        var seconds = (Whole(match, "oh") * 3600) + (Whole(match, "om") * 60) + Whole(match, "os");
        return seconds <= MaxOffset
            ? ZoneMark.Offset((int)(match.Groups["sign"].Value == "-" ? -seconds : seconds))
            : null;
    }

    private static long Whole(Match match, string group) =>
        match.Groups[group].Length == 0 ? 0 : long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?!-0000)(?<y>-?([1-9][0-9]{4,8}|[0-9]{4}))-(?<mo>[0-9]{2})-(?<d>[0-9]{2})\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"^(?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2}(\.[0-9]{1,18})?)((?<utc>[Zz])|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2})(:(?<os>[0-9]{2}))?|@(?<id>[A-Za-z][A-Za-z0-9_+/\-]*))?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TimePattern();

    [GeneratedRegex(
        @"^(?<sign>-)?P(?=[0-9T])((?<d>[0-9]+)D)?(T(?=[0-9])((?<h>[0-9]+)H)?((?<m>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]{1,18})?)S)?)?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DaysPattern();

    [GeneratedRegex(@"^(?<sign>-)?P(?=[0-9])((?<y>[0-9]+)Y)?((?<m>[0-9]+)M)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthsPattern();
}
