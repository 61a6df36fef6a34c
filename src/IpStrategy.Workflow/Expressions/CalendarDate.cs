using System.Runtime.InteropServices;

namespace IpStrategy.Workflow.Expressions;

/// <summary>A date of the proleptic Gregorian calendar; FEEL asks for years of up to nine digits, more than .NET's own date has.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalendarDate(int Year, int Month, int Day) : IComparable<CalendarDate>
{
    internal const int MaxYear = 999_999_999;

    /// <summary>Days since 1970-01-01.</summary>
    public long DayNumber
    {
        get
        {
            // Counting years from March puts the leap day last, and eras of 400 years all have the same length.
            long year = Month <= 2 ? Year - 1 : Year;
            var era = (year >= 0 ? year : year - 399) / 400;
            var yearOfEra = year - (era * 400);
            var dayOfYear = (((153 * (Month + (Month > 2 ? -3 : 9))) + 2) / 5) + Day - 1;
            var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
            return (era * 146_097) + dayOfEra - 719_468;
        }
    }

    /// <summary>Monday is 1, Sunday is 7.</summary>
    public int DayOfWeek => (int)(((DayNumber + 3) % 7 + 7) % 7) + 1;

    /// <summary>The first of January is 1.</summary>
    public int DayOfYear => (int)(DayNumber - new CalendarDate(Year, 1, 1).DayNumber) + 1;

    /// <summary>The week by ISO 8601.</summary>
    public int WeekOfYear
    {
        get
        {
            var thursday = FromDayNumber(DayNumber - DayOfWeek + 4) ?? this;
            return ((thursday.DayOfYear - 1) / 7) + 1;
        }
    }

    /// <summary>The date so many days after 1970-01-01; null outside the years FEEL has.</summary>
    public static CalendarDate? FromDayNumber(long days)
    {
        if (Math.Abs(days) > 366_000_000_000)
        {
            return null;
        }

        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
        var month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return Of(year, month, day);
    }

    /// <summary>The date, if the calendar has it.</summary>
    public static CalendarDate? Of(long year, long month, long day) =>
        Math.Abs(year) <= MaxYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, (int)month)
            ? new CalendarDate((int)year, (int)month, (int)day)
            : null;

    /// <summary>The same date in FEEL's range.</summary>
    public static CalendarDate From(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>So many months later; a day the month does not have becomes its last.</summary>
    public CalendarDate? AddMonths(long months)
    {
        if (Math.Abs(months) > 24L * MaxYear)
        {
            return null;
        }

        var total = (Year * 12L) + Month - 1 + months;
        var year = (long)Math.Floor(total / 12m);
        var month = (int)(total - (year * 12)) + 1;
        return Of(year, month, Math.Min(Day, DaysInMonth(year, month)));
    }

    /// <summary>The date of .NET, unless the year is outside its 1 to 9999.</summary>
    public DateOnly? ToDateOnly() => Year is >= 1 and <= 9999 ? new DateOnly(Year, Month, Day) : null;

    /// <inheritdoc/>
    public int CompareTo(CalendarDate other) => DayNumber.CompareTo(other.DayNumber);

    /// <summary>Earlier.</summary>
    public static bool operator <(CalendarDate left, CalendarDate right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(CalendarDate left, CalendarDate right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(CalendarDate left, CalendarDate right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(CalendarDate left, CalendarDate right) => left.CompareTo(right) >= 0;

    private static int DaysInMonth(long year, int month) =>
        month switch
        {
            2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };
}
