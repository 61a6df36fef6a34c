using System.Globalization;
using System.Resources;

namespace IpStrategy.Domain.Calendar;

/// <summary>Says in words how a due date was counted. Chinese unless the culture is an English one.</summary>
public static class DueDateText
{
    // A count over years would list dozens of festivals; beyond this only their days are added up.
    private const int MostHolidaysNamed = 8;

    private static readonly ResourceManager Texts = new(
        "IpStrategy.Domain.Calendar.DueDateTexts",
        typeof(DueDateText).Assembly
    );

    /// <summary>One paragraph: the rule, the last day, what was skipped, what was made up, what is not yet known.</summary>
    public static string Explain(DueDate due, WorkingCalendar calendar, DueSettings settings, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(culture);
        var count = due.HowCounted(calendar);
        var sentences = new List<string> { RuleSentence(due, settings, culture) };
        if (count.MovedFrom is { } from)
        {
            sentences.Add(Format(culture, "Moved", Day(from), Day(due.Date)));
        }

        sentences.AddRange(Skipped(count, culture));
        if (count.MakeUpDays.Length > 0)
        {
            var named = count
                .MakeUpDays.Take(MostHolidaysNamed)
                .Select(d => Format(culture, "MakeUpDay", Day(d.Date), d.Festival));
            var days = string.Join(Text(culture, "Comma"), named);
            sentences.Add(Format(culture, "MakeUp", count.MakeUpDays.Length, days));
        }

        sentences.AddRange(count.UnannouncedYears.Select(y => Format(culture, "Unannounced", y)));
        return string.Join(Text(culture, "Space"), sentences);
    }

    private static string RuleSentence(DueDate due, DueSettings settings, CultureInfo culture)
    {
        var (start, last, end) = (Day(due.Start), Day(due.Date), Clock(settings.DayEndsAt));
        return due.Rule switch
        {
            DueRule.WorkingDays w => Format(culture, "WorkingDays", start, w.Count, last, end),
            DueRule.CalendarDays c => Format(culture, "CalendarDays", start, c.Count, last, end),
            _ => Format(culture, "On", start, last, end),
        };
    }

    private static IEnumerable<string> Skipped(DueCount count, CultureInfo culture)
    {
        if (count.Holidays.Length > MostHolidaysNamed)
        {
            yield return Format(culture, "SkippedMany", count.Holidays.Sum(h => h.Days), count.WeekendDays);
        }
        else if (count.Holidays.Length > 0)
        {
            var named = count.Holidays.Select(h =>
                Format(culture, "Holiday", h.Festival, Day(h.First), Day(h.Last), h.Days)
            );
            yield return Format(culture, "Skipped", string.Join(Text(culture, "Comma"), named), count.WeekendDays);
        }
        else if (count.WeekendDays > 0)
        {
            yield return Format(culture, "SkippedWeekends", count.WeekendDays);
        }
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");

    private static string Format(CultureInfo culture, string name, params object[] arguments) =>
        string.Format(culture, Text(culture, name), arguments);

    private static string Text(CultureInfo culture, string name) =>
        Texts.GetString(name, culture) ?? throw new MissingManifestResourceException(name);
}
