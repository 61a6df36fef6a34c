using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Domain.Attachments;

/// <summary>What a content is, told by itself and by nothing that came with it.</summary>
public enum FileShape
{
    Pdf,
    Jpeg,
    Png,

    /// <summary>Office Open XML, by its main part.</summary>
    Document,
    Workbook,
    Presentation,

    /// <summary>版式文件, GB/T 33190.</summary>
    Ofd,
    Archive,

    /// <summary>Compound files of Word, Excel, PowerPoint and WPS, by the stream they hold.</summary>
    OldDocument,
    OldWorkbook,
    OldPresentation,
    PlainText,
}

/// <summary>An extension and the content that must be behind it.</summary>
public sealed record FileKind(string Extension, FileShape Shape, string MediaType);

/// <summary>Every kind of file the program can recognise; which of them are taken is a setting.</summary>
public static class FileKinds
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    public static ImmutableArray<FileKind> All { get; } =
    [
        new("pdf", FileShape.Pdf, "application/pdf"),
        new("docx", FileShape.Document, OpenXml + "wordprocessingml.document"),
        new("xlsx", FileShape.Workbook, OpenXml + "spreadsheetml.sheet"),
        new("pptx", FileShape.Presentation, OpenXml + "presentationml.presentation"),
        new("doc", FileShape.OldDocument, "application/msword"),
        new("xls", FileShape.OldWorkbook, "application/vnd.ms-excel"),
        new("ppt", FileShape.OldPresentation, "application/vnd.ms-powerpoint"),
        new("wps", FileShape.OldDocument, "application/vnd.ms-works"),
        new("et", FileShape.OldWorkbook, "application/octet-stream"),
        new("ofd", FileShape.Ofd, "application/ofd"),
        new("txt", FileShape.PlainText, "text/plain"),
        new("csv", FileShape.PlainText, "text/csv"),
        new("jpg", FileShape.Jpeg, "image/jpeg"),
        new("jpeg", FileShape.Jpeg, "image/jpeg"),
        new("png", FileShape.Png, "image/png"),
        new("zip", FileShape.Archive, "application/zip"),
    ];

    private static readonly FrozenDictionary<string, FileKind> ByExtension = All.ToFrozenDictionary(k => k.Extension);

    public static FileKind? Find(string extension) => ByExtension.GetValueOrDefault(extension);
}
