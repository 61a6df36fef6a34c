using System.Text;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>Finds out what a content is, piece by piece; the rules about it are the domain's.</summary>
internal static class ContentReading
{
    private const int Piece = 65536;

    public static async Task<ContentFacts> ReadAsync(FileStream file, ArchiveLimits limits, CancellationToken cancel)
    {
        var head = new byte[FileMarks.Length];
        file.Position = 0;
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        return ByMark(head.AsSpan(0, length)) switch
        {
            FileShape.Archive => await ArchiveReading.ReadAsync(file, limits, cancel),
            FileShape.OldDocument => await CompoundAsync(file, cancel),
            { } shape => new ContentFacts(shape),
            null => new ContentFacts(await IsTextAsync(file, head[..2], cancel) ? FileShape.PlainText : null),
        };
    }

    /// <summary>An archive or a compound file has to be opened to tell which one it is.</summary>
    private static FileShape? ByMark(ReadOnlySpan<byte> head) =>
        FileMarks.IsPdf(head) ? FileShape.Pdf
        : FileMarks.IsJpeg(head) ? FileShape.Jpeg
        : FileMarks.IsPng(head) ? FileShape.Png
        : FileMarks.IsZip(head) ? FileShape.Archive
        : FileMarks.IsCompound(head) ? FileShape.OldDocument
        : null;

    private static async Task<ContentFacts> CompoundAsync(FileStream file, CancellationToken cancel)
    {
        var reading = new CompoundReading();
        var buffer = new byte[Piece];
        // Entries of the directory lie at multiples of their size, wherever its sectors are; a macro cannot hide from this.
        file.Position = FileMarks.Length;
        for (int read; (read = await file.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancel)) > 0; )
        {
            for (var at = 0; at + FileMarks.CompoundEntry <= read; at += FileMarks.CompoundEntry)
            {
                if (FileMarks.CompoundNameOf(buffer.AsSpan(at, FileMarks.CompoundEntry)) is { } name)
                {
                    reading.Take(name);
                }
            }
        }
        return new ContentFacts(reading.Shape) { HasMacros = reading.HasMacros, IsEncrypted = reading.IsEncrypted };
    }

    /// <summary>Text in an encoding the office meets, and nothing that steers a machine in it.</summary>
    private static async Task<bool> IsTextAsync(FileStream file, byte[] mark, CancellationToken cancel)
    {
        foreach (var encoding in EncodingsBehind(mark))
        {
            file.Position = 0;
            if (await IsTextAsync(file, encoding.GetDecoder(), cancel))
            {
                return true;
            }
        }
        return false;
    }

    private static async Task<bool> IsTextAsync(FileStream file, Decoder decoder, CancellationToken cancel)
    {
        var (buffer, text) = (new byte[Piece], new char[Piece + 8]);
        try
        {
            for (int read; (read = await file.ReadAsync(buffer, cancel)) > 0; )
            {
                var count = decoder.GetChars(buffer.AsSpan(0, read), text, flush: false);
                if (text.AsSpan(0, count).ContainsAny(Steering))
                {
                    return false;
                }
            }
            decoder.GetChars([], text, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Also U+FFFE, which is what the mark of UTF-16 becomes in the wrong order of bytes.
    private static readonly System.Buffers.SearchValues<char> Steering = System.Buffers.SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\f' or '\r')),
        '\u007F',
        '\uFFFE',
    ]);

    /// <summary>UTF-16 only behind its mark: without one nearly anything could be it.</summary>
    private static Encoding[] EncodingsBehind(byte[] mark) =>
        mark switch
        {
            [0xFF, 0xFE] => [new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)],
            [0xFE, 0xFF] => [new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)],
            _ => [new UTF8Encoding(false, throwOnInvalidBytes: true), Chinese.Value],
        };

    private static readonly Lazy<Encoding> Chinese = new(() =>
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    });
}
