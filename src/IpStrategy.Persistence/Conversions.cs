using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IpStrategy.Persistence;

internal sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));

// PostgreSQL keeps microseconds; cutting before storing makes what is read equal what was written.
internal sealed class UtcInstant()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(
        v => new DateTimeOffset(
            v.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond,
            TimeSpan.Zero
        ),
        v => v
    );
