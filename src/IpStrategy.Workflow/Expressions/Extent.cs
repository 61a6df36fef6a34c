namespace IpStrategy.Workflow.Expressions;

/// <summary>How large and how deep a value is, kept when it is made, so that nobody has to walk one that is too large to be walked.</summary>
internal static class Extent
{
    /// <summary>Deeper values could not be read back from stored JSON, whose readers stop at 64 levels.</summary>
    public const int MaxDepth = 48;

    public static int Weight(IEnumerable<FeelValue> parts)
    {
        long weight = 1;
        foreach (var part in parts)
        {
            weight += part.Weight;
        }

        return (int)Math.Min(weight, int.MaxValue);
    }

    public static int Depth(IEnumerable<FeelValue> parts)
    {
        var depth = 0;
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part.Depth);
        }

        return depth + 1;
    }
}
