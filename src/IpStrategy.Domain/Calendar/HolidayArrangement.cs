using System.Collections.Immutable;

namespace IpStrategy.Domain.Calendar;

/// <summary>What an arrangement says about one day. 放假 or 调休上班.</summary>
public enum DayKind
{
    /// <summary>放假: nobody works, weekday or not.</summary>
    Off,

    /// <summary>调休上班: a weekend day that is worked to make up for a holiday.</summary>
    Work,
}

/// <summary>One line of an arrangement: the day, what it is, and the festival it belongs to.</summary>
public sealed record HolidayDay(DateOnly Date, DayKind Kind, string Festival);

/// <summary>
/// The State Council's holiday arrangement of one year (节假日安排). It may name days of the year before or after:
/// 2018-12-29 is a working day of the arrangement of 2019.
/// </summary>
/// <param name="Year">The year the arrangement was announced for.</param>
/// <param name="Days">Only the days that differ from, or need to be said beside, the plain week.</param>
public sealed record HolidayArrangement(int Year, ImmutableArray<HolidayDay> Days)
{
    /// <summary>
    /// Reads lines of <c>date,day,festival,arrangement_year</c> under that heading; <c>day</c> is off or work.
    /// Every line that cannot be read is reported with its number; nothing is dropped in silence.
    /// </summary>
    public static HolidayReading Parse(string csv) => HolidayReading.Of(csv);
}
