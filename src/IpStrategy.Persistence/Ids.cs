using System.Security.Cryptography;

namespace IpStrategy.Persistence;

/// <summary>
/// Row ids: 41 bits of milliseconds, 10 bits of a node drawn at start, 12 bits of a counter. Rising in time, so that newer rows
/// stand at the end of an index and pages can sort by id; known before the insert, so that a command needs no round trip for them.
/// </summary>
public sealed class Ids(TimeProvider clock)
{
    private static readonly DateTimeOffset Epoch = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly long _node = (long)RandomNumberGenerator.GetInt32(1024) << 12;
    private readonly Lock _gate = new();
    private long _last;

    public long Next()
    {
        lock (_gate)
        {
            var now = (long)(clock.GetUtcNow() - Epoch).TotalMilliseconds;
            var stamp = _last >> 12;
            // A clock set back, or 4096 ids within one millisecond: count on from the last id.
            var next = now > stamp ? now << 12 : _last + 1;
            _last = next;
            return ((next >> 12) << 22) | _node | (next & 0xFFF);
        }
    }
}
