using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace IpStrategy.Application.Sheets;

/// <summary>Writes a table as .xlsx or .csv. What somebody typed never becomes a formula on another person's machine.</summary>
public static class SheetWriter
{
    private const char Guard = '\'';
    private static readonly SearchValues<char> FormulaMarks = SearchValues.Create("=+-@\t\r＝＋－＠");

    public static byte[] Write(Sheet sheet, SheetFormat format)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return format == SheetFormat.Xlsx ? Workbook(sheet) : Csv(sheet);
    }

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    internal static string Guarded(string cell) =>
        cell.Length > 0 && (FormulaMarks.Contains(cell[0]) || cell[0] == Guard) ? Guard + cell : cell;

    /// <summary>Takes off what <see cref="Guarded"/> put on.</summary>
    internal static string Unguarded(string cell) =>
        cell.Length > 1 && cell[0] == Guard && (FormulaMarks.Contains(cell[1]) || cell[1] == Guard) ? cell[1..] : cell;

    private static byte[] Csv(Sheet sheet)
    {
        var text = new StringBuilder();
        Append(text, sheet.Headings);
        foreach (var line in sheet.Lines)
        {
            Append(text, line.Cells);
        }
        // The mark of UTF-8: without it the usual spreadsheet programs show Chinese as nonsense.
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Append(StringBuilder text, ImmutableArray<string> cells) =>
        text.AppendJoin(',', cells.Select(c => Quoted(Guarded(c)))).Append("\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static byte[] Workbook(Sheet sheet)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(
                new SheetData([Row(sheet.Headings), .. sheet.Lines.Select(l => Row(l.Cells))])
            );
            book.Workbook = new Workbook(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Name = sheet.Name,
                        SheetId = 1,
                        Id = book.GetIdOfPart(part),
                    }
                )
            );
        }
        return stream.ToArray();
    }

    private static Row Row(ImmutableArray<string> cells) => new(cells.Select(CellOf));

    // Text inside the cell: a program shows it as it stands, whatever it begins with.
    private static Cell CellOf(string text) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(
                new Text(Printable(Guarded(text))) { Space = SpaceProcessingModeValues.Preserve }
            ),
        };

    // XML has no place for control characters, and a sheet that holds one cannot be opened.
    private static string Printable(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\t' or '\n'))
            ? string.Concat(text.Where(c => !char.IsControl(c) || c is '\t' or '\n'))
            : text;
}
