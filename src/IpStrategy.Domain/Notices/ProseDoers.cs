namespace IpStrategy.Domain.Notices;

/// <summary>
/// Bodies that the text itself tells to act (各区县人民政府要切实…) beside those of the clause. They are not made parties:
/// the office may add them.
/// </summary>
internal sealed class ProseDoers(ReadingContext context)
{
    private static readonly string[] _duties = ["要", "应当", "应", "须", "必须", "负责"];

    /// <summary>The lists of doers, as printed.</summary>
    public IEnumerable<FlatRange> Find(FlatRange range)
    {
        var start = range.Start;
        for (var at = range.Start; at <= range.End; at++)
        {
            if (at == range.End || context.Flat[at] is ',' or '。' or ';' or ':')
            {
                if (Doers(new FlatRange(start, at)) is { } doers)
                {
                    yield return doers;
                }

                start = at + 1;
            }
        }
    }

    private FlatRange? Doers(FlatRange segment)
    {
        var length = segment.End - segment.Start;
        var duty = _duties
            .Select(word => context.Flat.IndexOf(word, segment.Start, length, StringComparison.Ordinal))
            .Where(at => at >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        if (duty <= segment.Start)
        {
            return null;
        }

        var subject = segment with { End = duty };
        return new PartyListReader(context).Read(subject).IsCredible ? subject : null;
    }
}
