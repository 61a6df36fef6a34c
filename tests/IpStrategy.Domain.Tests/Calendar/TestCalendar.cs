using System.Runtime.CompilerServices;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Tests.Calendar;

/// <summary>The calendar of the reference data, 2007 to 2026, as the product ships it.</summary>
internal static class TestCalendar
{
    public static string Csv { get; } =
        File.ReadAllText(Path.Combine(Root(), "data", "holidays", "holidays-china.csv"));

    public static WorkingCalendar China { get; } = WorkingCalendar.From(HolidayArrangement.Parse(Csv).Arrangements);

    public static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
