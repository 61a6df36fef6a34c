using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using IpStrategy.Domain.Attachments;

namespace IpStrategy.Application.Attachments;

/// <param name="Fault">Null where the directory could be read.</param>
internal sealed record ArchiveListing(ImmutableArray<ArchiveEntry> Entries, ArchiveFault? Fault = null);

/// <summary>The central directory of a zip file (APPNOTE.TXT §4.3.12): read without unpacking anything, counted before it is read.</summary>
internal static class ArchiveDirectory
{
    private const int EndRecord = 22;
    private const int EntryHeader = 46;
    private const int LongestComment = ushort.MaxValue;
    private const int LargestDirectory = 16 * 1024 * 1024;
    private const ushort LargerSizes = 1;

    private static readonly ArchiveListing Broken = new([], ArchiveFault.Broken);

    public static async Task<ArchiveListing> ReadAsync(FileStream file, int mostEntries, CancellationToken cancel)
    {
        var tail = new byte[Math.Min(file.Length, EndRecord + LongestComment)];
        file.Position = file.Length - tail.Length;
        await file.ReadExactlyAsync(tail, cancel);
        if (EndIn(tail) is not { } end)
        {
            return Broken;
        }
        var (count, size, offset) = (U16(tail, end + 10), U32(tail, end + 12), U32(tail, end + 16));
        if (count > mostEntries)
        {
            return new ArchiveListing([], ArchiveFault.TooManyEntries);
        }
        if (size > LargestDirectory || offset + size > file.Length - tail.Length + end)
        {
            return Broken;
        }
        var directory = new byte[size];
        file.Position = offset;
        await file.ReadExactlyAsync(directory, cancel);
        return EntriesIn(directory, count);
    }

    /// <summary>§4.3.16: the last record whose comment reaches exactly to the end of the file.</summary>
    private static int? EndIn(byte[] tail)
    {
        for (var at = tail.Length - EndRecord; at >= 0; at--)
        {
            if (tail.AsSpan(at).StartsWith("PK\u0005\u0006"u8) && at + EndRecord + U16(tail, at + 20) == tail.Length)
            {
                return at;
            }
        }
        return null;
    }

    private static ArchiveListing EntriesIn(byte[] directory, int count)
    {
        var entries = ImmutableArray.CreateBuilder<ArchiveEntry>(count);
        var at = 0;
        while (entries.Count < count)
        {
            if (
                at + EntryHeader > directory.Length
                || !directory.AsSpan(at).StartsWith("PK\u0001\u0002"u8)
                || at + LengthAt(directory, at) > directory.Length
            )
            {
                return Broken;
            }
            entries.Add(EntryAt(directory, at));
            at += LengthAt(directory, at);
        }
        // More behind the last one: some programs would show them.
        return at == directory.Length ? new ArchiveListing(entries.DrainToImmutable()) : Broken;
    }

    private static int LengthAt(byte[] directory, int at) =>
        EntryHeader + U16(directory, at + 28) + U16(directory, at + 30) + U16(directory, at + 32);

    private static ArchiveEntry EntryAt(byte[] directory, int at)
    {
        var (nameLength, extraLength) = (U16(directory, at + 28), U16(directory, at + 30));
        var larger = new LargerFields(directory.AsSpan(at + EntryHeader + nameLength, extraLength));
        var size = larger.Of(U32(directory, at + 24));
        var packed = larger.Of(U32(directory, at + 20));
        return new ArchiveEntry(
            Encoding.UTF8.GetString(directory, at + EntryHeader, nameLength),
            packed,
            size,
            U16(directory, at + 10),
            (U16(directory, at + 8) & 1) != 0,
            larger.Of(U32(directory, at + 42))
        );
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static long U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    /// <summary>§4.5.3: sizes that stand in the extra field instead, in order; some programs always write them there.</summary>
    private ref struct LargerFields
    {
        private ReadOnlySpan<byte> _fields;

        public LargerFields(ReadOnlySpan<byte> extra)
        {
            while (extra.Length >= 4)
            {
                var (id, length) = (
                    BinaryPrimitives.ReadUInt16LittleEndian(extra),
                    BinaryPrimitives.ReadUInt16LittleEndian(extra[2..])
                );
                if (4 + length > extra.Length)
                {
                    return;
                }
                if (id == LargerSizes)
                {
                    _fields = extra.Slice(4, length);
                    return;
                }
                extra = extra[(4 + length)..];
            }
        }

        /// <summary>Negative, which nothing takes, where it should stand here and does not.</summary>
        public long Of(long value)
        {
            if (value != uint.MaxValue)
            {
                return value;
            }
            if (_fields.Length < 8)
            {
                return -1;
            }
            var larger = BinaryPrimitives.ReadInt64LittleEndian(_fields);
            _fields = _fields[8..];
            return larger;
        }
    }
}
