using System.Globalization;
using System.Text.RegularExpressions;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>When a timer falls due, and how it goes on after that.</summary>
internal sealed record TimerPlan(DateTimeOffset DueAt, DateTimeOffset Anchor, string? Cycle, int? RepetitionsLeft);

/// <summary>
/// Reads what timers say: ISO 8601 dates, durations and repeating intervals, and cron. What names no offset is meant in
/// the clock's. Cycles are points on a grid, anchor + k · period, so that a late or early firing shifts nothing.
/// </summary>
internal static partial class TimerText
{
    /// <summary>Null when the value cannot be read as this kind of timer.</summary>
    public static TimerPlan? Plan(TimerKind kind, FeelValue value, Surroundings surroundings)
    {
        if (kind == TimerKind.Cycle)
        {
            return Cycle(value.ToString().Trim(), surroundings);
        }
        var due = kind == TimerKind.Duration ? AfterNow(value, surroundings.Now) : DateOf(value, surroundings);
        return due is { } at ? new TimerPlan(at, at, Cycle: null, RepetitionsLeft: null) : null;
    }

    /// <summary>Where a cycle goes on after it fired; null when it has fired for the last time.</summary>
    public static TimerPlan? Next(ArmedTimer fired, DateTimeOffset now)
    {
        if (fired.Cycle is not { } cycle || fired.RepetitionsLeft <= 1)
        {
            return null;
        }
        var from = now > fired.DueAt ? now : fired.DueAt;
        return GridPoint(cycle, fired.Anchor, from) is { } due
            ? new TimerPlan(due, fired.Anchor, cycle, fired.RepetitionsLeft - 1)
            : null;
    }

    /// <summary>A date, a date with a time, or a duration from now.</summary>
    public static DateTimeOffset? MomentOf(FeelValue value, Surroundings surroundings) =>
        DateOf(value, surroundings) ?? AfterNow(value, surroundings.Now);

    private static DateTimeOffset? AfterNow(FeelValue value, DateTimeOffset now) =>
        value switch
        {
            FeelValue.DaysAndTimeDuration or FeelValue.YearsAndMonthsDuration or FeelValue.Text => IsoDuration
                .Parse(value.ToString().Trim())
                ?.After(now),
            _ => null,
        };

    private static DateTimeOffset? DateOf(FeelValue value, Surroundings surroundings) =>
        value switch
        {
            FeelValue.DateAndTime moment => moment.ToInstant(surroundings.Now.Offset),
            FeelValue.Date date when date.ToDateOnly() is { } day => new DateTimeOffset(
                day.ToDateTime(TimeOnly.MinValue),
                surroundings.Now.Offset
            ),
            FeelValue.Text text => Written(text.Value.Trim(), surroundings),
            _ => null,
        };

    private static DateTimeOffset? Written(string text, Surroundings surroundings)
    {
        var match = DatePattern().Match(text);
        if (
            !match.Success
            || !DateTime.TryParse(
                match.Groups["local"].ValueSpan,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
        {
            return null;
        }
        var offset = surroundings.Now.Offset;
        if (match.Groups["zone"] is { Success: true } zone)
        {
            return surroundings.Zones.TryOffset(zone.Value, local, out offset) ? At(local, offset) : null;
        }
        if (match.Groups["utc"].Success)
        {
            offset = TimeSpan.Zero;
        }
        else if (match.Groups["sign"] is { Success: true } sign)
        {
            var hours = int.Parse(match.Groups["oh"].ValueSpan, CultureInfo.InvariantCulture);
            var minutes = int.Parse(match.Groups["om"].ValueSpan, CultureInfo.InvariantCulture);
            offset = new TimeSpan(hours, minutes, 0) * (sign.Value == "-" ? -1 : 1);
        }
        return At(local, offset);
    }

    private static DateTimeOffset? At(DateTime local, TimeSpan offset) =>
        offset.Duration() <= TimeSpan.FromHours(14) && local.Year is > 1 and < 9999
            ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset)
            : null;

    private static TimerPlan? Cycle(string text, Surroundings surroundings)
    {
        var now = surroundings.Now;
        if (IsoDuration.Parse(text) is { IsPositive: true } only && only.After(now) is { } first)
        {
            return new TimerPlan(first, now, text, RepetitionsLeft: null);
        }
        var match = RepeatPattern().Match(text);
        if (match.Success)
        {
            return Repeating(match, surroundings);
        }
        return CronSchedule.Parse(text)?.NextAfter(now) is { } due ? new TimerPlan(due, now, text, null) : null;
    }

    private static TimerPlan? Repeating(Match match, Surroundings surroundings)
    {
        int? times = null;
        if (match.Groups["times"].Length > 0)
        {
            if (!int.TryParse(match.Groups["times"].ValueSpan, CultureInfo.InvariantCulture, out var n) || n == 0)
            {
                return null;
            }
            times = n > 0 ? n : null;
        }
        var text = match.Groups["period"].Value;
        if (IsoDuration.Parse(text) is not { IsPositive: true } period)
        {
            return null;
        }
        if (!match.Groups["start"].Success)
        {
            return period.After(surroundings.Now) is { } due ? new TimerPlan(due, surroundings.Now, text, times) : null;
        }
        if (Written(match.Groups["start"].Value, surroundings) is not { } start)
        {
            return null;
        }
        var first = start >= surroundings.Now ? start : period.NextOnGrid(start, surroundings.Now.AddTicks(-1));
        return first is { } at ? new TimerPlan(at, start, text, times) : null;
    }

    private static DateTimeOffset? GridPoint(string cycle, DateTimeOffset anchor, DateTimeOffset after) =>
        IsoDuration.Parse(cycle) is { } period
            ? period.NextOnGrid(anchor, after)
            : CronSchedule.Parse(cycle)?.NextAfter(after.ToOffset(anchor.Offset));

    [GeneratedRegex(
        @"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?)?)((?<utc>[Zz])|(?<sign>[+-])(?<oh>[0-9]{2}):?(?<om>[0-9]{2})|@(?<zone>[A-Za-z0-9_+/\-]+))?\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"^R(?<times>-?[0-9]*)/((?<start>[0-9][^/]*)/)?(?<period>P[^/]*)\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RepeatPattern();
}
