using System.Text;

namespace IpStrategy.Domain.Attachments;

/// <summary>The first bytes by which contents are known.</summary>
public static class FileMarks
{
    /// <summary>So many bytes of a content are enough to look at.</summary>
    public const int Length = 512;

    /// <summary>ISO 32000-1 §7.5.2; at the very beginning, so that nothing else can be read into the file.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> head) => head.StartsWith("%PDF-"u8);

    public static bool IsJpeg(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsPng(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>APPNOTE.TXT §4.3.7: a local file header; one without entries has none and is not taken.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    /// <summary>MS-CFB §2.2.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The size of a directory entry of a compound file; they lie at multiples of it.</summary>
    public const int CompoundEntry = 128;

    /// <summary>MS-CFB §2.6.1: the name in an entry of the directory; null where this is none.</summary>
    public static string? CompoundNameOf(ReadOnlySpan<byte> entry)
    {
        const int longestName = 64;
        var length = entry[64] | (entry[65] << 8);
        // Storage, stream, root.
        if (entry[66] is not (1 or 2 or 5) || length is < 4 or > longestName || length % 2 != 0)
        {
            return null;
        }
        return entry[length - 2] == 0 && entry[length - 1] == 0
            ? Encoding.Unicode.GetString(entry[..(length - 2)])
            : null;
    }
}

/// <summary>What the directory of a compound file tells, entry by entry.</summary>
public sealed class CompoundReading
{
    public FileShape? Shape { get; private set; }
    public bool HasMacros { get; private set; }

    /// <summary>Office Open XML behind a password is packed so.</summary>
    public bool IsEncrypted { get; private set; }

    public void Take(string name)
    {
        switch (name)
        {
            case "WordDocument":
                Shape = FileShape.OldDocument;
                break;
            case "Workbook" or "Book":
                Shape = FileShape.OldWorkbook;
                break;
            case "PowerPoint Document":
                Shape = FileShape.OldPresentation;
                break;
            case "_VBA_PROJECT" or "_VBA_PROJECT_CUR" or "Macros" or "VBA":
                HasMacros = true;
                break;
            case "EncryptedPackage":
                IsEncrypted = true;
                break;
        }
    }
}
