using System.Buffers.Binary;
using System.Collections.Immutable;

namespace IpStrategy.Domain.Audit;

/// <summary>An entry as a segment holds it.</summary>
public readonly record struct SealedEntry(long Id, string Hash);

/// <summary>The entries of a segment in their order, 40 bytes each: the id, most significant byte first, and the 32 bytes of the hash.</summary>
public static class SealedLinks
{
    private const int IdLength = sizeof(long);
    private const int HashLength = 32;
    private const int Length = IdLength + HashLength;

    public static byte[] Write(IReadOnlyList<SealedEntry> entries)
    {
        var bytes = new byte[entries.Count * Length];
        for (var place = 0; place < entries.Count; place++)
        {
            var link = bytes.AsSpan(place * Length, Length);
            BinaryPrimitives.WriteInt64BigEndian(link, entries[place].Id);
            Convert.FromHexString(entries[place].Hash).CopyTo(link[IdLength..]);
        }
        return bytes;
    }

    /// <summary>Null for bytes that are no links.</summary>
    public static ImmutableArray<SealedEntry>? Read(byte[] bytes)
    {
        if (bytes.Length % Length != 0)
        {
            return null;
        }
        var entries = ImmutableArray.CreateBuilder<SealedEntry>(bytes.Length / Length);
        for (var start = 0; start < bytes.Length; start += Length)
        {
            var link = bytes.AsSpan(start, Length);
            var hash = Convert.ToHexStringLower(link[IdLength..]);
            entries.Add(new SealedEntry(BinaryPrimitives.ReadInt64BigEndian(link), hash));
        }
        return entries.MoveToImmutable();
    }

    /// <summary>The last link after these entries.</summary>
    public static string Close(string previous, IEnumerable<SealedEntry> entries) =>
        entries.Aggregate(previous, (link, entry) => AuditHash.OfLink(link, entry.Hash));
}
