namespace IpStrategy.Domain.Agencies;

/// <summary>Edit distance between two names (Levenshtein 1966): enough for a list of a few hundred.</summary>
internal static class NameDistance
{
    /// <summary>Two slips in a short name, a third of a long one; beyond that a proposal only misleads.</summary>
    public static int Tolerance(int left, int right) => Math.Max(2, Math.Max(left, right) / 3);

    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(diagonal, row[column - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
