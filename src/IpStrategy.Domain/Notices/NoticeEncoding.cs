using System.Text;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// Bytes of a notice to text: UTF-8 with or without a mark, UTF-16 with a mark, GB18030 (which holds GBK and GB 2312).
/// The host registers <see cref="CodePagesEncodingProvider"/> once; without it a GB18030 text cannot be read.
/// </summary>
public static class NoticeEncoding
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text without a byte order mark. Never fails on bad bytes: they become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        var text = Encoding.UTF8.GetString(bytes);
        return IsPlausible(text) ? text : Encoding.GetEncoding("GB18030").GetString(bytes);
    }

    // A UTF-8 text with one damaged character stays UTF-8; GB18030 read as UTF-8 is nearly all replacements.
    private static bool IsPlausible(string text)
    {
        var wide = text.Count(letter => letter > '\u007F');
        var broken = text.Count(letter => letter == Replacement);
        return broken == 0 || broken * 20 < wide;
    }
}
