using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Web.Texts;

/// <summary>Dates and moments as pages show them: in the office's zone, with the weekday, and how many working days are left.</summary>
public sealed class OfficeTime(ReferenceTables reference, DomainClock clock)
{
    public DateTimeOffset Now => clock.Now;

    public DateOnly Today => DateAt(clock.Now);

    public DateOnly DateAt(DateTimeOffset instant) => reference.Days.DateAt(instant);

    /// <summary>2010-11-30（周二）: the order of year, month and day needs no explaining in either language.</summary>
    public string Day(DateOnly date) =>
        Wording.Say("Day.Weekday", Iso(date), date.ToString("ddd", CultureInfo.CurrentCulture));

    /// <summary>2010-03-15 09:00.</summary>
    public string Moment(DateTimeOffset instant) =>
        TimeZoneInfo
            .ConvertTime(instant, reference.Days.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The short name of a body.</summary>
    public string NameOf(string body) => reference.NameOf(body);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How far off a due date is, in working days; it stands beside the date, never instead of it.</summary>
    public string Distance(DateOnly due)
    {
        var today = Today;
        if (due == today)
        {
            return Wording.Say("Due.Today");
        }
        var late = due < today;
        var days = late
            ? reference.Calendar.WorkingDaysBetween(due, today)
            : reference.Calendar.WorkingDaysBetween(today, due);
        return (late, days) switch
        {
            (true, 0) => Wording.Say("Due.OverNone"),
            (true, _) => Wording.SayCount("Due.Over", days),
            (false, 0) => Wording.Say("Due.LeftNone"),
            _ => Wording.SayCount("Due.Left", days),
        };
    }

    /// <summary>How a due date was counted, in the reader's language.</summary>
    public string Counted(DueDate due) =>
        DueDateText.Explain(due, reference.Calendar, reference.Days, CultureInfo.CurrentUICulture);
}
