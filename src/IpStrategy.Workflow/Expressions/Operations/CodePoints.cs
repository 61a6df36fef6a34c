namespace IpStrategy.Workflow.Expressions.Operations;

/// <summary>Strings counted and compared by Unicode code point, as FEEL does, not by UTF-16 unit.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The UTF-16 place of a code point counted from 0; the length for one past the end.</summary>
    public static int Index(string text, int codePoint)
    {
        var index = 0;
        for (; codePoint > 0 && index < text.Length; codePoint--)
        {
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        }

        return index;
    }

    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                // Surrogates stand for code points above all others, but lie below U+E000 as units.
                var l = char.IsSurrogate(left[i]) ? left[i] + 0x10000 : left[i];
                var r = char.IsSurrogate(right[i]) ? right[i] + 0x10000 : right[i];
                return l - r;
            }
        }

        return left.Length - right.Length;
    }
}
