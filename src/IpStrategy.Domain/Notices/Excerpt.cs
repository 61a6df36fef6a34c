namespace IpStrategy.Domain.Notices;

/// <summary>The beginning of a piece of text, short enough to be named in a message.</summary>
internal static class Excerpt
{
    private const int Longest = 24;

    public static string Of(SourceText source, FlatRange range)
    {
        var text = source.Printed(range.Start, Math.Min(range.End, range.Start + Longest));
        return range.End - range.Start > Longest ? text + "…" : text;
    }
}
