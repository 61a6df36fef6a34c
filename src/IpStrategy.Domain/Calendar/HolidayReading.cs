using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Calendar;

/// <summary>What is wrong with a line of a holiday file.</summary>
public enum HolidayLineFault
{
    /// <summary>The first line is not <c>date,day,festival,arrangement_year</c>.</summary>
    HeadingMissing,

    /// <summary>The line has more or fewer than four columns.</summary>
    NotFourColumns,

    /// <summary>The date is not of the form 2010-02-20.</summary>
    NotADate,

    /// <summary>The second column is neither off nor work.</summary>
    NeitherOffNorWork,

    /// <summary>The festival has no name.</summary>
    FestivalMissing,

    /// <summary>The arrangement's year is no year, or more than one away from the date.</summary>
    NotItsYear,

    /// <summary>An earlier line of the file has this date.</summary>
    DateTwice,
}

/// <summary>A line that could not be read. <paramref name="Line"/> counts from 1.</summary>
public sealed record HolidayLineDoubt(int Line, HolidayLineFault Fault, string Text);

/// <summary>The arrangements of a file in the order of their years, and the lines that could not be read.</summary>
public sealed record HolidayReading(
    ImmutableArray<HolidayArrangement> Arrangements,
    ImmutableArray<HolidayLineDoubt> Doubts
)
{
    private const string Heading = "date,day,festival,arrangement_year";

    internal static HolidayReading Of(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0].Trim() != Heading)
        {
            return new HolidayReading([], [new HolidayLineDoubt(1, HolidayLineFault.HeadingMissing, lines[0])]);
        }

        var days = new SortedDictionary<DateOnly, (HolidayDay Day, int Year)>();
        var doubts = ImmutableArray.CreateBuilder<HolidayLineDoubt>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0 && ReadLine(lines[i], days) is { } fault)
            {
                doubts.Add(new HolidayLineDoubt(i + 1, fault, lines[i]));
            }
        }

        return new HolidayReading([.. ByYear(days.Values)], doubts.ToImmutable());
    }

    private static IEnumerable<HolidayArrangement> ByYear(IEnumerable<(HolidayDay Day, int Year)> days) =>
        from d in days
        group d.Day by d.Year into year
        orderby year.Key
        select new HolidayArrangement(year.Key, [.. year]);

    private static HolidayLineFault? ReadLine(string line, SortedDictionary<DateOnly, (HolidayDay, int)> days)
    {
        var cells = line.Split(',', StringSplitOptions.TrimEntries);
        return cells switch
        {
            not [_, _, _, _] => HolidayLineFault.NotFourColumns,
            [var d, _, _, _] when DateOf(d) is null => HolidayLineFault.NotADate,
            [_, var k, _, _] when KindOf(k) is null => HolidayLineFault.NeitherOffNorWork,
            [_, _, "", _] => HolidayLineFault.FestivalMissing,
            [var d, var k, var festival, var y] => Keep(
                days,
                new HolidayDay(DateOf(d)!.Value, KindOf(k)!.Value, festival),
                int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0
            ),
        };
    }

    private static HolidayLineFault? Keep(
        SortedDictionary<DateOnly, (HolidayDay, int)> days,
        HolidayDay day,
        int year
    ) =>
        Math.Abs(year - day.Date.Year) > 1 ? HolidayLineFault.NotItsYear
        : days.TryAdd(day.Date, (day, year)) ? null
        : HolidayLineFault.DateTwice;

    private static DateOnly? DateOf(string cell) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static DayKind? KindOf(string cell) =>
        cell switch
        {
            "off" => DayKind.Off,
            "work" => DayKind.Work,
            _ => null,
        };
}
