using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using IpStrategy.Domain.Notices;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Sheets;

/// <summary>Reads the first sheet of an .xlsx file, or a .csv file in UTF-8 or GB18030; which of them it is, its first bytes say.</summary>
public static class SheetReader
{
    public const int MostBytes = 5 * 1024 * 1024;
    public const int MostLines = 10_000;

    // A few kilobytes that unpack to gigabytes are an attack, not a table.
    private const long MostUnpackedBytes = 100L * 1024 * 1024;

    // A row may have 16 384 cells; none of our tables has twenty columns.
    private const int MostColumns = 100;
    private static readonly byte[] ZipMark = [(byte)'P', (byte)'K', 3, 4];

    /// <param name="columns">Names by which each column may be headed; the first is the one it is called by.</param>
    /// <param name="needed">How many of the first columns must be there.</param>
    public static Outcome<Sheet> Read(byte[] file, ImmutableArray<ImmutableArray<string>> columns, int needed)
    {
        ArgumentNullException.ThrowIfNull(file);
        var read = file.AsSpan().StartsWith(ZipMark) ? Workbook(file) : Csv(file);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }
        var rows = read.Value.Lines;
        if (rows.Count > MostLines + 1)
        {
            return new SheetIsTooLarge(MostLines);
        }
        var head = rows.Count > 0 ? rows[0].Cells : [];
        var places = columns.Select(names => Place(head, names)).ToImmutableArray();
        return places.Take(needed).Any(p => p < 0)
            ? new SheetHasNoHeadings(string.Join('、', columns.Take(needed).Select(c => c[0])))
            : new Sheet(
                read.Value.Name,
                [.. columns.Select((c, i) => places[i] < 0 ? c[0] : head[places[i]])],
                [
                    .. rows.Skip(1)
                        .Where(r => r.Cells.Any(c => c.Length > 0))
                        .Select(r => new SheetLine(r.Line, [.. places.Select(p => CellAt(r.Cells, p))])),
                ]
            );
    }

    private static int Place(ImmutableArray<string> head, ImmutableArray<string> names)
    {
        for (var at = 0; at < head.Length; at++)
        {
            if (names.Contains(head[at], StringComparer.OrdinalIgnoreCase))
            {
                return at;
            }
        }
        return -1;
    }

    private static string CellAt(ImmutableArray<string> cells, int at) =>
        at < 0 || at >= cells.Length ? "" : SheetWriter.Unguarded(cells[at]);

    private static Outcome<RawSheet> Csv(byte[] file)
    {
        try
        {
            return new RawSheet("", CsvText.Read(NoticeEncoding.Decode(file), MostLines + 2));
        }
        catch (FormatException)
        {
            return new SheetIsNotReadable();
        }
    }

    private static Outcome<RawSheet> Workbook(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                // One by one first: what a directory states may be more than any sum holds.
                if (
                    zip.Entries.Any(e => e.Length > MostUnpackedBytes)
                    || zip.Entries.Sum(e => e.Length) > MostUnpackedBytes
                )
                {
                    return new SheetIsTooLarge(MostLines);
                }
            }
            stream.Position = 0;
            // The library asks for code page 1252 whether a file needs it or not.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(stream);
            return new RawSheet(reader.Name ?? "", Lines(reader));
        }
        catch (Exception e) when (IsDamage(e))
        {
            return new SheetIsNotReadable();
        }
    }

    /// <summary>The library meets a damaged workbook in any of these ways.</summary>
    private static bool IsDamage(Exception e) =>
        e
            is InvalidDataException
                or ExcelReaderException
                or System.Xml.XmlException
                or FormatException
                or ArgumentException
                or KeyNotFoundException
                or NullReferenceException;

    private static List<SheetLine> Lines(IExcelDataReader reader)
    {
        var lines = new List<SheetLine>();
        for (var line = 1; reader.Read() && line <= MostLines + 2; line++)
        {
            var columns = Math.Min(reader.FieldCount, MostColumns);
            lines.Add(new SheetLine(line, [.. Enumerable.Range(0, columns).Select(i => Text(reader.GetValue(i)))]));
        }
        return lines;
    }

    private sealed record RawSheet(string Name, List<SheetLine> Lines);

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool yes => yes ? "是" : "否",
            _ => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Trim(),
        };
}

/// <summary>RFC 4180: fields between commas, in quotes where they hold commas, quotes or line breaks.</summary>
internal static class CsvText
{
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static List<SheetLine> Read(string text, int mostLines)
    {
        var lines = new List<SheetLine>();
        var rest = new CsvCursor(text.TrimStart('\uFEFF'));
        for (var line = 1; !rest.IsAtEnd && lines.Count < mostLines; line++)
        {
            lines.Add(new SheetLine(line, rest.Line()));
        }
        return lines;
    }

    private sealed class CsvCursor(string text)
    {
        private int _at;

        public bool IsAtEnd => _at >= text.Length;

        public ImmutableArray<string> Line()
        {
            var cells = ImmutableArray.CreateBuilder<string>();
            do
            {
                cells.Add(Cell().Trim());
            } while (Takes(','));
            if (!Takes('\r', '\n') && !Takes('\n') && !Takes('\r') && !IsAtEnd)
            {
                throw new FormatException("Something follows a closing quote.");
            }
            return cells.ToImmutable();
        }

        private string Cell()
        {
            if (!Takes('"'))
            {
                var from = _at;
                var length = text.AsSpan(from).IndexOfAny(",\r\n");
                _at = length < 0 ? text.Length : from + length;
                return text[from.._at];
            }
            var quoted = new System.Text.StringBuilder();
            while (true)
            {
                var end = text.IndexOf('"', _at);
                if (end < 0)
                {
                    throw new FormatException("A quote is not closed.");
                }
                quoted.Append(text, _at, end - _at);
                _at = end + 1;
                if (!Takes('"'))
                {
                    return quoted.ToString();
                }
                quoted.Append('"');
            }
        }

        private bool Takes(params ReadOnlySpan<char> letters)
        {
            if (!text.AsSpan(Math.Min(_at, text.Length)).StartsWith(letters))
            {
                return false;
            }
            _at += letters.Length;
            return true;
        }
    }
}
