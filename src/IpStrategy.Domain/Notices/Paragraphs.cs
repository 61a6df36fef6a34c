using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// Paragraphs without labels. An indented line or one after an empty line begins one; where lines are not wrapped by hand
/// every line does; a line of labels (责任单位:…) belongs to what stands above it.
/// </summary>
internal static class Paragraphs
{
    private const int LongestWrappedLine = 60;

    public static ImmutableArray<FlatRange> Of(SourceText source, FlatRange range)
    {
        var lines = source.LinesIn(range).ToArray();
        var layout = new Layout(IsWrapped(source, [.. lines.Skip(1)]), lines.Skip(1).All(line => line.Indented));
        var paragraphs = new List<FlatRange>();
        for (var index = 0; index < lines.Length; index++)
        {
            var line = new FlatRange(Math.Max(lines[index].Start, range.Start), Math.Min(lines[index].End, range.End));
            if (index == 0 || Begins(source, lines[index], lines[index - 1], layout))
            {
                paragraphs.Add(line);
            }
            else
            {
                paragraphs[^1] = paragraphs[^1] with { End = line.End };
            }
        }

        return [.. paragraphs];
    }

    public static int FirstLineEnd(SourceText source, FlatRange range)
    {
        var end = source.LinesIn(range).Select(line => Math.Min(line.End, range.End)).FirstOrDefault(range.End);
        var stop = source.Flat.IndexOf('。', range.Start, end - range.Start);
        return stop >= 0 ? stop : end;
    }

    private static bool Begins(SourceText source, SourceLine line, SourceLine before, Layout layout)
    {
        if (RoleWords.LabelAt(source.Flat, new FlatRange(line.Start, line.End)) is not null)
        {
            return false;
        }

        var broken = line.AfterBlank || (line.Indented && !layout.AllIndented) || !layout.Wrapped;
        return broken || source.Flat[before.End - 1] == ')';
    }

    // Lines of one length that break off in mid sentence were wrapped by hand.
    private static bool IsWrapped(SourceText source, SourceLine[] lines)
    {
        var broken = lines.Count(line => source.Flat[line.End - 1] is not ('。' or ';' or ')' or ':' or '!' or '?'));
        return broken * 4 >= lines.Length && lines.All(line => line.End - line.Start <= LongestWrappedLine);
    }

    private sealed record Layout(bool Wrapped, bool AllIndented);
}
