using System.Globalization;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Reports;

/// <summary>报告周期: how often an assignment is reported on while it is carried out.</summary>
public enum ReportCycle
{
    /// <summary>No reports are asked for.</summary>
    None,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>
/// One period of a cycle: a calendar month, quarter, half-year or year. Its text is stable and sorts within a cycle: <c>2010-06</c>,
/// <c>2010-Q2</c>, <c>2010-H1</c>, <c>2010</c>.
/// </summary>
/// <param name="Number">From 1 within the year.</param>
public readonly partial record struct ReportPeriod(ReportCycle Cycle, int Year, int Number)
{
    /// <summary>The period in which a day lies; null where the cycle has none.</summary>
    public static ReportPeriod? Of(ReportCycle cycle, DateOnly day) =>
        MonthsIn(cycle) is var months and > 0 ? new ReportPeriod(cycle, day.Year, (day.Month - 1) / months + 1) : null;

    public DateOnly First => new(Year, (Number - 1) * MonthsIn(Cycle) + 1, 1);

    public DateOnly Last => First.AddMonths(MonthsIn(Cycle)).AddDays(-1);

    public ReportPeriod Next() => Of(Cycle, Last.AddDays(1))!.Value;

    public string Text =>
        Cycle switch
        {
            ReportCycle.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}"),
            ReportCycle.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}"),
            ReportCycle.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-H{Number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}"),
        };

    /// <summary>Reads the stable form; null when the text is none.</summary>
    public static ReportPeriod? FromText(string? text)
    {
        var match = Form().Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        var number = int.TryParse(match.Groups["number"].Value, NumberStyles.None, null, out var n) ? n : 1;
        var cycle = match.Groups["kind"].Value switch
        {
            "Q" => ReportCycle.Quarter,
            "H" => ReportCycle.HalfYear,
            _ => match.Groups["number"].Success ? ReportCycle.Month : ReportCycle.Year,
        };
        return year >= 1 && number >= 1 && number <= 12 / MonthsIn(cycle)
            ? new ReportPeriod(cycle, year, number)
            : null;
    }

    private static int MonthsIn(ReportCycle cycle) =>
        cycle switch
        {
            ReportCycle.Month => 1,
            ReportCycle.Quarter => 3,
            ReportCycle.HalfYear => 6,
            ReportCycle.Year => 12,
            _ => 0,
        };

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(-((?<kind>[QH])(?<number>[0-9])|(?<number>[0-9]{2})))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
