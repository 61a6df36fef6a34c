namespace IpStrategy.Domain.Notices;

/// <summary>
/// Pairs of brackets in the flat text; both shapes may close each other, as careless typing does. Paired in one pass over the whole
/// text: looked for at each bracket anew, a text of nothing but brackets would be read as often as it has any.
/// </summary>
internal sealed class Brackets
{
    // The longest clauses seen name some forty bodies: what closes later belongs to something else.
    private const int Longest = 1000;
    private readonly Dictionary<int, int> _closings = [];

    public Brackets(string flat)
    {
        var open = new Stack<int>();
        for (var at = 0; at < flat.Length; at++)
        {
            if (flat[at] is '(' or '[')
            {
                open.Push(at);
            }
            else if (flat[at] is ')' or ']' && open.TryPop(out var opened))
            {
                _closings.Add(opened, at);
            }
        }
    }

    /// <summary>Where the bracket opened at this place closes, or null if it does not, or not within reach.</summary>
    public int? Close(int open, int end) =>
        _closings.TryGetValue(open, out var close) && close < Math.Min(end, open + Longest) ? close : null;
}
