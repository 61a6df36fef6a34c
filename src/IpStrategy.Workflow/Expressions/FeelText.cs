using System.Globalization;
using System.Text;

namespace IpStrategy.Workflow.Expressions;

/// <summary>Values as text: bare as <c>string()</c> gives them, or as a literal that FEEL reads back.</summary>
internal static class FeelText
{
    private const int SecondsPerDay = 86_400;

    /// <summary>The text of <c>string()</c>: a string as it is.</summary>
    public static string Of(FeelValue value) =>
        value switch
        {
            FeelValue.Text text => text.Value,
            FeelValue.Date or FeelValue.Time or FeelValue.DateAndTime => Moment(value),
            FeelValue.DaysAndTimeDuration days => Duration(days.Seconds),
            FeelValue.YearsAndMonthsDuration months => Duration(months.Months),
            _ => Literal(value),
        };

    public static string Number(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The text inside lists, contexts and ranges, where strings keep their quotes.</summary>
    public static string Literal(FeelValue value)
    {
        switch (value)
        {
            case FeelValue.NullValue:
                return "null";
            case FeelValue.Number number:
                return Number(number.Value);
            case FeelValue.Bool boolean:
                return boolean.Value ? "true" : "false";
            case FeelValue.Text text:
                return Quote(text.Value);
            case FeelValue.List list:
                return "[" + string.Join(", ", list.Items.Select(Literal)) + "]";
            case FeelValue.Context context:
                return "{" + string.Join(", ", context.Entries.Select(e => Key(e.Key) + ": " + Literal(e.Value))) + "}";
            case FeelValue.Range range:
                return RangeLiteral(range);
            case FeelValue.Function:
                return "function";
            default:
                return "@\"" + Of(value) + "\"";
        }
    }

    private static string RangeLiteral(FeelValue.Range range)
    {
        if (range.Start.IsNull != range.End.IsNull)
        {
            return range.Start.IsNull
                ? (range.EndIncluded ? "(<=" : "(<") + Literal(range.End) + ")"
                : (range.StartIncluded ? "(>=" : "(>") + Literal(range.Start) + ")";
        }

        return (range.StartIncluded ? "[" : "(")
            + Literal(range.Start)
            + ".."
            + Literal(range.End)
            + (range.EndIncluded ? "]" : ")");
    }

    private static string Key(string name) => IsPlainName(name) ? name : Quote(name);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Moment(FeelValue value) =>
        value switch
        {
            FeelValue.Date date => Day(date.Value),
            FeelValue.Time time => Clock(time.SecondOfDay) + Zone(time.Zone),
            FeelValue.DateAndTime moment => Day(moment.Day) + "T" + Clock(moment.SecondOfDay) + Zone(moment.Zone),
            _ => "",
        };

    private static string Day(CalendarDate date) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(date.Year < 0 ? "-" : "")}{Math.Abs(date.Year):0000}-{date.Month:00}-{date.Day:00}"
        );

    private static string Clock(decimal secondOfDay)
    {
        var whole = (int)Math.Floor(secondOfDay);
        var seconds = (secondOfDay - whole) + (whole % 60);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{whole / 3600:00}:{whole / 60 % 60:00}:{seconds.ToString("00.#########", CultureInfo.InvariantCulture)}"
        );
    }

    private static string Zone(ZoneMark zone)
    {
        if (zone.ZoneId is { } id)
        {
            return "@" + id;
        }

        if (zone.OffsetSeconds is not { } offset)
        {
            return "";
        }

        if (offset == 0)
        {
            return "Z";
        }

        var all = Math.Abs(offset);
        var seconds = all % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{all % 60:00}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(offset < 0 ? "-" : "+")}{all / 3600:00}:{all / 60 % 60:00}{seconds}"
        );
    }

    private static string Duration(decimal seconds)
    {
        if (seconds == 0)
        {
            return "PT0S";
        }

        var all = Math.Abs(seconds);
        var days = Math.Floor(all / SecondsPerDay);
        var rest = all - (days * SecondsPerDay);
        var hours = Math.Floor(rest / 3600);
        var minutes = Math.Floor(rest / 60) % 60;
        var left = rest % 60;
        var clock = Part(hours, 'H') + Part(minutes, 'M') + Part(left, 'S');
        return (seconds < 0 ? "-P" : "P") + Part(days, 'D') + (clock.Length > 0 ? "T" + clock : "");
    }

    private static string Duration(long months)
    {
        if (months == 0)
        {
            return "P0M";
        }

        var all = Math.Abs((decimal)months);
        return (months < 0 ? "-P" : "P") + Part(Math.Floor(all / 12), 'Y') + Part(all % 12, 'M');
    }

    private static string Part(decimal amount, char unit) => amount == 0 ? "" : Number(amount) + unit;

    private static bool IsPlainName(string name) =>
        name.Length > 0
        && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');
}
