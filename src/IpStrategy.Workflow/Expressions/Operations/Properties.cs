namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>What stands after a dot (DMN 1.5, table 65): entries of contexts, parts of dates, times, durations and ranges.</summary>
internal static class Properties
{
    private const int SecondsPerDay = 86_400;

    public static FeelValue Of(FeelValue source, string name)
    {
        // What is not there is null and no error (table 65): authors ask for entries that may be missing.
        if (source is FeelValue.Context context)
        {
            return context.TryGet(name, out var held) ? held : FeelValue.Null;
        }

        if (source.IsNull)
        {
            return source;
        }

        return source switch
            {
                FeelValue.Date date => OfDate(date.Value, name),
                FeelValue.DateAndTime moment => OfDate(moment.Day, name)
                    ?? OfTime(moment.SecondOfDay, moment.Zone, name),
                FeelValue.Time time => OfTime(time.SecondOfDay, time.Zone, name),
                FeelValue.DaysAndTimeDuration days => OfDays(days.Seconds, name),
                FeelValue.YearsAndMonthsDuration months => OfMonths(months.Months, name),
                FeelValue.Range range => OfRange(range, name),
                _ => null,
            } ?? FeelValue.Error($"{FeelKindNames.Of(source)} has no property '{name}'");
    }

    private static FeelValue? OfDate(CalendarDate date, string name) =>
        name switch
        {
            "year" => FeelValue.From((decimal)date.Year),
            "month" => FeelValue.From((decimal)date.Month),
            "day" => FeelValue.From((decimal)date.Day),
            "weekday" => FeelValue.From((decimal)date.DayOfWeek),
            _ => null,
        };

    private static FeelValue? OfTime(decimal seconds, ZoneMark zone, string name) =>
        name switch
        {
            "hour" => FeelValue.From(Math.Floor(seconds / 3600)),
            "minute" => FeelValue.From(Math.Floor(seconds / 60) % 60),
            "second" => FeelValue.From(seconds % 60),
            "time offset" => zone.OffsetSeconds is { } offset
                ? new FeelValue.DaysAndTimeDuration(offset)
                : FeelValue.Null,
            "timezone" => FeelValue.From(zone.ZoneId),
            _ => null,
        };

    private static FeelValue? OfDays(decimal seconds, string name) =>
        name switch
        {
            "days" => FeelValue.From(Math.Truncate(seconds / SecondsPerDay)),
            "hours" => FeelValue.From(Math.Truncate(seconds / 3600) % 24),
            "minutes" => FeelValue.From(Math.Truncate(seconds / 60) % 60),
            "seconds" => FeelValue.From(seconds % 60),
            _ => null,
        };

    private static FeelValue? OfMonths(long months, string name) =>
        name switch
        {
            "years" => FeelValue.From((decimal)(months / 12)),
            "months" => FeelValue.From((decimal)(months % 12)),
            _ => null,
        };

    private static FeelValue? OfRange(FeelValue.Range range, string name) =>
        name switch
        {
            "start" => range.Start,
            "end" => range.End,
            "start included" => FeelValue.From(range.StartIncluded),
            "end included" => FeelValue.From(range.EndIncluded),
            _ => null,
        };
}
