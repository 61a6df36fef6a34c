using System.Collections.Immutable;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>Section <c>Files</c> of the settings file.</summary>
public sealed record FileSettings
{
    public const string Section = "Files";

    /// <summary>What is taken, by extension, with commas between; only kinds that the program can recognise count.</summary>
    public string Extensions { get; init; } = "pdf,docx,xlsx,pptx,doc,xls,wps,ofd,txt,csv,jpg,jpeg,png,zip";

    /// <summary>Of one file, in bytes.</summary>
    public long MostBytes { get; init; } = 20 * 1024 * 1024;
    public int MostPerItem { get; init; } = 20;

    /// <summary>Of all files at one work item, in bytes.</summary>
    public long MostBytesPerItem { get; init; } = 100 * 1024 * 1024;
    public int ArchiveMostEntries { get; init; } = 2000;

    /// <summary>Of all that a zip file, or one of Office, unfolds to, in bytes.</summary>
    public long ArchiveMostBytes { get; init; } = 300 * 1024 * 1024;

    /// <summary>How many times larger it may become.</summary>
    public int ArchiveMostRatio { get; init; } = 100;

    /// <summary>Host and port of clamd; empty = nobody looks at what comes in.</summary>
    public string Scanner { get; init; } = "";

    internal ImmutableArray<string> Taken =>
        [
            .. Extensions
                .ToLowerInvariant()
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];

    internal AttachmentLimits Limits => new(MostBytes, MostPerItem, MostBytesPerItem);

    internal ArchiveLimits ArchiveLimits => new(ArchiveMostEntries, ArchiveMostBytes, ArchiveMostRatio);
}
