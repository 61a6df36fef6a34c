using System.Collections.Immutable;
using System.Text;

namespace IpStrategy.Domain.Notices;

/// <summary>A line with something on it, as a range of the flat text.</summary>
/// <param name="Start">First character in the flat text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Indented">It begins with room for two characters: a new paragraph in most notices.</param>
/// <param name="AfterBlank">An empty line stands before it.</param>
internal readonly record struct SourceLine(int Start, int End, bool Indented, bool AfterBlank);

/// <summary>
/// The notice twice: as it came, and flat: characters normalised, every space and line end left out, because they stand
/// anywhere, also inside names. The flat text keeps the origin of every character, so that all that is said of it points
/// into the text as it came.
/// </summary>
internal sealed class SourceText
{
    private readonly int[] _origins;
    private readonly int[] _lineStarts;
    private readonly HashSet<int> _flatLineStarts;

    private SourceText(string original, string flat, int[] origins, ImmutableArray<SourceLine> lines)
    {
        Original = original;
        Flat = flat;
        _origins = origins;
        Lines = lines;
        _flatLineStarts = [.. lines.Select(line => line.Start)];
        _lineStarts =
        [
            0,
            .. Enumerable
                .Range(0, original.Length)
                .Where(at =>
                    original[at] == '\n'
                    || (original[at] == '\r' && (at + 1 == original.Length || original[at + 1] != '\n'))
                )
                .Select(at => at + 1),
        ];
    }

    public string Original { get; }

    public string Flat { get; }

    /// <summary>Which bracket of the flat text closes which.</summary>
    public Brackets Brackets => field ??= new Brackets(Flat);

    /// <summary>Lines that are not empty.</summary>
    public ImmutableArray<SourceLine> Lines { get; }

    public static SourceText From(string original)
    {
        var flat = new StringBuilder(original.Length);
        var origins = new List<int>(original.Length);
        var lines = new List<SourceLine>();
        var line = new LineInProgress();
        for (var at = PastPageNumber(original, 0); at < original.Length; at++)
        {
            var letter = original[at];
            if (Characters.IsLineEnd(letter))
            {
                CloseUnlessPair(line, lines, (original, at), flat.Length);
                at = PastPageNumber(original, at + 1) - 1;
            }
            else if (char.IsWhiteSpace(letter))
            {
                line.Room += letter is '\u3000' or '\t' ? 2 : 1;
            }
            else if (!Characters.IsInvisible(letter))
            {
                line.Begin(flat.Length);
                flat.Append(Characters.Normalise(letter));
                origins.Add(at);
            }
        }

        line.Close(lines, flat.Length);
        return new SourceText(original, flat.ToString(), [.. origins], [.. lines]);
    }

    // A page's number is no line of the text, not even an empty one.
    private static int PastPageNumber(string original, int at)
    {
        var rest = original.AsSpan(at);
        var end = rest.IndexOfAny('\n', '\r', '\f');
        return Characters.IsPageNumber(end < 0 ? rest : rest[..end]) ? at + (end < 0 ? rest.Length : end + 1) : at;
    }

    /// <summary>Where a flat range stands in the text as it came.</summary>
    public TextSpan Span(int start, int end) =>
        start >= end
            ? new TextSpan(Origin(start), Origin(start))
            : new TextSpan(_origins[start], _origins[end - 1] + 1);

    /// <summary>Line and column, both from 1, of a flat position.</summary>
    public (int Line, int Column) Position(int flat)
    {
        var origin = Origin(flat);
        var line = Array.BinarySearch(_lineStarts, origin);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, origin - _lineStarts[line] + 1);
    }

    /// <summary>The lines of which some part lies in the range.</summary>
    public IEnumerable<SourceLine> LinesIn(FlatRange range)
    {
        var (first, end) = (0, Lines.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = Lines[middle].End > range.Start ? (first, middle) : (middle + 1, end);
        }

        return Lines.Skip(first).TakeWhile(line => line.Start < range.End);
    }

    /// <summary>The parts of a line that spaces part: a document number beside the name of a paper.</summary>
    public IEnumerable<FlatRange> Words(SourceLine line)
    {
        var start = line.Start;
        for (var at = line.Start + 1; at <= line.End; at++)
        {
            if (at == line.End || _origins[at] != _origins[at - 1] + 1)
            {
                yield return new FlatRange(start, at);
                start = at;
            }
        }
    }

    /// <summary>The cells of a line that tabs or upright strokes part, empty ones too; one cell if there are none.</summary>
    public ImmutableArray<FlatRange> Cells(SourceLine line)
    {
        var span = Span(line.Start, line.End);
        var from = span.Start;
        while (from > 0 && !Characters.IsLineEnd(Original[from - 1]))
        {
            from--;
        }

        var cells = ImmutableArray.CreateBuilder<FlatRange>();
        for (var at = from; at <= span.End; at++)
        {
            if (at == span.End || Original[at] is '\t' or '|' or '｜')
            {
                cells.Add(new FlatRange(FlatAt(from), FlatAt(at)));
                from = at + 1;
            }
        }

        return cells.ToImmutable();
    }

    /// <summary>Whether a line begins with this character of the flat text.</summary>
    public bool BeginsLine(int flat) => _flatLineStarts.Contains(flat);

    /// <summary>Whether a line end stands inside the range.</summary>
    public bool IsWrapped(int start, int end)
    {
        var span = Span(start, end);
        return Original.AsSpan(span.Start, span.End - span.Start).IndexOfAny('\n', '\r') >= 0;
    }

    /// <summary>A name as printed: the original characters without any space.</summary>
    public string Name(int start, int end) =>
        string.Create(
            end - start,
            (this, start),
            static (name, from) =>
            {
                for (var at = 0; at < name.Length; at++)
                {
                    name[at] = from.Item1.Original[from.Item1._origins[from.start + at]];
                }
            }
        );

    /// <summary>Running text as printed, line wraps taken out; two Latin words that a wrap parted keep a space.</summary>
    public string Printed(int start, int end)
    {
        var span = Span(start, end);
        var text = new StringBuilder(span.End - span.Start);
        foreach (
            var line in Original[span.Start..span.End].Split(['\n', '\r', '\f', '\v', '\u0085', '\u2028', '\u2029'])
        )
        {
            var printed = Characters.IsPageNumber(line) ? "" : line.Trim();
            if (printed.Length > 0 && text.Length > 0 && char.IsAsciiLetter(text[^1]) && char.IsAsciiLetter(printed[0]))
            {
                text.Append(' ');
            }

            foreach (var letter in printed.Where(letter => !Characters.IsInvisible(letter)))
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    // \r\n is one line end, not a line and an empty one.
    private static void CloseUnlessPair(
        LineInProgress line,
        List<SourceLine> lines,
        (string Text, int At) end,
        int flat
    )
    {
        if (end.Text[end.At] != '\n' || end.At == 0 || end.Text[end.At - 1] != '\r')
        {
            line.Close(lines, flat);
        }
    }

    private int FlatAt(int origin)
    {
        var at = Array.BinarySearch(_origins, origin);
        return at >= 0 ? at : ~at;
    }

    private int Origin(int flat) => flat < _origins.Length ? _origins[flat] : Original.Length;

    private sealed class LineInProgress
    {
        private int _start;
        private bool _begun;
        private bool _indented;
        private bool _afterBlank;

        public int Room { get; set; }

        public void Begin(int at)
        {
            if (!_begun)
            {
                (_begun, _start, _indented) = (true, at, Room >= 2);
            }
        }

        public void Close(List<SourceLine> lines, int end)
        {
            if (_begun)
            {
                lines.Add(new SourceLine(_start, end, _indented, _afterBlank));
            }

            (_afterBlank, _begun, Room) = (!_begun, false, 0);
        }
    }
}
