using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>Functions that make or ask dates, times and durations (tables 70 and 78).</summary>
internal static class TemporalFunctions
{
    private static readonly string[] Days =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    public static ImmutableArray<Signature> All { get; } =
    [
        Signature.Of("date(from: string)", a => Made(TemporalText.Date(a.Text(0)), "date", a)),
        Signature.Of("date(from: date|datetime)", a => new FeelValue.Date(DayOf(a[0]))),
        Signature.Of("date(year: number, month: number, day: number)", DateOf),
        Signature.Of(
            "date and time(from: string)",
            a => Made(TemporalText.DateAndTime(a.Text(0), a.Run.Scope), "date and time", a)
        ),
        Signature.Of("date and time(from: datetime)", a => a[0]),
        Signature.Of("date and time(date: date|datetime, time: time)", Combined),
        Signature.Of("time(from: string)", a => Made(TemporalText.Time(a.Text(0), a.Run.Scope), "time", a)),
        Signature.Of("time(from: time|date|datetime)", TimeOf),
        Signature.Of("time(hour: number, minute: number, second: number, offset: days?)", TimeOfParts),
        Signature.Of("duration(from: string)", a => Made(TemporalText.Duration(a.Text(0)), "duration", a)),
        Signature.Of("duration(from: days|months)", a => a[0]),
        Signature.Of("years and months duration(from: date|datetime, to: date|datetime)", MonthsBetween),
        Signature.Of("now()", a => FeelValue.DateAndTime.From(a.Run.Scope.Now)),
        Signature.Of("today()", a => new FeelValue.Date(FeelValue.DateAndTime.From(a.Run.Scope.Now).Day)),
        Signature.Of("day of year(date: date|datetime)", a => FeelValue.From((decimal)DayOf(a[0]).DayOfYear)),
        Signature.Of("day of week(date: date|datetime)", a => FeelValue.From(Days[DayOf(a[0]).DayOfWeek - 1])),
        Signature.Of("month of year(date: date|datetime)", a => FeelValue.From(Months[DayOf(a[0]).Month - 1])),
        Signature.Of("week of year(date: date|datetime)", a => FeelValue.From((decimal)DayOf(a[0]).WeekOfYear)),
    ];

    private static FeelValue Made(FeelValue? value, string kind, Arguments a) =>
        value ?? FeelValue.Error($"\"{a.Text(0)}\" is no {kind}");

    private static CalendarDate DayOf(FeelValue value) =>
        value is FeelValue.Date date ? date.Value : ((FeelValue.DateAndTime)value).Day;

    private static FeelValue DateOf(Arguments a)
    {
        var (year, month, day) = (a.Number(0), a.Number(1), a.Number(2));
        var whole = decimal.IsInteger(year) && decimal.IsInteger(month) && decimal.IsInteger(day);
        return
            whole
            && Fits(year)
            && Fits(month)
            && Fits(day)
            && CalendarDate.Of((long)year, (long)month, (long)day) is { } date
            ? new FeelValue.Date(date)
            : FeelValue.Error(
                $"there is no date {FeelText.Number(year)}-{FeelText.Number(month)}-{FeelText.Number(day)}"
            );
    }

    private static bool Fits(decimal part) => Math.Abs(part) <= CalendarDate.MaxYear;

    private static FeelValue Combined(Arguments a)
    {
        var time = (FeelValue.Time)a[1];
        var day = DayOf(a[0]);
        var zone = ZoneRules.Local(time.Zone, day, time.SecondOfDay, a.Run.Scope.Zones);
        return new FeelValue.DateAndTime(day, time.SecondOfDay, zone);
    }

    private static FeelValue TimeOf(Arguments a) =>
        a[0] switch
        {
            FeelValue.DateAndTime moment => new FeelValue.Time(moment.SecondOfDay, moment.Zone),
            // A date is midnight of universal time (clause 10.3.2.9.4).
            FeelValue.Date => new FeelValue.Time(0, ZoneMark.Utc),
            _ => a[0],
        };

    private static FeelValue TimeOfParts(Arguments a)
    {
        var (hour, minute, second) = (a.Number(0), a.Number(1), a.Number(2));
        var offset = (a[3] as FeelValue.DaysAndTimeDuration)?.Seconds;
        var exists =
            hour is >= 0 and < 24
            && minute is >= 0 and < 60
            && second is >= 0 and < 60
            && decimal.IsInteger(hour)
            && decimal.IsInteger(minute)
            && (
                offset is null || (Math.Abs(offset.Value) <= TemporalText.MaxOffset && decimal.IsInteger(offset.Value))
            );
        return exists
            ? new FeelValue.Time(
                (hour * 3600) + (minute * 60) + Math.Round(second, 9, MidpointRounding.ToZero),
                offset is { } seconds ? ZoneMark.Offset((int)seconds) : ZoneMark.None
            )
            : FeelValue.Error("there is no such time of day");
    }

    // Whole months, counted toward zero.
    private static FeelValue MonthsBetween(Arguments a)
    {
        var (from, to) = (DayOf(a[0]), DayOf(a[1]));
        var months = ((to.Year - (long)from.Year) * 12) + to.Month - from.Month;
        var partial =
            months > 0 && to.Day < from.Day ? -1
            : months < 0 && to.Day > from.Day ? 1
            : 0;
        return new FeelValue.YearsAndMonthsDuration(months + partial);
    }
}
