namespace IpStrategy.Workflow.Expressions;

/// <summary>The rules of named time zones. The system's zone files are input, so the host hands them in.</summary>
public interface ITimeZoneRules
{
    /// <summary>The offset of a zone at a local time; false when there is no such zone.</summary>
    bool TryOffset(string zoneId, DateTime local, out TimeSpan offset);

    /// <summary>The offset of a zone at an instant; null when there is no such zone.</summary>
    TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant);
}

/// <summary>Rules for where no zone file is at hand: universal time and nothing else.</summary>
public sealed class UtcOnlyZones : ITimeZoneRules
{
    private UtcOnlyZones() { }

    /// <summary>The one instance.</summary>
    public static UtcOnlyZones Instance { get; } = new();

    /// <inheritdoc/>
    public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        return IsUtc(zoneId);
    }

    /// <inheritdoc/>
    public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) => IsUtc(zoneId) ? TimeSpan.Zero : null;

    private static bool IsUtc(string zoneId) => zoneId is "UTC" or "Etc/UTC" or "GMT" or "Etc/GMT" or "Z";
}
