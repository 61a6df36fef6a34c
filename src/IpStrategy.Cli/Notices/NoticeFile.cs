using IpStrategy.Domain.Notices;

namespace IpStrategy.Cli.Notices;

/// <summary>A notice as it lies on the disk or comes in on standard input: text, or a kind that is not taken.</summary>
internal abstract record NoticeFile
{
    public const string StandardInput = "-";

    private NoticeFile() { }

    public sealed record Text(string Decoded) : NoticeFile;

    public sealed record NotTaken(string Reason) : NoticeFile;

    public static NoticeFile Read(string path)
    {
        var bytes = path == StandardInput ? ReadStandardInput() : File.ReadAllBytes(path);
        return Kind(bytes) is { } kind
            ? new NotTaken(NoticeTexts.Format("NotTakenYet", path, kind))
            : new Text(NoticeEncoding.Decode(bytes));
    }

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }

    // By content, not by name: a misnamed file would else be read as text and give nonsense.
    private static string? Kind(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart("\uFEFF \t\r\n"u8);
        if (bytes.StartsWith("%PDF-"u8))
        {
            return "PDF";
        }

        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "Word";
        }

        return
            start.StartsWith("<!DOCTYPE"u8)
            || start.StartsWith("<!doctype"u8)
            || start.StartsWith("<html"u8)
            || start.StartsWith("<HTML"u8)
            ? "HTML"
            : null;
    }
}
