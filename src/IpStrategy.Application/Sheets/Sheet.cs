using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Sheets;

public enum SheetFormat
{
    Xlsx,
    Csv,
}

/// <summary>A line of a sheet below its headings.</summary>
/// <param name="Line">Number as a spreadsheet shows it; the headings are line 1.</param>
/// <param name="Cells">What stands in each column, trimmed; in the order of the headings.</param>
public sealed record SheetLine(int Line, ImmutableArray<string> Cells);

/// <summary>A table as it comes from, or goes to, a spreadsheet: texts only, never formulas.</summary>
public sealed record Sheet(string Name, ImmutableArray<string> Headings, ImmutableArray<SheetLine> Lines);

/// <summary>What is wrong with one line of a sheet.</summary>
/// <param name="Column">Heading of the column as it stands in the file; empty where it is the line as a whole.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Sheet">Name of the worksheet; empty for a file of plain text, which has only one.</param>
public sealed record SheetProblem(int Line, string Column, string Code, string Text, string Sheet = "");

/// <summary>Its first line does not name the columns that are needed.</summary>
public sealed record SheetHasNoHeadings(string Needed) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SheetIsNotReadable() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SheetIsTooLarge(int MostLines) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Some lines are wrong, and so nothing of the sheet was done.</summary>
public sealed record SheetHasProblems(ImmutableArray<int> Lines, ImmutableArray<SheetProblem> Problems)
    : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What came of a sheet.</summary>
/// <param name="IsDone">False where it was only looked over, or has problems: then nothing has changed.</param>
public sealed record SheetReport(
    bool IsDone,
    int Created,
    int Changed,
    int Unchanged,
    ImmutableArray<SheetProblem> Problems
);
