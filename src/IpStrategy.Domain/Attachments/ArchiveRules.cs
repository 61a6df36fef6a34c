using System.Collections.Immutable;

namespace IpStrategy.Domain.Attachments;

/// <summary>One entry as the central directory of a zip file states it.</summary>
/// <param name="Offset">Of its local header.</param>
public sealed record ArchiveEntry(string Name, long Packed, long Size, int Method, bool IsEncrypted, long Offset);

/// <summary>How far a zip file may unfold.</summary>
/// <param name="MostRatio">Size to packed size, of the whole.</param>
public sealed record ArchiveLimits(int MostEntries, long MostBytes, int MostRatio)
{
    /// <summary>Below this nobody is harmed, and small texts pack very well.</summary>
    public const long Harmless = 1024 * 1024;

    /// <summary>Null if what the directory says is within bounds.</summary>
    /// <param name="length">Of the file.</param>
    public ArchiveFault? Check(ImmutableArray<ArchiveEntry> entries, long length)
    {
        if (entries.Length > MostEntries)
        {
            return ArchiveFault.TooManyEntries;
        }
        var (size, packed) = (0L, 0L);
        foreach (var entry in entries)
        {
            if (entry.Size < 0 || entry.Packed < 0 || entry.Size > MostBytes || entry.Packed > length)
            {
                return entry.Size > MostBytes ? ArchiveFault.UnfoldsTooFar : ArchiveFault.Broken;
            }
            size += entry.Size;
            packed += entry.Packed;
        }
        if (entries.Any(e => LeadsOutside(e.Name)))
        {
            return ArchiveFault.LeadsOutside;
        }
        // Entries that lie over one another: a small file that unfolds into a huge one.
        return packed > length ? ArchiveFault.Broken
            : size > MostBytes || (size > Harmless && size > length * MostRatio) ? ArchiveFault.UnfoldsTooFar
            : null;
    }

    private static bool LeadsOutside(string name) =>
        name.StartsWith('/')
        || name.StartsWith('\\')
        || (name.Length > 1 && name[1] == ':')
        || name.Split('/', '\\').Contains("..");
}

public enum ArchiveFault
{
    Broken,
    TooManyEntries,
    UnfoldsTooFar,

    /// <summary>An entry that would be written beside the folder it is unpacked into.</summary>
    LeadsOutside,
}

/// <summary>What the entries of a zip file make it.</summary>
public static class ArchiveShapes
{
    /// <summary>The part of Office Open XML that says what the others are.</summary>
    private const string ContentTypes = "[Content_Types].xml";

    /// <summary>ECMA-376-2 §6.2.2.3: names of parts are compared without regard to case.</summary>
    public static bool IsContentTypes(string entry) =>
        entry.Replace('\\', '/').TrimStart('/').Equals(ContentTypes, StringComparison.OrdinalIgnoreCase);

    public static FileShape Of(ImmutableArray<ArchiveEntry> entries)
    {
        bool Has(string name) => entries.Any(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return Has("OFD.xml") ? FileShape.Ofd
            : !Has(ContentTypes) ? FileShape.Archive
            : Has("word/document.xml") ? FileShape.Document
            : Has("xl/workbook.xml") ? FileShape.Workbook
            : Has("ppt/presentation.xml") ? FileShape.Presentation
            : FileShape.Archive;
    }

    /// <summary>In any folder: whoever opens it by another way finds them too.</summary>
    public static bool HasMacros(ImmutableArray<ArchiveEntry> entries) =>
        entries.Any(e =>
            e.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || e.Name.EndsWith("vbaData.xml", StringComparison.OrdinalIgnoreCase)
            || e.Name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>ECMA-376-2 §10.1.2: a part may bear any name; its content type says what it is.</summary>
    public static bool DeclaresMacros(string contentType) =>
        contentType.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
        || contentType.Contains("vbaProject", StringComparison.OrdinalIgnoreCase);
}
