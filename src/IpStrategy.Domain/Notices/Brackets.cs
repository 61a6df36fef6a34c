namespace IpStrategy.Domain.Notices;

/// <summary>Pairs of brackets in the flat text; both shapes may close each other, as careless typing does.</summary>
internal static class Brackets
{
    // The longest clauses seen name some forty bodies; a bound keeps a text of nothing but brackets from taking for ever.
    private const int Longest = 1000;

    /// <summary>Where the bracket opened at this place closes, or null if it does not, or not within reach.</summary>
    public static int? Close(ReadOnlySpan<char> flat, int open, int end)
    {
        var depth = 0;
        end = Math.Min(end, open + Longest);
        for (var at = open; at < end; at++)
        {
            depth += flat[at] switch
            {
                '(' or '[' => 1,
                ')' or ']' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return at;
            }
        }

        return null;
    }
}
