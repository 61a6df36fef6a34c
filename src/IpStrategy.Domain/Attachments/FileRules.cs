using System.Collections.Immutable;

namespace IpStrategy.Domain.Attachments;

/// <summary>What was found in a content.</summary>
/// <param name="Shape">Null where it is nothing we know.</param>
public sealed record ContentFacts(FileShape? Shape)
{
    public bool HasMacros { get; init; }
    public bool IsEncrypted { get; init; }
    public ArchiveFault? Fault { get; init; }
}

/// <summary>How much may be put to one work item.</summary>
public sealed record AttachmentLimits(long MostBytes, int MostPerItem, long MostBytesPerItem);

/// <summary>Which files are taken: pure, and the only place that knows.</summary>
public static class FileRules
{
    /// <summary>The kind that this name promises; refused where such files are not taken.</summary>
    /// <param name="taken">Extensions that the office takes.</param>
    public static Workflow.Outcome<FileKind> KindOf(string name, ImmutableArray<string> taken) =>
        FileKinds.Find(FileNames.ExtensionOf(name)) is { } kind && taken.Contains(kind.Extension)
            ? kind
            : new FileTypeIsNotTaken(name, taken);

    /// <summary>The content is what its name says, and nothing in it acts by itself.</summary>
    public static AttachmentRefusal? Check(string name, FileKind kind, ContentFacts facts) =>
        facts switch
        {
            { Fault: { } fault } => new ArchiveIsNotTaken(name, fault),
            { IsEncrypted: true } => new FileIsEncrypted(name),
            { HasMacros: true } => new FileHasMacros(name),
            { Shape: { } shape } when shape == kind.Shape => null,
            _ => new FileContentIsAnother(name, kind.Extension),
        };

    /// <summary>One more file of this size at a work item that has these.</summary>
    public static AttachmentRefusal? Check(long size, ImmutableArray<long> present, AttachmentLimits limits) =>
        size > limits.MostBytes ? new FileIsTooLarge(limits.MostBytes)
        : present.Length >= limits.MostPerItem ? new TooManyAttachments(limits.MostPerItem)
        : present.Sum() + size > limits.MostBytesPerItem ? new AttachmentsAreTooLarge(limits.MostBytesPerItem)
        : null;
}
