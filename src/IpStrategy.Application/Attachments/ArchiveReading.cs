using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <summary>Looks through a zip file: first what its directory says, then, within those bounds, whether it is true.</summary>
internal static class ArchiveReading
{
    private const int Piece = 65536;
    private const int LocalHeader = 30;
    private const int Stored = 0;
    private const int Deflated = 8;

    // Office needs some kilobytes to say what its parts are.
    private const int MostOfContentTypes = 1024 * 1024;

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
            using var types = ArchiveShapes.IsContentTypes(entry.Name) ? new MemoryStream() : null;
            if (types is not null && entry.Size > MostOfContentTypes)
            {
                return facts with { Fault = ArchiveFault.UnfoldsTooFar };
            }
            if (!await IsAsStatedAsync(file, entry, types, cancel))
            {
                return facts with { Fault = ArchiveFault.Broken };
            }
            if (types is null)
            {
                continue;
            }
            if (TypesIn(types) is not { } stated)
            {
                return facts with { Fault = ArchiveFault.Broken };
            }
            facts = facts with { HasMacros = facts.HasMacros || stated.Any(ArchiveShapes.DeclaresMacros) };
        }
        return facts;
    }

    /// <summary>Read as the XML it is: in another encoding, or with its letters written as numbers, it says the same. Null = is none.</summary>
    private static List<string>? TypesIn(MemoryStream part)
    {
        part.Position = 0;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        var types = new List<string>();
        try
        {
            using var reader = XmlReader.Create(part, settings);
            while (reader.Read())
            {
                while (reader.MoveToNextAttribute())
                {
                    types.Add(reader.Value);
                }
            }
            return types;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Unfolds it, and keeps nothing of it but a part that is wanted.</summary>
    private static async Task<bool> IsAsStatedAsync(
        FileStream file,
        ArchiveEntry entry,
        MemoryStream? wanted,
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
                wanted?.Write(buffer, 0, read);
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
