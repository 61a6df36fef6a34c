using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>Looks through a zip file: first what its directory says, then, within those bounds, whether it is true.</summary>
internal static class ArchiveReading
{
    private const int Piece = 65536;
    private const int LocalHeader = 30;
    private const int Stored = 0;
    private const int Deflated = 8;

    public static async Task<ContentFacts> ReadAsync(FileStream file, ArchiveLimits limits, CancellationToken cancel)
    {
        var directory = await ArchiveDirectory.ReadAsync(file, limits.MostEntries, cancel);
        if (directory.Fault is { } broken)
        {
            return new ContentFacts(FileShape.Archive) { Fault = broken };
        }
        var entries = directory.Entries;
        var shape = ArchiveShapes.Of(entries);
        var facts = new ContentFacts(shape) { HasMacros = ArchiveShapes.HasMacros(entries) };
        if (limits.Check(entries, file.Length) is { } fault)
        {
            return facts with { Fault = fault };
        }
        if (entries.Any(e => e.IsEncrypted))
        {
            return facts with { IsEncrypted = true };
        }
        return await UnfoldAsync(file, entries, facts, cancel);
    }

    private static async Task<ContentFacts> UnfoldAsync(
        FileStream file,
        ImmutableArray<ArchiveEntry> entries,
        ContentFacts facts,
        CancellationToken cancel
    )
    {
        foreach (var entry in entries)
        {
            var text = entry.Name == ArchiveShapes.ContentTypes ? new StringBuilder() : null;
            if (!await IsAsStatedAsync(file, entry, text, cancel))
            {
                return facts with { Fault = ArchiveFault.Broken };
            }
            facts =
                text is not null && ArchiveShapes.DeclaresMacros(text.ToString())
                    ? facts with
                    {
                        HasMacros = true,
                    }
                    : facts;
        }
        return facts;
    }

    /// <summary>Unfolds it, and keeps nothing of it but a text that is wanted.</summary>
    private static async Task<bool> IsAsStatedAsync(
        FileStream file,
        ArchiveEntry entry,
        StringBuilder? text,
        CancellationToken cancel
    )
    {
        if (await DataOfAsync(file, entry, cancel) is not { } data)
        {
            return false;
        }
        await using var unfolded =
            entry.Method == Deflated ? new DeflateStream(data, CompressionMode.Decompress) : data;
        var (buffer, size) = (new byte[Piece], 0L);
        try
        {
            for (int read; (read = await unfolded.ReadAsync(buffer, cancel)) > 0; )
            {
                size += read;
                if (size > entry.Size)
                {
                    return false;
                }
                text?.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return size == entry.Size;
    }

    /// <summary>APPNOTE.TXT §4.3.7; null where no entry begins there, or it is packed in a way Office and people do not use.</summary>
    private static async Task<Stream?> DataOfAsync(FileStream file, ArchiveEntry entry, CancellationToken cancel)
    {
        if (entry.Method is not (Stored or Deflated) || entry.Offset < 0 || entry.Offset > file.Length - LocalHeader)
        {
            return null;
        }
        var header = new byte[LocalHeader];
        file.Position = entry.Offset;
        await file.ReadExactlyAsync(header, cancel);
        var start =
            entry.Offset
            + LocalHeader
            + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))
            + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        if (!FileMarks.IsZip(header) || start + entry.Packed > file.Length)
        {
            return null;
        }
        file.Position = start;
        return new Excerpt(file, entry.Packed);
    }
}

/// <summary>The next bytes of a stream, and no more; leaves the stream open.</summary>
internal sealed class Excerpt(Stream inner, long length) : Stream
{
    private long _left = length;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
